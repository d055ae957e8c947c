"""Whether two cards may be of one person, with the reasons for and against.

Evidence is weighed in points: a name or a birth date found in both speaks for, a contradiction
against. What a household shares (phone, e-mail, address) says nothing about two people whose given
names or generations differ: so twins and namesakes at one address stay apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA, JaroWinkler

from app.registry.model import Card, Sex
from app.registry.names import fold, forgive
from app.registry.same_names import same_name

LIKELY = 30
"""Scores from here on are worth a look."""
_FULL = 20.0
_GENERATION = 12


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


@dataclass(frozen=True, slots=True)
class _Evidence:
    points: float
    reason: str
    household: bool = False


def weigh(one: Card, other: Card) -> Weighed:
    """Compare two cards; the order of the two makes no difference."""
    found = [*_names(one, other), *_birth(one, other), *_papers(one, other)]
    shared = [*_shared_by_households(one, other)]
    if not _two_people(one, other, found):
        found += shared
    points = sum(piece.points for piece in found)
    return Weighed(
        score=max(0, min(100, round(points * 100 / _FULL))),
        speaks_for=tuple(f"likeness.{piece.reason}" for piece in found if piece.points > 0),
        speaks_against=tuple(f"likeness.{piece.reason}" for piece in found if piece.points < 0),
    )


def _two_people(one: Card, other: Card, found: list[_Evidence]) -> bool:
    if any(piece.reason in ("other_given_name", "other_rnokpp", "other_unzr") for piece in found):
        return True
    return bool(
        one.birth_date
        and other.birth_date
        and abs(one.birth_date.year - other.birth_date.year) > _GENERATION
    )


def _names(one: Card, other: Card) -> Iterator[_Evidence]:
    whole = [fold(f"{card.surname} {card.given_name} {card.patronymic}") for card in (one, other)]
    if whole[0] and whole[0] == whole[1] and len(whole[0].split()) > 1:
        yield _Evidence(0.5, "same_full_name")
    yield from _surnames(one, other)
    yield from _name("given_name", one.given_name, other.given_name, (2.5, 1.5, -8.0))
    yield from _name("patronymic", one.patronymic, other.patronymic, (2.0, 1.2, -2.5))
    if one.alias and fold(one.alias) and fold(one.alias) == fold(other.alias):
        yield _Evidence(6.5, "same_alias")


def _surnames(one: Card, other: Card) -> Iterator[_Evidence]:
    first, second = forgive(fold(one.surname)), forgive(fold(other.surname))
    if not first or not second:
        return
    alike = JaroWinkler.similarity(_bare(first), _bare(second))
    if first == second:
        yield _Evidence(4.5, "same_surname")
    elif _former_matches(one, other):
        yield _Evidence(3.5, "former_surname")
    elif alike > 0.88:
        yield _Evidence(3.2, "similar_surname")
    else:
        yield _Evidence(-3.0, "other_surname")


def _former_matches(one: Card, other: Card) -> bool:
    first = {forgive(fold(one.surname)), forgive(fold(one.former_surname))} - {""}
    second = {forgive(fold(other.surname)), forgive(fold(other.former_surname))} - {""}
    return bool(first & second)


def _bare(surname: str) -> str:
    """A surname without the ending that tells man from woman: Ковальський, Ковальська."""
    for ending in ("ський", "ский", "ска", "цкий", "цка", "кий", "ка", "ий", "ова", "ева", "ина"):
        if surname.endswith(ending) and len(surname) > len(ending) + 2:
            return surname[: -len(ending) + 1]
    return surname


def _name(
    field: str, one: str, other: str, points: tuple[float, float, float]
) -> Iterator[_Evidence]:
    first, second = forgive(fold(one)), forgive(fold(other))
    if not first or not second:
        return
    if first == second or same_name(first, second):
        yield _Evidence(points[0], f"same_{field}")
    elif first[0] == second[0] and min(len(first), len(second)) == 1:
        return  # only an initial is known
    elif JaroWinkler.similarity(first, second) > 0.85:
        yield _Evidence(points[1], f"similar_{field}")
    else:
        yield _Evidence(points[2], f"other_{field}")


def _birth(one: Card, other: Card) -> Iterator[_Evidence]:
    if Sex.UNKNOWN not in (one.sex, other.sex) and one.sex is not other.sex:
        yield _Evidence(-4.0, "other_sex")
    if one.birth_date is None or other.birth_date is None:
        return
    if one.birth_date == other.birth_date:
        yield _Evidence(5.5, "same_birth_date")
    elif _nearly(one.birth_date, other.birth_date):
        yield _Evidence(2.5, "near_birth_date")
    else:
        yield _Evidence(-6.0, "other_birth_date")


def _nearly(one: date, other: date) -> bool:
    """One wrong digit, or day and month in each other's place."""
    swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    return swapped or OSA.distance(one.isoformat(), other.isoformat()) == 1


def _papers(one: Card, other: Card) -> Iterator[_Evidence]:
    if one.rnokpp and other.rnokpp:
        if one.rnokpp == other.rnokpp:
            yield _Evidence(9.0, "same_rnokpp")
        elif OSA.distance(one.rnokpp, other.rnokpp) > 1:
            yield _Evidence(-8.0, "other_rnokpp")
    if one.unzr and one.unzr == other.unzr:
        yield _Evidence(9.0, "same_unzr")
    papers = (one.document, other.document)
    if papers[0] and papers[1] and papers[0].number and papers[0].kind is papers[1].kind:
        if papers[0].number == papers[1].number:
            yield _Evidence(8.0, "same_document")
        elif papers[1].number:
            yield _Evidence(-1.0, "other_document")  # papers are lost and replaced


def _shared_by_households(one: Card, other: Card) -> Iterator[_Evidence]:
    if set(one.phones) & set(other.phones):
        yield _Evidence(4.0, "same_phone")
    if one.email and one.email.casefold() == other.email.casefold():
        yield _Evidence(3.0, "same_email")
    if _addresses(one) & _addresses(other):
        yield _Evidence(1.5, "same_address")


def _addresses(card: Card) -> set[str]:
    kept = (card.actual_address, card.registered_address, card.postal_address)
    return {fold(address) for address in kept if len(address) > 5}
