"""Whether two cards may be of one person, with the reasons for and against.

Evidence is weighed in points: a name or a birth date found in both speaks for, a contradiction
against. What a household shares (phone, e-mail, address) says nothing about two people whose given
names or generations differ: so twins and namesakes at one address stay apart.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from app.registry.blocks import Brief, briefs_of
from app.registry.model import Card
from app.registry.names import fold, forgive
from app.registry.places import places_asked, places_in
from app.registry.same_names import is_known_name, same_name
from app.registry.sounds import sound

LIKELY = 30
"""Scores from here on are worth a look."""
_FULL = 20.0
_ENOUGH = LIKELY * _FULL / 100
_GENERATION = 12
_SIMILAR = 0.88
_NUMBERS = re.compile(r"\d+")
_ENDINGS = ("ски", "ска", "цки", "цка", "ки", "ка", "ова", "ева", "ина")
_SHARED = {"p": 4.0, "e": 3.0, "c": 8.0, "u": 16.0, "a": 6.5}
_SAME_ADDRESS, _NEAR_ADDRESS = 3.5, 2.0
"""What an address adds: it stands beside no block."""

_FEMALE = "вна"
_CHANGED, _ANOTHER = -3.0, -5.0
"""Another surname: women change it, men hardly."""

Evidence = tuple[float, str]
"""Points and the reason."""
_OTHER_PERSON = frozenset({"other_given_name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """How like two cards are, 0 to 100, and why."""

    score: int
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    @property
    def likely(self) -> bool:
        """Whether a worker should look at the other card before making a new one."""
        return self.score >= LIKELY


def weigh(one: Card, other: Card) -> Weighed:
    """Compare two cards; the order of the two makes no difference.

    A card in Latin letters is also read as typed in the wrong keyboard layout.
    """
    found, shared = evidence(one, other)
    if not _two_people(one.birth_date, other.birth_date, found):
        found += shared
    points = _points(found)
    return Weighed(
        score=max(0, min(100, round(points * 100 / _FULL))),
        speaks_for=tuple(f"likeness.{reason}" for points, reason in found if points > 0),
        speaks_against=tuple(f"likeness.{reason}" for points, reason in found if points < 0),
    )


def evidence(one: Card, other: Card) -> tuple[list[Evidence], list[Evidence]]:
    """What speaks for and against, with its points; and what a household would share as well."""
    found = max(
        (_best(first, second) for first in briefs_of(one) for second in briefs_of(other)),
        key=_points,
    )
    return [*found, *_papers(one, other)], [*_shared_by_households(one, other)]


def hopeless(one: Brief, other: Brief, shared: str) -> bool:
    """Whether no address could make two cards likely; `shared` are letters of their blocks."""
    points = _points(_best(one, other)) + _SAME_ADDRESS
    return points + sum(_SHARED.get(letter, 0.0) for letter in set(shared)) < _ENOUGH


def _points(found: Iterable[Evidence]) -> float:
    return sum(points for points, _ in found)


def _best(one: Brief, other: Brief) -> list[Evidence]:
    """What speaks for and against, also with surname and given name in each other's place."""
    found = [*_told(one, other)]
    if one.given and sound(one.given) in map(sound, other.surnames):
        swapped = replace(one, surnames=(one.given,), given=one.surnames[0])
        return max(found, [*_told(swapped, other), (-0.5, "swapped_names")], key=_points)
    return found


def _two_people(one: date | None, other: date | None, found: list[Evidence]) -> bool:
    if any(reason in _OTHER_PERSON for _, reason in found):
        return True
    return bool(one and other and abs(one.year - other.year) > _GENERATION)


# ---- what a brief tells -------------------------------------------------------------------------


def _told(one: Brief, other: Brief) -> Iterator[Evidence]:
    woman = "f" in (one.sex, other.sex) or _FEMALE in (one.patronymic[-3:], other.patronymic[-3:])
    yield from _given_name(one.given, other.given)
    yield from _surnames(one.surnames, other.surnames, _CHANGED if woman else _ANOTHER)
    yield from _patronymic(one.patronymic, other.patronymic)
    if _whole(one) and _whole(one) == _whole(other):
        yield 0.5, "same_full_name"
    if "u" not in (one.sex, other.sex) and one.sex != other.sex:
        yield -4.0, "other_sex"
    yield from _birth(one.born, other.born)
    if one.rnokpp and other.rnokpp:
        yield from _rnokpp(one.rnokpp, other.rnokpp)


def _whole(brief: Brief) -> tuple[str, ...]:
    named = (brief.surnames[0], brief.given, brief.patronymic)
    return named if sum(map(bool, named)) > 1 else ()


