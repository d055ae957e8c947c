"""May this person have free secondary aid, on which ground, with which papers: pure, three-valued.

Contract: the verdict of the command line. One false condition makes *no* even when others are
unknown; nothing here promises that aid is granted: the centre decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from app.core.errors import InputError
from app.core.words import Text
from app.eligibility import income
from app.eligibility.answers import Facts, Sums, Three
from app.eligibility.checklist import common_papers, own_papers, waived_papers
from app.eligibility.law import Minimum
from app.eligibility.model import (
    Answer,
    Category,
    Finding,
    Grounds,
    Outcome,
    Question,
    Rules,
    Terms,
    Verdict,
    answer,
)
from app.eligibility.parts import Documents, Reason, Warning
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
    case = Case(rules, facts, presented, on, rules.lookups.signs(facts, presented, on))
    found = findings(case)
    grounds = _grounds(case, found)
    yes = Answer.YES
    fitting = [place for place, one in enumerate(found) if one.verdict is yes]
    question, settles = _next_question(case, found)
    return Verdict(
        on=on,
        stamps=rules.stamps,
        outcome=_outcome(grounds, fitting),
        best=_best(grounds, fitting),
        categories=grounds,
        next_question=question,
        settles=settles,
        warnings=_warnings(case),
        needed=needed_services(facts),
    )


class Case(NamedTuple):
    """One person before the rules of one day."""

    rules: Rules
    facts: Facts
    presented: frozenset[str]
    on: date
    signs: int


# ---- each ground --------------------------------------------------------------------------------


def findings(case: Case) -> Sequence[Finding]:
    """What each ground comes to, looked up where somebody alike was there before."""
    return case.rules.lookups.findings.of(case.signs, partial(_finding, case))


def _finding(case: Case, place: int) -> Finding:
    """What the conditions of a ground come to: here the law speaks, all else looks it up."""
    category, facts, on = case.rules.categories[place], case.facts, case.on
    reasons = tuple(one.said[one.test(facts, on)] for one in category.criteria)
    answers = {reason.holds for reason in reasons}
    held: Three = False if False in answers else None if None in answers else True
    return Finding(
        category=category,
        verdict=answer(held),
        reasons=reasons,
        missing_facts=_missing(reasons, facts) if held is None else (),
        documents=own_papers(category, facts, case.presented, on=on),
    )


def _grounds(case: Case, found: Sequence[Finding]) -> Grounds:
    """The findings beside what several grounds have alike, with the sums of the person."""
    lookups, signs = case.rules.lookups, case.signs
    (terms,) = lookups.terms.of(signs, partial(_terms, case))
    (common,) = lookups.common.of(signs, partial(_common, case))
    reasons = [one.reasons for one in found]
    for ground, reason, amounts in lookups.sums:
        sums = amounts(case.facts, case.on)
        if sums is not None:
            reasons[ground] = _with_sums(reasons[ground], reason, sums)
    return Grounds(
        findings=found,
        reasons=reasons,
        covers_needed=terms.covers_needed,
        may_apply=terms.may_apply,
        common=common,
    )


def _terms(case: Case, _place: int) -> Terms:
    rules, facts, on = case.rules, case.facts, case.on
    return Terms(
        covers_needed=tuple(covers(one, facts) for one in rules.categories),
        may_apply=tuple(may_apply(rules, one, facts, on) for one in rules.categories),
    )


def _common(case: Case, _place: int) -> tuple[Documents, ...]:
    found: dict[frozenset[str], Documents] = {}
    for category in case.rules.categories:
        waived = waived_papers(category, case.facts)
        if waived not in found:
            found[waived] = common_papers(
                case.rules, case.facts, case.presented, waived=waived, on=case.on
            )
    return tuple(found[waived_papers(one, case.facts)] for one in case.rules.categories)


def _with_sums(reasons: tuple[Reason, ...], place: int, sums: Sums) -> tuple[Reason, ...]:
    return (*reasons[:place], reasons[place].with_sums(sums), *reasons[place + 1 :])


def _missing(reasons: Iterable[Reason], facts: Facts) -> tuple[str, ...]:
    """The facts that the answer still hangs on."""
    named = (fact for one in reasons if one.holds is None for fact in one.facts)
    absent = tuple(dict.fromkeys(fact for fact in named if fact not in facts))
    return absent or ("age",)  # a birth date after the application says nothing about the age


def covers(category: Category, facts: Facts) -> Three:
    """Whether the category gives every service that is needed; None when that is not known."""
    needed = needed_services(facts)
    return None if needed is None else needed.issubset(category.services)


def needed_services(facts: Facts) -> frozenset[str] | None:
    """The services that the client needs; None when nobody asked."""
    needed = facts.get("service_needed")
    return needed if isinstance(needed, frozenset) else None


def _surely_covers(grounds: Grounds, place: int) -> bool:
    """Whatever service turns out to be needed, the ground gives it."""
    covered = grounds.covers_needed[place]
    if covered is None:
        return ALL_SERVICES.issubset(grounds.findings[place].category.services)
    return covered


def _outcome(grounds: Grounds, fitting: Sequence[int]) -> Outcome:
    for place in fitting:
        limit = grounds.findings[place].category.scope_limit
        if limit is None and _surely_covers(grounds, place):
            return Outcome.ELIGIBLE
    if fitting:
        return Outcome.LIMITED
    if any(one.verdict is Answer.UNKNOWN for one in grounds.findings):
        return Outcome.UNKNOWN
    return Outcome.NOT_ELIGIBLE


def _best(grounds: Grounds, fitting: Sequence[int]) -> str | None:
    """Covers the service, has no scope limit, is immediate, needs the fewest papers still."""

    def burden(place: int) -> tuple[bool, bool, bool, int]:
        finding = grounds.findings[place]
        category = finding.category
        return (
            not _surely_covers(grounds, place),
            category.scope_limit is not None,
            category.track != "immediate",
            grounds.common[place].lacking + finding.documents.lacking,
        )

    return grounds.findings[min(fitting, key=burden)].category.id if fitting else None


def _next_question(case: Case, found: Iterable[Finding]) -> tuple[str | None, int]:
    """The fact that can settle the most open categories; the cheapest and safest of equals.

    A question that stings is never asked before one that does not, and a question about the matter
    of a status is asked only when the status is there.
    """
    votes: dict[str, int] = {}
    for one in found:
        for fact in one.missing_facts:
            votes[fact] = votes.get(fact, 0) + 1
    if not votes:
        return None, 0
    sensible = _first(case, votes, every=False) or _first(case, votes, every=True)
    return (sensible, votes[sensible]) if sensible else (None, 0)


def _first(case: Case, votes: Mapping[str, int], *, every: bool) -> str | None:
    """The most wanted question that makes sense now, or of `every` question."""
    for questions in case.rules.asking:
        best, most = None, 0
        for question in questions:
            wanted = votes.get(question.id, 0)
            if wanted > most and (every or _makes_sense(question, case.facts, case.on)):
                best, most = question.id, wanted
        if best:
            return best
    return None


def _makes_sense(question: Question, facts: Facts, on: date) -> bool:
    return question.asked_when is None or question.asked_when(facts, on) is True


def _warnings(case: Case) -> tuple[Warning, ...]:
    rules, on, signs = case.rules, case.on, case.signs
    said = []
    for remark in rules.remarks:
        for mask in remark.when:
            if not signs & mask:
                break
        else:
            said.append(remark.warning)
    minimum = income.row(rules.minimums, on) if income.asked_about(case.facts) else None
    if minimum is not None and minimum.valid_from.year < on.year and minimum.valid_until is None:
        said.append(Warning(id="minimum_old", words=_last_known(minimum)))
    if not case.presented <= rules.items.keys():
        unheard = sorted(case.presented - rules.items.keys())
        said.append(Warning(id="unknown_paper", words=_unheard(unheard)))
    if on - rules.checked_on > OLD_AFTER:
        said.append(Warning(id="pack_old", words=_old(rules.checked_on)))
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
