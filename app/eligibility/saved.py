"""A check as it was made and kept, and what people added to its answer afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.eligibility.law import PackStamp
from app.eligibility.model import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A lawyer's own answer beside that of the rules; it never takes the rules' place."""

    outcome: Outcome
    reason: str = field(repr=False)
    evidence: str = field(repr=False)
    """What it rests on: a norm, a paper, a decision."""
    author: str
    made_at: datetime
    second: str = ""
    """The user who agreed: needed where the answer turns against the client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisional:
    """The answer while papers are missing: until when it holds, and what must come by then."""

    until: date
    items: tuple[str, ...]
    """Ids of the papers still wanted on that day."""
    author: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCheck:
    """A check as it was made: explained years later from this record alone."""

    id: str
    client_id: str
    visit_id: str
    on_date: date
    made_at: datetime
    author: str
    facts: Mapping[str, object] = field(repr=False)
    """As JSON holds them."""
    presented: tuple[str, ...] = ()
    verdict: Mapping[str, object] = field(default_factory=dict, repr=False)
    """The verdict in full, as the command line prints it."""
    packs: tuple[PackStamp, ...] = ()
    sha256: str = ""
    """The hash of facts, papers and verdict together."""
    warnings: tuple[str, ...] = ()
    """Ids of the plausibility warnings that were shown with it."""
    override: Override | None = None
    provisional: Provisional | None = None

    @property
    def outcome(self) -> Outcome:
        """The answer of the rules, whatever was added to it."""
        return Outcome(str(self.verdict["outcome"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The head of the office looked at an edition of the packs and lets it be used."""

    sha256: str
    """The hash over all packs of the edition."""
    at: datetime
    author: str
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """Somebody dealt with a check whose answer an edition changes."""

    check_id: str
    sha256: str
    at: datetime
    author: str
    note: str = field(default="", repr=False)


# ---- as JSON holds them -------------------------------------------------------------------------


def override_to_json(override: Override) -> dict[str, Any]:
    """An own answer as its column keeps it."""
    return {
        "outcome": override.outcome.value,
        "reason": override.reason,
        "evidence": override.evidence,
        "author": override.author,
        "made_at": override.made_at.isoformat(),
        "second": override.second,
    }


def override_of(kept: Mapping[str, Any]) -> Override:
    """The own answer that a column keeps."""
    return Override(
        outcome=Outcome(kept["outcome"]),
        reason=kept["reason"],
        evidence=kept["evidence"],
        author=kept["author"],
        made_at=datetime.fromisoformat(kept["made_at"]),
        second=kept["second"],
    )


def provisional_to_json(given: Provisional) -> dict[str, Any]:
    """A provisional answer as its column keeps it."""
    return {
        "until": given.until.isoformat(),
        "items": list(given.items),
        "author": given.author,
        "made_at": given.made_at.isoformat(),
    }


def provisional_of(kept: Mapping[str, Any]) -> Provisional:
    """The provisional answer that a column keeps."""
    return Provisional(
        until=date.fromisoformat(kept["until"]),
        items=tuple(kept["items"]),
        author=kept["author"],
        made_at=datetime.fromisoformat(kept["made_at"]),
    )
