"""A whole row that can be pressed, and a list of such rows with one tab stop."""

import weakref
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QRadioButton, QSizePolicy, QWidget

from app.ui.theme import look, tokens
from app.ui.widgets import paint


class PressRow(QRadioButton):
    """A button made of other widgets, words may wrap. Checked: it is the chosen one."""

    def __init__(self, content: QLayout, key: str) -> None:
        """Hold `content`, which takes no clicks itself; `key` says what the row stands for."""
        super().__init__()
        self.key = key
        self.setAutoExclusive(False)
        self.setLayout(content)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for inner in self.findChildren(QWidget):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def nextCheckState(self) -> None:
        """The presenter decides which row is chosen."""

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  Qt's name
        """The whole row can be pressed."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as a space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As large as the content asks."""
        return self._content().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as the content allows."""
        return self._content().minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as the content is at that width."""
        content = self._content()
        return content.heightForWidth(width) if content.hasHeightForWidth() else -1

    def enterEvent(self, event: QEnterEvent) -> None:
        """Draw the ground of a row under the mouse."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Draw the usual ground."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground of the chosen row and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked():
            paint.ground(painter, rect, fill="select", edge="primary", corner=tokens.CORNER_INNER)
        elif self.underMouse() and not look.is_contrast():
            paint.ground(painter, rect, fill="sunken", corner=tokens.CORNER_INNER)
        if self.hasFocus():
            paint.ring(painter, rect, tokens.CORNER_FIELD)

    def _content(self) -> QLayout:
        content = self.layout()
        if content is None:
            raise RuntimeError("a row is made with its content")
        return content


class RowKeys(QWidget):
    """Rows under each other or in columns: Tab comes to one of them, arrows walk, Enter chooses."""

    chosen = Signal(str)

    def __init__(self, *, at_once: bool = False) -> None:
        """`at_once`: the arrows choose the row they come to."""
        super().__init__()
        self._at_once = at_once
        self._rows: tuple[PressRow, ...] = ()
        self._known: weakref.WeakSet[PressRow] = weakref.WeakSet()

    def take(self, rows: Sequence[PressRow]) -> None:
        """Walk through these rows, in this order; they have been laid out already."""
        for row in rows:
            if row not in self._known:
                self._known.add(row)
                row.installEventFilter(self)
                row.clicked.connect(lambda _=False, row=row: self.chosen.emit(row.key))
        self._rows = tuple(rows)
        self._one_tab_stop()

    @property
    def rows(self) -> tuple[PressRow, ...]:
        """All rows, in the order of the keys."""
        return self._rows

    def entry(self) -> QWidget:
        """The row that Tab comes to."""
        stops = (row for row in self._rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus)
        return next(stops, self)

    def row(self, key: str) -> PressRow | None:
        """The row of that key."""
        return next((row for row in self._rows if row.key == key), None)

    def show_chosen(self, key: str) -> None:
        """Mark one row as chosen."""
        for row in self._rows:
            row.setChecked(row.key == key)
        self._one_tab_stop()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows, Home and End walk."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            place = next((at for at, row in enumerate(self._rows) if row is watched), -1)
            goal = self._goal(event.key(), place)
            if place >= 0 and goal is not None:
                self._rows[goal].setFocus(Qt.FocusReason.TabFocusReason)
                if self._at_once:
                    self.chosen.emit(self._rows[goal].key)
                return True
        return False

    def _goal(self, key: int, place: int) -> int | None:
        last = len(self._rows) - 1
        goals = {
            Qt.Key.Key_Down: min(place + 1, last),
            Qt.Key.Key_Right: min(place + 1, last),
            Qt.Key.Key_Up: max(place - 1, 0),
            Qt.Key.Key_Left: max(place - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        return goals.get(Qt.Key(key))

    def _one_tab_stop(self) -> None:
        stop = next((row for row in self._rows if row.isChecked()), None)
        stop = stop or next(iter(self._rows), None)
        for row in self._rows:
            policy = Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(policy)
