"""What only a few may read: encrypted to each of them and to the office key R, not only hidden.

Whoever holds the key of the database and is not among the readers reads nothing, with whatever
tool. Writing needs no key of one’s own: a registrar may put down what she cannot read afterwards.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.accounts.model import SignerKind, User
from app.accounts.permissions import Action, Allowed, decide
from app.core.clock import Clock
from app.core.errors import DeskError, InputError, NotAllowedError, VaultError
from app.core.ids import Ids
from app.desk.gate import free
from app.sight import store
from app.sight.model import REASON_SIGNS, Access, Act, SealedKind, SealedNote, What
from app.storage.database import Database
from app.vault import sealing
from app.vault.pairs import Pair

_NAME_SIGNS = 16
_PORTION = 50


def entitled(kind: SealedKind, users: Iterable[User]) -> frozenset[str]:
    """The ids of those who may read what is sealed of that kind."""
    action = Action.READ_INCIDENTS if kind is SealedKind.INCIDENT else Action.REVEAL
    return frozenset(user.id for user in users if _reads(user, action))


def _reads(user: User, action: Action) -> bool:
    said = "x" * REASON_SIGNS  # with a reason: each look will have one of its own
    return isinstance(decide(user.held, action, reason=said), Allowed)


def reader_name(public: bytes) -> str:
    """How a public half is called among the readers of a seal."""
    return public.hex()[:_NAME_SIGNS]


class Sealed:
    """The sealed notes of the office, as one signed-in person writes and opens them."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, pair: Pair | None = None
    ) -> None:
        """`pair` holds the private halves of `author`; without it nothing can be opened."""
        self._database, self._clock, self._ids = database, clock, ids
        self._author, self._pair = author, pair

    @free("that there is something, not what it says")
    def of_client(self, client_id: str) -> tuple[SealedNote, ...]:
        """What is sealed of this client, oldest first: that it is there, not what it says."""
        with self._database.reading() as session:
            return store.sealed_of(session, client_id)

    @free("that there is something, not what it says")
    def about(self, subject: str) -> tuple[SealedNote, ...]:
        """What is sealed about one incident, oldest first."""
        with self._database.reading() as session:
            return store.sealed_about(session, subject)

    @free("her own key says so")
    def may_open(self, note: SealedNote) -> bool:
        """Whether this person is among its readers, with the keys of now."""
        return self._pair is not None and reader_name(self._pair.public().seal) in note.readers

    @free("whoever hears it may put it down; only the readers open it")
    def put(
        self, kind: SealedKind, text: str, *, client_id: str = "", subject: str = ""
    ) -> SealedNote:
        """Seal this for those who may read it.

        InputError `sealed.empty` without a word, DeskError `sealed.nobody` when nobody has keys.
        """
        said = text.strip()
        if not said:
            raise InputError("sealed.empty")
        with self._database.writing("sealed.put", author=self._author) as session:
            readers = _halves(session, kind)
            if not readers:
                raise DeskError("sealed.nobody")
            note = SealedNote(
                id=self._ids.record(),
                client_id=client_id,
                kind=kind,
                subject=subject,
                sealed_at=self._clock.now(),
                author=self._author,
                readers=tuple(sorted(map(reader_name, readers))),
                content=sealing.seal(said.encode(), readers),
            )
            store.put_sealed(session, note)
        return note

    @free("the table of roles is asked inside")
    def strike(self, record: str) -> None:
        """What was sealed holds no longer: visibly struck out, and who did it."""
        with self._database.writing("sealed.struck_out", author=self._author) as session:
            note = self._there(session, record)
            if self._author not in entitled(note.kind, accounts.users(session)):
                raise NotAllowedError("role.not_allowed")
            store.strike_sealed(session, record)

    @free("a key opens it, no role does")
    def reveal(self, record: str, *, reason: str) -> str:
        """What it says. The look and its reason are in the journal before it is opened.

        InputError `access.reason_needed`, VaultError `seal.not_for_you` or `seal.damaged`.
        """
        said = " ".join(reason.split())
        if len(said) < REASON_SIGNS:
            raise InputError("access.reason_needed", n=REASON_SIGNS)
        with self._database.reading() as session:
            note = self._there(session, record)
        if self._pair is None or not self.may_open(note):
            raise VaultError("seal.not_for_you")
        look = Access(
            id=self._ids.record(),
            client_id=note.client_id,
            at=self._clock.now(),
            author=self._author,
            act=Act.REVEALED,
            what=What.INCIDENT if note.kind is SealedKind.INCIDENT else What.SEALED,
            subject=note.id,
            data="S4",
            reason=said,
        )
        with self._database.writing("sealed.revealed", author=self._author) as writing:
            store.note(writing, look)
        return sealing.unseal(note.content, self._pair).decode()

    @free("only who can open it can seal it anew")
    def rewrap(self, office: Pair | None = None) -> int:
        """Seal anew whatever this person can open and whose readers have changed; how many.

        Somebody came, left, got another role or another pair. `office` is R, when its sheet is at
        hand: it opens everything. What somebody could read before, they may have kept.
        """
        keys = [pair for pair in (self._pair, office) if pair is not None]
        waiting = self._to_wrap(keys)
        for start in range(0, len(waiting), _PORTION):
            with self._database.writing("sealed.rewrapped", author=self._author) as session:
                for note, key in waiting[start : start + _PORTION]:
                    readers = _halves(session, note.kind)
                    store.put_sealed(
                        session,
                        replace(
                            note,
                            readers=tuple(sorted(map(reader_name, readers))),
                            content=sealing.seal(sealing.unseal(note.content, key), readers),
                        ),
                    )
        return len(waiting)

    def _to_wrap(self, keys: Collection[Pair]) -> list[tuple[SealedNote, Pair]]:
        mine = {reader_name(pair.public().seal): pair for pair in keys}
        with self._database.reading() as session:
            due = {
                kind: tuple(sorted(map(reader_name, _halves(session, kind)))) for kind in SealedKind
            }
            every = store.all_sealed(session) if keys else ()
        notes = [one for one in every if due[one.kind] and one.readers != due[one.kind]]
        found = []
        for note in notes:
            name = next((reader for reader in note.readers if reader in mine), "")
            if name:
                found.append((note, mine[name]))
        return found

    @staticmethod
    def _there(session: Session, record: str) -> SealedNote:
        note = store.sealed(session, record)
        if note is None:
            raise DeskError("sealed.unknown")
        return note


def _halves(session: Session, kind: SealedKind) -> tuple[bytes, ...]:
    """The public halves that such a note is sealed to now; R is among them if there is one."""
    readers = entitled(kind, accounts.users(session))
    return tuple(
        one.seal
        for one in accounts.signers(session)
        if one.kind is SignerKind.OFFICE
        or (one.kind is SignerKind.PERSON and one.holder in readers)
    )
