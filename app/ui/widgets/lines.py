"""Lines that understand what was typed: dates, phones, money. They show it in one spelling."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent

from app.ui.widgets.fields import TextLine

CENT = Decimal("0.01")
_DIGITS_IN_GROUP = 3


class ReadLine(TextLine):
    """A line whose text is understood on leaving; `read_failed` says that it could not be."""

    left = Signal()

    def __init__(self, *, name: str = "") -> None:
        """Nothing written yet."""
        super().__init__(name=name)
        self.editingFinished.connect(self._tidy)

    @property
    def read_failed(self) -> bool:
        """Whether something is written that nobody understands."""
        return bool(self.text().strip()) and self.tidied(self.text()) is None

    def tidied(self, text: str) -> str | None:
        """The one spelling of that text, or None if it is not understood."""
        raise NotImplementedError

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tidy up and say that the person left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._tidy()
            self.left.emit()

    def _tidy(self) -> None:
        text = self.text().strip()
        better = self.tidied(text) if text else ""
        if better is not None and better != self.text():
            self.setText(better)


class DateLine(ReadLine):
    """A date in any usual spelling, shown as 07.03.1986."""

    def __init__(self, read: Callable[[str], date | None], *, name: str = "") -> None:
        """`read` understands spellings."""
        self._read = read
        super().__init__(name=name)

    def tidied(self, text: str) -> str | None:
        """The date as day, month, year."""
        day = self._read(text)
        return None if day is None else shown_date(day)

    def date_value(self) -> date | None:
        """The date, or None if there is none or it is not understood (`read_failed`)."""
        return self._read(self.text()) if self.text().strip() else None

    def set_date(self, day: date | None) -> None:
        """Show this date; nobody is told."""
        self.set_value("" if day is None else shown_date(day))


class PhoneLine(ReadLine):
    """A phone number, shown the way `tidy` spells it."""

    def __init__(self, tidy: Callable[[str], str | None], *, name: str = "") -> None:
        """`tidy` gives the usual spelling, or None if the number cannot be right."""
        self._tidy_phone = tidy
        super().__init__(name=name)

    def tidied(self, text: str) -> str | None:
        """The number in its usual spelling."""
        return self._tidy_phone(text)


class MoneyLine(ReadLine):
    """An amount in hryvnias, right-aligned: 4 200,00."""

    def __init__(
        self, read: Callable[[str], Decimal | None] | None = None, *, name: str = ""
    ) -> None:
        """`read` understands spellings; without it the usual ones are."""
        self._read = read or read_amount
        super().__init__(name=name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def tidied(self, text: str) -> str | None:
        """The amount with kopiikas."""
        amount = self._read(text)
        return None if amount is None else shown_amount(amount)

    def amount(self) -> Decimal | None:
        """The amount, or None if there is none or it is not understood (`read_failed`)."""
        return self._read(self.text()) if self.text().strip() else None

    def set_amount(self, amount: Decimal | None) -> None:
        """Show this amount; nobody is told."""
        self.set_value("" if amount is None else shown_amount(amount))


def shown_date(day: date) -> str:
    """07.03.1986."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def read_amount(text: str) -> Decimal | None:
    """An amount as people write it: 4200, 4 200,50, 4200.5 грн; None if it is none."""
    bare = "".join(text.split()).lower().removesuffix("грн.").removesuffix("грн")
    bare = bare.removesuffix("uah").removesuffix("₴").replace(",", ".")
    whole, _, part = bare.partition(".")
    plain = bare.isascii() and whole.isdigit() and (not part or part.isdigit())
    if not plain or len(whole) > 12 or len(part) > 2:
        return None
    return Decimal(bare.removesuffix(".")).quantize(CENT)


def shown_amount(amount: Decimal) -> str:
    """4 200,00 with no-break spaces."""
    whole, part = str(abs(amount.quantize(CENT))).split(".")
    groups: list[str] = []
    while whole:
        groups.insert(0, whole[-_DIGITS_IN_GROUP:])
        whole = whole[:-_DIGITS_IN_GROUP]
    return f"{'−' if amount < 0 else ''}{chr(0xA0).join(groups)},{part}"
