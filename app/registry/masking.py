"""What of a card stands on a screen before anybody asks for more; which class asking opens.

Masked: the last two signs of a number, the year of birth. Hidden: where a survivor is.
"""

import re
from datetime import date

from app.registry.model import Card
from app.storage.classes import DataClass, rule

_SIGNS = re.compile(r"[\W_]+")
_LAST = 2


def opens(card: Card) -> DataClass:
    """The gravest class that comes up when this card is shown in full."""
    return DataClass.LIFE if card.safe_contact.on else DataClass.IDENTITY


def asks_why(data: DataClass, *, own: bool) -> bool:
    """Whether a reason is needed: always for what a life hangs on, else where nobody serves them.

    `own`: the person is in today’s queue, or the last visit is one’s own.
    """
    return rule(data).reason or not own


def masked_number(number: str) -> str:
    """The last two signs of a number: enough to compare aloud, too little to use."""
    signs = _SIGNS.sub("", number)
    if not signs:
        return ""
    return f"… {signs[-_LAST:]}" if len(signs) > 2 * _LAST else "…"


def masked_email(address: str) -> str:
    """The first letter and the domain."""
    name, at, domain = address.partition("@")
    if not at:
        return masked_number(address)
    return f"{name[:1]}…@{domain}"


def year_of(day: date | None) -> str:
    """The year of a birth date; empty when it is not known."""
    return str(day.year) if day else ""
