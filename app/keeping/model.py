"""Which bundles of rules came to the office, and what was done with them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.words import Text


class Step(StrEnum):
    """What was done with a bundle."""

    INSTALLED = "installed"
    BACK = "back"
    """An earlier bundle, or the program's own packs, were put in force again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleStep:
    """One time when other packs came into force."""

    number: int
    """What is in force since; 0: the program's own packs."""
    before: int
    step: Step
    sha256: str
    title: Text
    signers: tuple[str, ...]
    at: datetime
    author: str
