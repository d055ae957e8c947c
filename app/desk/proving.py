"""Is the journal as it was written? Its chain, its signatures, what is settled, and its anchors."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.anchors import store
from app.anchors.model import (
    Anchor,
    Held,
    Window,
    code_text,
    control_words,
    newest,
    same_words,
)
from app.content.library import Library
from app.core.clock import Clock, local, today
from app.core.errors import InputError
from app.core.ids import Ids
from app.core.runner import LongJob, Progress
from app.core.words import Words
from app.desk.signing import Checker
from app.forms import saving, shelf
from app.forms.fill import fill
from app.forms.model import Imprint
from app.forms.render import render
from app.storage import journal, proven
from app.storage.database import Database
from app.storage.journal import Break, Verified
from app.storage.signatures import known_keys
from app.storage.soundness import settled
from app.vault.passphrases import plain_words

SHEET = "journal_sheet"
WHOLE_EVERY = timedelta(days=7)


_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The answer: what was checked, the first break, and what no anchor stands for."""

    verified: Verified
    anchors: tuple[Anchor, ...]
    """All that were compared, the oldest first."""
    last: Anchor | None
    """The newest anchor of this desk that holds."""
    window: Window

    @property
    def first_break(self) -> Break | None:
        """Where it is not as it was written."""
        return self.verified.first_break

    @property
    def entries(self) -> int:
        """Lines of the journal."""
        return self.verified.entries

    @property
    def whole(self) -> bool:
        """Whether everything is as it was written."""
        return self.first_break is None


