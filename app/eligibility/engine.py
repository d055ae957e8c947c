"""May this person have free secondary aid, on which ground, with which papers: pure, three-valued.

Contract: the verdict of the command line. One false condition makes *no* even when others are
unknown; nothing here promises that aid is granted: the centre decides.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from app.core.errors import InputError
from app.core.words import Text
from app.eligibility import income
from app.eligibility.checklist import documents, still_missing
from app.eligibility.law import Minimum
from app.eligibility.model import (
    Answer,
    Category,
    CategoryVerdict,
    Criterion,
    Facts,
    Outcome,
    Question,
    Reason,
    Rules,
    Three,
    Verdict,
    Warning,
    answer,
)
from app.eligibility.persons import may_apply

ALL_SERVICES = frozenset({"defence", "representation", "drafting"})
OLD_AFTER = timedelta(days=180)
LONGEST_ID = 60
MOST_IDS = 5


def decide(
    rules: Rules, facts: Facts, *, presented: frozenset[str] = frozenset(), on: date
) -> Verdict:
    """Settle every category in force on that day.

    An answer yes or no stays the same however the unknown facts turn out, as long as the known ones
    stay. Categories keep the order of the packs; `presented` are ids of papers that count.
    """
    if income.asked_about(facts) and income.row(rules.minimums, on) is None:
        raise InputError("income.no_minimum", date=on.isoformat())
    categories = tuple(
        _settled(rules, category, facts, presented, on) for category in rules.categories
    )
    question, settles = _next_question(rules, categories, facts, on)
    return Verdict(
        on=on,
        stamps=rules.stamps,
        outcome=_outcome(categories),
        best=_best(categories),
        categories=categories,
        next_question=question,
        settles=settles,
        warnings=_warnings(rules, facts, presented, on),
        needed=needed_services(facts),
    )


def _settled(
    rules: Rules, category: Category, facts: Facts, presented: frozenset[str], on: date
) -> CategoryVerdict:
    held: Three = True
    reasons = []
    for criterion in category.criteria:
        reason = _reason(criterion, facts, on)
        reasons.append(reason)
        if reason.holds is False or (reason.holds is None and held):
            held = reason.holds
    return CategoryVerdict(
        category=category,
        verdict=answer(held),
        covers_needed=covers(category, facts),
        may_apply=may_apply(rules, category, facts, on),
        reasons=tuple(reasons),
        missing_facts=_missing(reasons, facts) if held is None else (),
        documents=documents(rules, category, facts, presented, on=on),
    )


def _reason(criterion: Criterion, facts: Facts, on: date) -> Reason:
    said = criterion.said[criterion.test(facts, on)]
    amounts = criterion.amounts(facts, on) if criterion.amounts else None
    if amounts is None:
        return said
    return replace(
        said,
        text=_filled(said.text, amounts),
        would_change=said.would_change and _filled(said.would_change, amounts),
    )


def _filled(text: Text, amounts: Mapping[str, object]) -> Text:
    uk = {name: income.written(value, "uk") for name, value in amounts.items()}  # type: ignore[arg-type]
    en = {name: income.written(value, "en") for name, value in amounts.items()}  # type: ignore[arg-type]
    return Text(uk=text.uk.format(**uk), en=text.en.format(**en))


def _missing(reasons: list[Reason], facts: Facts) -> tuple[str, ...]:
    """The facts that the answer still hangs on."""
    named = (fact for one in reasons if one.holds is None for fact in one.facts)
    absent = tuple(dict.fromkeys(fact for fact in named if fact not in facts))
    return absent or ("age",)  # a birth date after the application says nothing about the age


def covers(category: Category, facts: Facts) -> Three:
    """Whether the category gives every service that is needed; None when that is not known."""
    needed = needed_services(facts)
    return None if needed is None else needed <= set(category.services)


def needed_services(facts: Facts) -> frozenset[str] | None:
    """The services that the client needs; None when nobody asked."""
    needed = facts.get("service_needed")
    return needed if isinstance(needed, frozenset) else None


def _surely_covers(one: CategoryVerdict) -> bool:
    """Whatever service turns out to be needed, the category gives it."""
    if one.covers_needed is None:
        return set(one.category.services) >= ALL_SERVICES
    return one.covers_needed


def _outcome(categories: tuple[CategoryVerdict, ...]) -> Outcome:
    yes = [one for one in categories if one.verdict is Answer.YES]
    if any(_surely_covers(one) and one.category.scope_limit is None for one in yes):
        return Outcome.ELIGIBLE
    if yes:
        return Outcome.LIMITED
    if any(one.verdict is Answer.UNKNOWN for one in categories):
        return Outcome.UNKNOWN
    return Outcome.NOT_ELIGIBLE


def _best(categories: tuple[CategoryVerdict, ...]) -> str | None:
    """Covers the service, has no scope limit, is immediate, needs the fewest papers still."""

    def burden(one: CategoryVerdict) -> tuple[bool, bool, bool, int]:
        return (
            not _surely_covers(one),
            one.category.scope_limit is not None,
            one.category.track != "immediate",
            still_missing(one.documents),
        )

    yes = [one for one in categories if one.verdict is Answer.YES]
    return min(yes, key=burden).category.id if yes else None


def _next_question(
    rules: Rules, categories: tuple[CategoryVerdict, ...], facts: Facts, on: date
) -> tuple[str | None, int]:
    """The fact that can settle the most open categories; the cheapest and safest of equals.

    A question that stings is never asked before one that does not, and a question about the matter
    of a status is asked only when the status is there.
    """
    votes = Counter(fact for one in categories for fact in one.missing_facts)
    ready = [fact for fact in votes if _makes_sense(rules.questions[fact], facts, on)] or votes

    def rank(fact: str) -> tuple[bool, int, int, str]:
        question = rules.questions[fact]
        return (question.sensitive, -votes[fact], question.order, fact)

    best = min(ready, key=rank, default=None)
    return best, votes[best] if best else 0


def _makes_sense(question: Question, facts: Facts, on: date) -> bool:
    return question.asked_when is None or question.asked_when(facts, on) is True


def _warnings(
    rules: Rules, facts: Facts, presented: frozenset[str], on: date
) -> tuple[Warning, ...]:
    said = [
        Warning(id=remark.id, words=remark.words)
        for remark in rules.remarks
        if remark.test(facts, on) is True
    ]
    minimum = income.row(rules.minimums, on) if income.asked_about(facts) else None
    if minimum is not None and minimum.valid_from.year < on.year and minimum.valid_until is None:
        said.append(Warning(id="minimum_old", words=_last_known(minimum)))
    unheard = sorted(presented - set(rules.items))
    if unheard:
        said.append(Warning(id="unknown_paper", words=_unheard(unheard)))
    checked = min(stamp.checked_on for stamp in rules.stamps)
    if on - checked > OLD_AFTER:
        said.append(Warning(id="pack_old", words=_old(checked)))
    return tuple(said)


def _unheard(papers: list[str]) -> Text:
    names = ", ".join(one[:LONGEST_ID] for one in papers[:MOST_IDS])
    return Text(
        uk=f"Таких документів правила не знають, тож їх не враховано: {names}. Звірте назви.",
        en=f"The rules know no such papers, so they do not count: {names}. Check the ids.",
    )


def _last_known(minimum: Minimum) -> Text:
    year = minimum.valid_from.year
    return Text(
        uk=f"Мінімуму на цей рік у таблиці ще немає: межу взято за {year} рік. "
        "Звірте її із законом про бюджет.",
        en=f"The table has no minimum of this year yet: the limit is that of {year}. "
        "Compare it with the budget law.",
    )


def _old(checked: date) -> Text:
    return Text(
        uk=f"Правила звіряли {checked:%d.%m.%Y}: понад 180 днів тому. "
        "Звірте підставу з чинною редакцією закону.",
        en=f"The rules were checked on {checked:%d.%m.%Y}: more than 180 days before. "
        "Compare the ground with the law in force.",
    )
