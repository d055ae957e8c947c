"""Sign-in: who, the passphrase, the growing pause, and the way in by the recovery code."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import Generic, Protocol, TypeVar

from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.ui.sign_in.door import Door, explained_at_the_door, needs_recovery
from app.ui.sign_in.state import SignInState, Way
from app.vault import passphrases
from app.vault.passphrases import SHORTEST

Opened = TypeVar("Opened")
_FIELDS = {
    Way.PASSPHRASE: "passphrase",
    Way.PIN: "pin",
    Way.RECOVERY: "code",
    Way.INVITE: "code",
    Way.RENEWAL: "first",
}


class SignInView(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: SignInState) -> None:
        """Draw this."""
        ...


class SignInPresenter(Generic[Opened]):
    """One method for each thing that a person can do at the door."""

    def __init__(
        self,
        view: SignInView,
        door: Door[Opened],
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        ids: Ids,
        enter: Callable[[Opened], None],
        trouble: Callable[[DeskError], None],
    ) -> None:
        """`enter` is called with the opened vault, `trouble` with what has its own screen."""
        self._view = view
        self._door = door
        self._runner = runner
        self._words = words
        self._clock = clock
        self._ids = ids
        self._enter = enter
        self._trouble = trouble
        self._problem: DeskError | None = None
        self._until = clock.now()
        self.state = SignInState()

    def open(self) -> None:
        """Ask who may sign in."""
        self._until = self._clock.now()
        self._problem = None
        self._show(SignInState(busy=True, chosen=self.state.chosen))
        self._runner.run(
            lambda: (self._door.users(), self._door.pinned()), self._meet, self._refuse
        )

    def choose(self, user: str) -> None:
        """This person wants in; a PIN is only for whoever set it."""
        way = Way.PASSPHRASE if user != self.state.chosen else self.state.way
        self._show(replace(self.state, chosen=user, way=way, fault="", faulty=""))

    def unlock_by_pin(self, pin: str) -> None:
        """Try the PIN."""
        if self.state.busy:
            return
        if not pin:
            self._fault("sign_in.fault.no_pin", "pin")
            return
        self._show(replace(self.state, busy=True, fault="", faulty=""))
        self._runner.run(lambda: self._door.unlock_by_pin(pin), self._go_in, self._refuse)

    def unlock(self, passphrase: str) -> None:
        """Try the passphrase of the chosen person."""
        if self.state.busy or self.state.wait_seconds:
            return
        if not passphrase:
            self._fault("sign_in.fault.empty", "passphrase")
            return
        user = self.state.chosen
        self._show(replace(self.state, busy=True, fault="", faulty=""))
        self._runner.run(lambda: self._door.unlock(user, passphrase), self._go_in, self._refuse)

    def by_recovery(self) -> None:
        """The passphrase is lost or the key store is: take the printed code."""
        self._problem = None
        self._show(replace(self.state, way=Way.RECOVERY, fault="", faulty=""))

    def by_invite(self) -> None:
        """The person was given a code of an invitation, or of a reset."""
        self._problem = None
        self._show(replace(self.state, way=Way.INVITE, fault="", faulty=""))

    def suggest(self) -> None:
        """Five plain words, drawn by chance, for the new passphrase."""
        self._show(replace(self.state, suggestion=passphrases.suggest(self._ids)))

    def by_passphrase(self) -> None:
        """Back to the usual way."""
        self._problem = None
        self._show(replace(self.state, way=Way.PASSPHRASE, invited="", fault="", faulty=""))

    def recover(self, code: str) -> None:
        """Try the printed code."""
        if self.state.busy or self.state.wait_seconds:
            return
        if not code:
            self._fault("sign_in.fault.no_code", "code")
            return
        self._show(replace(self.state, busy=True, fault="", faulty=""))
        if self.state.way is Way.INVITE:
            self._runner.run(
                lambda: self._door.unlock_with_invite(code), self._invited, self._refuse
            )
        else:
            self._runner.run(lambda: self._recovered(code), self._renewal, self._refuse)

    def renew(self, first: str, second: str) -> None:
        """Take a new passphrase for the chosen person and go in."""
        if self.state.busy:
            return
        if len(first) < SHORTEST:
            self._fault("sign_in.fault.short", "first")
            return
        if first != second:
            self._fault("sign_in.fault.differ", "second")
            return
        user = self.state.invited or self.state.chosen
        self._show(replace(self.state, busy=True, fault="", faulty=""))
        self._runner.run(lambda: self._door.renew(user, first), self._go_in, self._refuse)

    def tick(self) -> None:
        """A second went by while the person waits."""
        left = self._seconds_left()
        if left != self.state.wait_seconds:
            over = left == 0
            self._show(
                replace(
                    self.state,
                    wait_seconds=left,
                    fault="" if over else self.state.fault,
                    faulty="" if over else self.state.faulty,
                )
            )

    def say_again(self) -> None:
        """The language changed."""
        fault = self._sentence(self._problem) if self._problem else ""
        self._show(replace(self.state, fault=fault, faulty=self.state.faulty if fault else ""))

    def _meet(self, found: tuple[tuple[str, ...], str]) -> None:
        users, pinned = found
        known = self.state.chosen in users
        chosen = self.state.chosen if known else (users[0] if users else "")
        way = Way.PIN if pinned in users else Way.PASSPHRASE
        chosen = pinned if way is Way.PIN else chosen
        self._show(replace(self.state, users=users, chosen=chosen, way=way, busy=False))

    def _recovered(self, code: str) -> tuple[str, ...]:
        self._door.unlock_with_recovery(code)
        return self._door.users()

    def _invited(self, name: str) -> None:
        self._show(replace(self.state, way=Way.RENEWAL, busy=False, invited=name))

    def _renewal(self, users: tuple[str, ...]) -> None:
        """After an evacuation it is known only now who works here."""
        chosen = self.state.chosen if self.state.chosen in users else next(iter(users), "")
        self._show(replace(self.state, users=users, chosen=chosen, way=Way.RENEWAL, busy=False))

    def _go_in(self, opened: Opened) -> None:
        self._problem = None
        chosen = self.state.invited or self.state.chosen
        self._show(SignInState(users=self.state.users, chosen=chosen))
        self._enter(opened)

    def _refuse(self, problem: Exception) -> None:
        self._show(replace(self.state, busy=False))
        if not isinstance(problem, DeskError):
            raise problem
        if not explained_at_the_door(problem.code):
            self._trouble(problem)
            return
        self._problem = problem
        self._pause(problem)
        way = Way.PASSPHRASE if problem.code == "pin.gone" else self.state.way
        self._show(replace(self.state, way=way))
        self._show(
            replace(
                self.state,
                fault=self._sentence(problem),
                faulty="" if needs_recovery(problem.code) else _FIELDS[self.state.way],
                wait_seconds=self._seconds_left(),
                attempt=self.state.attempt + 1,
            )
        )

    def _pause(self, problem: DeskError) -> None:
        seconds = problem.values.get("seconds", 0)
        if isinstance(seconds, int | float) and seconds > 0:
            self._until = self._clock.now() + timedelta(seconds=seconds)

    def _seconds_left(self) -> int:
        return max(0, ceil((self._until - self._clock.now()).total_seconds()))

    def _sentence(self, problem: DeskError) -> str:
        if problem.code == "vault.wait":
            return self._words("sign_in.many_tries")
        return self._words(problem.words_key, **problem.values)

    def _fault(self, key: str, field: str) -> None:
        self._problem = None
        self._show(
            replace(
                self.state,
                fault=self._words(key, n=SHORTEST),
                faulty=field,
                attempt=self.state.attempt + 1,
            )
        )

    def _show(self, state: SignInState) -> None:
        self.state = state
        self._view.show_state(state)
