"""The screen of rights: who may do what, and who waits for a second person."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from app.accounts.model import Role
from app.accounts.permissions import CELLS, Action, Answer
from app.core.clock import local
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.gate import Gate
from app.desk.second import SecondPerson, Wait
from app.ui.rights.state import AskLine, RightLine, RightsState


class RightsPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: RightsState) -> None:
        """Draw this."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the vault says now."""

    roles: frozenset[Role]
    others: bool
    """Whether somebody else could confirm what needs two."""
    waiting: tuple[Wait, ...]
    own: tuple[Wait, ...]


class RightsPresenter:
    """One method for each thing that a person can do here."""

    def __init__(
        self, view: RightsPage, second: SecondPerson, gate: Gate, runner: Runner, words: Words
    ) -> None:
        """Nothing is known yet."""
        self._view, self._second, self._gate = view, second, gate
        self._runner, self._words = runner, words
        self._known: Known | None = None
        self.state = RightsState()

    def open(self) -> None:
        """The screen is shown."""
        self._runner.run(self._load, self._loaded, self._failed)

    def answer(self, ask_id: str, *, agrees: bool) -> None:
        """Say yes or no to a colleague."""
        self._runner.run(
            lambda: self._second.answer(ask_id, agrees=agrees),
            lambda _: self._answered("consent.agreed" if agrees else "consent.refused"),
            self._failed,
        )

    def say_again(self) -> None:
        """The language changed."""
        self._show(fault="", done="")

    def _load(self) -> Known:
        return Known(
            roles=self._gate.roles(),
            others=self._second.needed(Action.CHANGE_POLICY),
            waiting=self._second.waiting(),
            own=self._second.own(),
        )

    def _loaded(self, known: Known) -> None:
        self._known = known
        self._show()

    def _answered(self, key: str) -> None:
        self._show(done=self._words(key), fault="")
        self.open()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._show(fault=self._words(problem.words_key, **problem.values), done="")

    def _show(self, **changes: Any) -> None:
        state = replace(self.state, **changes)
        if self._known is not None:
            state = _with(state, self._known, self._words)
        self.state = state
        self._view.show_state(state)


def _with(state: RightsState, known: Known, words: Words) -> RightsState:
    names = [words(role.words_key) for role in Role if role in known.roles]
    return replace(
        state,
        mine=words("rights.mine", roles=", ".join(names)),
        second=words("rights.second" if known.others else "rights.nobody"),
        asks=tuple(
            _ask(one, words, may_answer=may)
            for found, may in ((known.waiting, True), (known.own, False))
            for one in found
        ),
        roles=tuple(
            words("rights.own_role" if role in known.roles else "rights.role",
                  role=words(f"rights.column.{role.value}"))
            for role in Role
        ),
        rights=tuple(_right(action, words) for action in Action),
    )  # fmt: skip


def _ask(one: Wait, words: Words, *, may_answer: bool) -> AskLine:
    key = "rights.ask" if may_answer else "rights.ask.own"
    since, until = _time(one.ask.asked_at), _time(one.ask.until)
    return AskLine(
        id=one.ask.id,
        what=words(one.ask.action.words_key),
        note=words(key, who=one.name, since=since, until=until),
        may_answer=may_answer,
    )


def _time(at: datetime) -> str:
    return f"{local(at):%d.%m, %H:%M}"


def _right(action: Action, words: Words) -> RightLine:
    name = words(action.words_key)
    notes = tuple(_note(role, action, words) for role in Role)
    may = [
        f"{words(role.words_key)} – {note}"
        for role, note in zip(Role, notes, strict=True)
        if CELLS[role, action].answer is not Answer.NO
    ]
    return RightLine(
        action=name,
        signs=tuple(_sign(role, action, words) for role in Role),
        notes=notes,
        spoken=f"{name}: {'; '.join(may)}",
    )


def _sign(role: Role, action: Action, words: Words) -> str:
    cell = CELLS[role, action]
    sign = words(f"rights.sign.{cell.answer.name.lower()}")
    return f"{sign}*" if cell.limit else sign


def _note(role: Role, action: Action, words: Words) -> str:
    cell = CELLS[role, action]
    meaning = words(f"rights.means.{cell.answer.name.lower()}")
    return f"{meaning} ({words(cell.limit.words_key)})" if cell.limit else meaning
