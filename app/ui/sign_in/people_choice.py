"""Who works at the desk: names as large answers, one of them chosen."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import look, tokens
from app.ui.theme.icons import icon
from app.ui.widgets import paint
from app.ui.widgets.layouts import clear

_HEIGHT = 48


class PersonAnswer(QRadioButton):
    """One name."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        """Show that name."""
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body_m"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(wide + look.px(100), look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(160), look.px(_HEIGHT))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  Qt's name
        """The whole answer can be pressed."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if self.hasFocus():
            rect = paint.ring(painter, rect, tokens.CORNER_INNER)
        paint.ground(
            painter,
            rect,
            fill="select" if chosen else "surface",
            edge="primary" if chosen else "line",
            corner=tokens.CORNER_INNER,
        )
        side = look.px(20)
        down = (self.height() - side) / 2
        tone = "primary_text" if chosen else "text2"
        painter.drawPixmap(QPointF(16, down), icon("user", 20, tone))
        if chosen:
            painter.drawPixmap(QPointF(self.width() - side - 14, down), icon("check", 20, tone))
        left = 16 + side + 12
        words = rect.adjusted(left - rect.left(), 0, -(side + 20), 0)
        paint.words(painter, words, self.text(), font=self.font(), tone="text")


class PeopleChoice(QWidget):
    """All who may sign in. Arrows move, Enter goes on."""

    chosen = Signal(str)
    entered = Signal()
    offered = Signal()

    def __init__(self) -> None:
        """Nobody yet."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._answers: dict[str, PersonAnswer] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_people(self, names: tuple[str, ...], chosen: str) -> None:
        """Offer these names."""
        if tuple(self._answers) != names:
            self._offer(names)
            self.offered.emit()
        for name, answer in self._answers.items():
            if name == chosen and not answer.isChecked():
                answer.setChecked(True)
            policies = Qt.FocusPolicy  # one stop for Tab, arrows do the rest
            answer.setFocusPolicy(policies.StrongFocus if name == chosen else policies.ClickFocus)

    def _offer(self, names: tuple[str, ...]) -> None:
        clear(self._column)
        self._answers = {}
        for name in names:
            answer = PersonAnswer(name)
            answer.setToolTip(name)
            self._answers[name] = answer
            self._group.addButton(answer)
            self._column.addWidget(answer)
            answer.toggled.connect(lambda on, name=name: self._tell(name, on=on))
            answer.entered.connect(self.entered)

    @property
    def answers(self) -> tuple[PersonAnswer, ...]:
        """The answers from the top down."""
        return tuple(self._answers.values())

    def _tell(self, name: str, *, on: bool) -> None:
        if on:
            self.chosen.emit(name)
