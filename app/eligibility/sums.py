"""Sums of money as people read them, alone and in sentences. Pure."""

from collections.abc import Mapping
from decimal import Decimal

from app.core.words import Language, Text

NBSP = "\N{NO-BREAK SPACE}"


def written(value: Decimal, language: Language) -> str:
    """A sum as people read it: 39 936,01 or 39,936.01."""
    grouped = f"{value:,.2f}"
    if language == "en":
        return grouped
    return grouped.replace(",", NBSP).replace(".", ",")


def filled(text: Text, sums: Mapping[str, Decimal]) -> Text:
    """A text with the sums put in where it names them."""
    return Text(
        uk=text.uk.format(**{name: written(value, "uk") for name, value in sums.items()}),
        en=text.en.format(**{name: written(value, "en") for name, value in sums.items()}),
    )
