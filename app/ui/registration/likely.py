"""Likely duplicates in words, with the names masked: the counter sees the screen."""

from app.core.words import Words
from app.registry.model import Likeness
from app.registry.names import initials
from app.ui.registration.state import DuplicateLine

_REASONS = 3


def duplicate_line(found: Likeness, words: Words) -> DuplicateLine:
    """One likely duplicate with what speaks for it and against it."""
    year = f", {found.birth_date.year}" if found.birth_date else ""
    return DuplicateLine(
        client_id=found.client_id,
        name=masked_name(found.full_name) + year,
        speaks_for=tuple(words(key) for key in found.speaks_for[:_REASONS]),
        speaks_against=tuple(words(key) for key in found.speaks_against[:_REASONS]),
    )


def masked_name(full_name: str) -> str:
    """«Соняшник Олена Іванівна» as «С-к О. І.»."""
    surname, *given = full_name.split() or [""]
    short = f"{surname[0]}-{surname[-1]}" if len(surname) > 2 else surname[:1]
    return " ".join(part for part in (short, initials(*given)) if part)