@lru_cache(maxsize=32768)
def _surnames(one: tuple[str, ...], other: tuple[str, ...], unlike: float) -> tuple[Evidence, ...]:
    if not one[0] or not other[0]:
        return ()
    if forgive(one[0]) == forgive(other[0]):
        return ((4.5, "same_surname"),)
    heard = {sound(name) for name in one if name} & {sound(name) for name in other if name}
    if sound(one[0]) == sound(other[0]):
        return ((4.2, "similar_surname"),)
    if heard:
        return ((3.5, "former_surname"),)
    if _alike(_bare(sound(one[0])), _bare(sound(other[0]))):
        return ((3.2, "similar_surname"),)
    return ((unlike, "other_surname"),)


def _bare(surname: str) -> str:
    """How a surname sounds without the ending that tells man from woman: Ковальський, -ська."""
    for ending in _ENDINGS:
        if surname.endswith(ending) and len(surname) > len(ending) + 2:
            return surname[: -len(ending) + 1]
    return surname


def _alike(one: str, other: str) -> bool:
    return JaroWinkler.similarity(one, other) > _SIMILAR or (
        min(len(one), len(other)) > 4 and OSA.distance(one, other, score_cutoff=1) <= 1
    )


@lru_cache(maxsize=32768)
def _given_name(one: str, other: str) -> tuple[Evidence, ...]:
    return tuple(_name("given_name", one, other, (2.5, 1.5, -8.0)))


@lru_cache(maxsize=32768)
def _patronymic(one: str, other: str) -> tuple[Evidence, ...]:
    return tuple(_name("patronymic", one, other, (2.0, 1.2, -2.5)))


def _name(
    field: str, one: str, other: str, points: tuple[float, float, float]
) -> Iterator[Evidence]:
    first, second = sound(one), sound(other)
    if not first or not second:
        return
    if first == second or same_name(one, other):
        yield points[0], f"same_{field}"
    elif first[0] == second[0] and min(len(first), len(second)) == 1:
        return  # only an initial is known
    elif is_known_name(one) and is_known_name(other):
        yield points[2], f"other_{field}"  # twins: Марія, Марина
    elif _alike(first, second):
        yield points[1], f"similar_{field}"
    else:
        yield points[2], f"other_{field}"


def _birth(one: str, other: str) -> Iterator[Evidence]:
    if not one or not other:
        return
    if one == other:
        yield 5.5, "same_birth_date"
    elif _nearly(one, other):
        yield 2.5, "near_birth_date"
    else:
        yield -6.0, "other_birth_date"


def _nearly(one: str, other: str) -> bool:
    """One wrong digit, two in each other's place, or day and month in each other's place."""
    swapped = one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]
    return swapped or OSA.distance(one, other, score_cutoff=1) <= 1


def _rnokpp(one: str, other: str) -> Iterator[Evidence]:
    if one == other:
        yield 16.0, "same_rnokpp"  # one number is one person, whatever else is written
    elif OSA.distance(one, other, score_cutoff=1) <= 1:
        yield 3.0, "near_rnokpp"
    else:
        yield -5.0, "other_rnokpp"


# ---- what only whole cards tell -----------------------------------------------------------------


def _papers(one: Card, other: Card) -> Iterator[Evidence]:
    if one.alias and fold(one.alias) and fold(one.alias) == fold(other.alias):
        yield 6.5, "same_alias"
    if one.unzr and one.unzr == other.unzr:
        yield 16.0, "same_unzr"
    papers = (one.document, other.document)
    if papers[0] and papers[1] and papers[0].number and papers[0].kind is papers[1].kind:
        if papers[0].number == papers[1].number:
            yield 8.0, "same_document"
        elif papers[1].number:
            yield -1.0, "other_document"  # papers are lost and replaced


def _shared_by_households(one: Card, other: Card) -> Iterator[Evidence]:
    if set(one.phones) & set(other.phones):
        yield 4.0, "same_phone"
    if one.email and one.email.casefold() == other.email.casefold():
        yield 3.0, "same_email"
    here, there = _addresses(one), _addresses(other)
    if here & there:
        yield _SAME_ADDRESS, "same_address"
    elif any(_near_address(first, second) for first in here for second in there):
        yield _NEAR_ADDRESS, "near_address"


def _addresses(card: Card) -> set[str]:
    """Each address with its settlement under all its names: the old and the new are one place."""
    before = card.pre_war_address.address if card.pre_war_address else ""
    kept = (card.actual_address, card.registered_address, card.postal_address, before)
    return {spelt for address in kept if len(address) > 5 for spelt in _spellings(address)}


def _near_address(one: str, other: str) -> bool:
    """One or two wrong letters; another house or flat is another address."""
    numbers = _NUMBERS.findall(one) == _NUMBERS.findall(other)
    return numbers and OSA.normalized_similarity(one, other) > _SIMILAR


def _spellings(address: str) -> Iterator[str]:
    yield fold(address)
    town, comma, rest = address.partition(",")
    for settlement in places_in(town) if comma else ():
        for name in places_asked(settlement):
            yield f"{name} {fold(rest)}"
