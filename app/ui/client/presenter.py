"""One client: what was agreed, what stands on the card, what happened; and where to go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol

from app.core.clock import Clock, today
from app.core.errors import DeskError, NotAllowedError
from app.core.runner import Runner
from app.core.words import Text, Words
from app.desk.conflicts import Conflicts
from app.desk.glass import Glass
from app.desk.household import Circle, Household
from app.desk.intake import Intake
from app.desk.merging import Merging, Unmerged
from app.desk.office import Administration
from app.desk.sealed import Sealed
from app.desk.sight import Sight
from app.eligibility.model import Rules
from app.registry.model import Client, Happening, TimelineEntry, Visit
from app.ui.client.people import people_lines
from app.ui.client.portrait import past, portrait
from app.ui.client.reading_back import spoken
from app.ui.client.state import ClientState, PastLine, PersonLine, SpokenLine
from app.ui.client.twins import Twins, twin_lines, unmerged
from app.ui.facing import Facing, FacingLine
from app.ui.registration.answers import picture_of
from app.ui.sight.revealing import AskWhy, Revealing


class Titled(Protocol):
    """A form with its title."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> Text: ...


class Forms(Protocol):
    """What this screen needs to know of papers."""

    def forms(self) -> tuple[Titled, ...]:
        """Every form with its title."""
        ...


class Law(Protocol):
    """What this screen needs to know of the rules: names of grounds and papers."""

    def rules(self, on: date) -> Rules:
        """The law in force that day."""
        ...


class Desk(Protocol):
    """What this screen needs of the desk."""

    @property
    def intake(self) -> Intake: ...
    @property
    def household(self) -> Household: ...
    @property
    def merging(self) -> Merging: ...
    @property
    def papers(self) -> Forms: ...
    @property
    def checks(self) -> Law: ...
    @property
    def sight(self) -> Sight: ...
    @property
    def glass(self) -> Glass: ...
    @property
    def sealed(self) -> Sealed: ...
    @property
    def conflicts(self) -> Conflicts: ...
    @property
    def office(self) -> Administration: ...


class ClientPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: ClientState) -> None:
        """Draw this."""
        ...

    def tell(self, sentence: str) -> None:
        """One sentence about something done."""
        ...

    def mask_in(self, milliseconds: int) -> None:
        """Ask the presenter to mask again after so long."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the desk knows of one client."""

    client: Client = field(repr=False)
    past: tuple[TimelineEntry, ...] = field(default=(), repr=False)
    visit: Visit | None = field(default=None, repr=False)
    circle: Circle = field(default=Circle(), repr=False)
    twins: Twins = field(default=Twins(), repr=False)
    names: Mapping[str, Text] = field(default_factory=dict)
    """What the forms, grounds and papers of the timeline are called, by id."""


def known(desk: Desk, client_id: str, day: date) -> Known:
    """Ask the desk for everything about that client; not on the UI thread."""
    past_entries = desk.intake.timeline(client_id)
    return Known(
        client=desk.intake.client(client_id),
        past=past_entries,
        visit=next(iter(desk.intake.visits_of(client_id)), None),
        circle=desk.household.circle(client_id),
        names=dict(_names(desk, past_entries, day)),
    )


def _names(desk: Desk, entries: tuple[TimelineEntry, ...], day: date) -> Iterator[tuple[str, Text]]:
    kinds = {entry.kind for entry in entries}
    if kinds & {Happening.PRINT, Happening.REPRINT}:
        yield from ((form.id, form.title) for form in desk.papers.forms())
    if kinds & {Happening.CHECK, Happening.PAPER}:
        rules = desk.checks.rules(day)
        yield from ((one.id, one.short) for one in rules.categories)
        yield from ((one.id, one.name) for one in rules.items.values())


def past_lines(found: Known, words: Words) -> tuple[PastLine, ...]:
    """The timeline in words."""
    names = {key: name.of(words.language) for key, name in found.names.items()}
    return past(found.past, words, names)


