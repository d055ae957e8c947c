"""The law read aloud: the verdict straight from the packs, slow and plain.

Nothing is compiled, remembered or shared here; the engine must say the same, letter for letter.
Facts are values as `parse_facts` gives them.
"""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.content.library import Library, on_day, the_one
from app.eligibility.answers import Facts, Three
from app.eligibility.condition import ConditionPart
from app.eligibility.making import reference as norm
from app.eligibility.pack import (
    CATEGORIES,
    COMMON,
    FACTS,
    GROUNDS,
    PAPERS,
    SUBSISTENCE,
    TERMS,
    WARNINGS,
    CategoryPack,
    CommonPack,
    ConditionalApplicant,
    CriterionPart,
    GroupPart,
    MinimumPart,
)

BODIES = {
    *("notifying_body", "investigator", "prosecutor", "investigating_judge", "court"),
    *("penal_institution", "medical_institution"),
}
SERVICES = {"defence", "representation", "drafting"}
Json = dict[str, Any]


class Reading:
    """One person, one day, the packs of that day."""

    def __init__(
        self, library: Library, facts: Facts, presented: frozenset[str], on: date, *, preview: bool
    ) -> None:
        self.facts: dict[str, Any] = dict(facts)
        self.presented, self.on = presented, on
        kinds = (FACTS, PAPERS, COMMON, WARNINGS, SUBSISTENCE, TERMS, GROUNDS)
        ones = [the_one(library.of(kind), on) for kind in kinds]
        self.questions = {one.id: one for one in ones[0].content.facts}
        self.papers = {one.id for one in ones[1].content.papers}
        self.common: CommonPack = ones[2].content
        self.warned = ones[3].content.warnings
        self.minimums: tuple[MinimumPart, ...] = ones[4].content.minimums
        self.grounds = sorted(
            (
                one
                for one in on_day(library.of(CATEGORIES), on)
                if preview or not one.content.preview
            ),
            key=lambda one: one.content.order,
        )
        self.stamps = [
            {
                "id": one.content.id,
                "edition": one.content.edition,
                "sha256": one.sha256,
                "checked_on": one.content.source.checked_on.isoformat(),
            }
            for one in (*ones, *self.grounds)
        ]

    # ---- conditions -----------------------------------------------------------------------------

    def holds(self, condition: ConditionPart) -> Three:
        """Kleene: one false part of an all makes it false, one true part of an any true."""
        if condition.all is not None:
            parts = [self.holds(part) for part in condition.all]
            return False if False in parts else None if None in parts else True
        if condition.any is not None:
            parts = [self.holds(part) for part in condition.any]
            return True if True in parts else None if None in parts else False
        if condition.not_ is not None:
            inner = self.holds(condition.not_)
            return None if inner is None else not inner
        return self.leaf(condition)

    def leaf(self, one: ConditionPart) -> Three:
        if one.income_within or one.payment_within:
            sums = self.sums(one)
            return None if sums is None else sums["sum"] <= sums["limit"]
        age = self.age()
        if one.younger_than is not None:
            return None if age is None else age < one.younger_than
        if one.at_least_years is not None:
            return None if age is None else age >= one.at_least_years
        if one.ages_differ:
            born, said = self.facts.get("birth_date"), self.facts.get("age")
            return None if born is None or said is None or born > self.on else age != said
        value = self.facts.get(one.fact or "")
        if value is None:
            return None
        if one.is_ is not None:
            return bool(value == one.is_)
        if one.in_ is not None:
            return bool(value in one.in_)
        if one.after_application is not None:
            return bool(value > self.on)
        if one.at_least is not None:
            return bool(value >= one.at_least)
        if one.at_most is not None:
            return bool(value <= one.at_most)
        if one.sum_is is not None:
            return bool(sum(value) == one.sum_is)
        if one.some_at_least is not None:
            return bool(max(value) >= one.some_at_least)
        many = value if isinstance(value, tuple) else (value,)
        return any(Decimal(amount * 100) % 1 != 0 for amount in many)

    def age(self) -> int | None:
        born = self.facts.get("birth_date")
        if born is None or born > self.on:
            said: int | None = self.facts.get("age")
            return said
        years: int = self.on.year - born.year
        return years - 1 if (self.on.month, self.on.day) < (born.month, born.day) else years

    def minimum(self) -> MinimumPart | None:
        for one in self.minimums:
            window = one.in_force
            if window.begin <= self.on and (window.until is None or self.on < window.until):
                return one
        return None

    def sums(self, condition: ConditionPart) -> dict[str, Decimal] | None:
        row = self.minimum()
        total: Decimal | None = None
        if condition.income_within:
            income = condition.income_within
            given, group = self.facts.get(income.sums), self.facts.get(income.group)
            times = income.times * income.months
            total = sum(given, Decimal(0)) if given is not None else None
        elif condition.payment_within:
            payment = condition.payment_within
            total, group = self.facts.get(payment.payment), payment.minimum
            times = payment.times
        else:
            return None
        if total is None or group is None or row is None:
            return None
        least: Decimal = getattr(row, group)
        limit = times * least
        return {"sum": total, "limit": limit, "minimum": least, "gap": abs(total - limit)}

    # ---- one ground -----------------------------------------------------------------------------

    def ground(self, one: CategoryPack) -> Json:
        reasons = [self.reason(one, criterion) for criterion in one.criteria]
        answers = [reason["holds"] for reason in reasons]
        verdict = "no" if False in answers else "unknown" if None in answers else "yes"
        groups = self.groups(one)
        scope = one.scope_limit
        return {
            "id": one.id,
            "verdict": verdict,
            "services": list(one.services),
            "covers_needed": self.covers(one),
            "may_apply": self.may_apply(one),
            "reasons": reasons,
            "missing_facts": self.missing(reasons) if verdict == "unknown" else [],
            "scope_limit": {"uk": scope.uk if scope else "", "en": scope.en if scope else ""},
            "documents": {
                "complete": all(group["satisfied"] for group in groups if group["required"]),
                "groups": groups,
            },
            "decision_track": one.decision_track,
            "confidence": one.source.confidence,
            "name": {"uk": one.name.uk, "en": one.name.en},
            "ref": norm(one.source, self.on),
            **({"preview": True} if one.preview else {}),
        }

    def reason(self, category: CategoryPack, one: CriterionPart) -> Json:
        holds = self.holds(one.when)
        text = {True: one.holds, False: one.fails, None: one.unknown}[holds]
        sums = self.sums(one.when) or {}
        change = None if holds else {"uk": one.change.uk, "en": one.change.en}
        return {
            "holds": holds,
            "uk": text.uk.format(**{name: hryvnias(value) for name, value in sums.items()}),
            "en": text.en.format(**{name: f"{value:,.2f}" for name, value in sums.items()}),
            "ref": one.ref or norm(category.source, self.on),
            "facts": list(one.when.facts()),
            "would_change": change,
        }

    def missing(self, reasons: list[Json]) -> list[str]:
        named = [fact for one in reasons if one["holds"] is None for fact in one["facts"]]
        return [one for one in dict.fromkeys(named) if one not in self.facts] or ["age"]

    def covers(self, one: CategoryPack) -> Three:
        needed = self.facts.get("service_needed")
        return None if needed is None else set(needed) <= set(one.services)

    def may_apply(self, one: CategoryPack) -> Three:
        who = self.facts.get("applicant")
        if who is None:
            return None
        opened = {group.id: group.who for group in self.common.applicant_groups}
        allowed: dict[str, ConditionPart | None] = {}
        for named in one.applicants:
            if isinstance(named, ConditionalApplicant):
                allowed[named.who] = named.when
            else:
                allowed.update(dict.fromkeys(opened.get(named, (named,))))
        if who != "self":
            if who not in allowed:
                return False
            condition = allowed[str(who)]
            return True if condition is None else self.holds(condition)
        adults = "adult_self" in allowed
        children = "child_14_plus_self" in allowed and self.common.children_apply_alone
        age = self.age()
        if age is None:
            return None if adults or children else False
        if age >= 18:
            return adults
        own: Three = self.facts.get("own_court_matter_child")
        return own if age >= 14 and children else False

    # ---- papers ---------------------------------------------------------------------------------

    def groups(self, one: CategoryPack) -> list[Json]:
        return [
            self.group(one, group)
            for group in (*self.common.documents, *one.documents)
            if group.applies_when is None or self.holds(group.applies_when) is True
        ]

    def group(self, category: CategoryPack, one: GroupPart) -> Json:
        there = [item for item in one.items if item in self.presented]
        absent = [item for item in one.items if item not in self.presented]
        satisfied = bool(there) if one.mode == "any_of" else not absent
        return {
            "id": one.id,
            "required": self.required(category, one),
            "satisfied": satisfied,
            "mode": one.mode,
            "items": list(one.items),
            "missing": [] if satisfied else absent,
        }

    def required(self, category: CategoryPack, one: GroupPart) -> bool:
        who = self.facts.get("applicant")
        body = who == "notifying_body" or (category.group == "detention" and who in BODIES)
        if one.id in category.waives or (one.id == "common_identity" and body):
            return False
        if one.required_when is not None:
            return self.holds(one.required_when) is True
        return one.required

    # ---- the whole ------------------------------------------------------------------------------

    def verdict(self) -> Json:
        grounds = [self.ground(one.content) for one in self.grounds]
        return {
            "schema": 1,
            "on_date": self.on.isoformat(),
            "packs": self.stamps,
            "outcome": outcome(grounds),
            "best": best(grounds),
            "categories": grounds,
            "next_question": self.next_question(grounds),
            "warnings": self.warnings(),
        }

    def next_question(self, grounds: list[Json]) -> str | None:
        votes = Counter(fact for one in grounds for fact in one["missing_facts"])
        sensible = {
            fact
            for fact in votes
            if (when := self.questions[fact].asked_when) is None or self.holds(when) is True
        }

        def rank(fact: str) -> tuple[bool, int, int, str]:
            return (
                self.questions[fact].sensitive,
                -votes[fact],
                self.questions[fact].order,
                fact,
            )

        return min(sensible or votes, key=rank, default=None)

    def warnings(self) -> list[Json]:
        said = [
            {"id": one.id, "uk": one.words.uk, "en": one.words.en}
            for one in self.warned
            if self.holds(one.when) is True
        ]
        row = self.minimum()
        money = {"income_six_months", "income_group", "disability_payment"} & set(self.facts)
        if money and row and row.in_force.until is None and row.in_force.begin.year < self.on.year:
            said.append({"id": "minimum_old"})
        if self.presented - self.papers:
            said.append({"id": "unknown_paper"})
        oldest = min(date.fromisoformat(one["checked_on"]) for one in self.stamps)
        if self.on - oldest > timedelta(days=180):
            said.append({"id": "pack_old"})
        return said


