"""Search first: results while one types, the chosen person beside them, a new card only then."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from app.core.clock import Clock, today
from app.core.runner import Runner
from app.core.words import Words
from app.registry.masking import year_of
from app.registry.model import Client, Found
from app.registry.reference import shown
from app.ui.client.portrait import portrait
from app.ui.client.presenter import Desk, Known, known, past_lines
from app.ui.people.state import PeopleState, PersonLine
from app.ui.sight.revealing import AskWhy, Revealing

_PAST = 5


class PeoplePage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: PeopleState) -> None:
        """Draw this."""
        ...

    def tell(self, sentence: str) -> None:
        """One sentence about what may not be."""
        ...

    def mask_in(self, milliseconds: int) -> None:
        """Ask the presenter to mask again after so long."""
        ...


class PeoplePresenter:
    """Asks the desk; answers to questions that were typed over are dropped."""

    def __init__(
        self,
        view: PeoplePage,
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
        self._found: tuple[Found, ...] | tuple[Client, ...] = ()
        self._known: Known | None = None
        self._turn = self._looked = 0
        self._answered: str | None = None
        self._open_when_found = False
        self._revealing = Revealing(
            desk.sight, runner, words, clock=clock, ask_why=ask_why, tell=view.tell
        )
        self.state = PeopleState()

    def open(self, query: str = "") -> None:
        """The screen is shown: what was found may have changed."""
        self._answered = None
        self.ask(query or self.state.query)

    def ask(self, query: str) -> None:
        """Look for what is typed; nothing typed shows the last cards."""
        query = query.strip()
        self.state = replace(self.state, query=query)
        if query == self._answered:
            return
        self._turn += 1
        turn = self._turn
        intake = self._desk.intake
        work: Callable[[], tuple[Found, ...] | tuple[Client, ...]] = (
            partial(intake.find, query) if query else intake.recent
        )
        self._runner.run(work, lambda found: self._answer(found, query, turn))

    def _answer(self, found: tuple[Found, ...] | tuple[Client, ...], query: str, turn: int) -> None:
        if turn != self._turn:
            return
        self._found, self._answered = found, query
        self._known = None
        self.state = replace(self.state, chosen=0 if found else -1, opened=False)
        self._show()
        self._look()
        if self._open_when_found:
            self._open_when_found = False
            self.open_chosen()

    # ---- choosing --------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """The next or previous person of the list."""
        if self._found:
            self.choose(min(max(self.state.chosen + step, 0), len(self._found) - 1))

    def choose(self, at: int) -> None:
        """Show this person beside the list."""
        if at != self.state.chosen:
            self.state = replace(self.state, chosen=at, opened=False)
            self._show()
            self._look()

    def _look(self) -> None:
        client_id = self.chosen_id
        if not client_id:
            return
        self._looked += 1
        turn = self._looked
        self._runner.run(
            partial(known, self._desk, client_id, today(self._clock)),
            lambda found: self._seen(found, turn),
        )

    def _seen(self, found: Known, turn: int) -> None:
        if turn == self._looked:
            self._known = found
            self._show()

    @property
    def chosen_id(self) -> str:
        """The card that is chosen, or nothing."""
        if not 0 <= self.state.chosen < len(self._found):
            return ""
        chosen = self._found[self.state.chosen]
        return chosen.id if isinstance(chosen, Client) else chosen.client_id

    # ---- acts ------------------------------------------------------------------------------------

    def enter(self, query: str) -> None:
        """Enter in the search: open the chosen person, after the answer to what was typed last."""
        if query.strip() == self._answered:
            self.open_chosen()
        else:
            self._open_when_found = True
            self.ask(query)

    def open_chosen(self) -> None:
        """Open the chosen card; with nobody found, begin a new one."""
        if self.chosen_id:
            self._go("client", client_id=self.chosen_id)
        elif self.state.query:
            self.register()

    def register(self) -> None:
        """A new card that takes along what was typed."""
        self._go("registration", typed=self.state.query)

    def duplicates(self) -> None:
        """The report of likely duplicates in the register."""
        self._go("duplicates")

    def visit(self) -> None:
        """A new visit of the chosen person."""
        self._person("visit")

    def check(self) -> None:
        """Check the right of the chosen person."""
        self._person("check")

    def papers(self) -> None:
        """The papers of the chosen person."""
        self._person("papers")

    def print_form(self) -> None:
        """The forms for the chosen person."""
        self._person("printing")

    def change(self) -> None:
        """Change the chosen card."""
        self._person("registration")

    def _person(self, screen: str) -> None:
        if self.chosen_id:
            self._go(screen, client_id=self.chosen_id)

    def open_contacts(self) -> None:
        """Show the chosen card in full, or mask it again."""
        if self.state.opened:
            self.mask()
        elif self.chosen_id:
            self._revealing.show(self.chosen_id, partial(self._reveal, self.chosen_id))

    def _reveal(self, client_id: str, milliseconds: int) -> None:
        if client_id == self.chosen_id:
            self.state = replace(self.state, opened=True)
            self._show()
            self._view.mask_in(milliseconds)

    def mask(self) -> None:
        """Time is over, or the screen is left."""
        if self.state.opened:
            self.state = replace(self.state, opened=False)
            self._show()

    # ---- showing ---------------------------------------------------------------------------------

    def say_again(self) -> None:
        """The language changed."""
        self._show()

    def _show(self) -> None:
        words, day = self._words, today(self._clock)
        beside = self._known if self._known and self._known.client.id == self.chosen_id else None
        self.state = replace(
            self.state,
            people=tuple(self._line(one) for one in self._found),
            asked=bool(self._answered),
            count=self._count(),
            empty=self._empty(),
            portrait=portrait(beside.client, words, day, opened=self.state.opened)
            if beside
            else None,
            past=past_lines(beside, words)[:_PAST] if beside else (),
        )
        self._view.show_state(self.state)

    def _count(self) -> str:
        if not self._found:
            return ""
        key = "people.found" if self._answered else "people.recent"
        return self._words(key, n=len(self._found))

    def _empty(self) -> str:
        if self._found or self._answered is None:
            return ""
        return self._words("people.nobody" if self._answered else "people.no_cards")

    def _line(self, one: Found | Client) -> PersonLine:
        if isinstance(one, Client):
            return PersonLine(
                client_id=one.id,
                name=one.card.full_name,
                born=year_of(one.card.birth_date),
                note=self._note((), one.reference, safe=one.card.safe_contact.on),
                safe=one.card.safe_contact.on,
            )
        return PersonLine(
            client_id=one.client_id,
            name=one.full_name,
            born=year_of(one.birth_date),
            note=self._note(one.why, one.reference, safe=one.safe_contact),
            safe=one.safe_contact,
        )

    def _note(self, why: tuple[str, ...], reference: str, *, safe: bool) -> str:
        matched = ", ".join(self._words(key) for key in why)
        parts = (
            self._words("people.why", why=matched) if matched else "",
            self._words("people.safe") if safe else "",
            self._words("people.number", number=shown(reference)),
        )
        return " · ".join(part for part in parts if part)
