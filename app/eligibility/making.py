"""From the packs of one day to the grounds, papers and warnings of the engine, with their signs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.eligibility.answers import Test, Three
from app.eligibility.condition import ConditionPart
from app.eligibility.conditions import amounts_of, test_of
from app.eligibility.law import Minimum, Source
from app.eligibility.model import Category, Lookups
from app.eligibility.pack import (
    CategoryPack,
    CommonPack,
    ConditionalApplicant,
    CriterionPart,
    GroupPart,
    RemarkPart,
    SourcePart,
)
from app.eligibility.parts import Criterion, Group, Item, Reason, Remark, Warning
from app.eligibility.persons import ADULT, ALONE_FROM
from app.eligibility.signs import Signs
from app.eligibility.table import Tables

RENUMBERED = date(2023, 8, 1)
"""Law 3022-IX gave Article 14 new numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What every ground of that day is made with."""

    on: date
    common: CommonPack
    items: Mapping[str, Item]
    minimums: Sequence[Minimum]
    signs: Signs

    def category(self, pack: CategoryPack) -> Category:
        """One ground; its tables are empty still."""
        source = _source(pack.source, self.on)
        criteria = tuple(self._criterion(one, source.ref) for one in pack.criteria)
        return Category(
            id=pack.id,
            edition=pack.edition,
            order=pack.order,
            name=pack.name,
            short=pack.short,
            group=pack.group,
            services=pack.services,
            applicants=applicants_of(pack, self.common),
            criteria=criteria,
            documents=self.groups(pack.documents),
            scope_limit=pack.scope_limit,
            six_decisions=pack.six_decisions,
            track=pack.decision_track,
            confidence=pack.source.confidence,
            source=source,
            note=pack.note,
            flags=pack.flags,
            waives=pack.waives,
            preview=pack.preview,
        )

    def lookups(self, packs: Sequence[CategoryPack], categories: Sequence[Category]) -> Lookups:
        """The grounds made ready to be looked up; all tables are empty still."""
        common = self._papers(self.common.documents) | self.signs.fact("applicant")
        return Lookups(
            signs=self.signs.of,
            findings=Tables(map(self._of_ground, packs)),
            terms=Tables((self._of_terms(packs),)),
            common=Tables((common,)),
            sums=tuple(
                (ground, reason, criterion.amounts)
                for ground, category in enumerate(categories)
                for reason, criterion in enumerate(category.criteria)
                if criterion.amounts
            ),
        )

    # These name every sign that an answer hangs on.

    def _of_ground(self, pack: CategoryPack) -> int:
        return self._conditions(one.when for one in pack.criteria) | self._papers(pack.documents)

    def _of_terms(self, packs: Iterable[CategoryPack]) -> int:
        signs = self.signs
        mask = signs.fact("service_needed") | signs.fact("applicant")
        mask |= signs.age(ALONE_FROM) | signs.age(ADULT) | signs.fact("own_court_matter_child")
        return mask | self._conditions(
            one.when
            for pack in packs
            for one in pack.applicants
            if isinstance(one, ConditionalApplicant)
        )

    def _conditions(self, conditions: Iterable[ConditionPart]) -> int:
        mask = 0
        for one in conditions:
            mask |= self.signs.condition(one)
        return mask

    def _papers(self, groups: Iterable[GroupPart]) -> int:
        mask = 0
        for group in groups:
            mask |= self.signs.condition(group.applies_when)
            mask |= self.signs.condition(group.required_when)
            for item in group.items:
                mask |= self.signs.paper(item)
        return mask

    def groups(self, given: Iterable[GroupPart]) -> tuple[Group, ...]:
        """Groups of papers, the papers themselves in them."""
        return tuple(
            Group(
                id=one.id,
                name=one.name,
                mode=one.mode,
                items=tuple(self.items[item] for item in one.items),
                required=one.required,
                condition=one.condition,
                applies=_test(one.applies_when),
                required_when=_test(one.required_when),
            )
            for one in given
        )

    def remark(self, one: RemarkPart) -> Remark:
        """A warning with its condition."""
        return Remark(warning=Warning(id=one.id, words=one.words), when=self.signs.surely(one.when))

    def _criterion(self, one: CriterionPart, ref: str) -> Criterion:
        facts, place = one.when.facts(), one.ref or ref
        texts = {True: one.holds, False: one.fails, None: one.unknown}
        said: dict[Three, Reason] = {
            holds: Reason(
                holds=holds,
                wording=text,
                ref=place,
                facts=facts,
                would_change=None if holds else one.change,
            )
            for holds, text in texts.items()
        }
        return Criterion(
            id=one.id,
            test=test_of(one.when, self.minimums),
            facts=facts,
            ref=place,
            said=said,
            amounts=amounts_of(one.when, self.minimums),
        )


def applicants_of(pack: CategoryPack, common: CommonPack) -> Mapping[str, Test | None]:
    """Who may apply, names of groups opened up."""
    opened = {group.id: group.who for group in common.applicant_groups}
    found: dict[str, Test | None] = {}
    for one in pack.applicants:
        if isinstance(one, ConditionalApplicant):
            found[one.who] = test_of(one.when, ())
        else:
            found.update(dict.fromkeys(opened.get(one, (one,))))
    return found


def _source(given: SourcePart, on: date) -> Source:
    return Source(
        act=given.act,
        ref=reference(given, on),
        checked_on=given.checked_on,
        sources=given.sources,
        confidence=given.confidence,
    )


def reference(given: SourcePart, on: date) -> str:
    """Article, part and point as they were numbered on that day, and the act."""
    point = given.point_before_2023_08 if on < RENUMBERED else given.point
    named = (("ст.", given.article), ("ч.", given.part), ("п.", point))
    place = " ".join(f"{sign}\N{NO-BREAK SPACE}{value}" for sign, value in named if value)
    return ", ".join(part for part in (place, given.act) if part)


def _test(condition: ConditionPart | None) -> Test | None:
    return test_of(condition, ()) if condition else None