def hryvnias(value: Decimal) -> str:
    return f"{value:,.2f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def surely_covers(one: Json) -> bool:
    known = one["covers_needed"]
    return set(one["services"]) >= SERVICES if known is None else bool(known)


def outcome(grounds: list[Json]) -> str:
    yes = [one for one in grounds if one["verdict"] == "yes"]
    if any(surely_covers(one) and not one["scope_limit"]["uk"] for one in yes):
        return "eligible"
    if yes:
        return "limited"
    return "unknown" if any(one["verdict"] == "unknown" for one in grounds) else "not_eligible"


def best(grounds: list[Json]) -> str | None:
    def burden(one: Json) -> tuple[bool, bool, bool, int]:
        lacking = sum(
            1 if group["mode"] == "any_of" else len(group["missing"])
            for group in one["documents"]["groups"]
            if group["required"] and not group["satisfied"]
        )
        limited = bool(one["scope_limit"]["uk"])
        return (not surely_covers(one), limited, one["decision_track"] != "immediate", lacking)

    yes = [one for one in grounds if one["verdict"] == "yes"]
    return min(yes, key=burden)["id"] if yes else None


def read_aloud(
    library: Library,
    facts: Facts,
    *,
    presented: frozenset[str] = frozenset(),
    on: date,
    preview: bool = False,
) -> Json:
    """The verdict as JSON without `matrix`; warnings that the engine makes itself by id only."""
    return Reading(library, facts, presented, on, preview=preview).verdict()