class ClientPresenter:
    """Asks the desk whenever the card is opened, and words the answer."""

    def __init__(
        self,
        view: ClientPage,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        go: Callable[..., None],
        ask_why: AskWhy,
    ) -> None:
        """`go` opens another screen by name, `ask_why` asks for a reason."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._clock, self._go = clock, go
        self._ask_why = ask_why
        self._known: Known | None = None
        self._shut = ""
        self._turn = 0
        self._revealing = Revealing(
            desk.sight, runner, words, clock=clock, ask_why=ask_why, tell=view.tell
        )
        self.state = ClientState()

    def open(self, client_id: str) -> None:
        """Show that client; contacts are masked again."""
        self._turn += 1
        turn = self._turn
        if self._known is None or self._known.client.id != client_id:
            self._known = None
        self.state = ClientState()
        self._show()
        self._runner.run(
            partial(self._whole, client_id),
            lambda found: self._opened(found, turn),
            lambda problem: self._not_opened(problem, client_id, turn),
        )

    def _whole(self, client_id: str) -> Known:
        found = known(self._desk, client_id, today(self._clock))
        client = found.client
        likely = self._desk.intake.likely_duplicates(client.card, but=client.id)
        merged = self._desk.merging.merged_into(client.id)
        return replace(found, twins=Twins(likely=likely, merged=merged))

    def _opened(self, found: Known, turn: int) -> None:
        if turn == self._turn:
            self._known = found
            self._show()

    def _not_opened(self, problem: Exception, client_id: str, turn: int) -> None:
        if not isinstance(problem, NotAllowedError):
            raise problem
        if turn == self._turn:
            self._known, self._shut = None, client_id
            self._runner.run(self._desk.glass.may_break, lambda may: self._closed(problem, may))

    def _closed(self, problem: NotAllowedError, may: bool) -> None:
        may_break = may and problem.code == "card.closed"
        sentence = self._words(problem.words_key, **problem.values)
        self._show(closed=sentence, may_break=may_break)

    def break_glass(self) -> None:
        """An emergency: with a reason, told before anything is shown."""
        client_id = self._shut

        def broken(_until: object) -> None:
            self._go("client", client_id=client_id)

        def do_it(reason: str) -> None:
            work = partial(self._desk.glass.break_glass, client_id, reason=reason)
            self._runner.run(work, broken, self._not_unmerged)

        self._ask_why("glass", do_it)

    @property
    def client_id(self) -> str:
        """Who is shown, or nobody."""
        return self._known.client.id if self._known else ""

    # ---- acts ------------------------------------------------------------------------------------

    def new_visit(self) -> None:
        """A visit of this person."""
        self._open("visit")

    def check(self) -> None:
        """Check the right to secondary aid."""
        visit = self._known.visit if self._known else None
        self._open("check", visit_id=visit.id if visit else "")

    def papers(self) -> None:
        """The list of papers."""
        self._open("papers")

    def print_form(self) -> None:
        """The forms for this person."""
        self._open("printing")

    def change(self) -> None:
        """Change the card."""
        self._open("registration")

    def open_person(self, person: PersonLine) -> None:
        """The card of somebody around the client."""
        self._go("client", client_id=person.client_id)

    def register_beside(self, person: PersonLine | None = None) -> None:
        """A card for another member of the household; what both share is copied."""
        if self.client_id:
            member = "" if person is None else str(person.member)
            self._go("registration", beside=self.client_id, member=member)

    def change_line(self, line: SpokenLine) -> None:
        """Change what was read back."""
        if line.visit_id:
            self._open("visit", visit_id=line.visit_id)
        else:
            self._open("registration", field=line.section)

    def open_past(self, line: PastLine) -> None:
        """Open what the line of the timeline speaks of."""
        subjects = {"visit": "visit_id", "check": "check_id", "printing": "form_id"}
        if line.opens in subjects:
            self._open(line.opens, **{subjects[line.opens]: line.subject})
        elif line.opens:
            self._open(line.opens)

    def _open(self, screen: str, **subject: str) -> None:
        if self.client_id:
            self._go(screen, client_id=self.client_id, **subject)

    def compare(self, other_id: str) -> None:
        """Show this card beside another of perhaps the same person."""
        self._open("merge", other_id=other_id)

    def unmerge(self, merge_id: str) -> None:
        """The merged card stands for itself again."""
        work = partial(self._desk.merging.undo, merge_id)
        self._runner.run(work, self._unmerged, self._not_unmerged)

    def _unmerged(self, done: Unmerged) -> None:
        self.open(done.kept.id)
        self._view.tell(unmerged(done, self._words))

    def _not_unmerged(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._view.tell(self._words(problem.words_key, **problem.values))

    def open_contacts(self) -> None:
        """Show the card in full, or mask it again."""
        if self.state.opened:
            self.mask()
        elif self.client_id:
            self._revealing.show(self.client_id, partial(self._reveal, self.client_id))

    def _reveal(self, client_id: str, milliseconds: int) -> None:
        if client_id == self.client_id:
            self._show(opened=True)
            self._view.mask_in(milliseconds)

    def mask(self) -> None:
        """Time is over, or the screen is left."""
        if self.state.opened:
            self._show(opened=False)

    def read_back(self) -> None:
        """Show the script of what was written, or close it; it is read in full."""
        if self.state.reading_back or self.state.opened:
            self._show(reading_back=not self.state.reading_back)
        elif self.client_id:
            self._revealing.show(self.client_id, partial(self._read_in_full, self.client_id))

    def _read_in_full(self, client_id: str, milliseconds: int) -> None:
        if client_id == self.client_id:
            self._show(opened=True, reading_back=True)
            self._view.mask_in(milliseconds)

    def facing(self) -> Facing | None:
        """What the client may read of the card: what is read back, and nothing else."""
        if self._known is None:
            return None
        client, visit = self._known.client, self._known.visit
        day = today(self._clock)
        said = spoken(client, visit, self._words, day, opened=self.state.opened)
        return Facing(
            title=self._words("facing.person"),
            lines=tuple(
                FacingLine(
                    icon=picture_of(line.section),
                    name=line.name,
                    value=line.value,
                )
                for line in said
            ),
        )

    # ---- showing ---------------------------------------------------------------------------------

    def say_again(self) -> None:
        """The language changed."""
        self._show()

    def _show(self, **changes: object) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.state = self._worded(state)
        self._view.show_state(self.state)

    def _worded(self, state: ClientState) -> ClientState:
        if self._known is None:
            return replace(state, portrait=None, people=(), past=(), spoken=())
        client, day = self._known.client, today(self._clock)
        return replace(
            state,
            portrait=portrait(client, self._words, day, opened=state.opened),
            people=people_lines(client, self._known.circle, self._words, day),
            past=past_lines(self._known, self._words),
            twins=tuple(twin_lines(self._known.twins, self._words)),
            spoken=spoken(client, self._known.visit, self._words, day, opened=state.opened)
            if state.reading_back
            else (),
        )
