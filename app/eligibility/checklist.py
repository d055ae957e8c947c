"""Which papers are there, which are missing, and where they are obtained. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.eligibility.answers import Facts
from app.eligibility.law import Place
from app.eligibility.model import Category, CategoryVerdict, Paper, PaperState, Rules, WhoObtains
from app.eligibility.parts import Documents, Group, GroupState, Item
from app.eligibility.persons import BODIES

IDENTITY = ("common_identity",)
"""The group that asks who the person is."""
_SEEN = frozenset({PaperState.ORIGINAL_SEEN, PaperState.SHOWN_IN_DIIA, PaperState.FROM_REGISTER})


# ---- groups of papers ---------------------------------------------------------------------------


def common_papers(
    rules: Rules,
    facts: Facts,
    presented: frozenset[str],
    *,
    waived: frozenset[str],
    on: date,
) -> Documents:
    """How the common groups stand where those `waived` are not required."""
    return _together(rules.common, facts, presented, on, waived=waived)


def own_papers(
    category: Category, facts: Facts, presented: frozenset[str], *, on: date
) -> Documents:
    """How the category's own groups stand."""
    waived = frozenset(category.waives)
    return _together(category.documents, facts, presented, on, waived=waived)


def waived_papers(category: Category, facts: Facts) -> frozenset[str]:
    """Ids of the groups that this category does not require of this applicant.

    A body that notifies of a detention brings no paper of the person.
    """
    who = facts.get("applicant")
    body = who == "notifying_body" or (category.group == "detention" and who in BODIES)
    return frozenset((*category.waives, *(IDENTITY if body else ())))


def _together(
    groups: Iterable[Group],
    facts: Facts,
    presented: frozenset[str],
    on: date,
    *,
    waived: frozenset[str],
) -> Documents:
    return documents(
        state(group, presented, required=group.id not in waived and _required(group, facts, on))
        for group in groups
        if group.applies is None or group.applies(facts, on)
    )


def _required(group: Group, facts: Facts, on: date) -> bool:
    if group.required_when is not None:
        return group.required_when(facts, on) is True
    return group.required


def documents(states: Iterable[GroupState]) -> Documents:
    """Groups of papers taken together."""
    groups = tuple(states)
    wanting = [one for one in groups if one.required and not one.satisfied]
    return Documents(
        complete=not wanting,
        groups=groups,
        lacking=sum(1 if one.group.mode == "any_of" else len(one.missing) for one in wanting),
    )


def state(group: Group, presented: frozenset[str], *, required: bool) -> GroupState:
    """How one group stands with the papers that are there."""
    items = tuple(item.id for item in group.items)
    absent = tuple(item for item in items if item not in presented)
    satisfied = len(absent) < len(items) if group.mode == "any_of" else not absent
    return GroupState(
        group=group,
        required=required,
        satisfied=satisfied,
        items=items,
        missing=() if satisfied else absent,
    )


# ---- papers of one client -----------------------------------------------------------------------


class Ageing(StrEnum):
    """Whether a paper that was shown may still be used on a day."""

    FRESH = "fresh"
    EXPIRED = "expired"
    """The day until which it is valid has passed."""
    TOO_OLD = "too_old"
    """It was seen longer ago than the rules allow for such a paper."""


def ageing(paper: Paper, item: Item | None, on: date) -> Ageing:
    """Whether the paper is still fresh on that day; one that was never seen cannot grow old."""
    if paper.valid_until is not None and paper.valid_until < on:
        return Ageing.EXPIRED
    most = item.valid_days if item else None
    if most is None or paper.seen_on is None or (on - paper.seen_on).days <= most:
        return Ageing.FRESH
    return Ageing.TOO_OLD


def counts(paper: Paper, items: Mapping[str, Item], on: date, *, held: Iterable[str] = ()) -> bool:
    """Whether a paper in this state satisfies its group on that day.

    A photo is a working scan, never a proof; a copy counts where a copy is enough; a lost paper
    counts when its lawful substitute is among those `held`.
    """
    item = items.get(paper.item)
    if ageing(paper, item, on) is not Ageing.FRESH:
        return False
    if paper.state is PaperState.COPY:
        return item is not None and item.kind == "copy"
    if paper.state is PaperState.LOST:
        lawful = item.substitutes if item else ()
        return paper.substitute in lawful and paper.substitute in held
    return paper.state in _SEEN


def presented(papers: Iterable[Paper], rules: Rules, on: date) -> frozenset[str]:
    """The ids of the papers that count on that day: what `decide` is given."""
    kept = tuple(papers)
    held = {
        one.item
        for one in kept
        if one.state is not PaperState.LOST and counts(one, rules.items, on)
    }
    return frozenset(held) | {one.item for one in kept if counts(one, rules.items, on, held=held)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paper of the checklist: what it is, and how it stands with it."""

    item: Item
    paper: Paper | None
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One group of the checklist with its papers."""

    state: GroupState
    lines: tuple[Line, ...]


def checklist(
    verdict: CategoryVerdict, papers: Sequence[Paper], rules: Rules, *, on: date
) -> tuple[Section, ...]:
    """The list of papers of one category, group by group."""
    kept = {one.item: one for one in papers}
    there = presented(papers, rules, on)
    return tuple(
        Section(
            state=state(one.group, there, required=one.required),
            lines=tuple(
                Line(item=item, paper=kept.get(item.id), counts=item.id in there)
                for item in one.group.items
            ),
        )
        for one in verdict.documents.groups
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is still to be obtained in one place."""

    place: Place
    who: WhoObtains
    wanted: tuple[tuple[Group, tuple[Item, ...]], ...]
    """For each group that is open: the papers of this place; any one or all, as the group says."""


def missing(
    sections: Iterable[Section], rules: Rules, *, optional: bool = False
) -> tuple[Errand, ...]:
    """«Що бракує»: what is missing, grouped by where it is obtained, in the order of the places."""
    found: dict[tuple[str, WhoObtains], dict[str, tuple[Group, list[Item]]]] = {}
    for section in sections:
        if section.state.satisfied or not (section.state.required or optional):
            continue
        group = section.state.group
        for line in section.lines:
            if line.counts or (line.paper and line.paper.state is PaperState.REFUSED):
                continue
            who = line.paper.who_obtains if line.paper else WhoObtains.CLIENT
            here = found.setdefault((line.item.where, who), {})
            here.setdefault(group.id, (group, []))[1].append(line.item)
    return tuple(
        Errand(
            place=rules.places[where],
            who=who,
            wanted=tuple((group, tuple(items)) for group, items in here.values()),
        )
        for (where, who), here in sorted(found.items(), key=lambda one: _rank(rules, one[0][0]))
    )


def _rank(rules: Rules, where: str) -> int:
    return list(rules.places).index(where)
