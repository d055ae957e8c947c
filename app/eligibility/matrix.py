"""Several grounds at once: which service each ground gives, and whether only for one matter. Pure.

A ground that fits gives a service freely or only within its matter; an open one may give it. The
table proposes grounds that together cover what is needed; the centre decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from app.eligibility.model import Answer, Category, CategoryVerdict, Service, Verdict

SERVICES: tuple[Service, ...] = ("defence", "representation", "drafting")


class Cover(StrEnum):
    """Whether a ground gives a service."""

    COVERED = "covered"
    THIS_MATTER = "this_matter"
    """Only for the matter that the law names for this ground."""
    NOT_COVERED = "not_covered"
    UNKNOWN = "unknown"
    """The ground would give it, but whether the ground fits is still open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One ground that fits or may still fit, and what it gives."""

    category: Category
    verdict: Answer
    cells: tuple[Cover, ...]
    """One for each of `Matrix.services`, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Grounds against services, and what follows for this client."""

    services: tuple[Service, ...]
    """The columns: always all services of the law."""
    needed: tuple[Service, ...]
    """What the client needs; empty when that is not known."""
    rows: tuple[Row, ...]
    """The grounds that fit, then those still open, each in the order of the packs."""
    sums: tuple[Cover, ...]
    """For each service the best that any ground gives."""
    together: tuple[str, ...]
    """The fewest grounds that cover what is needed (or all services when that is not known), those
    without a limit first; when nothing covers all, those that cover the most of it."""
    uncovered: tuple[Service, ...]
    """What is needed and no fitting ground gives."""
    broadest: str | None
    """The fitting ground with the most services, one without a limit before one with."""


def matrix(verdict: Verdict) -> Matrix:
    """What the grounds of a verdict give, each and together. Grounds that are *no* do not stand."""
    fitting = [one for one in verdict.categories if one.verdict is Answer.YES]
    still_open = [one for one in verdict.categories if one.verdict is Answer.UNKNOWN]
    rows = tuple(_row(one) for one in (*fitting, *still_open))
    wanted = verdict.needed or ()
    needed = tuple(one for one in SERVICES if one in wanted)
    given = {service for one in fitting for service in one.category.services}
    asked = needed or SERVICES
    return Matrix(
        services=SERVICES,
        needed=needed,
        rows=rows,
        sums=tuple(_best(row.cells[number] for row in rows) for number in range(len(SERVICES))),
        together=_together([one.category for one in fitting], given.intersection(asked)),
        uncovered=tuple(one for one in needed if one not in given),
        broadest=_broadest([one.category for one in fitting]),
    )


def _row(one: CategoryVerdict) -> Row:
    cells = tuple(_cell(one, service) for service in SERVICES)
    return Row(category=one.category, verdict=one.verdict, cells=cells)


def _cell(one: CategoryVerdict, service: Service) -> Cover:
    if service not in one.category.services:
        return Cover.NOT_COVERED
    if one.verdict is Answer.UNKNOWN:
        return Cover.UNKNOWN
    return Cover.THIS_MATTER if one.category.scope_limit else Cover.COVERED


_GOOD = (Cover.COVERED, Cover.THIS_MATTER, Cover.UNKNOWN, Cover.NOT_COVERED)


def _best(cells: Iterable[Cover]) -> Cover:
    return min(cells, key=_GOOD.index, default=Cover.NOT_COVERED)


def _together(fitting: Sequence[Category], wanted: set[Service]) -> tuple[str, ...]:
    """Three services need three grounds at most, so all combinations are few."""
    for size in range(1, len(wanted) + 1):
        enough = [
            chosen
            for chosen in combinations(fitting, size)
            if wanted <= {service for one in chosen for service in one.services}
        ]
        if enough:
            best = min(
                enough, key=lambda chosen: sum(one.scope_limit is not None for one in chosen)
            )
            return tuple(one.id for one in best)
    return ()


def _broadest(fitting: Sequence[Category]) -> str | None:
    def breadth(one: Category) -> tuple[bool, int]:
        return (one.scope_limit is not None, -len(one.services))

    best = min(fitting, key=breadth, default=None)
    return best.id if best else None
