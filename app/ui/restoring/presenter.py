"""A desk out of a backup: which file, the code or a passphrase, a new passphrase, and in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from app.core.clock import local
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.ui.restoring.state import RestoringState, Step
from app.vault.passphrases import SHORTEST

Opened = TypeVar("Opened")
_OpenedOut = TypeVar("_OpenedOut", covariant=True)
_MIB = 1024 * 1024
_FIELDS = {
    Step.FILE: "",
    Step.CODE: "code",
    Step.PASSPHRASE: "passphrase",
    Step.RENEWAL: "first",
}


class Offered(Protocol):
    """What can be read of a backup without a key."""

    @property
    def made_at(self) -> datetime: ...
    @property
    def size(self) -> int: ...
    @property
    def users(self) -> tuple[str, ...]: ...


class CopyDoor(Protocol[_OpenedOut]):
    """The way from a backup into a home. Every method may take long."""

    def newest_copy(self) -> Path | None:
        """The newest backup that lies in this home."""
        ...

    def look_at_copy(self, path: Path) -> Offered:
        """What that file holds."""
        ...

    def restore_with_code(self, path: Path, code: str) -> None:
        """Make the home out of it; nothing opens before `renew`."""
        ...

    def restore_with_passphrase(self, path: Path, user: str, passphrase: str) -> _OpenedOut:
        """Make the home out of it and open it."""
        ...

    def renew(self, user: str, passphrase: str) -> _OpenedOut:
        """Give this person a new passphrase, and open the vault."""
        ...


class RestoringView(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: RestoringState) -> None:
        """Draw this."""
        ...


class RestoringPresenter(Generic[Opened]):
    """One method for each thing that a person does on the way."""

    def __init__(
        self,
        view: RestoringView,
        door: CopyDoor[Opened],
        runner: Runner,
        words: Words,
        *,
        enter: Callable[[Opened], None],
        back: Callable[[], None],
    ) -> None:
        """`enter` is called with the opened vault, `back` leads to where the person came from."""
        self._view, self._door, self._runner, self._words = view, door, runner, words
        self._enter, self._back = enter, back
        self._path: Path | None = None
        self._offer: Offered | None = None
        self._problem: DeskError | None = None
        self._restored = False
        self.state = RestoringState()

    def open(self, *, replaces: bool) -> None:
        """Begin; the newest backup in this home is offered. `replaces`: a vault lies here."""
        self._path, self._offer, self._restored = None, None, False
        self._show(RestoringState(replaces=replaces))
        self._runner.run(self._door.newest_copy, self._found, self._refuse)

    def choose(self, path: Path) -> None:
        """This file."""
        if not self.state.busy:
            self._path = path
            self._begin("restoring.reading")
            self._runner.run(lambda: self._door.look_at_copy(path), self._read, self._refuse)

    def by_code(self) -> None:
        """Open it with the printed code."""
        self._step(Step.CODE)

    def by_passphrase(self) -> None:
        """Open it with the passphrase of somebody; needs the keyring of that machine."""
        self._step(Step.PASSPHRASE)

    def choose_user(self, user: str) -> None:
        """Whose passphrase."""
        self._show(replace(self.state, chosen=user, fault="", faulty=""))

    def go_back(self) -> None:
        """One step back; what is restored stays, the sign-in page comes next."""
        if self.state.busy:
            return
        if self.state.step in (Step.FILE, Step.RENEWAL):
            self._back()
        else:
            self._step(Step.FILE)

    def restore_with_code(self, code: str) -> None:
        """The printed code."""
        path = self._path
        if self.state.busy or path is None:
            return
        if not code:
            self._fault("sign_in.fault.no_code", "code")
            return
        self._begin("restoring.restoring")
        self._runner.run(
            lambda: self._door.restore_with_code(path, code), lambda _: self._came(), self._refuse
        )

    def restore_with_passphrase(self, passphrase: str) -> None:
        """The passphrase of the chosen person."""
        path, user = self._path, self.state.chosen
        if self.state.busy or path is None:
            return
        if not passphrase:
            self._fault("sign_in.fault.empty", "passphrase")
            return
        self._begin("restoring.restoring")
        self._runner.run(
            lambda: self._door.restore_with_passphrase(path, user, passphrase),
            self._go_in,
            self._refuse,
        )

    def renew(self, first: str, second: str) -> None:
        """A new passphrase for the chosen person."""
        if self.state.busy:
            return
        if len(first) < SHORTEST:
            self._fault("sign_in.fault.short", "first")
            return
        if first != second:
            self._fault("sign_in.fault.differ", "second")
            return
        user = self.state.chosen
        self._begin("restoring.opening")
        self._runner.run(lambda: self._door.renew(user, first), self._go_in, self._refuse)

    def say_again(self) -> None:
        """The language changed."""
        fault = self._sentence(self._problem) if self._problem else ""
        self._show(replace(self.state, about=self._about(), fault=fault))

    def _found(self, path: Path | None) -> None:
        if path is not None and self._path is None:
            self.choose(path)

    def _read(self, offer: Offered) -> None:
        self._offer = offer
        chosen = next(iter(offer.users), "")
        self._show(
            replace(
                self.state,
                busy="",
                file=self._path.name if self._path else "",
                about=self._about(),
                users=offer.users,
                chosen=chosen,
            )
        )

    def _about(self) -> str:
        if self._offer is None:
            return ""
        size = f"{self._offer.size / _MIB:.1f}".replace(".", ",")
        return self._words(
            "restoring.about",
            at=f"{local(self._offer.made_at):%d.%m.%Y %H:%M}",
            size=self._words("copies.size", size=size),
        )

    def _came(self) -> None:
        self._restored = True
        self._show(replace(self.state, busy="", step=Step.RENEWAL, replaces=False))

    def _go_in(self, opened: Opened) -> None:
        self._show(RestoringState())
        self._enter(opened)

    def _step(self, step: Step) -> None:
        if not self.state.busy and self._offer is not None:
            self._problem = None
            self._show(replace(self.state, step=step, fault="", faulty=""))

    def _begin(self, key: str) -> None:
        self._problem = None
        self._show(replace(self.state, busy=self._words(key), fault="", faulty=""))

    def _refuse(self, problem: Exception) -> None:
        self._show(replace(self.state, busy=""))
        if not isinstance(problem, DeskError):
            raise problem
        self._problem = problem
        if self.state.step is Step.FILE:
            self._offer = None
            self._show(replace(self.state, about="", file="", users=()))
        whole = problem.code.startswith(("copy.", "keyring.", "home.", "vault.n", "vault.d"))
        self._tell(self._sentence(problem), "" if whole else _FIELDS[self.state.step])

    def _sentence(self, problem: DeskError) -> str:
        return self._words(problem.words_key, **problem.values)

    def _fault(self, key: str, field: str) -> None:
        self._problem = None
        self._tell(self._words(key, n=SHORTEST), field)

    def _tell(self, fault: str, field: str) -> None:
        attempt = self.state.attempt + 1
        self._show(replace(self.state, fault=fault, faulty=field, attempt=attempt))

    def _show(self, state: RestoringState) -> None:
        self.state = state
        self._view.show_state(state)
