"""One line of the journal: its spelling, its hashes, its clock.

Lines are what desks will exchange, so their shape is final. The body is
`[replica, seq, hlc, tbl, rid, kind, patch, salt, sv, author, act]`; `hb` is its hash and `h` chains
it to the line before of the same desk and stream.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

Versions = Mapping[str, Sequence[Sequence[int]]]
"""field -> the (replica, seq) of the lines whose values were on the screen."""

SCHEMA_VERSION = 2
"""`sv` in each line: rises when fields are added, so that older desks know there is more."""

VOID = "_del"
"""The field of a line that strikes a record out."""

HASH_BYTES = 16
_CLOCK_BITS = 16


def body_hash(body: bytes) -> bytes:
    """The hash of a line's body in its one spelling."""
    return hashlib.sha256(body).digest()[:HASH_BYTES]


def chained(before: bytes, hb: bytes) -> bytes:
    """The hash that ties a line to the one before; a hub can compute it in plain SQL."""
    return hashlib.sha256(before + hb).digest()[:HASH_BYTES]


def tick(now: datetime, last: int) -> int:
    """The hybrid clock: milliseconds and a counter; it never goes back, whatever the clock does."""
    milliseconds = int(now.timestamp() * 1000)
    return max(milliseconds << _CLOCK_BITS, last + 1)


def moment(hlc: int) -> datetime:
    """The wall clock of a line."""
    return datetime.fromtimestamp((hlc >> _CLOCK_BITS) / 1000, UTC)


_text = json.encoder.encode_basestring


def body_text(
    replica: int,
    seq: int,
    hlc: int,
    tbl: str,
    rid: str,
    kind: str,
    patch: str,
    salt: str,
    sv: int,
    author: str,
    act: str,
) -> bytes:
    """The canonical spelling of a body, put together from a patch that is canonical already."""
    return (
        f"[{replica},{seq},{hlc},{_text(tbl)},{_text(rid)},{_text(kind)},{patch},{_text(salt)},"
        f"{sv},{_text(author)},{_text(act)}]"
    ).encode()
