"""The protection of one card: asks the desk, words it, hands on what a person answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from app.accounts.model import User
from app.core.clock import local
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.conflicts import Conflicts, Standing
from app.desk.glass import Glass
from app.desk.office import Administration
from app.desk.sealed import Sealed
from app.registry.conflicts import Finding
from app.registry.reference import shown
from app.sight.model import ConflictAnswer, ConflictCheck, Restriction, SealedKind, SealedNote
from app.ui.sight.guard_state import FindingLine, GuardState, Mark, SealedLine
from app.ui.sight.revealing import AskWhy

_OF_CLIENT = (SealedKind.ADDRESS, SealedKind.SHELTER, SealedKind.CAPTIVITY)
_MARKS: Mapping[ConflictAnswer, Mark] = {
    ConflictAnswer.CLEAR: "yes",
    ConflictAnswer.CONFLICT: "no",
    ConflictAnswer.REVIEW: "ask",
}


class GuardPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: GuardState) -> None:
        """Draw this."""
        ...


class Desk(Protocol):
    """What this box needs of the desk."""

    @property
    def conflicts(self) -> Conflicts: ...
    @property
    def sealed(self) -> Sealed: ...
    @property
    def glass(self) -> Glass: ...
    @property
    def office(self) -> Administration: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the desk answered."""

    standing: Standing
    sealed: tuple[tuple[SealedNote, bool], ...]
    """Each with whether this person can open it."""
    restriction: Restriction | None
    may_close: bool
    users: Mapping[str, User]
    opened: Mapping[str, str] = field(default_factory=dict, repr=False)


