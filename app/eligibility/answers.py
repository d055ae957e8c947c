"""What a person may have answered, and questions to the answers: the small types of the check."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

FactValue = str | bool | int | date | Decimal | frozenset[str] | tuple[Decimal, ...]
Facts = Mapping[str, FactValue]
"""Fact id -> value. Money is Decimal hryvnias. Absent means unknown."""
Sums = Mapping[str, Decimal]
"""Sums that a sentence mentions: `sum`, `limit`, `minimum`, `gap`."""
Three = bool | None
FactKind = Literal["date", "set", "enum", "int", "bool", "list_of_money", "money"]
Test = Callable[[Facts, date], Three]
Amounts = Callable[[Facts, date], Sums | None]
