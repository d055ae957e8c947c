"""Letters of two alphabets in one name: noticed, a repair is offered, nothing changes by itself."""

import re
import unicodedata

from app.registry.names import from_latin

_CYRILLIC_TWINS = "АВСЕНІКМОРТХУасеіорхуїЇ"
_LATIN_TWINS = "ABCEHIKMOPTXYaceiopxyïÏ"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
_ENDINGS = (
    *(("skyi", "ський"), ("skyy", "ський"), ("skiy", "ський"), ("sky", "ський")),
    *(("ski", "ський"), ("ska", "ська")),
)
_J = re.compile("j(?=[aeu])")
_WORD = re.compile(r"[^\W\d_]+")


def repaired(name: str) -> str:
    """The name with each word in one alphabet, where only look-alike letters were in the way.

    A word of nothing but look-alikes follows the rest of the name: «POMAH Шевченко».
    """
    around = _alphabet(_WORD.findall(name))
    return _WORD.sub(lambda found: _word_repaired(found.group(), around), name)


def reading_of(*parts: str) -> str:
    """How a name in Latin letters may be said in Ukrainian; nothing for other names."""
    words = [word for part in parts for word in repaired(part).split()]
    if not words or _alphabet(words) != "latin":
        return ""
    return " ".join(_capital(_said(word.casefold())) for word in words)


def without_marks(name: str) -> str:
    """The name without stress marks and other loose marks over letters; й and ї stay."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(sign for sign in composed if not "\u0300" <= sign <= "\u036f")


def _word_repaired(word: str, around: str) -> str:
    own = _alphabet([word])
    if own == "both" or (own == "" and around not in ("cyrillic", "latin")):
        return word
    wanted = own or around
    return word.translate(_TO_CYRILLIC if wanted == "cyrillic" else _TO_LATIN)


def _alphabet(words: list[str]) -> str:
    """Whose letters the words have that the other alphabet lacks: one, `both`, or nobody's."""
    letters = [sign for word in words for sign in word]
    cyrillic = any("Ѐ" <= sign <= "ӿ" and sign not in _CYRILLIC_TWINS for sign in letters)
    latin = any(_is_latin(sign) and sign not in _LATIN_TWINS for sign in letters)
    if cyrillic and latin:
        return "both"
    return "cyrillic" if cyrillic else "latin" if latin else ""


def _is_latin(sign: str) -> bool:
    return "LATIN" in unicodedata.name(sign, "")


def _said(word: str) -> str:
    for latin, ending in _ENDINGS:
        if word.endswith(latin) and len(word) > len(latin):
            stem = from_latin(_J.sub("y", word.removesuffix(latin)))
            return f"{stem}{'ь' if stem.endswith('л') else ''}{ending}"
    return from_latin(_J.sub("y", word))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
