"""How much harm a column can do, and what follows from it: one class a column, one rule a class.

A column says its class in `info`: `mapped_column(info=S2)`. A JSON column has the class of the
worst that may stand in it. A test of the house refuses a column without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class DataClass(StrEnum):
    """From harmless to what a life may hang on; then keys and logs."""

    PUBLIC = "S0"
    SERVICE = "S1"
    """What was done, when, by whose id: tells of somebody only together with more."""
    IDENTITY = "S2"
    SPECIAL = "S3"
    """Violence, health, origin, convictions, the client’s own words, names of who serves them."""
    LIFE = "S4"
    """Where a survivor is, how to reach her safely, who was left under occupation."""
    KEY = "K"
    LOG = "L"


class Shown(StrEnum):
    """How a screen shows it before anybody asks for more."""

    PLAINLY = "plainly"
    MASKED = "masked"
    """The last two digits, the year of birth."""
    HIDDEN = "hidden"
    """Nothing of it; in full only after a reason."""
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What may be done with data of one class."""

    shown: Shown
    reason: bool
    """Whether who wants to see it in full says why."""
    exported: bool
    """Whether it may stand in a file of clients without being asked for by itself."""
    printed: bool
    """Whether it may stand on a paper that the client takes along."""
    logged: bool = False
    """Whether the program’s own log on the disk may name it."""


_RULES: Mapping[DataClass, Rule] = {
    DataClass.PUBLIC: Rule(
        shown=Shown.PLAINLY, reason=False, exported=True, printed=True, logged=True
    ),
    DataClass.SERVICE: Rule(shown=Shown.PLAINLY, reason=False, exported=True, printed=True),
    DataClass.IDENTITY: Rule(shown=Shown.MASKED, reason=False, exported=True, printed=True),
    DataClass.SPECIAL: Rule(shown=Shown.PLAINLY, reason=False, exported=True, printed=True),
    DataClass.LIFE: Rule(shown=Shown.HIDDEN, reason=True, exported=False, printed=False),
    DataClass.KEY: Rule(shown=Shown.NEVER, reason=True, exported=False, printed=False),
    DataClass.LOG: Rule(shown=Shown.PLAINLY, reason=False, exported=False, printed=False),
}


def rule(data: DataClass) -> Rule:
    """What may be done with data of that class."""
    return _RULES[data]


CLASS = "class"
_Info = dict[Any, Any]
S0: _Info = {CLASS: DataClass.PUBLIC}
S1: _Info = {CLASS: DataClass.SERVICE}
S2: _Info = {CLASS: DataClass.IDENTITY}
S3: _Info = {CLASS: DataClass.SPECIAL}
S4: _Info = {CLASS: DataClass.LIFE}
K: _Info = {CLASS: DataClass.KEY}
L: _Info = {CLASS: DataClass.LOG}