class GuardPresenter:
    """What was opened of the sealed notes is forgotten when the card is left."""

    def __init__(
        self,
        view: GuardPage,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        go: Callable[..., None],
        say: Callable[..., None],
        ask_why: AskWhy,
    ) -> None:
        """`go` opens another screen, `say` tells of something done, `ask_why` asks for words."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._go, self._say, self._ask_why = go, say, ask_why
        self.client_id = ""
        self._read: Read | None = None
        self._turn = 0
        self.state = GuardState()

    def open(self, client_id: str) -> None:
        """Show how this card is protected."""
        self.client_id, self._read = client_id, None
        self._show()
        self._look()

    def forget(self) -> None:
        """The card is left: nothing that was sealed stays open."""
        self.client_id, self._read = "", None
        self._turn += 1
        self._show()

    # ---- acts ------------------------------------------------------------------------------------

    def answer(self, answer: ConflictAnswer) -> None:
        """What a person says of a conflict of interest."""
        client_id, read = self.client_id, self._read
        if read is None:
            return
        if answer is ConflictAnswer.CLEAR and not read.standing.findings:
            self._answer(client_id, answer, "")
        else:
            self._ask_why("conflict", lambda reason: self._answer(client_id, answer, reason))

    def _answer(self, client_id: str, answer: ConflictAnswer, reason: str) -> None:
        work = partial(self._desk.conflicts.answer, client_id, answer, reason=reason)
        self._runner.run(work, lambda _: self._look(), self._refused)

    def look_at(self, line: FindingLine) -> None:
        """The other card."""
        self._go("client", client_id=line.client_id)

    def unseal(self, line: SealedLine) -> None:
        """Open one sealed note, with a reason; pressed again it is closed."""
        if line.text:
            self._opened(line.id, "")
            return
        reveal = self._desk.sealed.reveal

        def open_it(reason: str) -> None:
            work = partial(reveal, line.id, reason=reason)
            self._runner.run(work, lambda text: self._opened(line.id, text), self._refused)

        self._ask_why("life", open_it)

    def _opened(self, record: str, text: str) -> None:
        if self._read is not None:
            self._read = replace(self._read, opened={**self._read.opened, record: text})
            self._show()

    def seal(self, kind: SealedKind) -> None:
        """Put down something that only a few may read."""
        client_id = self.client_id

        def put(text: str) -> None:
            work = partial(self._desk.sealed.put, kind, text, client_id=client_id)
            self._runner.run(work, lambda _: self._look(), self._refused)

        self._ask_why("seal", put)

    def close_or_open(self) -> None:
        """Close the card to most, or open it again."""
        client_id, read = self.client_id, self._read
        if read is None:
            return
        glass = self._desk.glass
        if read.restriction is not None:
            work = partial(glass.open_card, client_id)
            self._runner.run(work, lambda _: self._look(), self._refused)
        else:
            self._ask_why("close", lambda reason: self._close(client_id, reason))

    def _close(self, client_id: str, reason: str) -> None:
        work = partial(self._desk.glass.close_card, client_id, reason=reason)
        self._runner.run(work, lambda _: self._look(), self._refused)

    def extract(self) -> None:
        """The client’s own right: who saw her data, on paper."""
        self._go("printing", client_id=self.client_id, form_id="access_extract")

    # ---- showing ---------------------------------------------------------------------------------

    def say_again(self) -> None:
        """The language changed."""
        self._show()

    def _look(self) -> None:
        self._turn += 1
        turn, client_id = self._turn, self.client_id
        if client_id:
            self._runner.run(
                partial(self._ask, client_id), lambda read: self._seen(read, turn), self._refused
            )

    def _ask(self, client_id: str) -> Read:
        sealed = self._desk.sealed
        return Read(
            standing=self._desk.conflicts.standing(client_id),
            sealed=tuple((note, sealed.may_open(note)) for note in sealed.of_client(client_id)),
            restriction=self._desk.glass.restriction(client_id),
            may_close=self._desk.glass.may_close(),
            users={user.id: user for user in self._desk.office.users()},
        )

    def _seen(self, read: Read, turn: int) -> None:
        if turn == self._turn:
            opened = self._read.opened if self._read else {}
            self._read = replace(read, opened=opened)
            self._show()

    def _refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._say(self._words(problem.words_key, **problem.values))

    def _show(self) -> None:
        self.state = state_of(self._read, self._words)
        self._view.show_state(self.state)


def state_of(read: Read | None, words: Words) -> GuardState:
    """The box in words."""
    if read is None:
        return GuardState()
    standing = read.standing
    return GuardState(
        loaded=True,
        mark=_mark(standing),
        conflict=_conflict(standing, words),
        answered=_answered(standing.last, read, words) if standing.last else "",
        findings=tuple(_finding(one, words) for one in standing.findings),
        answers=tuple((one, words(f"conflict.answer.{one}")) for one in ConflictAnswer),
        sealed=tuple(_sealed(note, read, words, may=may) for note, may in read.sealed),
        kinds=tuple((kind, words(f"sealed.put.{kind}")) for kind in _OF_CLIENT),
        closed=words("guard.closed", reason=read.restriction.reason) if read.restriction else "",
        closing=_closing(read, words),
    )


def _mark(standing: Standing) -> Mark:
    if standing.waits:
        return "ask"
    return _MARKS[standing.last.answer] if standing.last else "yes"


def _conflict(standing: Standing, words: Words) -> str:
    if standing.findings:
        key = "conflict.waits" if standing.waits else "conflict.found"
        return words(key, n=len(standing.findings))
    return words("conflict.none")


def _answered(last: ConflictCheck, read: Read, words: Words) -> str:
    user = read.users.get(last.author)
    parts = (
        words(f"conflict.answer.{last.answer}"),
        user.name if user else words("access.nobody"),
        f"{local(last.at):%d.%m.%Y}",
        last.reason,
    )
    return " · ".join(part for part in parts if part)


def _finding(one: Finding, words: Words) -> FindingLine:
    sentence = words(
        f"conflict.way.{one.way}",
        number=shown(one.reference),
        day=f"{one.on_date:%d.%m.%Y}",
        surety=words(f"conflict.surety.{one.surety}"),
    )
    return FindingLine(sentence=sentence, client_id=one.client_id)


def _sealed(note: SealedNote, read: Read, words: Words, *, may: bool) -> SealedLine:
    kind, day = words(f"sealed.kind.{note.kind}"), f"{local(note.sealed_at):%d.%m.%Y}"
    return SealedLine(
        id=note.id,
        title=words("sealed.line", kind=kind, day=day),
        may_open=may,
        text=read.opened.get(note.id, ""),
    )


def _closing(read: Read, words: Words) -> str:
    if not read.may_close:
        return ""
    return words("guard.open_card" if read.restriction else "guard.close_card")
