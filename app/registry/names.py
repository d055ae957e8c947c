"""How names are compared: one normaliser for what is stored and for what is asked.

`fold` keeps every letter apart that Ukrainian keeps apart, except ґ and г; `forgive` goes on to one
key for spellings that people mix up (і, и, ї, й, ы; е, є, ё, э; soft signs; doubled letters).
"""

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’ʼ`‘ʹ′´＇ʻ"
_DROPPED = ("Cc", "Cf", "Cs", "Co")
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85", " "))
_FOLDED = str.maketrans({**dict.fromkeys(APOSTROPHES, ""), "ґ": "г"})
# Most names are plain Ukrainian: one look instead of a look at each sign.
_PLAIN = re.compile("[А-ЩЬЮЯІЇЄҐа-щьюяіїєґ]+(?:[ '’ʼ-][А-ЩЬЮЯІЇЄҐа-щьюяіїєґ]+)*")
_PLAIN_FOLDED = str.maketrans({**dict.fromkeys(APOSTROPHES, ""), "ґ": "г", "-": " "})
_ALPHABET = " -абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_IN_ORDER = {ord(sign): chr(place) for place, sign in enumerate(_ALPHABET)}
_IN_ORDER |= {ord(sign): "" for sign in APOSTROPHES}
_NOT_A_WORD = re.compile(r"[\W_]+")

_TWINS = str.maketrans("ABCEHIKMOPTXYaceiopxyïÏ", "АВСЕНІКМОРТХУасеіорхуїЇ")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-zÏï]")
_WORD = re.compile(r"[^\W\d_]+")

_QWERTY = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~|qwertyuiop[]asdfghjkl;'zxcvbnm,.`\\"
_YTSUKEN = "йцукенгшщзхїфівапролджєячсмитьбюʼґ"
_YTSUKEN = _YTSUKEN.upper() + _YTSUKEN
_TO_UKRAINIAN = str.maketrans(_QWERTY, _YTSUKEN)
_TO_LATIN = str.maketrans(_YTSUKEN, _QWERTY)

_FORGIVEN = str.maketrans(
    {**dict.fromkeys("іїйы", "и"), **dict.fromkeys("єёэ", "е"), "ь": "", "ъ": ""}
)
_DOUBLED = re.compile(r"(.)\1+")

# The state's table of 2010 for passports, read backwards; longer spellings first.
_FROM_LATIN = (
    *(("shch", "щ"), ("zgh", "зг"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч")),
    *(("sh", "ш"), ("ya", "я"), ("ia", "я"), ("yu", "ю"), ("iu", "ю"), ("ye", "є"), ("ie", "є")),
    *(("yi", "ї"), ("iy", "ій"), ("yy", "ий"), ("a", "а"), ("b", "б"), ("v", "в"), ("w", "в")),
    *(("h", "г"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("y", "и"), ("i", "і")),
    *(("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п")),
    *(
        ("r", "р"),
        ("s", "с"),
        ("t", "т"),
        ("u", "у"),
        ("f", "ф"),
        ("c", "ц"),
        ("x", "кс"),
        ("q", "к"),
    ),
)
_SOUNDS = dict(_FROM_LATIN)
_SPELLING = re.compile("|".join(latin for latin, _ in _FROM_LATIN))


def clean(text: str) -> str:
    """The text as it is kept: composed letters, single spaces, no signs that cannot be seen.

    Direction marks, control characters and broken halves of characters are taken out: they turn a
    line on the screen around and cannot be written to a file.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text.translate(_BREAKS))
    seen = "".join(sign for sign in composed if unicodedata.category(sign) not in _DROPPED)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def clean_lines(text: str) -> str:
    """A text of several lines as it is kept: each line clean, no empty ones at the ends."""
    return "\n".join(clean(line) for line in text.splitlines()).strip("\n")


def with_one_script(word: str) -> str:
    """A word that mixes Cyrillic with Latin look-alikes, all in Cyrillic; other words unchanged."""
    if _CYRILLIC.search(word) and _LATIN.search(word):
        return word.translate(_TWINS)
    return word


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The key of a text for storing and asking: words in small letters with one space between.

    Capitals, apostrophes, hyphens and points make no difference; ґ counts as г; Latin look-alikes
    inside a Cyrillic word count as the Cyrillic letters.
    """
    if _PLAIN.fullmatch(text):
        return text.casefold().translate(_PLAIN_FOLDED)
    one_script = _WORD.sub(lambda found: with_one_script(found.group()), clean(text))
    small = unicodedata.normalize("NFC", one_script.casefold()).translate(_FOLDED)
    unaccented = "".join(sign for sign in small if unicodedata.category(sign) != "Mn")
    return _NOT_A_WORD.sub(" ", unaccented).strip()


def forgive(folded: str) -> str:
    """A folded text with the letters that people mix up made equal, and no doubled letters."""
    return _DOUBLED.sub(r"\1", folded.translate(_FORGIVEN))


def other_layout(text: str) -> str:
    """What the same keys give in the other keyboard layout: «ivfvty» is «шмамен»."""
    if _CYRILLIC.search(text):
        return text.translate(_TO_LATIN)
    return text.translate(_TO_UKRAINIAN)


def from_latin(text: str) -> str:
    """A name in Latin letters as it may stand in Ukrainian: «Shevchenko» is «шевченко»."""
    if not _LATIN.search(text) or _CYRILLIC.search(text):
        return text
    return _SPELLING.sub(lambda found: _SOUNDS[found.group()], text.casefold())


def twins_of(text: str) -> str:
    """Latin capitals that look Cyrillic, read as Cyrillic: «POMAH» is «РОМАН»."""
    return text.translate(_TWINS)


def initials(*parts: str) -> str:
    """The first letters of the parts that are there: «О. І.» with a no-break space between."""
    return "\u00a0".join(f"{part[0]}." for part in parts if part)


def sort_key(text: str) -> str:
    """What to sort a text by for the Ukrainian alphabet: г, ґ; е, є; и, і, ї; then others."""
    return clean(text).casefold().translate(_IN_ORDER)
