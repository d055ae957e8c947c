"""Colleagues: who works here, codes to come in with, roles, and the way out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from app.accounts.model import Invitation, Member, Role, Standing
from app.core.clock import local
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.desk.drafts import Drafts
from app.desk.people import People
from app.desk.removing import Step
from app.registry.model import Draft
from app.ui.colleagues.state import ColleagueLine, ColleaguesState
from app.ui.registration.keeping import DraftKeeper, typed_of

Answer = TypeVar("Answer")
SCREEN = "colleagues"


class ColleaguesPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: ColleaguesState) -> None:
        """Draw this."""
        ...


class ColleaguesPresenter:
    """One method for each thing that the head does here."""

    def __init__(
        self,
        view: ColleaguesPage,
        people: People,
        runner: Runner,
        words: Words,
        *,
        drafts: Drafts,
        ids: Ids,
        me: str,
        lock: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        """`me` is the id of the signed-in person; `lock` ends the session after a new key."""
        self._view, self._people, self._runner, self._words = view, people, runner, words
        self._me, self._lock, self._say = me, lock, say
        self._members: tuple[Member, ...] = ()
        self._leaving = ""
        self._drafts = drafts
        self._keeper = DraftKeeper(
            drafts, runner, ids, screen=SCREEN, kept=lambda _time: None, failed=self._failed
        )
        self.state = ColleaguesState()

    def open(self) -> None:
        """The screen is shown; a name that was half typed comes back."""
        if not self.state.person:
            self._runner.run(lambda: self._drafts.find(SCREEN, ""), self._resumed)
        self._runner.run(
            lambda: (self._people.members(), self._people.may_manage()), self._found, self._failed
        )

    def typed(self, person: str) -> None:
        """The name of a colleague to be."""
        if person != self.state.person:
            self._keeper.touched()
            self._show(person=person, fault="")

    def keep_draft(self) -> None:
        """Make what is typed durable."""
        self._keeper.keep({"person": self.state.person})

    def invite(self, name: str, role: Role) -> None:
        """A new colleague."""
        if not name.strip():
            self._show(fault=self._words("error.user.no_name"), done="")
        else:
            self.keep_draft()
            self._work(lambda: self._people.invite(name, role), self._invited)

    def reset(self, user_id: str) -> None:
        """A code for a colleague who cannot come in."""
        self._work(lambda: self._people.reset(user_id), self._issued)

    def change_role(self, user_id: str, role: Role) -> None:
        """Another role."""
        self._work(lambda: self._people.change_role(user_id, role), self._changed)

    def ask_removal(self, user_id: str) -> None:
        """Ask once more before somebody is taken away."""
        name = next((line.name for line in self.state.lines if line.id == user_id), "")
        if name and not self.state.busy:
            self._leaving = user_id
            self._show(doubt=self._words("colleagues.remove.doubt", name=name), done="", fault="")

    def keep(self) -> None:
        """Nobody is taken away after all."""
        self._leaving = ""
        self._show(doubt="")

    def remove(self) -> None:
        """Take the person away, then put the vault under a new key; everybody signs in anew."""
        leaving, self._leaving = self._leaving, ""
        if leaving and not self.state.busy:
            self._show(busy=True, working=self._words("colleagues.turning.copying"), doubt="")
            self._runner.run(lambda: self._people.remove(leaving), self._turned, self._not_turned)

    def turn_key(self) -> None:
        """A new key by itself, after a removal that was cut short."""
        if not self.state.busy and self.state.allowed:
            self._show(busy=True, working=self._words("colleagues.turning.copying"))
            self._runner.run(self._people.turn_key, self._turned, self._not_turned)

    def tick(self) -> None:
        """Time went by while the key changes."""
        if self.state.working:
            step = self._people.step or Step.COPYING
            self._show(working=self._words(f"colleagues.turning.{step}"))

    def forget(self) -> None:
        """No code stays on the screen."""
        self._leaving = ""
        self._show(code="", code_note="", doubt="", done="", fault="")

    def say_again(self) -> None:
        """The language changed."""
        self._show(lines=self._lines(), code_note="", done="", fault="")

    def _found(self, found: tuple[tuple[Member, ...], bool]) -> None:
        self._members, allowed = found
        self._show(loaded=True, allowed=allowed)
        self._show(lines=self._lines())

    def _resumed(self, draft: Draft | None) -> None:
        if draft is not None and not self.state.person:
            self._keeper.begin("", draft)
            person = typed_of(draft).get("person", "")
            self._show(person=person, filling=self.state.filling + 1)

    def _invited(self, made: Invitation) -> None:
        self._keeper.drop()
        self._show(person="", filling=self.state.filling + 1)
        self._issued(made)

    def _issued(self, made: Invitation) -> None:
        until = f"{local(made.until):%d.%m.%Y %H:%M}"
        note = self._words("colleagues.code.note", name=made.user.name, until=until)
        self._show(busy=False, code=made.code, code_note=note)
        self.open()

    def _changed(self, _: None) -> None:
        self._show(busy=False, done=self._words("colleagues.changed"))
        self.open()

    def _turned(self, without: tuple[str, ...]) -> None:
        self._show(busy=False, working="")
        key = "colleagues.turned_without" if without else "colleagues.turned"
        self._lock()
        self._say(self._words(key, names=", ".join(without)))

    def _not_turned(self, problem: Exception) -> None:
        self._show(busy=False, working="")
        if not isinstance(problem, DeskError):
            raise problem
        if isinstance(problem, InputError | NotAllowedError) or problem.code == "rotation.no_sheet":
            self._show(fault=self._words(problem.words_key, **problem.values))
            return
        self._lock()  # the vault may be closed by now
        self._say(self._words("colleagues.not_turned"))

    def _work(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        if self.state.allowed and not self.state.busy:
            self._show(busy=True, code="", code_note="", done="", fault="")
            self._runner.run(work, then, self._failed)

    def _failed(self, problem: Exception) -> None:
        self._show(busy=False)
        if not isinstance(problem, DeskError):
            raise problem
        self._show(fault=self._words(problem.words_key, **problem.values))

    def _lines(self) -> tuple[ColleagueLine, ...]:
        return tuple(self._line(member) for member in self._members)

    def _line(self, member: Member) -> ColleagueLine:
        user, words = member.user, self._words
        standing = words(f"standing.{member.standing}")
        if member.code_until is not None:
            until = f"{local(member.code_until):%d.%m.%Y}"
            note = words("colleagues.until", until=until)
        elif member.last_in is not None:
            note = words("colleagues.last_in", at=f"{local(member.last_in):%d.%m.%Y %H:%M}")
        else:
            note = words("colleagues.never_in")
        return ColleagueLine(
            id=user.id,
            name=user.name,
            about=f"{words(user.role.words_key)} · {standing}",
            note=note,
            active=member.standing is Standing.ACTIVE,
            changeable=self.state.allowed and user.id != self._me,
        )

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._view.show_state(self.state)
