"""«Сьогодні»: who came, what falls due, what is half done, and whether the work is safe."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from app.copies.model import Health
from app.core.clock import Clock, local, today
from app.core.runner import Listener, LongJob, Runner
from app.core.words import Text, Words
from app.desk.checks import Checks
from app.desk.copies_standing import Standing as CopiesStanding
from app.desk.drafts import Drafts
from app.desk.editions import Editions, Standing
from app.desk.gate import where_allowed
from app.desk.glass import Glass
from app.desk.intake import Intake
from app.desk.office import Administration
from app.desk.proving import Proof
from app.desk.second import SecondPerson
from app.eligibility.model import Paper
from app.eligibility.replay import Age
from app.eligibility.saved import SavedCheck
from app.registry.model import Client, Draft, Visit
from app.ui.copies.telling import told_of
from app.ui.editions.showing import age_badge
from app.ui.home.days import figures, full_day, near_day, weekday
from app.ui.home.state import (
    DraftLine,
    DueLine,
    HealthLine,
    HomeState,
    LawsAlarm,
    Place,
    Tone,
    VisitLine,
)
from app.ui.proof.telling import told_of as journal_told

_AHEAD, _LATE = timedelta(days=14), timedelta(days=7)
_SOON = 1
_DUE_AT_ONCE = 12
"""As many lines as somebody reads; what falls due later comes up as these are done."""
_KNOWN_DRAFTS = (
    *("registration", "client", "visit", "check", "papers", "printing", "settings", "feedback"),
    "colleagues",
)


class HomeView(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: HomeState) -> None:
        """Draw this."""
        ...

    def say(self, sentence: str, undo: Callable[[], None]) -> None:
        """Tell of something done that can be taken back."""
        ...


class Workday(Protocol):
    """What this screen needs of the desk."""

    @property
    def intake(self) -> Intake: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def checks(self) -> Checks: ...
    @property
    def editions(self) -> Editions: ...
    @property
    def office(self) -> Administration: ...
    @property
    def glass(self) -> Glass: ...
    @property
    def second(self) -> SecondPerson: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What the desk knows about this day."""

    day: date
    visits: tuple[tuple[Visit, Client], ...] = field(default=(), repr=False)
    drafts: tuple[Draft, ...] = field(default=(), repr=False)
    deadlines: tuple[tuple[Visit, Client], ...] = field(default=(), repr=False)
    promised: tuple[tuple[Paper, Text, Client], ...] = field(default=(), repr=False)
    """Papers that clients promised to bring, with their names."""
    laws: Standing | None = None
    provisional: tuple[tuple[SavedCheck, Client], ...] = field(default=(), repr=False)
    """Answers that hold only for some days more."""
    proof: Proof | None = None
    """Whether the journal is as it was written; None before that is known."""
    recovery_waits: bool = False
    copies: CopiesStanding | None = None
    now: datetime | None = None
    """When the backups were looked at."""
    glass: int = 0
    """Emergency accesses that this person has to look at."""
    consents: int = 0
    """Asks of colleagues that this person may answer."""


