"""From the case on the desk to what the check screen shows: pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.core.clock import local
from app.core.words import Words
from app.eligibility.model import Answer, CategoryVerdict, Outcome, Question, Verdict
from app.eligibility.replay import Age
from app.registry.model import masked
from app.ui.check.answering import case_question
from app.ui.check.case import Case
from app.ui.check.explaining import why_box
from app.ui.check.income_showing import income_box
from app.ui.check.matrix_showing import matrix_box
from app.ui.check.own_answer import own_box
from app.ui.check.previewing import preview_box
from app.ui.check.ranking import TOPICS, open_facts
from app.ui.check.sheet import Answer as Given
from app.ui.check.speaking import few, lower_first, upper_first, value_words
from app.ui.check.state import (
    AnswerLine,
    CheckState,
    GroundLine,
    Option,
    QuestionBox,
    QuestionKind,
    Shape,
    Topic,
)
from app.ui.check.state import Outcome as OutcomeLine
from app.ui.check.typed import show_date, show_money
from app.ui.editions.showing import age_badge

SHAPES: Mapping[Answer, Shape] = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "ask"}
_OUTCOMES: Mapping[Outcome, Shape] = {
    Outcome.ELIGIBLE: "yes",
    Outcome.LIMITED: "yes",
    Outcome.UNKNOWN: "ask",
    Outcome.NOT_ELIGIBLE: "no",
}
_KINDS: Mapping[str, QuestionKind] = {"list_of_money": "income"}
ALL_SERVICES = 3


def shown(case: Case, words: Words) -> CheckState:
    """The whole screen in today's language."""
    verdict, sheet = case.verdict, case.sheet
    base = CheckState(
        crumbs=_crumbs(case, words),
        loading=verdict is None,
        guided=sheet.guided and not case.read_only,
        problem=words(case.problem.key, **case.problem.values) if case.problem else "",
        draft_back=_draft_back(case, words),
    )
    if verdict is None:
        return base
    return _settled(case, verdict, base, words)


def _settled(case: Case, verdict: Verdict, base: CheckState, words: Words) -> CheckState:
    now = "" if case.read_only else case_question(case, verdict)
    lines = {one.category.id: _ground(case, verdict, one, words) for one in verdict.categories}
    groups = {
        answer: tuple(lines[one.category.id] for one in verdict.categories if one.verdict is answer)
        for answer in Answer
    }
    yes = sorted(groups[Answer.YES], key=lambda line: not line.best)
    counts = {answer: len(found) for answer, found in groups.items()}
    date_fault = case.faults.get("on_date")
    return CheckState(
        crumbs=base.crumbs,
        guided=base.guided,
        checking=case.sheet.checking,
        on_date=case.sheet.typed.get("on_date", show_date(case.sheet.on)),
        date_error=words(date_fault.key, **date_fault.values) if date_fault else "",
        answers=_answers(case, now, words),
        answers_count=_answers_count(case, verdict, words),
        question=_question(case, verdict, now, words) if now else None,
        no_question="" if now else _no_question(case, words),
        topics=tuple(
            Topic(id=topic, words=words(f"check.topic.{topic}"), on=topic == case.sheet.topic)
            for topic in TOPICS
        ),
        income=income_box(case, words),
        preview=preview_box(case, words),
        can_preview=case.coming is not None and not case.preview and not case.read_only,
        matrix=matrix_box(verdict, words),
        own=own_box(case.own, case.names, words),
        outcome=_outcome(verdict, words),
        counts=(
            words("check.count.yes", n=counts[Answer.YES]),
            words("check.count.unknown", n=counts[Answer.UNKNOWN]),
            words("check.count.no", n=counts[Answer.NO]),
        ),
        grounds_count=words("check.grounds", n=len(lines)),
        grounds=(*yes, *groups[Answer.UNKNOWN]),
        noes=groups[Answer.NO],
        noes_note=words("check.no_note", n=counts[Answer.NO]),
        why=why_box(case, words),
        warnings=(
            *_of_edition(case, words),
            *(words.of(warning.words) for warning in verdict.warnings),
        ),
        problem=base.problem,
        read_only=_read_only(case, verdict, words),
        draft=_kept(case, words),
        draft_back=base.draft_back,
        can_save=not case.busy and not case.preview,
        can_go_back=bool(case.sheet.given) and now != next(iter(case.sheet.given), ""),
    )


def _of_edition(case: Case, words: Words) -> tuple[str, ...]:
    """What a lawyer must know of the packs themselves; that they grow old, the verdict says."""
    now = case.standing
    if now is None:
        return ()
    said = []
    if now.age is Age.EXPIRED:
        badge = age_badge(now, words)
        said.append(f"{badge.word}. {badge.do}")
    if now.confirmed is None:
        said.append(words("check.not_confirmed"))
    return tuple(said)


def _crumbs(case: Case, words: Words) -> str:
    if case.client is None:
        return ""
    name = masked(case.client.card)
    return words("check.crumbs", name=name, reference=case.client.reference)


def _draft_back(case: Case, words: Words) -> str:
    if case.draft_back is None:
        return ""
    return words("check.draft_back", time=f"{local(case.draft_back):%d.%m, %H:%M}")


def _kept(case: Case, words: Words) -> str:
    if case.kept_at is None:
        return ""
    return words("check.draft_kept", time=f"{local(case.kept_at):%H:%M}")


def _read_only(case: Case, verdict: Verdict, words: Words) -> str:
    if case.saved_at is None:
        return ""
    edition = max((stamp.edition for stamp in verdict.stamps), default="")
    return words("check.explained", date=f"{local(case.saved_at):%d.%m.%Y, %H:%M}", edition=edition)


