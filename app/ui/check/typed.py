"""From what a worker types to a value of the rules, and from a value to words and to plain JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.registry.dates import read_date

CENT = Decimal("0.01")
THOUSANDS = 3
MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no answer: a key of words and its values."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def read_money(text: str) -> Decimal | None:
    """A sum as people write it: 4200, 4 200,50, 4200.5 грн; None when it is none."""
    bare = "".join(text.split()).casefold()
    for unit in ("грн.", "грн", "uah", "₴"):
        bare = bare.removesuffix(unit)
    whole, _, part = bare.replace(",", ".").partition(".")
    digits = (whole + part).isdigit() and (whole + part).isascii() and whole
    if not digits or len(whole) > MOST_DIGITS or len(part) > 2:
        return None
    return Decimal(f"{whole}.{part or 0}").quantize(CENT)


def show_money(amount: Decimal, *, bare: bool = False) -> str:
    """4 200,00 with no-break spaces; `bare` leaves out kopiikas that are none."""
    whole, part = f"{abs(amount.quantize(CENT))}".split(".")
    groups: list[str] = []
    while whole:
        groups.insert(0, whole[-THOUSANDS:])
        whole = whole[:-THOUSANDS]
    sign = "−" if amount < 0 else ""
    tail = "" if bare and part == "00" else f",{part}"
    return f"{sign}{chr(0xA0).join(groups)}{tail}"


def show_date(day: date) -> str:
    """07.03.1986."""
    return f"{day:%d.%m.%Y}"


def read(
    kind: str, text: str, *, today: date, least: int | None, most: int | None
) -> object | Fault:
    """The value that the text names in a question of that kind."""
    if kind == "date":
        return read_date(text, today) or Fault("check.bad.date")
    if kind == "money":
        amount = read_money(text)
        return Fault("check.bad.money") if amount is None else amount
    return _whole(text, least=least, most=most)


def _whole(text: str, *, least: int | None, most: int | None) -> int | Fault:
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 4:
        return Fault("check.bad.number")
    low, high = least or 0, 9999 if most is None else most
    if not low <= int(bare) <= high:
        return Fault("check.bad.range", {"least": low, "most": high})
    return int(bare)


def plain(value: object) -> object:
    """The same value as JSON can hold it, in the spelling of the fact vocabulary."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(str(one) for one in value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def joined(words: Iterable[str]) -> str:
    """Several words with commas."""
    return ", ".join(words)
