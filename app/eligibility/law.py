"""Small parts of the law as frozen records: sources, editions, the minimum, terms, grounds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from app.core.words import Text

Confidence = Literal["verified", "mixed", "knowledge"]
TerritoryStatus = Literal["occupied", "active_hostilities", "possible_hostilities", "not_occupied"]
"""`not_occupied` says nothing of hostilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule comes from, who looked, and when."""

    act: str
    ref: str
    """Article, part and point as a lawyer cites them."""
    checked_on: date
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStamp:
    """Which text of a pack was used."""

    id: str
    edition: str
    sha256: str
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """The subsistence minimum of one period, hryvnias a month; the window is half-open."""

    valid_from: date
    valid_until: date | None
    general: Decimal
    able_bodied: Decimal
    lost_ability: Decimal
    confidence: Confidence
    source: str
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a paper is obtained, and how."""

    id: str
    name: Text
    advice: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A time limit of the law."""

    id: str
    name: Text
    value: int | None
    unit: str
    starts_from: str
    ref: str
    confidence: Confidence
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground of refusal, termination or replacement."""

    id: str
    name: Text
    ref: str
    confidence: Confidence
