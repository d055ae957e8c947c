"""Anchors: who else holds the newest hash of the journal, and what nobody else holds yet.

The chain proves that lines fit each other; who holds every key could write another chain. What was
told to paper or to a backup at that time cannot be told otherwise afterwards.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CONTROL_WORDS = 8
_BITS = 11
LATE_AFTER = timedelta(days=1)
"""An office without a network has its journal anchored once a working day."""


class Held(StrEnum):
    """Where an anchor lies."""

    PAPER = "paper"
    """A sheet with control words, signed by hand."""
    COPY = "copy"
    """The head of a backup file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The hash of one line, held elsewhere: it stands for that line and all before it."""

    kind: Held
    at: datetime
    desk: int
    number: int
    """The number of the line."""
    head: str
    """Its hash, hexadecimal."""
    place: str = ""
    """The path of the file; empty for paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What no anchor stands for: who holds every key could rewrite it unseen."""

    lines: int
    since: datetime | None
    """The time of the anchor before it, or of the first line when there is none."""

    def days(self, now: datetime) -> int:
        """For how many whole days something has been in no anchor; 0 when all is anchored."""
        if not self.lines or self.since is None or now - self.since < LATE_AFTER:
            return 0
        return (now - self.since).days


def newest(anchors: Iterable[Anchor], desk: int) -> Anchor | None:
    """The anchor of that desk that stands for most."""
    own = (one for one in anchors if one.desk == desk)
    return max(own, key=lambda one: (one.number, one.at), default=None)


def control_words(desk: int, number: int, head: str, words: Sequence[str]) -> tuple[str, ...]:
    """Eight words, 88 bits, that stand for one line and all before it; `words` are 2,048 or more.

    Raises ValueError when there are fewer.
    """
    if len(words) < 1 << _BITS:
        raise ValueError("too few words for eleven bits each")
    text = f"pryimalnia sheet 1 {desk} {number} {head}"
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    return tuple(
        words[bits >> (256 - _BITS * place) & ((1 << _BITS) - 1)]
        for place in range(1, CONTROL_WORDS + 1)
    )


def same_words(typed: str, right: Iterable[str]) -> bool:
    """Whether somebody typed those words: case, apostrophes and what stands between apart."""
    return _plain(typed.replace(",", " ").split()) == _plain(right)


def _plain(words: Iterable[str]) -> list[str]:
    marks = str.maketrans("", "", "'’ʼ`-.;·")
    return [word.casefold().translate(marks) for word in words if word.strip("·.;-")]


def code_text(desk: int, number: int, head: str) -> str:
    """What the square code of a sheet says."""
    return f"PRYIMALNIA {desk} {number} {head}"
