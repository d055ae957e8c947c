"""From what the desk knows of the edition to what the screen shows: pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.clock import local
from app.core.runner import Progress
from app.core.words import Words
from app.desk.editions import Standing, Touched
from app.eligibility.model import Answer, Outcome
from app.eligibility.replay import Age, Change
from app.ui.editions.state import AgeBadge, EditionsState, Shape, TouchedLine, TurnLine

PAGE = 40
"""So many people at once: a longer list is shown in parts."""

SHAPES: Mapping[Outcome | None, Shape] = {
    Outcome.ELIGIBLE: "yes",
    Outcome.LIMITED: "yes",
    Outcome.UNKNOWN: "ask",
    Outcome.NOT_ELIGIBLE: "no",
    None: "ask",
}
_AGES: Mapping[Age, Shape] = {Age.FRESH: "yes", Age.OLD: "ask", Age.EXPIRED: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the screen knows."""

    standing: Standing | None = None
    touched: tuple[Touched, ...] | None = None
    """None: nobody has looked yet, or the look was stopped."""
    stopped: bool = False
    looking: bool = False
    progress: Progress | None = None
    pages: int = 1
    with_dealt: bool = False
    busy: bool = False
    problem: tuple[str, Mapping[str, object]] | None = None


def shown(case: Case, words: Words) -> EditionsState:
    """The whole screen in today's language."""
    now = case.standing
    everybody = case.touched or ()
    dealt = [one for one in everybody if one.dealt]
    listed = everybody if case.with_dealt else [one for one in everybody if not one.dealt]
    page = listed[: case.pages * PAGE]
    left = len(listed) - len(page)
    return EditionsState(
        loaded=now is not None,
        edition=_edition(now, words),
        age=age_badge(now, words) if now else None,
        confirmed=_confirmed(now, words),
        is_confirmed=now is not None and now.confirmed is not None,
        can_confirm=_can_confirm(now),
        busy=case.busy,
        work=words("editions.looking") if case.looking else "",
        progress=case.progress,
        summary=_summary(case, len(everybody) - len(dealt), words),
        lines=tuple(_line(one, words) for one in page),
        more=words("editions.more", n=left) if left else "",
        dealt=_dealt(case, len(dealt), words),
        problem=words(case.problem[0], **case.problem[1]) if case.problem else "",
    )


def age_badge(now: Standing, words: Words) -> AgeBadge:
    """How old the packs are, and what to do about it."""
    if now.checked_on is None:
        return AgeBadge(
            shape="danger", word=words("editions.age.none"), do=words("editions.do.expired")
        )
    days = (now.on - now.checked_on).days
    return AgeBadge(
        shape=_AGES[now.age],
        word=words(f"editions.age.{now.age.value}", date=f"{now.checked_on:%d.%m.%Y}", n=days),
        do="" if now.age is Age.FRESH else words(f"editions.do.{now.age.value}"),
    )


def _edition(now: Standing | None, words: Words) -> str:
    return words("editions.edition", edition=now.edition) if now and now.edition else ""


def _can_confirm(now: Standing | None) -> bool:
    if now is None or now.confirmed is not None:
        return False
    return now.may_confirm and now.checked_on is not None


def _confirmed(now: Standing | None, words: Words) -> str:
    if now is None:
        return ""
    if now.confirmed is None:
        return words("editions.confirm_yourself" if now.may_confirm else "editions.not_confirmed")
    day = f"{local(now.confirmed.at):%d.%m.%Y}"
    return words("editions.confirmed", name=now.confirmed_by, date=day)


def _summary(case: Case, waiting: int, words: Words) -> str:
    if case.looking:
        return ""
    if case.touched is None:
        return words("editions.stopped") if case.stopped else ""
    return words("editions.affected", n=waiting) if waiting else words("editions.nobody")


def _dealt(case: Case, n: int, words: Words) -> str:
    if not n:
        return ""
    return words("editions.hide_dealt") if case.with_dealt else words("editions.show_dealt", n=n)


def _line(one: Touched, words: Words) -> TouchedLine:
    affected, client = one.affected, one.client
    check, after = affected.check, affected.after
    person = words("editions.person", name=client.masked_name, reference=client.reference)
    return TouchedLine(
        check_id=check.id,
        client_id=client.id,
        person=person,
        when=words("editions.checked_on", date=f"{check.on_date:%d.%m.%Y}"),
        before=words(f"check.outcome.{check.outcome.value}"),
        before_shape=SHAPES[check.outcome],
        after=words(f"check.outcome.{after.value}" if after else "editions.ask_again"),
        after_shape=SHAPES[after],
        turns=tuple(_turn(change, words) for change in affected.changes),
        note=words("editions.overridden") if check.override else "",
        dealt=one.dealt,
        open_spoken=words("editions.open_spoken", person=person),
        deal_spoken=words(
            "editions.put_back_spoken" if one.dealt else "editions.deal_spoken", person=person
        ),
    )


def _turn(change: Change, words: Words) -> TurnLine:
    return TurnLine(
        text=words(
            "editions.turn",
            ground=words.of(change.name),
            before=_word(change.before, words),
            after=_word(change.after, words),
        ),
        why=words.of(change.why) if change.why else words("editions.ground_gone"),
        ref=change.ref,
    )


def _word(answer: Answer | None, words: Words) -> str:
    return words(f"editions.word.{answer.value if answer else 'none'}")
