"""Signatures of the journal: one for the lines of each transaction, and whether none is missing.

The chain makes the hash of a line stand for every line before it, so one signature over the last
line of a transaction vouches for all that the signer's journal held at that moment.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.tables import SignerRow


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed a transaction: the desk always, the author where she was signed in."""

    by_person: bytes | None
    by_desk: bytes


Sign = Callable[[str, bytes], Signed]
"""The id of the author and the statement -> its signatures."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One kept signature, with the author of the lines that it signs."""

    vis: int
    replica: int
    first: int
    last: int
    head: bytes
    signed: Signed
    author: str

    @property
    def content(self) -> bytes:
        """What was signed."""
        return statement(self.vis, self.replica, self.first, self.last, self.head)


Holds = Callable[[Signature], bool]
"""Whether the keys that the office knows made that signature."""


def statement(vis: int, replica: int, first: int, last: int, head: bytes) -> bytes:
    """What is signed: which lines of which desk and stream, and the hash of the last one."""
    return f"pryimalnia journal 1 {vis} {replica} {first} {last} {head.hex()}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """A public key to sign with, and the lines that told and ended it."""

    kind: str
    holder: str
    sign: bytes
    told: tuple[int, int]
    """The (desk, number) of the line."""
    ended: tuple[int, int] | None


def known_keys(session: Session) -> tuple[KnownKey, ...]:
    """Every key that the office was ever told."""
    return tuple(
        KnownKey(
            kind=row.kind,
            holder=row.holder,
            sign=bytes.fromhex(row.sign_key),
            told=_line(row.versions["sign_key"]),
            ended=_line(row.versions["ended_at"]) if row.ended_at else None,
        )
        for row in session.scalars(select(SignerRow).order_by(SignerRow.made_at, SignerRow.id))
    )


def _line(dots: Any) -> tuple[int, int]:
    desk, number = dots[0]
    return int(desk), int(number)


# ---- beside the chain ---------------------------------------------------------------------------

_OF_STREAM = (
    "SELECT first, last, head, by_person, by_desk FROM journal_signature "
    "WHERE vis = ? AND replica = ? ORDER BY last"
)
_Kept = tuple[int, int, bytes, bytes | None, bytes]
_ALWAYS_SIGNED = "signer"
"""The first sign-in tells keys and signs with them: a line about keys is never an old one."""


class Beside:
    """Goes through one stream's signatures while somebody goes through its lines."""

    __slots__ = (
        "_author",
        "_end",
        "_holds",
        "_left",
        "_next",
        "_since",
        "_stream",
        "passed",
        "unsigned",
    )

    def __init__(self, driver: Any, vis: int, replica: int, *, holds: Holds, since: int) -> None:
        """Keys are tried only on signatures after the line `since`."""
        self._stream = (vis, replica)
        self._holds, self._since = holds, since
        self._left: Iterator[_Kept] = driver.execute(_OF_STREAM, self._stream)
        self.passed = 0
        """Signatures behind."""
        self.unsigned = 0
        """The last line before the first signature."""
        self._end = 0
        self._author = ""
        self._next: _Kept | None = next(self._left, None)

    def fault(self, seq: int, h: bytes, table: str, author: str) -> str | None:
        """What is wrong with the signature of that line: `unsigned`, `signature`, or nothing."""
        wanted = self._next
        if wanted is None or seq < wanted[0]:
            if self.passed or table == _ALWAYS_SIGNED:
                return "unsigned"
            self.unsigned = seq
            return None
        first, last, head, by_person, by_desk = wanted
        if seq == first:
            self._author = author
        if author != self._author:  # nobody signs for somebody else
            return "signature"
        if seq < last:
            return None
        whole = first == self._end + 1 or not self.passed
        self.passed, self._end, self._next = self.passed + 1, last, next(self._left, None)
        if not whole or seq != last or head != h:
            return "signature"
        if seq <= self._since:
            return None
        signed = Signed(by_person, by_desk)
        one = Signature(*self._stream, first, last, head, signed, author)
        return None if self._holds(one) else "signature"

    def beyond(self) -> int:
        """The first line that a signature speaks of and the journal has not; 0 when there is none.

        Asked after the last line.
        """
        return 0 if self._next is None else max(self._next[0], self._end + 1)