class HomePresenter:
    """Asks the desk and words the answer; asks again whenever the screen is opened."""

    def __init__(
        self,
        view: HomeView,
        desk: Workday,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        copies: Callable[[], CopiesStanding] | None = None,
        proving: Callable[[], LongJob[Proof]] | None = None,
        broken: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the jobs of the desk; `copies` tells of the backups, `proving` of the journal.

        `broken` is told once when the journal is not as it was written.
        """
        self._copies, self._proving, self._broken = copies, proving, broken
        self._view = view
        self._desk = desk
        self._runner = runner
        self._words = words
        self._clock = clock
        self._morning = Morning(day=today(clock))
        self._loaded = False
        self.state = HomeState()

    def open(self) -> None:
        """The screen is shown: what is so now?"""
        self._show()
        self._runner.run(self._gather, self._gathered)
        if self._proving is not None and self._morning.proof is None:
            listener = Listener(
                progress=_nothing, then=self._proven, cancelled=_nothing, failed=_raised
            )
            self._runner.run_long(self._proving(), listener)

    def discard(self, draft_id: str) -> None:
        """Give a draft up; it can be taken back."""
        draft = next((one for one in self._morning.drafts if one.id == draft_id), None)
        if draft is None:
            return
        self._runner.run(lambda: self._desk.drafts.drop(draft_id), lambda _: self._gone(draft))

    def say_again(self) -> None:
        """The language changed."""
        self._show()

    def _gone(self, draft: Draft) -> None:
        left = tuple(one for one in self._morning.drafts if one.id != draft.id)
        self._morning = replace(self._morning, drafts=left)
        self._show()
        self._view.say(self._words("home.draft.gone"), lambda: self._take_back(draft))

    def _take_back(self, draft: Draft) -> None:
        self._runner.run(
            lambda: self._desk.drafts.keep(
                draft.screen, draft.subject, draft.values, draft_id=draft.id
            ),
            lambda _: self.open(),
        )

    def _gather(self) -> Morning:
        day = today(self._clock)
        return Morning(
            day=day,
            visits=where_allowed(self._desk.intake.today, ()),
            drafts=self._desk.drafts.waiting(),
            deadlines=where_allowed(
                lambda: self._desk.intake.deadlines(day - _LATE, day + _AHEAD), ()
            ),
            promised=where_allowed(lambda: self._promised(day), ()),
            laws=self._desk.editions.standing(),
            provisional=where_allowed(lambda: self._provisional(day), ()),
            recovery_waits=self._desk.office.recovery_waits(),
            copies=self._copies() if self._copies else None,
            now=self._clock.now(),
            glass=len(self._desk.glass.waiting()),
            consents=len(self._desk.second.waiting()),
        )

    def _provisional(self, day: date) -> tuple[tuple[SavedCheck, Client], ...]:
        return tuple(
            (one, self._desk.intake.named(one.client_id))
            for one in self._desk.checks.provisional_until(day + _AHEAD)
        )

    def _promised(self, day: date) -> tuple[tuple[Paper, Text, Client], ...]:
        waiting = self._desk.checks.promised(until=day + _AHEAD)
        items = self._desk.checks.rules(day).items if waiting else {}
        return tuple(
            (paper, items[paper.item].name, self._desk.intake.named(client_id))
            for client_id, paper in waiting
            if paper.item in items
        )

    def _gathered(self, morning: Morning) -> None:
        known = self._morning
        self._morning = replace(morning, proof=known.proof)
        self._loaded = True
        self._show()

    def _proven(self, proof: Proof) -> None:
        self._morning = replace(self._morning, proof=proof)
        self._show()
        if not proof.whole:
            self._broken()

    def _show(self) -> None:
        self.state = state_of(self._morning, self._words, loaded=self._loaded)
        self._view.show_state(self.state)


def _nothing(*_: object) -> None:
    return None


def _raised(problem: Exception) -> None:
    raise problem


def state_of(morning: Morning, words: Words, *, loaded: bool) -> HomeState:
    """The morning in words."""
    due = _due(morning, words)
    return HomeState(
        day=full_day(morning.day, words),
        loaded=loaded,
        recovery_waits=morning.recovery_waits,
        glass=words("home.glass", n=morning.glass) if morning.glass else "",
        consents=words("home.consents", n=morning.consents) if morning.consents else "",
        laws=_laws(morning, words),
        drafts=tuple(_draft(draft, words) for draft in morning.drafts),
        visits=tuple(_visit(visit, client, words) for visit, client in morning.visits),
        due=due[:_DUE_AT_ONCE],
        due_more=words("home.due.more", n=len(due) - _DUE_AT_ONCE) if due[_DUE_AT_ONCE:] else "",
        health=_health(morning, words),
    )


def _laws(morning: Morning, words: Words) -> LawsAlarm | None:
    now = morning.laws
    if now is None:
        return None
    if now.spoilt:
        return LawsAlarm(
            title=words("home.laws.spoilt"), note=words("home.laws.spoilt_note"), kind="danger"
        )
    badge = age_badge(now, words)
    if now.age is not Age.FRESH:
        kind: Literal["ask", "danger"] = "danger" if now.age is Age.EXPIRED else "ask"
        return LawsAlarm(title=badge.word, note=badge.do, kind=kind)
    if now.may_confirm and now.confirmed is None:
        return LawsAlarm(
            title=words("home.laws.confirm"), note=words("home.laws.confirm_note"), kind="ask"
        )
    return None


def _draft(draft: Draft, words: Words) -> DraftLine:
    known = draft.screen if draft.screen in _KNOWN_DRAFTS else "other"
    saved = local(draft.saved_at)
    return DraftLine(
        id=draft.id,
        screen=draft.screen,
        subject=draft.subject,
        title=words("home.draft.title", what=words(f"home.draft.{known}"), time=f"{saved:%H:%M}"),
        note=words("home.draft.note", day=figures(saved.date())),
    )


def _visit(visit: Visit, client: Client, words: Words) -> VisitLine:
    return VisitLine(
        client_id=client.id,
        time=f"{visit.at_time:%H:%M}" if visit.at_time else "–",
        person=client.masked_name,
        topic=words(f"topic.{visit.topic}") if visit.topic else words("home.no_topic"),
        kind=words(f"aid.{visit.kind}"),
        channel=words(f"channel.{visit.channel}"),
    )


def _due(morning: Morning, words: Words) -> tuple[DueLine, ...]:
    lines = [
        *(
            _due_line(
                "client",
                visit.deadline,
                words(f"topic.{visit.topic}") if visit.topic else words("home.due.visit"),
                client,
                morning.day,
                words,
            )
            for visit, client in morning.deadlines
        ),
        *(
            _due_line(
                "papers",
                paper.promised_by,
                words("home.due.paper", paper=words.of(name)),
                client,
                morning.day,
                words,
            )
            for paper, name, client in morning.promised
        ),
        *(
            _due_line(
                "papers",
                check.provisional.until,
                words("home.due.provisional"),
                client,
                morning.day,
                words,
            )
            for check, client in morning.provisional
            if check.provisional
        ),
    ]
    return tuple(line for _, line in sorted(lines, key=lambda dated: dated[0]))


def _due_line(
    place: Place, day: date | None, title: str, client: Client, now: date, words: Words
) -> tuple[date, DueLine]:
    due = day or now
    line = DueLine(
        place=place,
        client_id=client.id,
        when=near_day(due, now, words),
        weekday=weekday(due, words),
        tone=_tone(due, now),
        title=title,
        note=client.masked_name,
    )
    return due, line


def _tone(day: date, now: date) -> Tone:
    ahead = (day - now).days
    if ahead < 0:
        return "danger"
    return "ask" if ahead <= _SOON else "text2"


def _health(morning: Morning, words: Words) -> tuple[HealthLine, ...]:
    lines = [
        HealthLine(
            icon="lock",
            name=words("home.health.data"),
            value=words("home.health.sealed"),
            good=True,
        )
    ]
    if morning.proof is not None and morning.now is not None:
        proven = journal_told(morning.proof, morning.now, words)
        lines.append(
            HealthLine(
                icon="link",
                name=words("home.health.journal"),
                value=f"{proven.title} {proven.todo}".strip(),
                good=proven.kind == "yes",
                leads="proof",
            )
        )
    laws = morning.laws
    if laws is not None and laws.checked_on is not None:
        checked = words("home.health.edition", day=figures(laws.checked_on))
        sure = checked if laws.confirmed else words("home.health.unconfirmed", checked=checked)
        lines.append(
            HealthLine(
                icon="book-open",
                name=words("home.health.laws"),
                value=sure,
                good=laws.age is Age.FRESH,
                leads="editions",
            )
        )
    if morning.copies is not None and morning.now is not None:
        told = told_of(morning.copies, morning.now, words)
        lines.insert(
            1,
            HealthLine(
                icon="save",
                name=words("home.health.copies"),
                value=f"{told.title} {told.todo}".strip(),
                good=told.health is Health.GOOD,
                leads="copies",
            ),
        )
    return tuple(lines)
