"""The window of a bug: what happened, what is safe, and a text for support."""

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.core.words import Words
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import TextArea
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import box, column, row
from app.ui.widgets.text import Picture, label

_WIDTH, _WIDEST = 640, 1200


class CrashWindow(QDialog):
    """Asks whether to go on; `exec` answers Accepted for going on."""

    def __init__(self, words: Words, text: str, parent: QWidget | None = None) -> None:
        """Show that text for support."""
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words("crash.title"))
        self._text = TextArea(6, name=words("crash.support"))
        self._text.setReadOnly(True)
        self._text.set_value(text)
        self._copy = Button(words("crash.copy"), "quiet", "copy")
        go_on = Button(words("crash.go_on"), "primary")
        leave = Button(words("crash.leave"), "ghost")
        safe = row(
            Picture("badge-check", 18, "yes"),
            (label(words("crash.safe"), wrap=True), 1),
            gap=10,
            pad=(12, 10, 12, 10),
        )
        self.setLayout(
            column(
                row(
                    Picture("triangle-alert", 24, "danger"),
                    (label(words("crash.title"), "title", wrap=True), 1),
                    gap=12,
                ),
                label(words("crash.happened"), wrap=True),
                box(safe, "yes"),
                label(words("crash.support"), "small", "text3", wrap=True),
                self._text,
                Flow(self._copy, leave, go_on, at_end=True),
                gap=12,
                pad=24,
            )
        )
        self.setMinimumWidth(min(look.px(_WIDTH), _WIDEST))
        self._copy.clicked.connect(self._copy_text)
        go_on.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        go_on.setDefault(True)
        go_on.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As tall as all its words at that width."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            wide = self.minimumWidth()
            self.resize(wide, layout.totalHeightForWidth(wide))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._text.value())
        self._copy.setText(self._words("crash.copied"))
