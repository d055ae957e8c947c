"""How one name gets spelt: the tables of passports, Russian spellings, mistakes of hands and ears.

Tables of passports: the Cabinet's resolutions 231 (1995), 858 (2007) and 55 (2010), decision 9 of
the commission on terminology (1996), the order of 2004; Russian ones: orders of 1997 and 2013.
"""

import random
import unicodedata

from bench.crowd import listed

_SHARED = dict(zip("абвдезийклмнопрстуфц", "abvdezyiklmnoprstuf", strict=False)) | {"ц": "ts"}
_SHARED |= {"ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "і": "i", "ґ": "g", "'": ""}
_FIRST_Y = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_INSIDE_I = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
EDITIONS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "latin_2010": (_SHARED | {"г": "h", "ь": ""} | _INSIDE_I, _FIRST_Y),
    "latin_2007": (_SHARED | {"г": "g", "ь": ""} | _INSIDE_I, {}),
    "latin_2004": (_SHARED | {"г": "h", "ь": "'", **_FIRST_Y}, {}),
    "latin_1996": (_SHARED | {"г": "h", "щ": "sch", "ь": "'"} | _INSIDE_I, _FIRST_Y),
    "latin_1995": (_SHARED | {"г": "g", "и": "y", "ь": ""} | _INSIDE_I, {}),
    "latin_scholars": (
        _SHARED
        | {"г": "h", "ж": "ž", "ч": "č", "ш": "š", "щ": "šč", "ц": "c", "х": "x", "ь": "", "й": "j"}
        | {"є": "je", "ї": "ji", "ю": "ju", "я": "ja"},
        {},
    ),
}
_FRENCH = dict(_SHARED) | {"г": "g", "у": "ou", "ч": "tch", "ш": "ch", "щ": "chtch", "ж": "j"}
_FRENCH |= {"є": "ie", "ї": "i", "й": "i", "ю": "iou", "я": "ia", "ь": ""}
_RUSSIAN = dict(_SHARED) | {"г": "g", "и": "i", "ы": "y", "э": "e", "ё": "e", "ь": "", "ъ": ""}
_RUSSIAN_1997 = _RUSSIAN | {"й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN_2013 = _RUSSIAN | {"й": "i", "ю": "iu", "я": "ia"}


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in listed(text))


RUSSIAN_NAMES = _pairs("""
Олена:Елена Наталія:Наталья Ірина:Ирина Оксана:Оксана Тетяна:Татьяна Марія:Мария Ганна:Анна
Світлана:Светлана Людмила:Людмила Галина:Галина Надія:Надежда Любов:Любовь Віра:Вера Юлія:Юлия
Катерина:Екатерина Вікторія:Виктория Ольга:Ольга Софія:София Дарина:Дарья Христина:Кристина
Лариса:Лариса Валентина:Валентина Ніна:Нина Раїса:Раиса Олександр:Александр Андрій:Андрей
Сергій:Сергей Іван:Иван Микола:Николай Василь:Василий Петро:Пётр Юрій:Юрий Михайло:Михаил
Володимир:Владимир Віктор:Виктор Олег:Олег Ігор:Игорь Дмитро:Дмитрий Максим:Максим
Богдан:Богдан Тарас:Тарас Роман:Роман Степан:Степан Ярослав:Ярослав Євген:Евгений Артем:Артём
Назар:Назар Павло:Павел Григорій:Григорий Анатолій:Анатолий Леонід:Леонид Валерій:Валерий
Руслан:Руслан Віталій:Виталий Данило:Даниил Кирило:Кирилл Захар:Захар Євгенія:Евгения
""")
SHORT_NAMES = _pairs("""
Олександр:Саша Микола:Коля Катерина:Катя Марія:Маша Володимир:Вова Дмитро:Діма Євген:Женя
Сергій:Сірожа Наталія:Наташа Тетяна:Таня Світлана:Світа Юлія:Юля Вікторія:Віка Михайло:Міша
Іван:Ваня Анатолій:Толя Валерій:Валера Людмила:Люда
""")
_UKRAINIAN_KEYS = "йцукенгшщзхїфівапролджєячсмитьбю"
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_OTHER_KEYS = str.maketrans(
    _UKRAINIAN_KEYS + _UKRAINIAN_KEYS.upper() + "’",
    _LATIN_KEYS + _LATIN_KEYS.upper() + "`",
)
_MIXED_UP = {"і": "и", "и": "і", "ї": "і", "й": "и", "є": "е", "е": "є", "ґ": "г", "г": "ґ"}
_TWINS = str.maketrans("аеіорсухАВЕІКМНОРСТХ", "aeiopcyxABEIKMHOPCTX")


def _written(word: str, letters: dict[str, str], first: dict[str, str]) -> str:
    small = word.casefold().replace("’", "'").replace("зг", "з\u0000")
    spelt = [
        first[sign] if place == 0 and sign in first else letters.get(sign, sign)
        for place, sign in enumerate(small)
    ]
    return "".join(spelt).replace("\u0000", "gh" if letters.get("г") == "h" else "g").capitalize()


def in_latin(word: str, edition: str) -> str:
    """A Ukrainian name as the passports of that edition carried it."""
    return _written(word, *EDITIONS[edition])


def in_french_manner(word: str) -> str:
    return _written(word, _FRENCH, {})


def in_russian(word: str, chance: random.Random) -> str:
    """A Ukrainian name as a Russian paper has it."""
    if word in RUSSIAN_NAMES:
        return RUSSIAN_NAMES[word]
    word = word.replace("йович", "евич").replace("ївна", "евна").replace("івна", "овна")
    for here, there in (
        ("ський", "ский"),
        ("цький", "цкий"),
        ("ець", "ец"),
        ("’", "ъ"),
        ("ів", "ов"),
    ):
        word = word.removesuffix(here) + there if word.endswith(here) else word
    swapped = {"і": "и", "ї": "и", "є": "е", "ґ": "г", "и": chance.choice("ыи")}
    return "".join(swapped.get(sign, sign) for sign in word.casefold()).capitalize()


def in_russian_passport(word: str, chance: random.Random) -> str:
    letters = chance.choice((_RUSSIAN_1997, _RUSSIAN_2013))
    return _written(in_russian(word, chance), letters, {})


def on_other_keys(text: str) -> str:
    """The text with the keyboard in the other layout."""
    return text.translate(_OTHER_KEYS)


def with_letters_mixed_up(word: str, chance: random.Random) -> str:
    places = [place for place, sign in enumerate(word) if sign in _MIXED_UP]
    if not places:
        return word
    place = chance.choice(places)
    return word[:place] + _MIXED_UP[word[place]] + word[place + 1 :]


def without_small_signs(word: str, chance: random.Random) -> str:
    """The soft sign or apostrophe left out or put in, a letter doubled or not."""
    if any(sign in word for sign in "ь’'"):
        return word.replace("ь", "").replace("’", "").replace("'", "")
    place = chance.randrange(1, len(word) - 1)
    return word[: place + 1] + (word[place] if chance.random() < 0.5 else "ь") + word[place + 1 :]


def unseen_signs(word: str, chance: random.Random) -> str:
    """The same to the eye: stress marks, signs of no width, letters in pieces, Latin twins."""
    place = chance.randrange(1, len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + "\u0301" + word[place:]
    if kind == 1:
        return word[:place] + chance.choice("\u200b\u200d\ufeff\u2060") + word[place:]
    if kind == 2:
        return unicodedata.normalize("NFD", word)
    return word[:place].translate(_TWINS) + word[place:]
