"""Feedback: said of a screen, a draft while it is typed, read and taken along by the head."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from app.accounts.model import Feedback
from app.core.clock import local
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.desk.drafts import Drafts
from app.desk.intake import Intake
from app.desk.opinions import Opinions
from app.registry.model import Draft
from app.registry.telling import telling
from app.ui.feedback.state import FeedbackState, OpinionLine
from app.ui.registration.keeping import DraftKeeper, typed_of

SCREEN = "feedback"


class FeedbackPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: FeedbackState) -> None:
        """Draw this."""
        ...

    def tell(self, sentence: str) -> None:
        """One sentence about something done."""
        ...


class Desk(Protocol):
    """What this screen needs of the desk."""

    @property
    def drafts(self) -> Drafts: ...
    @property
    def intake(self) -> Intake: ...
    @property
    def opinions(self) -> Opinions: ...


class FeedbackPresenter:
    """One method for each thing that a person can do here."""

    def __init__(
        self,
        view: FeedbackPage,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        ids: Ids,
        program: Callable[[], str],
        back: Callable[[], object],
    ) -> None:
        """`program` tells the version, `back` leads to the screen that it was said of."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._program, self._back = program, back
        self._about, self._names = "", tuple[str, ...]()
        self._said: tuple[Feedback, ...] = ()
        self._keeper = DraftKeeper(
            desk.drafts, runner, ids, screen=SCREEN, kept=self._kept, failed=self._refused
        )
        self.state = FeedbackState()

    def open(self, *, about: str = "", client_id: str = "", draft_id: str = "") -> None:
        """Say something of the screen `about`; `client_id` is the person who is open there."""
        self._about = about or self._about or "home"
        self._runner.run(
            lambda: self._gather(client_id, draft_id), lambda found: self._opened(*found)
        )

    def _gather(
        self, client_id: str, draft_id: str
    ) -> tuple[Draft | None, tuple[str, ...], tuple[Feedback, ...] | None]:
        desk = self._desk
        waiting = [one for one in desk.drafts.waiting() if one.screen == SCREEN]
        chosen = [one for one in waiting if one.id == draft_id] or waiting
        names: tuple[str, ...] = ()
        if client_id:
            card = desk.intake.client(client_id).card
            names = (card.surname, card.given_name, card.patronymic, card.former_surname)
        said = desk.opinions.said() if desk.opinions.readable else None
        return next(iter(chosen), None), names, said

    def _opened(
        self,
        draft: Draft | None,
        names: tuple[str, ...],
        said: tuple[Feedback, ...] | None,
    ) -> None:
        self._names, self._said = names, said or ()
        typed = typed_of(draft) if draft else {}
        self._about = typed.get("about", "") or self._about
        self._keeper.begin("", draft)
        self._show(
            filling=self.state.filling + 1,
            text=typed.get("text", ""),
            fault="",
            kept="",
            readable=said is not None,
        )

    def typed(self, text: str) -> None:
        """The person typed."""
        if text != self.state.text:
            self._keeper.touched()
            self._show(text=text, fault="")

    def keep(self) -> None:
        """Make what is typed durable."""
        self._keeper.keep({"text": self.state.text, "about": self._about})

    def send(self) -> None:
        """Keep it for the head; nothing leaves the machine."""
        if self.state.busy:
            return
        text, about, program = self.state.text, self._about, self._program()
        self.keep()
        self._show(busy=True)
        self._runner.run(
            lambda: self._desk.opinions.say(text, screen=about, program=program),
            lambda _: self._sent(),
            self._refused,
        )

    def _sent(self) -> None:
        self._keeper.drop()
        self._show(busy=False, text="", filling=self.state.filling + 1)
        self._view.tell(self._words("feedback.sent"))
        self._back()

    def export(self, path: Path) -> None:
        """Write everything said into a text file."""
        self._runner.run(
            lambda: self._desk.opinions.export(path),
            lambda count: self._view.tell(self._words("feedback.exported", n=count)),
            self._refused,
        )

    def say_again(self) -> None:
        """The language changed."""
        self._show(fault="")

    def _kept(self, time: str) -> None:
        self._show(kept=self._words("registration.kept", time=time))

    def _refused(self, problem: Exception) -> None:
        self._show(busy=False)
        if not isinstance(problem, DeskError):
            raise problem
        self._show(fault=self._words(problem.words_key, **problem.values))

    def _show(self, **changes: object) -> None:
        words = self._words
        state = replace(self.state, **changes)  # type: ignore[arg-type]
        found = [words(f"feedback.telling.{one}") for one in telling(state.text, self._names)]
        self.state = replace(
            state,
            about=self._place(self._about),
            hint=words("feedback.hint", what=", ".join(found)) if found else "",
            said=tuple(self._line(one) for one in self._said),
        )
        self._view.show_state(self.state)

    def _line(self, said: Feedback) -> OpinionLine:
        when = f"{local(said.said_at):%d.%m.%Y %H:%M}"
        where = f"{self._place(said.screen)} · {said.program}"
        return OpinionLine(when=when, where=where, text=said.text)

    def _place(self, screen: str) -> str:
        key = f"screen.{screen}"
        return self._words(key) if self._words.has(key) else screen
