"""The sheet cut into small groups, for asking one after the other; and where the person is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from app.ui.registration.sheet import SECTIONS, FieldSpec, Section

Kind = Literal["dense", "guided", "answers"]


@cache
def steps_of(*, changing: bool) -> tuple[Section, ...]:
    """The groups in the order of the sheet: a group is what stands in one row of it."""
    asked = [part for part in SECTIONS if not (changing and part.of_visit)]
    return tuple(
        replace(part, fields=group, daily=True) for part in asked for group in _groups(part)
    )


def _groups(section: Section) -> Iterator[tuple[FieldSpec, ...]]:
    if section.growing:  # its rows come one after the other by themselves
        yield section.fields
        return
    group: list[FieldSpec] = []
    for spec in section.fields:
        room = section.columns - sum(one.span for one in group)
        if group and spec.span > room and not spec.occasional:
            yield tuple(group)
            group = []
        group.append(spec)
    if group:
        yield tuple(group)


@cache
def _places(*, changing: bool) -> Mapping[str, int]:
    steps = steps_of(changing=changing)
    return {spec.key: at for at, step in enumerate(steps) for spec in step.fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Which drawing of the same answers is in front, and at which group."""

    guided: bool = False
    at: int = 0
    reading: bool = False
    """The page of answers is in front."""
    returning: bool = False
    """An answer is being changed: the next step leads back to the page of answers."""

    @property
    def kind(self) -> Kind:
        """What is drawn."""
        if self.reading:
            return "answers"
        return "guided" if self.guided else "dense"


def turned(walk: Walk, key: str, *, changing: bool) -> Walk:
    """The other way of asking; the field in hand stays in hand."""
    if walk.reading:
        return replace(walk, reading=False, guided=not walk.guided)
    if walk.guided:
        return replace(walk, guided=False)
    return replace(walk, guided=True, at=_places(changing=changing).get(key, walk.at))


def forward(walk: Walk, *, changing: bool) -> Walk:
    """The next group; after the last one, or when one answer was changed, all answers."""
    last = walk.at + 1 >= len(steps_of(changing=changing))
    if walk.returning or last or not walk.guided:
        return reading(walk)
    return replace(walk, at=walk.at + 1)


def backward(walk: Walk) -> Walk:
    """From the answers to where one was; from a group to the one before."""
    if walk.reading:
        return replace(walk, reading=False)
    return replace(walk, at=max(0, walk.at - 1))


def reading(walk: Walk) -> Walk:
    """All answers for a last look."""
    return replace(walk, reading=True, returning=False)


def at_field(walk: Walk, key: str, *, changing: bool, returning: bool = False) -> Walk:
    """Where that field is asked."""
    at = _places(changing=changing).get(key, walk.at)
    return replace(walk, reading=False, returning=returning, at=at)
