"""Taking one's own saves back, the newest first, and doing them again: at least a hundred steps.

An undo writes new journal lines and never changes an old one. It restores exactly the fields of the
act, if they still show what the act wrote; else it says who stands in the way and changes nothing.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.accounts.permissions import Action
from app.core.clock import local
from app.core.errors import DeskError
from app.desk import merging
from app.desk.gate import Gate, free, job
from app.forms import store as prints
from app.registry import merges
from app.registry import store as registry
from app.storage import reversal
from app.storage.database import Database
from app.storage.reversal import Committed, Same, Subject

UNDOABLE = frozenset(
    {
        "client.registered",
        "client.changed",
        "household.tied",
        "client.merged",
        "client.merge_undone",
        "client.told_apart",
        "client.apart_taken_back",
        "visit.added",
        "visit.changed",
        "eligibility.checked",
        "check.overridden",
        "check.override_withdrawn",
        "check.made_provisional",
        "check.provisional_ended",
        "replayed_check.dealt_with",
        "replayed_check.put_back",
        "paper.noted",
        "paper.struck_out",
        "scan.taken_in",
        "scan.sorted",
        "scan.struck_out",
        "office.changed",
    }
)
"""The acts that stand on the list; each has its words `done.<act>`."""
NEVER_UNDONE: Mapping[str, str] = {
    "save.undone": "it is an undo; doing it again is the redo",
    "save.redone": "it is a redo",
    "edition.confirmed": "the head vouches for having looked at the law",
    "feedback.said": "it is said",
    "form.printed": "the paper is out of the house",
    "user.added": "who may sign in is changed in the settings",
    "user.invited": "the code may be in somebody's hands",
    "user.reset": "the code may be in somebody's hands",
    "user.role_changed": "who may do what is changed in the settings",
    "invite.used": "a person came in",
    "office.founded": "there was nothing before it",
    "keys.told": "a pair of keys that was told is ended by the next one, never taken back",
    "raid.begun": "a siren cannot be taken back",
    "raid.ended": "an all-clear cannot be taken back",
    "evacuation.begun": "there is nothing left to take back with",
    "evacuation.ended": "who came back is back",
    "access.reasoned": "a look that was had is told for good",
    "second.asked": "the other person may have seen it",
    "second.answered": "the second person said it",
    "second.used": "what was granted was done",
    "second.nobody": "it tells what was done alone",
    "recovery.renewed": "the old code opens nothing any more",
    "recovery.confirmed": "a person says what she saw on paper",
    "import.begun": "a batch is taken back as a whole, by its own undo",
    "client.imported": "a batch is taken back as a whole, by its own undo",
    "import.finished": "a batch is taken back as a whole, by its own undo",
    "client.import_undone": "it is the undo of a batch",
    "import.undone": "it is the undo of a batch",
    "bundle.installed": "the packs before it are put in force by a step of their own",
    "bundle.taken_back": "a newer bundle is installed again",
    "export.made": "the file is out of the house",
    "file.erased": "what is erased is gone",
    "file.held": "it is released by an act of its own",
    "file.released": "it is held again by an act of its own",
    "purge.confirmed": "two people said so",
    "purge.done": "what is erased is gone",
    "purge.proposed": "it is withdrawn by an act of its own",
    "purge.withdrawn": "it is put forward again",
    "user.removed": "who may sign in is changed in the settings",
    "vault.repaired": "the vault of before lies in a copy",
    "access.opened": "who saw it has seen it",
    "access.revealed": "who saw it has seen it",
    "conflict.answered": "an answer is given anew, the one before it stays",
    "sealed.put": "a draft of it would lie open; it is struck out by an act of its own",
    "sealed.struck_out": "whoever strikes it out means it",
    "sealed.revealed": "who saw it has seen it",
    "glass.broken": "who saw it has seen it",
    "glass.reviewed": "a person says what she looked at",
    "card.closed": "it is opened again by an act of its own",
    "card.opened": "it is closed again by an act of its own",
    "sealed.rewrapped": "it says the same as before, to the people of now",
}
"""The acts that do not, and why."""
MOST_STEPS = 500
_UNDO, _REDO = "save.undone", "save.redone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act of the list."""

    act: str
    """What was done first; an undo of it keeps the name."""
    saved: Committed
    """The lines that would be taken back now."""


