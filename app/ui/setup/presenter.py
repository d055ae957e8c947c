"""Set-up of a new office: language and look, the office, the first person, the recovery code."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.ui.setup import groups
from app.ui.setup.state import NewOffice, SetupState, Step
from app.ui.sign_in.strength import Strength, strength
from app.vault import passphrases
from app.vault.passphrases import SHORTEST

Opened = TypeVar("Opened")


class SetupView(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: SetupState) -> None:
        """Draw this."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Built(Generic[Opened]):
    """A new office: its code, what the key store of the machine answered, and its open vault."""

    recovery_code: str = field(repr=False)
    device: str
    opened: Opened = field(repr=False)


class SetupPresenter(Generic[Opened]):
    """One method for each thing that the first person does."""

    def __init__(
        self,
        view: SetupView,
        build: Callable[[NewOffice], Built[Opened]],
        runner: Runner,
        words: Words,
        *,
        ids: Ids,
        confirm: Callable[[Opened], None],
        enter: Callable[[Opened], None],
    ) -> None:
        """`build` makes the vault and `confirm` notes that the code is on paper (in the runner).

        `enter` is called with the open vault at the end.
        """
        self._view = view
        self._build = build
        self._runner = runner
        self._words = words
        self._ids = ids
        self._confirm = confirm
        self._enter = enter
        self._opened: Opened | None = None
        self._problem: DeskError | None = None
        self._device = ""
        self._wished = NewOffice()
        self.state = SetupState()

    def open(self) -> None:
        """Begin."""
        self._show(SetupState())

    def go_on(self, wished: NewOffice) -> None:
        """The step is filled in."""
        if self.state.busy:
            return
        self._wished = wished
        faults = self._faults(wished)
        if faults:
            self._show(replace(self.state, faults=faults, attempt=self.state.attempt + 1))
        elif self.state.step is Step.PERSON:
            self._show(replace(self.state, busy=True, faults={}, trouble=""))
            self._runner.run(lambda: self._build(wished), self._built, self._not_built)
        elif self.state.step is Step.RECOVERY:
            self._show(
                replace(
                    self.state,
                    step=Step.CHECK,
                    asked=groups.draw(self.state.recovery_code, self._ids),
                )
            )
        else:
            self._show(replace(self.state, step=Step(self.state.step + 1), faults={}))

    def go_back(self) -> None:
        """The step before, as it was left. A made office is not unmade."""
        before = {Step.OFFICE: Step.LOOK, Step.PERSON: Step.OFFICE, Step.CHECK: Step.RECOVERY}
        step = before.get(self.state.step)
        if step is not None and not self.state.busy:
            self._show(replace(self.state, step=step, faults={}, trouble=""))

    def suggest(self) -> None:
        """Five plain words, drawn by chance."""
        self._show(replace(self.state, suggestion=passphrases.suggest(self._ids)))

    def check(self, typed: tuple[str, ...]) -> None:
        """The asked groups of the code, typed from the sheet."""
        wrong = groups.differing(self.state.recovery_code, self.state.asked, typed)
        faults = {
            f"group{place}": self._words("setup.fault.group", number=number)
            for place, number in wrong.items()
        }
        if faults:
            self._show(replace(self.state, faults=faults, attempt=self.state.attempt + 1))
        elif self._opened is not None:
            opened, self._opened = self._opened, None
            self._show(SetupState(step=Step.CHECK, busy=True))
            self._runner.run(
                lambda: self._confirm(opened),
                lambda _: self._enter(opened),
                lambda problem: self._enter_unconfirmed(opened, problem),
            )

    def _enter_unconfirmed(self, opened: Opened, problem: Exception) -> None:
        """The desk opens all the same, and asks for a new sheet."""
        self._enter(opened)
        if not isinstance(problem, DeskError):
            raise problem

    def say_again(self) -> None:
        """The language changed."""
        problem = self._problem
        self._show(
            replace(
                self.state,
                faults=self._faults(self._wished) if self.state.faults else {},
                trouble=self._words(problem.words_key, **problem.values) if problem else "",
                device_note=self._device_note(),
            )
        )

    def _faults(self, wished: NewOffice) -> dict[str, str]:
        faults = {}
        if self.state.step is Step.OFFICE and not wished.name:
            faults["name"] = self._words("setup.fault.name")
        if self.state.step is Step.PERSON:
            if not wished.person:
                faults["person"] = self._words("setup.fault.person")
            faults |= self._secret_faults(wished)
        return faults

    def _secret_faults(self, wished: NewOffice) -> dict[str, str]:
        judged = strength(wished.passphrase, known=(wished.name, wished.address, wished.person))
        if judged is Strength.SHORT:
            return {"passphrase": self._words("sign_in.fault.short", n=SHORTEST)}
        if judged is Strength.WEAK:
            return {"passphrase": self._words("setup.fault.weak")}
        if wished.passphrase != wished.again:
            return {"again": self._words("sign_in.fault.differ")}
        return {}

    def _built(self, built: Built[Opened]) -> None:
        self._opened = built.opened
        self._problem = None
        self._device = built.device
        self._wished = NewOffice()
        self._show(
            SetupState(
                step=Step.RECOVERY,
                recovery_code=built.recovery_code,
                device_note=self._device_note(),
            )
        )

    def _not_built(self, problem: Exception) -> None:
        self._show(replace(self.state, busy=False))
        if not isinstance(problem, DeskError):
            raise problem
        self._problem = problem
        self._show(
            replace(
                self.state,
                trouble=self._words(problem.words_key, **problem.values),
                attempt=self.state.attempt + 1,
            )
        )

    def _device_note(self) -> str:
        if self._device in ("", "present"):
            return ""
        return self._words(f"setup.device.{self._device}")

    def _show(self, state: SetupState) -> None:
        self.state = state
        self._view.show_state(state)