class Proving:
    """Proves the journal of one open vault. Nothing here is for the UI thread."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock,
        ids: Ids,
        witnesses: Callable[[], Iterable[Anchor]] = tuple,
    ) -> None:
        """`witnesses` reads anchors that lie outside the vault: the heads of backups."""
        self._database, self._clock, self._ids = database, clock, ids
        self._witnesses = witnesses

    def prove(self) -> Proof:
        """Check everything at once."""
        return finished(self.proving(whole=True))

    def at_start(self) -> LongJob[Proof]:
        """What a start checks: the whole chain and the anchors; the keys for what is new.

        Once a week, everything.
        """
        now = self._clock.now()
        with self._database.reading() as session:
            _, whole_at = proven.known(session)
        fresh = whole_at is not None and timedelta() <= now - whole_at < WHOLE_EVERY
        return self.proving(whole=not fresh)

    def proving(self, *, whole: bool) -> LongJob[Proof]:
        """Check in portions; `whole`: every signature, and the settled records too."""
        outside, desk = tuple(self._witnesses()), self._database.replica
        with self._database.reading() as session:
            since = 0 if whole else proven.known(session)[0]
            check = Checker(known_keys(session)).holds
            lines = journal.verifying(session, holds=check, since={desk: since})
            verified = yield from _told(lines)
            if verified.whole and whole:
                row = yield from _told(settled.first_break(session))
                verified = replace(verified, first_break=row)
            proof = self._anchored_proof(session, verified, outside)
            last, _ = journal.head_of(session, desk)
        if proof.whole:
            self._keep(last, whole=whole)
        return proof

    def _keep(self, last: int, *, whole: bool) -> None:
        with self._database.local_writing() as session:
            _, whole_at = proven.known(session)
            now = self._clock.now()
            proven.keep(session, last, now if whole or whole_at is None else whole_at)

    def _anchored_proof(
        self, session: Session, verified: Verified, outside: tuple[Anchor, ...]
    ) -> Proof:
        desk = self._database.replica
        anchors = _once((*store.anchors(session), *outside))
        torn = tuple(one for one in anchors if self._torn(session, one))
        if verified.whole and torn:
            first = min(torn, key=lambda one: one.number)
            place = Break(replica=first.desk, seq=first.number, reason="anchor", at=first.at)
            verified = replace(verified, first_break=place)
        last = newest((one for one in anchors if one not in torn), desk)
        lines, begun = journal.after(session, desk, last.number if last else 0)
        return Proof(
            verified=verified,
            anchors=anchors,
            last=last,
            window=Window(lines=lines, since=last.at if last else begun),
        )

    def _torn(self, session: Session, one: Anchor) -> bool:
        """Whether the journal says something else than that anchor.

        Lines of a desk that was restored from an older backup may be missing; ours may not.
        """
        found = journal.hash_of(session, one.desk, one.number)
        return found != one.head if found else one.desk == self._database.replica

    # ---- the sheet ------------------------------------------------------------------------------

    def print_sheet(self, library: Library, words: Words, *, officer: str) -> tuple[bytes, Anchor]:
        """The weekly sheet as a PDF, and the anchor that it is; kept as one from now on.

        InputError when the journal is broken: nobody signs for that.
        """
        proof = self.prove()
        if not proof.whole:
            raise InputError("journal.sheet_broken")
        now, desk = self._clock.now(), self._database.replica
        with self._database.reading() as session:
            number, head = journal.head_of(session, desk)
            office = accounts.office(session)
        anchor = Anchor(kind=Held.PAPER, at=now, desk=desk, number=number, head=head)
        form = shelf.form(library, SHEET, today(self._clock))
        chosen = control_words(desk, number, head, plain_words())
        values = {
            "office": office.name,
            "desk": str(desk),
            "entries": str(proof.entries),
            "number": str(number),
            "words": ", ".join(f"{place} {word}" for place, word in enumerate(chosen, 1)),
            "sheet_date": today(self._clock).isoformat(),
            "officer_name": officer,
        }
        imprint = Imprint(code=code_text(desk, number, head), printed_at=local(now))
        pdf = render(fill(form, values, words=words), words=words, imprint=imprint)
        self.anchored(anchor)
        return pdf, anchor

    def save_sheet(self, path: Path, pdf: bytes) -> None:
        """Write the sheet into a file. DeskError when that cannot be done."""
        saving.save(path, pdf)

    def anchored(self, anchor: Anchor) -> None:
        """Remember that somebody else holds this hash of the journal now."""
        with self._database.local_writing() as session:
            store.add(session, self._ids.record(), anchor)

    def matches(self, number: int, typed: str) -> bool:
        """Whether the words of a sheet are those of the journal as it is now.

        InputError when nothing was typed or the journal has no such line: then something is gone.
        """
        desk = self._database.replica
        with self._database.reading() as session:
            head = journal.hash_of(session, desk, number)
        if not typed.strip():
            raise InputError("journal.no_words")
        return bool(head) and same_words(typed, control_words(desk, number, head, plain_words()))


def _once(found: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Each anchor once, the oldest first: a backup that is here tells what we noted of it."""
    kept = {(one.desk, one.number, one.head, one.place): one for one in found}
    return tuple(sorted(kept.values(), key=lambda one: (one.at, one.number)))


def _told(work: Generator[object, None, _Answer]) -> LongJob[_Answer]:
    """The work as a long job: how far it is, is told in lines where it counts them."""
    while True:
        try:
            done = next(work)
        except StopIteration as end:
            return cast("_Answer", end.value)
        yield Progress(done if isinstance(done, int) else 0)


def finished(job: LongJob[_Answer]) -> _Answer:
    """Do a long job to its end without a pause."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return cast("_Answer", end.value)


class Sheets:
    """Weekly sheets in the name of who is signed in."""

    def __init__(self, proving: Proving, library: Library, *, officer: str) -> None:
        """`officer` signs by hand."""
        self._proving, self._library, self._officer = proving, library, officer

    def save(self, path: Path, words: Words) -> None:
        """Write the sheet of now into a file. DeskError when it cannot be written or signed for."""
        pdf, _ = self._proving.print_sheet(self._library, words, officer=self._officer)
        self._proving.save_sheet(path, pdf)
