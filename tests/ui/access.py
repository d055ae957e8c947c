"""Can everybody use this window? Checks A1, A3, A4, A9 and the search for cut words (A7).

`faults_of(window)` and `cut_text(window)` answer with sentences; an empty list is good. The window
must be shown.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

ROW = 44
LEAST_TARGET = 24
NOT_ENTRIES = ("qt_scrollarea_viewport", "qt_edit_menu")


def settle() -> None:
    """Let layouts, paints and posted events happen."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def faults_of(window: QWidget) -> list[str]:
    """Everything that keeps somebody from using the window."""
    QAccessible.setActive(True)
    QCoreApplication.processEvents()
    return [
        *name_faults(window),
        *reach_faults(window),
        *order_faults(window),
        *trap_faults(window),
        *target_faults(window),
    ]


def name_of(widget: QWidget) -> str:
    """What a reader says; on Linux Qt calls a combo by its value, readers by its label."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def value_of(widget: QWidget) -> str:
    """What a reader says of the content."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Value)


def focusable(window: QWidget) -> list[QWidget]:
    """All widgets in sight that can have the focus."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.objectName() not in NOT_ENTRIES
        and widget.focusProxy() is None
        and not _inside_an_editor(widget)
    ]


def _inside_an_editor(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractItemView | QPlainTextEdit) or (
        parent is not None and parent.metaObject().className() == "QComboBoxPrivateContainer"
    )


def name_faults(window: QWidget) -> Iterator[str]:
    """A1: a name, not the value, and no two alike in a group."""
    named: dict[tuple[int, str], list[QWidget]] = defaultdict(list)
    for widget in focusable(window):
        name = name_of(widget)
        if not name.strip():
            yield f"no name: {_described(widget)}"
            continue
        is_entry = not isinstance(widget, QAbstractButton)
        if is_entry and name == value_of(widget):
            yield f"the name is the value: {_described(widget)}"
        named[(id(_group(widget, window)), name)].append(widget)
    for (_, name), twins in named.items():
        if len(twins) > 1:
            yield f"{len(twins)} are called {name!r}: {', '.join(map(_described, twins))}"


def _group(widget: QWidget, window: QWidget) -> QWidget:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if parent.accessibleName():
            return parent
        parent = parent.parentWidget()
    return window


def reach_faults(window: QWidget) -> Iterator[str]:
    """A4: every button can be reached without a mouse."""
    for button in window.findChildren(QAbstractButton):
        if not button.isVisible() or not button.isEnabled() or isinstance(button, QRadioButton):
            continue
        if not button.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield f"not reached by Tab: {_described(button)}"


def stops_of(window: QWidget) -> list[QWidget]:
    """The widgets that Tab stops at, in their order."""
    wanted = [
        widget
        for widget in focusable(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
    ]
    stops: list[QWidget] = []
    at: QWidget | None = window
    while at is not None and len(stops) < len(wanted):
        at = at.nextInFocusChain()
        if at in wanted:
            stops.append(at)
        if at is window:
            break
    window.findChildren(QWidget)  # the walk gave each widget to the one before; this mends it
    return stops


def order_faults(window: QWidget) -> Iterator[str]:
    """A3: Tab goes as the eye goes: down, and to the right."""
    for area in window.findChildren(QAbstractScrollArea):
        area.verticalScrollBar().setValue(0)
    stops = stops_of(window)
    for before, after in pairwise(stops):
        first, second = _place(before, window), _place(after, window)
        if _pane_of(before) is not _pane_of(after):  # one of them may wait to be scrolled to
            first, second = _in_pane(before, first, window), _in_pane(after, second, window)
        goes_up = second.bottom() < first.top() - ROW
        one_line = abs(first.center().y() - second.center().y()) < ROW // 4
        goes_back = one_line and second.right() < first.left()
        if goes_back or (goes_up and second.left() <= first.left()):
            yield f"Tab jumps back from {_described(before)} to {_described(after)}"


def _pane_of(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _in_pane(widget: QWidget, place: QRect, window: QWidget) -> QRect:
    """What is scrolled out of sight appears at the lower edge of its pane."""
    pane = _pane_of(widget)
    if pane is not None:
        foot = _place(pane, window).bottom()
        if place.bottom() > foot:
            place.moveBottom(foot)
    return place


def trap_faults(window: QWidget) -> Iterator[str]:
    """A3: real Tabs reach all stops and come back to the first."""
    stops = stops_of(window)
    if len(stops) < 2 or QApplication.activeWindow() is not window.window():
        return
    had_focus = QApplication.focusWidget()
    stops[0].setFocus()
    seen: list[QWidget] = []
    for _ in range(len(stops) + 4):
        now = QApplication.focusWidget()
        if now is None or (seen and now is seen[0]):
            break
        if now in seen:
            yield f"Tab is trapped at {_described(now)}"
            break
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    missed = [stop for stop in stops if stop not in seen and not isinstance(stop, QRadioButton)]
    if missed:
        yield f"Tab never reaches {', '.join(map(_described, missed))}"
    if had_focus is not None:
        had_focus.setFocus()


def target_faults(window: QWidget) -> Iterator[str]:
    """A9: nothing to press is smaller than a finger."""
    for widget in focusable(window):
        if min(widget.width(), widget.height()) < LEAST_TARGET:
            yield f"too small to hit, {widget.width()}x{widget.height()}: {_described(widget)}"


def cut_text(window: QWidget) -> list[str]:
    """A7: words that do not fit, buttons that touch, things beyond the window's edge."""
    return [*_cut_labels(window), *_touching(window), *_off(window)]


def _cut_labels(window: QWidget) -> Iterator[str]:
    for shown in window.findChildren(QLabel):
        if not shown.isVisible() or not shown.text() or shown.toolTip() == shown.text():
            continue
        wraps = shown.wordWrap()
        tall = shown.heightForWidth(shown.width()) if wraps else shown.sizeHint().height()
        narrow = not wraps and shown.width() < shown.sizeHint().width()
        if shown.height() < tall or narrow:
            need = f"{shown.sizeHint().width()}x{tall}"
            yield f"cut: {shown.text()[:40]!r} {shown.width()}x{shown.height()} needs {need}"
    for button in window.findChildren(QAbstractButton):
        hint = button.minimumSizeHint()
        if button.isVisible() and (
            button.width() < hint.width() or button.height() < hint.height()
        ):
            yield f"cut: {_described(button)}"


def _touching(window: QWidget) -> Iterator[str]:
    buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    for at, first in enumerate(buttons):
        for second in buttons[at + 1 :]:
            same = first.parentWidget() is second.parentWidget()
            if same and first.geometry().intersects(second.geometry()):
                yield f"touch: {_described(first)} and {_described(second)}"


def _off(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton | QLineEdit) or not widget.isVisible():
            continue
        if _scrolls(widget, window):
            continue
        place = _place(widget, window)
        if place.right() > window.width() or place.bottom() > window.height():
            yield f"beyond the window: {_described(widget)}"


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def _described(widget: QWidget) -> str:
    words = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {words!r}"
