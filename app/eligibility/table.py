"""Answers that rules have worked out already, by the signs of a person that they look at."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar, cast

Kept = TypeVar("Kept")
MOST_KEPT = 5_000
"""A rule knows some dozens of cases; a table that outgrows this begins anew."""


class Tables(Generic[Kept]):
    """One table for each rule. People alike under its mask get the same answer, worked out once.

    Nothing of a person is kept, only which of the distinctions of the law there were.
    """

    def __init__(self, masks: Iterable[int]) -> None:
        """Begin with empty tables for rules that look at these signs."""
        self._tables: list[tuple[int, dict[int, Kept]]] = [(mask, {}) for mask in masks]

    def of(self, signs: int, work_out: Callable[[int], Kept]) -> list[Kept]:
        """The answer of each rule; `work_out` is asked for those that nobody alike has got yet."""
        found = [kept.get(signs & mask) for mask, kept in self._tables]
        if None in found:
            for place, answer in enumerate(found):
                if answer is None:
                    found[place] = self._keep(place, signs, work_out(place))
        return cast("list[Kept]", found)

    def _keep(self, place: int, signs: int, answer: Kept) -> Kept:
        mask, kept = self._tables[place]
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[signs & mask] = answer
        return answer