def _answers(case: Case, now: str, words: Words) -> tuple[AnswerLine, ...]:
    known = case.questions
    return tuple(
        AnswerLine(
            fact=fact,
            question=words.of(known[fact].words),
            answer=value_words(known[fact], value, words),
            spoken=words("check.change_answer", question=words.of(known[fact].words)),
            open=fact == now,
        )
        for fact, value in case.sheet.given.items()
        if fact in known
    )


def _answers_count(case: Case, verdict: Verdict, words: Words) -> str:
    given = len(case.sheet.given)
    about = given + len(open_facts(verdict, case.sheet, questions=case.questions))
    return words("check.answers_of", given=given, about=about)


def _no_question(case: Case, words: Words) -> str:
    if any(value is None for value in case.sheet.given.values()):
        return words("check.no_question_unknown")
    return words("check.no_question_note")


def _outcome(verdict: Verdict, words: Words) -> OutcomeLine:
    return OutcomeLine(
        shape=_OUTCOMES[verdict.outcome],
        title=words(f"check.outcome.{verdict.outcome.value}"),
        note=_outcome_note(verdict, words),
    )


def _outcome_note(verdict: Verdict, words: Words) -> str:
    """How many grounds cover the service, how many answers are missing; the centre decides."""
    categories = verdict.categories
    if verdict.outcome is Outcome.ELIGIBLE:
        covering = sum(
            one.verdict is Answer.YES and one.covers_needed is True for one in categories
        )
        if not covering:
            return words("check.outcome_note.no_service_yet")
        return words("check.outcome_note.eligible", n=covering)
    missing = {
        fact for one in categories if one.verdict is Answer.UNKNOWN for fact in one.missing_facts
    }
    return words(f"check.outcome_note.{verdict.outcome.value}", n=len(missing))


def _ground(case: Case, verdict: Verdict, one: CategoryVerdict, words: Words) -> GroundLine:
    name = words.of(one.category.short)
    word = words(f"check.word.{one.verdict.value}")
    note = _ground_note(case, one, words)
    chosen = case.chosen
    return GroundLine(
        id=one.category.id,
        shape=SHAPES[one.verdict],
        word=word,
        name=name,
        note=note,
        spoken=words("check.ground_spoken_note", name=name, word=word, note=note)
        if note
        else words("check.ground_spoken", name=name, word=word),
        best=one.category.id == verdict.best,
        chosen=chosen is not None and chosen.category.id == one.category.id,
    )


def _ground_note(case: Case, one: CategoryVerdict, words: Words) -> str:
    if one.verdict is Answer.UNKNOWN:
        return _missing_note(case, one, words)
    if one.verdict is Answer.NO:
        return ""
    services = one.category.services
    if len(services) == ALL_SERVICES:
        given = words("check.all_services")
    else:
        names = ", ".join(words(f"check.service.{service}") for service in services)
        given = words("check.only_services", services=names)
    scope = [words("check.scoped")] if one.category.scope_limit else []
    return " · ".join([given, *scope])


def _missing_note(case: Case, one: CategoryVerdict, words: Words) -> str:
    asked = [case.questions[fact] for fact in one.missing_facts if fact in case.questions]
    if any(question.sensitive for question in asked):
        return words("check.ask_alone")
    names = few((lower_first(words.of(question.words)) for question in asked), words, most=1)
    return words("check.lacks", facts=names)


def _question(case: Case, verdict: Verdict, fact: str, words: Words) -> QuestionBox:
    question = case.questions[fact]
    settles = open_facts(verdict, case.sheet, questions=case.questions).get(fact, 0)
    given = case.sheet.given.get(fact)
    asked = fact in case.sheet.given
    fault = case.faults.get(fact)
    place = list(case.sheet.given).index(fact) if asked else len(case.sheet.given)
    number = words("check.question_number", n=place + 1)
    return QuestionBox(
        fact=fact,
        kind=_KINDS.get(question.kind, question.kind),  # type: ignore[arg-type]
        number=number,
        put_so=words("check.ask_so_alone" if question.sensitive else "check.ask_so", number=number),
        text=words.of(question.ask),
        settles=words("check.settles", n=settles) if settles else words("check.settles_none"),
        options=_options(question, given, words),
        written=case.sheet.typed.get(fact, _written(given)),
        hint=words("check.date_example") if question.kind == "date" else "",
        error=words(fault.key, **fault.values) if fault else "",
        why=_why_asked(verdict, fact, words),
        say=words.of(question.why) if question.why else "",
        answered=asked,
        unknown=asked and given is None,
    )


def _options(question: Question, given: Given, words: Words) -> tuple[Option, ...]:
    if question.kind == "bool":
        return (
            Option(id="yes", words=words("check.yes"), on=given is True),
            Option(id="no", words=words("check.no"), on=given is False),
        )
    on = given if isinstance(given, set | frozenset) else {given}
    return tuple(
        Option(id=choice.id, words=upper_first(words.of(choice.words)), on=choice.id in on)
        for choice in question.choices
    )


def _written(given: Given) -> str:
    if isinstance(given, date):
        return show_date(given)
    if isinstance(given, Decimal):
        return show_money(given)
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else ""


def _why_asked(verdict: Verdict, fact: str, words: Words) -> str:
    waiting = [
        words.of(one.category.short)
        for one in verdict.categories
        if one.verdict is Answer.UNKNOWN and fact in one.missing_facts
    ]
    if not waiting:
        return ""
    return words("check.why_asked", grounds=few(waiting, words))
