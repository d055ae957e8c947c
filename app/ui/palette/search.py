"""Which acts a few letters mean: in both languages, in the wrong layout, with a slip. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from app.registry.names import fold, forgive, other_layout

ROWS = 8
_WHOLE, _BEGINS, _WORD_BEGINS, _INSIDE, _ALL_WORDS, _IN_HELP = 120.0, 110.0, 100.0, 90.0, 80.0, 55.0
_SLIP_LEAST, _SLIP_SHARE = 74, 0.7
_RECENT, _RECENT_KEPT = 4.0, 20
_REMEMBERED = 8_192
_SHORT, _STEM_LEAST, _ENDING = 3, 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """An act as the palette knows it: its names and its help in all languages."""

    id: str
    names: tuple[str, ...]
    helps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The acts that were meant, and the text as it was understood if the layout was wrong."""

    ids: tuple[str, ...]
    understood: str = ""
    surely: bool = False
    """Whether the first one has these very letters in its name."""


def find(
    query: str, acts: Sequence[Findable], recent: Sequence[str] = (), *, limit: int = ROWS
) -> Found:
    """The acts meant, best first; those done lately go before their equals."""
    if not fold(query):
        known = {act.id for act in acts}
        late = [act_id for act_id in recent if act_id in known]
        rest = [act.id for act in acts if act.id not in late]
        return Found(ids=tuple([*late, *rest][:limit]))
    plain, switched = _best(query, acts, recent), _best(other_layout(query), acts, recent)
    if switched and (not plain or switched[0][0] > plain[0][0]):
        return _found(switched[:limit], other_layout(query))
    return _found(plain[:limit], "")


def _found(scored: Sequence[tuple[float, str]], understood: str) -> Found:
    return Found(
        ids=tuple(act_id for _, act_id in scored),
        understood=understood,
        surely=bool(scored) and scored[0][0] >= _ALL_WORDS,
    )


def remember(recent: Sequence[str], act_id: str) -> tuple[str, ...]:
    """The acts done lately, this one first."""
    return (act_id, *(known for known in recent if known != act_id))[:_RECENT_KEPT]


def _best(query: str, acts: Sequence[Findable], recent: Sequence[str]) -> list[tuple[float, str]]:
    wanted = fold(query)
    scored = []
    for act in acts:
        score = max((_score(wanted, _folded(name)) for name in act.names), default=0.0)
        if not score and any(_speaks_of(wanted, text) for text in act.helps):
            score = _IN_HELP
        if score:
            late = _RECENT if act.id in recent else 0.0
            scored.append((score + late, act.id))
    return sorted(scored, key=lambda pair: -pair[0])


@lru_cache(_REMEMBERED)
def _folded(text: str) -> str:
    """The same names are compared at each letter typed."""
    return fold(text)


@lru_cache(_REMEMBERED)
def _forgiven(text: str) -> tuple[str, ...]:
    return tuple(forgive(word) for word in _folded(text).split())


def _speaks_of(wanted: str, text: str) -> bool:
    """Whether the text has all these words, in any grammatical case and usual misspelling."""
    if len(wanted) < _SHORT:
        return False
    if wanted in _folded(text):
        return True
    known = _forgiven(text)
    stems = [_stem(forgiven) for word in wanted.split() if len(forgiven := forgive(word)) >= _SHORT]
    return bool(stems) and all(any(word.startswith(stem) for word in known) for stem in stems)


def _stem(word: str) -> str:
    return word[: max(_STEM_LEAST, len(word) - _ENDING)]


def _score(wanted: str, name: str) -> float:
    words, asked = name.split(), wanted.split()
    if name == wanted:
        return _WHOLE
    if name.startswith(wanted):
        return _BEGINS
    if any(word.startswith(wanted) for word in words):
        return _WORD_BEGINS
    if asked and all(any(word.startswith(part) for word in words) for part in asked):
        return _ALL_WORDS
    if len(wanted) < _SHORT:
        return 0.0
    if wanted in name:
        return _INSIDE
    likeness = max(fuzz.ratio(wanted, name), *(fuzz.ratio(wanted, word) for word in words))
    return likeness * _SLIP_SHARE if likeness >= _SLIP_LEAST else 0.0
