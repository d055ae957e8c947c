"""One given name or patronymic in its languages and shapes: letters alone do not show it is one."""

import re
from functools import lru_cache

from app.registry.names import fold
from app.registry.sounds import sound

# The Ukrainian name first, then what else a card or a caller may call it.
_GROUPS = """\
олександр александр сашко саша alexander alex олесь
олександра александра саша
олексій алексей олекса льоша альоша
андрій андрей andrew
анатолій анатолий толя толік
антон антін
артем артём артемій
богдан
борис боря
вадим
валентин
валентина валя
валерій валерий валера
валерія валерия
василь василий вася vasyl basil
вікторія виктория віка victoria
віктор виктор вітя victor
віталій виталий віталік
володимир владимир вова володя wolodymyr
всеволод
вʼячеслав вячеслав славко
ганна анна аня анюта hanna
галина галя галинка
геннадій геннадий гена
георгій георгий юрко жора
григорій григорий гриша гриць gregory
данило даниил данил даня daniel
дарина дарья дарія даша дарія daria
денис
дмитро дмитрий дмитрій діма дима митя
євген евгений євгеній женя eugene
євгенія евгения женя
єлизавета елизавета ліза лиза elizabeth
захар захарій
зінаїда зинаида зіна
зоя
ігор игорь
ілля илья ілько
іван иван ваня іванко john
ірина ирина іра ярина irene
катерина екатерина катя катруся catherine kate
кирило кирилл
кіра кира
клавдія клавдия
костянтин константин костя
ксенія ксения аксинья
леонід леонид льоня
лідія лидия ліда
любов любовь люба
людмила люда міла
лілія лилия ліля
лариса
макар
максим
марина
марія мария маша маруся марічка mary maria
маргарита рита
матвій матвей
микита никита
микола николай коля nicholas mykola nikolay
михайло михаил миша мишко michael
надія надежда надя
назар назарій
наталія наталья наталя наташа natalie
ніна нина
олег
олена елена лена оленка алена алёна helen helena
олеся леся
ольга олга оля olha olga
остап євстафій
павло павел паша paul
петро петр петя пиотр peter
пилип филипп філіп
прокіп прокопий
раїса раиса рая
роман рома
руслан
савелій савелий сава
світлана светлана світа svitlana
семен семён семйон
сергій сергей сірожа сережа сєрьожа serge
софія софья софія соня sophia
станіслав станислав стас
степан stephen
тамара тома
тарас
тетяна татьяна таня тетянка
тимофій тимофей
федір федор фёдор fedir
юлія юлия юля julia
юрій юрий юра
яків яков яша
ярослав
ярослава
яна
йосип иосиф осип joseph
гнат игнат ігнатій
данута
кузьма
лукʼян лукьян лука
мирон
панас афанасий опанас
онисим анисим
параска прасковья
уляна ульяна
христина кристина christina
явдоха евдокия
єгор егор
""".strip()
_PATRONYMIC = re.compile("(?:[оие]?в?(?:на|ич)|ична|инична)$")
_PATRONYMIC_ENDS = ("ивна", "овна", "евна", "ович", "евич", "ична")
_SHORTEST_STEM = 3
_VOWELS = "аеиоу"


def _grouped() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for place, line in enumerate(_GROUPS.split("\n")):
        for name in line.split():
            groups.setdefault(sound(fold(name)), set()).add(place)
    return {name: frozenset(places) for name, places in groups.items()}


_GROUP = _grouped()
_SPELLINGS = tuple(
    tuple(dict.fromkeys(fold(name) for name in line.split())) for line in _GROUPS.split("\n")
)


def _stems() -> dict[str, frozenset[int]]:
    return {name.rstrip(_VOWELS): places for name, places in _GROUP.items()}


_STEM = _stems()
_NOBODY: frozenset[int] = frozenset()


@lru_cache(maxsize=4096)
def _meanings(word: str) -> tuple[frozenset[int], str]:
    """The groups of a given name, or of the father's name and the patronymic's sex."""
    heard = sound(word)
    if heard in _GROUP:
        return _GROUP[heard], ""
    ending = _PATRONYMIC.search(heard)
    if ending and len(heard) - len(ending.group()) >= _SHORTEST_STEM:
        stem = heard[: ending.start()].rstrip(_VOWELS)
        return _STEM.get(stem, _NOBODY), ending.group()[-1]
    return _NOBODY, ""


def same_name(one: str, other: str) -> bool:
    """Whether two folded words are one name in two languages, or one by its short form."""
    first, second = _meanings(one), _meanings(other)
    return bool(first[0] & second[0]) and first[1] == second[1]


def is_known_name(word: str) -> bool:
    """Whether a folded word is a given name, or a patronymic from one, of those listed here."""
    return bool(_meanings(word)[0])


def spellings_of(name: str) -> tuple[str, ...]:
    """The folded given name as other languages spell it, and itself."""
    groups, patronymic = _meanings(name)
    if patronymic or not groups:
        return (name,)
    return tuple(dict.fromkeys((name, *(word for n in sorted(groups) for word in _SPELLINGS[n]))))


def first_spelling(name: str) -> str:
    """The folded given name in its first language, so that all its spellings fall together."""
    groups, patronymic = _meanings(name)
    return name if patronymic or not groups else _SPELLINGS[min(groups)][0]


def is_patronymic(word: str) -> bool:
    """Whether a folded word ends as patronymics do."""
    groups, patronymic = _meanings(word)
    return bool(groups and patronymic) or sound(word).endswith(_PATRONYMIC_ENDS)
