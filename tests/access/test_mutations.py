"""Do the checks notice? Names are taken away, tab stops swapped, colours lowered; they must.

A fixed seed chooses 50 names, 20 swaps and 20 colours in windows full of widgets.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from math import ceil
from random import Random

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.ui.theme import look
from app.ui.theme.tokens import contrast
from app.ui.widgets.text import Label
from tests.access import seeing
from tests.access.conftest import Start
from tests.access.windows import visits
from tests.ui import access
from tests.ui.access import settle

SEED, NAMES, SWAPS, COLOURS, LEAST = 7, 50, 20, 20, 0.95
WINDOWS = ("papers", "client", "settings", "check", "printing", "registration.wrong")
Several = Callable[[QWidget, Random, int], Iterator[bool]]


def opened(start: Start, name: str) -> QWidget:
    """A window of its own program."""
    kind, go = visits()[name]
    return go(start(kind))


def score(start: Start, total: int, several: Several) -> float:
    """The share of mutations that was noticed, over all windows."""
    noticed: list[bool] = []
    for at, name in enumerate(WINDOWS):
        wanted = ceil((total - len(noticed)) / (len(WINDOWS) - at))
        noticed += islice(several(opened(start, name), Random(SEED), wanted), wanted)
    assert len(noticed) == total, f"only {len(noticed)} of {total} could be tried"
    return sum(noticed) / total


def without_names(window: QWidget, chance: Random, wanted: int) -> Iterator[bool]:
    """Take away one name after the other: of what shows no words of its own."""
    named = [
        widget
        for widget in access.focusable(window)
        if widget.accessibleName() and not _says_itself(widget)
    ]
    chance.shuffle(named)
    for widget in named:
        name, buddy = widget.accessibleName(), _buddy(window, widget)
        widget.setAccessibleName("")
        if buddy is not None:
            buddy.setBuddy(None)  # type: ignore[arg-type]
        yield any(fault.startswith("no name") for fault in access.name_faults(window))
        widget.setAccessibleName(name)
        if buddy is not None:
            buddy.setBuddy(widget)


def _says_itself(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and bool(widget.text())


def _buddy(window: QWidget, widget: QWidget) -> QLabel | None:
    labels = window.findChildren(QLabel)
    return next((label for label in labels if label.buddy() is widget), None)


def with_swapped_stops(window: QWidget, chance: Random, wanted: int) -> Iterator[bool]:
    """Let Tab go to two stops the wrong way round: a way back of more than a row."""
    stops = access.stops_of(window)
    pairs = [
        (at, other)
        for at in range(1, len(stops) - 1)
        for other in range(at + 2, len(stops))
        if _above(stops[at], stops[other], window) and _above(stops[at], stops[other - 1], window)
    ]
    chance.shuffle(pairs)
    for at, other in pairs:
        order = [*stops]
        order[at], order[other] = order[other], order[at]
        _tab(order)
        yield any(access.order_faults(window))
        _tab(stops)


def _above(first: QWidget, second: QWidget, window: QWidget) -> bool:
    upper, lower = access._place(first, window), access._place(second, window)
    return upper.bottom() + 2 * access.ROW < lower.top() and upper.left() <= lower.left()


def _tab(order: list[QWidget]) -> None:
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)


def with_pale_words(window: QWidget, chance: Random, wanted: int) -> Iterator[bool]:
    """Lower the colour of one label or line to 3 : 1 against the sheet under it."""
    words = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, Label | QLineEdit)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.text().strip()
        and not widget.visibleRegion().isEmpty()
        and widget.visibleRegion().boundingRect().height() == widget.height()
        and widget.font().pointSizeF() < 12
    ]
    chance.shuffle(words)
    lowered = [widget for widget in words if _lower(widget)][:wanted]
    settle()
    found = {widget for widget, _ in seeing.pale(window)}
    yield from (widget in found for widget in lowered)


def _lower(widget: QWidget) -> bool:
    """Whether it is drawn otherwise now: some widgets take their colour from elsewhere."""
    before = widget.grab().toImage()
    pale = QPalette(widget.palette())
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        pale.setColor(role, _pale())
    widget.setPalette(pale)
    return widget.grab().toImage() != before


def _pale() -> QColor:
    """A grey of less than 3 : 1 on every ground of the light theme."""
    grounds = [look.colour(role).name() for role in ("canvas", "surface", "sunken")]
    for grey in range(255):
        colour = QColor(grey, grey, grey)
        if max(contrast(colour.name(), ground) for ground in grounds) <= seeing.LARGE:
            return colour
    raise AssertionError("no grey is pale enough")


@pytest.mark.covers("A1", "A3", "A6", "X6")
@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("total", "several"),
    [(NAMES, without_names), (SWAPS, with_swapped_stops), (COLOURS, with_pale_words)],
    ids=["names", "stops", "colours"],
)
def test_the_checks_notice(
    start: Start, total: int, several: Several, capsys: pytest.CaptureFixture[str]
) -> None:
    noticed = score(start, total, several)
    with capsys.disabled():
        sys.stdout.write(f"\n{noticed:.0%} of {total} mutations were noticed\n")
    assert noticed >= LEAST, f"{noticed:.0%} of {total} mutations were noticed"
