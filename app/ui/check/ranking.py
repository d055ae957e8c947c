"""Which question comes next, and how many grounds it can settle. Pure."""

from collections import Counter
from collections.abc import Mapping

from app.eligibility.answers import Facts
from app.eligibility.model import Answer, Question, Verdict
from app.ui.check.sheet import Sheet

TOPICS: Mapping[str, tuple[str, ...]] = {
    "idp": ("idp_status", "idp_certificate_matter"),
    "veteran": ("veteran_status", "veteran_status_matter", "special_merits"),
    "income": (
        "income_group",
        "income_six_months",
        "disability",
        "disability_payment",
    ),
    "child": ("birth_date", "age", "own_court_matter_child", "orphan_status_before_18"),
    "violence": (
        "violence_survivor",
        "trafficking_victim",
        "sexual_offence_victim",
        "criminal_proceeding_matter",
    ),
    "detention": ("detention", "defence_appointed", "serving_sentence"),
    "captivity": ("captivity", "torture_victim", "applicant"),
    "migration": (
        "protection_status",
        "detained_for_removal",
        "stateless_applicant",
        "lacks_identity_documents",
        "identity_facts_matter",
    ),
}
ALONE = frozenset(
    {"violence_survivor", "trafficking_victim", "sexual_offence_victim", "torture_victim"}
)
"""Questions that are asked without anybody else in the room."""

FIRST = ("applicant", "service_needed")
LAST = ("same_matter_granted", "granted_this_year", "granted_running")


def _waiting(verdict: Verdict) -> Counter[str]:
    return Counter(
        fact
        for category in verdict.categories
        if category.verdict is Answer.UNKNOWN
        for fact in category.missing_facts
    )


def open_facts(
    verdict: Verdict, sheet: Sheet, *, questions: Mapping[str, Question]
) -> Mapping[str, int]:
    """Facts nobody was asked about yet, with the number of open grounds that wait for each.

    A fact that nobody knows is replaced by the one that may be asked instead of it.
    """
    found: dict[str, int] = {}
    for fact, count in _waiting(verdict).items():
        asked = questions[fact].instead if fact in sheet.given else fact
        if asked and asked not in sheet.given:
            found[asked] = found.get(asked, 0) + count
    return found


def next_question(
    verdict: Verdict, sheet: Sheet, *, questions: Mapping[str, Question], facts: Facts
) -> str:
    """The question on the desk: what the worker opened, else his topic, else what settles most.

    Who applies and which service is wanted come first; earlier grants come last.
    """
    if sheet.asked in questions:  # not so while the rules of another day are on their way
        return sheet.asked
    open_now = open_facts(verdict, sheet, questions=questions)
    for fact in TOPICS.get(sheet.topic, ()):
        if fact in open_now:
            return fact
    early = _unasked(FIRST, sheet, questions, facts, verdict)
    late = _unasked(LAST, sheet, questions, facts, verdict)
    return early or _settling(verdict, sheet, open_now, questions) or late


def _unasked(
    asked: tuple[str, ...],
    sheet: Sheet,
    questions: Mapping[str, Question],
    facts: Facts,
    verdict: Verdict,
) -> str:
    """The first of these questions that nobody asked and that makes sense now."""
    for fact in asked:
        question = questions.get(fact)
        if question is None or fact in sheet.given:
            continue
        if question.asked_when is None or question.asked_when(facts, verdict.on) is not False:
            return fact
    return ""


def _settling(
    verdict: Verdict,
    sheet: Sheet,
    open_now: Mapping[str, int],
    questions: Mapping[str, Question],
) -> str:
    for fact, value in sheet.given.items():
        if value is None and questions[fact].instead in open_now:
            return questions[fact].instead
    if verdict.next_question and verdict.next_question not in sheet.given:
        return verdict.next_question
    return min(open_now, key=lambda fact: _rank(questions[fact], open_now[fact]), default="")


def _rank(question: Question, settles: int) -> tuple[bool, int, int, str]:
    return (question.sensitive, -settles, question.order, question.id)