class History:
    """What one person saved while the program runs: it holds no names and outlives a lock."""

    def __init__(self, author: str) -> None:
        """Nothing saved yet."""
        self.author = author
        self.done: deque[Step] = deque(maxlen=MOST_STEPS)
        self.undone: list[Step] = []
        self.same = Same()

    def hear(self, saved: Committed) -> None:
        """An act is safely written."""
        if saved.author != self.author:
            return
        if saved.act == _UNDO:
            self.undone.append(Step(act=self.done.pop().act, saved=saved))
        elif saved.act == _REDO:
            self.done.append(Step(act=self.undone.pop().act, saved=saved))
        elif saved.act in UNDOABLE:
            self.done.append(Step(act=saved.act, saved=saved))
            self.undone.clear()


class Histories:
    """The histories of everybody who signed in since the program was started."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._of: dict[str, History] = {}

    def of(self, author: str) -> History:
        """The history of that person."""
        return self._of.setdefault(author, History(author))


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back or done again."""

    act: str
    client_id: str
    """Whose card it is about; empty for the office's own."""
    gone: bool
    """Whether the card is not in the register any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One line of the list: what, when, and about whom with a masked name."""

    act: str
    at: datetime
    person: str


class Undoing:
    """The undo and redo of one signed-in person."""

    def __init__(self, database: Database, *, history: History, gate: Gate | None = None) -> None:
        """Hear of every act that is saved from now on."""
        self.gate = gate or Gate(database, history.author)
        self._database, self._history = database, history
        database.tell_saved(history.hear)

    @job(Action.REGISTER_VISIT)
    def undo(self, only: int = 0) -> Undone:
        """Take the newest act back; `only` if it is still the one that was `newest` then."""
        if only and only != self.newest:
            raise DeskError("undo.not_newest")
        return self._take_back(_UNDO, self._history.done)

    @job(Action.REGISTER_VISIT)
    def redo(self) -> Undone:
        """Do the act again that was taken back last."""
        return self._take_back(_REDO, self._history.undone)

    @property
    @free("one's own saves")
    def newest(self) -> int:
        """The number of the act that would be taken back now; 0 when there is none."""
        return self._history.done[-1].saved.last if self._history.done else 0

    @free("one's own saves")
    def steps(self, *, limit: int = 20) -> tuple[StepLine, ...]:
        """The acts that can be taken back, the newest first."""
        newest = list(self._history.done)[-limit:][::-1]
        with self._database.reading() as session:
            return tuple(self._line(session, step) for step in newest)

    def _take_back(self, act: str, steps: deque[Step] | list[Step]) -> Undone:
        if not steps:
            raise DeskError("undo.nothing" if act == _UNDO else "undo.nothing_again")
        step, author = steps[-1], self._history.author
        replica = self._database.replica
        with self._database.writing(act, author=author) as session:
            touched = reversal.subjects(session, replica, step.saved)
            client_id = _client_of(touched)
            _refuse_if_printed(session, touched, client_id, step.saved)
            _refuse_if_buried(session, touched)
            cards = [one.client for one in touched if one.client]
            with registry.kept_findable(session, cards):
                written = self._reversed(session, step.saved)
            gone = bool(client_id) and registry.client(session, client_id) is None
        self._history.same.note(written)
        return Undone(act=step.act, client_id=client_id, gone=gone)

    def _reversed(self, session: Session, saved: Committed) -> reversal.Written:
        try:
            return reversal.take_back(session, self._database.replica, saved, self._history.same)
        except DeskError as problem:
            if problem.code != reversal.CHANGED_SINCE:
                raise
            raise _in_the_way(session, problem) from problem

    def _line(self, session: Session, step: Step) -> StepLine:
        touched = reversal.subjects(session, self._database.replica, step.saved)
        client = registry.client(session, _client_of(touched))
        return StepLine(act=step.act, at=step.saved.at, person=client.masked_name if client else "")


def _in_the_way(session: Session, problem: DeskError) -> DeskError:
    user = accounts.user(session, str(problem.values["author"]))
    at: Any = problem.values["at"]
    return DeskError(
        "undo.in_the_way", who=user.name if user else "–", at=f"{local(at):%d.%m %H:%M}"
    )


def _client_of(touched: tuple[Subject, ...]) -> str:
    """Whose card the act is about; empty where it is about none."""
    return next((one.client for one in touched if one.client), "")


def _refuse_if_buried(session: Session, touched: tuple[Subject, ...]) -> None:
    """A merge stays while others stand over it."""
    for one in touched:
        merge = merges.merge(session, one.record) if one.table == "merge" and one.created else None
        if merge is not None:
            merging.refuse_if_buried(session, merge)


def _refuse_if_printed(
    session: Session, touched: tuple[Subject, ...], client_id: str, saved: Committed
) -> None:
    """A check stays once a paper that rests on it was printed."""
    if not any(one.table == "eligibility_check" for one in touched):
        return
    if any(one.printed_at >= saved.at for one in prints.of_client(session, client_id)):
        raise DeskError("undo.printed")
