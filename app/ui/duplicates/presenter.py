"""Two cards side by side: choosing field by field, merging, or telling two people apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.merging import Merging
from app.desk.sight import Sight
from app.desk.undoing import Undoing
from app.registry.merging import Compared, Side
from app.registry.model import Card, Client
from app.registry.reference import shown
from app.ui.client.portrait import figures
from app.ui.duplicates.state import CardHead, MergeState, PairLine
from app.ui.duplicates.values import said
from app.ui.sight.revealing import AskWhy, Revealing

Say = Callable[..., None]


class Shown(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: MergeState) -> None:
        """Draw this."""
        ...

    def mask_in(self, milliseconds: int) -> None:
        """Ask the presenter to mask again after so long."""
        ...


class Desk(Protocol):
    """What this screen needs of the desk."""

    @property
    def merging(self) -> Merging: ...
    @property
    def undoing(self) -> Undoing: ...
    @property
    def sight(self) -> Sight: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The two cards and what was chosen so far."""

    compared: Compared | None = field(default=None, repr=False)
    choices: Mapping[str, Side] = field(default_factory=dict)
    preview: Card | None = field(default=None, repr=False)
    opened: bool = False
    busy: bool = False
    problem: str = ""


class MergePresenter:
    """Holds the choices; nothing is saved before «merge»."""

    def __init__(
        self,
        view: Shown,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        go: Callable[..., None],
        say: Say,
        ask_why: AskWhy,
    ) -> None:
        """`go` opens another screen by name; `say` tells of something that can be taken back."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._go, self._say = go, say
        self._revealing = Revealing(
            desk.sight, runner, words, clock=clock, ask_why=ask_why, tell=say
        )
        self._case = Case()
        self._back = ""

    @property
    def state(self) -> MergeState:
        """What is shown now."""
        return _state(self._case, self._words)

    # ---- looking ---------------------------------------------------------------------------------

    def open(self, one_id: str, other_id: str, *, back: str = "", keep: str = "") -> None:
        """Show these two cards; `back` is the screen to return to when they are two people."""
        self._back = back
        self._case = Case()
        self.show()
        work = partial(self._desk.merging.compare, one_id, other_id, keep=keep)
        self._runner.run(work, self._compared, self._refused)

    def refresh(self) -> None:
        """The cards changed under the screen."""
        both = self._case.compared
        if both is not None:
            self.open(both.kept.id, both.merged.id, back=self._back, keep=both.kept.id)

    def swap(self) -> None:
        """Keep the other card."""
        both = self._case.compared
        if both is not None:
            self.open(both.kept.id, both.merged.id, back=self._back, keep=both.merged.id)

    def unmask(self) -> None:
        """Show contacts in full, or mask them again."""
        both = self._case.compared
        if self._case.opened:
            self.mask()
        elif both is not None:
            safe = [one.id for one in (both.kept, both.merged) if one.card.safe_contact.on]
            self._unmask(tuple(safe), both, 0)

    def _unmask(self, left: tuple[str, ...], both: Compared, milliseconds: int) -> None:
        """Each of the two that is in safe contact is told of by itself."""
        if both is not self._case.compared:
            return
        if left:
            self._revealing.show(left[0], lambda ms: self._unmask(left[1:], both, ms))
        elif milliseconds:
            self._case = replace(self._case, opened=True)
            self.show()
            self._view.mask_in(milliseconds)

    def mask(self) -> None:
        """Time is over, or the screen is left."""
        if self._case.opened:
            self._case = replace(self._case, opened=False)
            self.show()

    def choose(self, name: str, side: str) -> None:
        """Take this side's value there."""
        both = self._case.compared
        if both is None:
            return
        pair = next(pair for pair in both.pairs if pair.name == name)
        chosen = Side(side) if side else pair.suggested
        choices = {**self._case.choices, name: chosen}
        preview = self._desk.merging.preview(both, choices)
        self._case = replace(self._case, choices=choices, preview=preview)
        self.show()

    # ---- deciding --------------------------------------------------------------------------------

    def merge(self) -> None:
        """One person: make the two cards one."""
        both = self._case.compared
        if both is None or self._case.busy:
            return
        self._case = replace(self._case, busy=True, problem="")
        self.show()
        seen = {one.id: one.versions for one in (both.kept, both.merged)}
        work = partial(
            self._desk.merging.merge, both.kept.id, both.merged.id, self._case.choices, seen=seen
        )
        self._runner.run(work, self._merged, self._refused)

    def tell_apart(self) -> None:
        """Two people: never offer these cards again."""
        both = self._case.compared
        if both is None or self._case.busy:
            return
        work = partial(self._desk.merging.tell_apart, both.kept.id, both.merged.id)
        self._runner.run(work, lambda _: self._told_apart(both), self._refused)

    def take_back_apart(self) -> None:
        """They may be one person after all."""
        both = self._case.compared
        if both is not None:
            work = partial(self._desk.merging.take_back_apart, both.kept.id, both.merged.id)
            self._runner.run(work, lambda _: self.refresh(), self._refused)

    def _compared(self, both: Compared) -> None:
        self._case = Case(compared=both, preview=self._desk.merging.preview(both, {}))
        self.show()

    def _merged(self, kept: Client) -> None:
        act = self._desk.undoing.newest
        self._case = Case()
        self._go("client", client_id=kept.id)
        self._say(self._words("merge.done"), lambda: self._undo(act, kept.id))

    def _told_apart(self, both: Compared) -> None:
        act = self._desk.undoing.newest
        if self._back:
            self._go(self._back)
        else:
            self._go("client", client_id=both.kept.id)
        self._say(self._words("merge.told_apart"), lambda: self._undo(act, both.kept.id))

    def _undo(self, act: int, client_id: str) -> None:
        self._runner.run(
            lambda: self._desk.undoing.undo(act),
            lambda _: self._undone(client_id),
            self._not_undone,
        )

    def _undone(self, client_id: str) -> None:
        self._go("client", client_id=client_id)
        self._say(self._words("merge.undone"))

    def _not_undone(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._say(self._words(problem.words_key, **problem.values))

    def _refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        sentence = self._words(problem.words_key, **problem.values)
        self._case = replace(self._case, busy=False, problem=sentence)
        self.show()

    def show(self) -> None:
        """Draw in the language of now."""
        self._view.show_state(self.state)


def _state(case: Case, words: Words) -> MergeState:
    both = case.compared
    if both is None:
        return MergeState(problem=case.problem)
    safe = both.kept.card.safe_contact.on or both.merged.card.safe_contact.on
    masked = safe and not case.opened
    return MergeState(
        loaded=True,
        kept=_head(both.kept, "merge.kept", both.records[0], words),
        merged=_head(both.merged, "merge.merged", both.records[1], words),
        crumbs=both.kept.masked_name,
        lines=tuple(_lines(case, both, words, masked=masked)),
        speaks_for=tuple(words(key) for key in both.weighed.speaks_for),
        speaks_against=tuple(words(key) for key in both.weighed.speaks_against),
        kin=words(f"kin.{both.kin}") if both.kin else "",
        told_apart=both.told_apart,
        masked=masked,
        can_unmask=safe,
        busy=case.busy,
        problem=case.problem,
    )


def _head(client: Client, role: str, records: int, words: Words) -> CardHead:
    birth = client.card.birth_date
    parts = (
        figures(birth) if birth else "",
        words("people.number", number=shown(client.reference)),
        words("merge.records", n=records),
    )
    return CardHead(
        role=words(role),
        name=client.card.full_name,
        note=" · ".join(part for part in parts if part),
    )


def _lines(case: Case, both: Compared, words: Words, *, masked: bool) -> list[PairLine]:
    """What differs first: that is what somebody must look at."""
    preview = case.preview or both.kept.card
    return [
        PairLine(
            name=pair.name,
            title=words(f"pair.{pair.name}"),
            kept=said(both.kept.card, pair.name, words, masked=masked),
            merged=said(both.merged.card, pair.name, words, masked=masked),
            same=pair.same,
            options=pair.options,
            chosen=case.choices.get(pair.name, pair.suggested),
            result=said(preview, pair.name, words, masked=masked),
        )
        for pair in sorted(both.pairs, key=lambda pair: pair.same)
    ]
