"""Scans and photos of papers: what one is, and which paper a file's name speaks of. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.eligibility.parts import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A scan or photo of a client's paper; unsorted until it is put to a paper."""

    id: str
    client_id: str
    item: str = ""
    """The id of the paper that it shows; empty: nobody has said yet."""
    file_name: str = field(default="", repr=False)
    media_type: str
    size: int
    """Bytes as kept, after photos were made smaller."""
    sha256: str
    added_at: datetime
    author: str
    suggested: str = ""
    """The paper that the file's name speaks of."""


_SAYS_LITTLE = frozenset(
    {
        "довідка",
        "документ",
        "копія",
        "скан",
        "фото",
        "рішення",
        "заява",
        "посвідчення",
        "про",
        "або",
    }
)
_STEM = 5
_LEAST = 3
_LONGEST_SHORT = 5
_ACRONYM, _WORD, _LITTLE = 4, 2, 1


def suggested(words: Sequence[str], items: Iterable[Item], *, told: Mapping[str, str]) -> str:
    """The id of the paper that these words of a file's name speak of; empty when in doubt.

    `told` are folded names of the papers by their ids. A word counts when it begins like a word of
    the name, most when it is its short form: «впо» for «внутрішньо переміщеної особи».
    """
    scores = {item.id: _score(words, told[item.id].split()) for item in items}
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    if not ranked or ranked[0][1] < _WORD:
        return ""
    tied = len(ranked) > 1 and ranked[1][1] == ranked[0][1]
    return "" if tied else ranked[0][0]


def _score(words: Sequence[str], name: Sequence[str]) -> int:
    short = set(_short_forms(name))
    stems = {word[:_STEM] for word in name if len(word) >= _LEAST}
    score = 0
    for word in words:
        if word in short or word in name:
            score += _LITTLE if word in _SAYS_LITTLE else _ACRONYM
        elif len(word) >= _LEAST and word[:_STEM] in stems:
            score += _LITTLE if word in _SAYS_LITTLE else _WORD
    return score


def _short_forms(name: Sequence[str]) -> Iterator[str]:
    """First letters of each two to five words that follow each other."""
    for begin in range(len(name)):
        for end in range(begin + 2, min(begin + _LONGEST_SHORT, len(name)) + 1):
            yield "".join(word[0] for word in name[begin:end])
