"""A person drawn: what was agreed about contact first, then the facts of the card."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.client.state import ContactLine, FactLine, Portrait
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Reflow, box, clear, column, row
from app.ui.widgets.shapes import StateShape
from app.ui.widgets.text import Picture, label

_FACTS_SHORT = 6


class ContactBox(QWidget):
    """What is allowed, as shape and word; numbers stay masked until they are opened on purpose."""

    def __init__(self, words: Words, open_contacts: Callable[[], None]) -> None:
        """`open_contacts` shows the masked ones."""
        super().__init__()
        self._words = words
        self._title = label("", "body_b", wrap=True)
        self.opener = Button("", "link", keys="F8")
        self.opener.clicked.connect(open_contacts)
        self._picture = row(gap=0)
        self._lines = column(gap=4)
        top = row(self._picture, (self._title, 1), self.opener, gap=10)
        self._box = box(column(top, self._lines, gap=8, pad=(16, 12, 16, 12)), "ask")
        self.setLayout(column(self._box))

    def show_portrait(self, shown: Portrait, *, opened: bool) -> None:
        """Draw what was agreed with this person."""
        self._box.set_kind("ask" if shown.safe else "sunken")
        clear(self._picture)
        icon, tone = ("shield-alert", "ask") if shown.safe else ("phone", "text2")
        self._picture.addWidget(Picture(icon, 20, tone))
        self._title.setText(shown.contact_title)
        self.opener.setText(self._words("client.mask" if opened else "client.unmask"))
        self.opener.dress()
        clear(self._lines)
        cells = [_contact(line) for line in shown.contact]
        if cells:
            self._lines.addWidget(Reflow(*cells, columns=2, least=230, gap=(20, 4)))
        else:
            empty = label(self._words("client.no_contact"), "body", "text2", wrap=True)
            self._lines.addWidget(empty)
        self.setAccessibleName(shown.contact_title)


def _contact(line: ContactLine) -> QWidget:
    kind = line.mark if line.mark in ("yes", "no", "ask", "info") else "info"
    cell = QWidget()
    words = column(
        label(line.name, "small", "text2", wrap=True), label(line.value, "body_m", wrap=True), gap=0
    )
    shape = column(2, StateShape(kind, 16), None, gap=0)
    cell.setLayout(row(shape, (words, 1), gap=10))
    return cell


class FactsBox(QWidget):
    """What stands on the card; on the search screen only the first facts."""

    def __init__(self, *, short: bool = False) -> None:
        """Nothing yet."""
        super().__init__()
        self._short = short
        self._cells = column()
        self.setLayout(self._cells)

    def show_facts(self, facts: Sequence[FactLine], note: str = "") -> None:
        """Draw these."""
        clear(self._cells)
        shown = facts[:_FACTS_SHORT] if self._short else facts
        cells: list[QWidget] = [_fact(line) for line in shown]
        if cells:
            self._cells.addWidget(Reflow(*cells, columns=3, least=190, gap=(20, 10)))
        if note:
            self._cells.addWidget(label(note, "small_m", "text2", wrap=True))


def _fact(line: FactLine) -> QWidget:
    cell = QWidget()
    cell.setLayout(
        column(
            label(line.name, "small", "text2", wrap=True),
            label(line.value, "body", wrap=True),
            None,
            gap=1,
        )
    )
    return cell
