"""A strip that tells of long work: after 0.3 s words, after a second how much and a way out."""

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from app.core.runner import Progress
from app.ui.theme import look
from app.ui.widgets import paint
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Box, column, row
from app.ui.widgets.speech import said
from app.ui.widgets.text import Label, label

BUSY_MS, SHOW_MS = 300, 1_000
_TOLD = (0, 50, 100)
_BAR = 8


class Bar(QProgressBar):
    """How much is done; the words beside it say the same."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """Take the height of now."""
        self.setFixedHeight(look.px(_BAR))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the trough with its edge, and what is done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, corner = QRectF(self.rect()), self.height() / 2
        paint.ground(painter, rect, fill="sunken", edge="edge", corner=corner)
        if self.value() > 0:
            rect.setWidth(max(rect.height(), rect.width() * self.value() / 100))
            paint.ground(painter, rect, fill="primary", corner=corner)


class ProgressStrip(Box):
    """What is being done, how much of it, and how to stop. Hidden while nothing takes long.

    A view calls `show_work(sentence, progress)` with each state, and with "" when the work is over.
    """

    cancel_wanted = Signal()

    def __init__(self) -> None:
        """Hidden."""
        self.sentence: Label = label("", "body_m", wrap=True)
        self.count: Label = label("", "small", "text2")
        self.bar = Bar()
        self.cancel = Button("", "quiet", "x")
        words = row((self.sentence, 1), self.count, gap=12)
        super().__init__(
            row((column(words, self.bar, gap=6), 1), self.cancel, gap=16, pad=(16, 10, 12, 10)),
            "info",
        )
        self._told: set[int] = set()
        self._busy, self._long = self._timer(BUSY_MS), self._timer(SHOW_MS)
        self._busy.timeout.connect(self.show)
        self._long.timeout.connect(lambda: self._show_much(True))
        self.cancel.clicked.connect(self._stop)
        self._show_much(False)
        self.retranslate()
        self.hide()

    def show_work(self, sentence: str, progress: Progress | None = None) -> None:
        """Say what is being done and how far it is; "" hides the strip at once."""
        if not sentence:
            self._end()
            return
        if not self.sentence.text():
            self._begin()
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.bar.setAccessibleName(sentence)
        if progress is not None:
            self._show_progress(progress)

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self.cancel.setText(said("widget.cancel_work"))
        self.cancel.dress()

    def _begin(self) -> None:
        self._told.clear()
        self.bar.setValue(0)
        self.count.setText("")
        self.cancel.allow(True)
        self._busy.start()
        self._long.start()

    def _end(self) -> None:
        self._busy.stop()
        self._long.stop()
        self.sentence.setText("")
        self._show_much(False)
        self.hide()

    def _show_much(self, shown: bool) -> None:
        for part in (self.count, self.bar, self.cancel):
            part.setVisible(shown)

    def _show_progress(self, progress: Progress) -> None:
        self.bar.setValue(progress.percent)
        self.count.setText(_counted(progress))
        due = {step for step in _TOLD if progress.percent >= step} - self._told
        if due and self.isVisible():
            self._told |= due
            announce(self, f"{self.sentence.text()} {self.count.text()}")

    def _stop(self) -> None:
        self.cancel.allow(False, said("widget.cancelling"))
        self.cancel_wanted.emit()

    def _timer(self, pause: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        return timer


def _counted(progress: Progress) -> str:
    done = f"{progress.done:,}".replace(",", chr(0xA0))
    if not progress.total:
        return done
    total = f"{progress.total:,}".replace(",", chr(0xA0))
    return said("widget.so_many_of", done=done, total=total)
