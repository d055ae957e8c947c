"""How a name sounds, one coarse key for every spelling of it: Ukrainian, Russian, Latin.

Passports carried Latin names by the tables of 1995, 1996, 2004, 2007 and 2010, Russian ones by
those of 1997, 2010 and 2013, older ones in the French manner; people write as they like. All meet
here: Сергій, Сергей, Serhii, Sergiy, Sergey, Serhij. What is too coarse is told apart afterwards.
"""

import re
import unicodedata
from functools import lru_cache

_LATIN = re.compile("[a-z\u00df-\u017f]")
_DOUBLED = re.compile(r"(.)\1+")
_RUN_TOGETHER = re.compile("[тд]с")
_VOWEL_AFTER = re.compile("и(?=[аеоу])")
_BARE_CH = re.compile("(?<!t)ch(?!tch)")
_ENDS_IN_EI = re.compile("еи$")
_HEARD = str.maketrans(
    {
        **dict.fromkeys("іїйы", "и"),
        **dict.fromkeys("єёэ", "е"),
        "я": "а",
        "ю": "у",
        "ў": "у",
        "ґ": "г",
        "х": "г",
        "щ": "ш",
        "ь": "",
        "ъ": "",
    }
)
_LEVEL = str.maketrans({**dict.fromkeys("іїйы", "и"), **dict.fromkeys("єёэ", "е"), "ь": ""})
_MUFFLED = str.maketrans("оевзцбджч", "аиуссптшш")
_WITH_MARKS = str.maketrans(
    {"š": "sh", "č": "ch", "ž": "zh", "ż": "zh", "ř": "r", "ł": "l", "ß": "s", "ć": "c", "x": "ks"}
)
# Longer spellings first; a letter of these tables never means two sounds but c and j, see below.
_SPELT = (
    *(("shch", "ш"), ("szcz", "ш"), ("chtch", "ш"), ("tsch", "ч"), ("sch", "ш"), ("tch", "ч")),
    *(("zgh", "зг"), ("dzh", "дж"), ("sh", "ш"), ("sz", "ш"), ("zh", "ж"), ("kh", "г")),
    *(("gh", "г"), ("ch", "ч"), ("cz", "ч"), ("ts", "ц"), ("tz", "ц"), ("tc", "ц"), ("ck", "цк")),
    *(("ph", "ф"), ("ou", "у"), ("gue", "ге"), ("gui", "ги"), ("ce", "це"), ("ci", "ци")),
    *(("cy", "ци"), ("cj", "ци"), ("jd", "жд"), ("jy", "жи")),
)
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwyz", "абкдефггииклмнопкрстуввиз", strict=True))
_SOUNDS = {**dict(_SPELT), **_LETTERS}
_SPELLING = re.compile("|".join((*(latin for latin, _ in _SPELT), "[a-z]")))


def level(word: str) -> str:
    """A folded word with the letters that people mix up made equal, letter for letter.

    One mistake of the hand stays one mistake here, where `sound` may make two of it.
    """
    return word.translate(_LEVEL)


def muffled(heard: str) -> str:
    """A sound as through a bad line: о and а, е and и, voiced and voiceless fall together."""
    return heard.translate(_MUFFLED)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The key of one folded word, in Cyrillic letters whatever it was written in."""
    if _LATIN.search(word):
        word = _in_cyrillic(word)
    heard = _DOUBLED.sub(r"\1", _RUN_TOGETHER.sub("ц", word.translate(_HEARD)))
    return _ENDS_IN_EI.sub("и", _DOUBLED.sub(r"\1", _VOWEL_AFTER.sub("", heard)))


def is_latin(word: str) -> bool:
    """Whether a folded word has Latin letters in it."""
    return bool(_LATIN.search(word))


def _in_cyrillic(word: str) -> str:
    spelt = unicodedata.normalize("NFD", word.translate(_WITH_MARKS))
    plain = "".join(sign for sign in spelt if unicodedata.category(sign) != "Mn")
    if "tch" in plain:  # in the French manner, where a bare ch is ш: Chevtchenko
        plain = _BARE_CH.sub("sh", plain)
    return _SPELLING.sub(lambda found: _SOUNDS[found.group()], plain)
