"""The card of the shelter: where to go, since when the siren sounds, and one key back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.theme import look
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import card, column, row
from app.ui.widgets.text import Picture, label

_WIDE = 900


class Shelter(QWidget):
    """Lies over the whole window in large letters; nothing behind can be seen or reached."""

    def __init__(self, parent: QWidget, words: Words, *, back: Callable[[], object]) -> None:
        """Hidden; `back` is called when the all-clear has come."""
        super().__init__(parent)
        self._window, self._words, self._address, self._since = parent, words, "", ""
        self._title = label("", "page", "danger", wrap=True)
        self._where = label("", "lead", "text2", wrap=True)
        self._place = label("", "speak", wrap=True)
        self._rule = label("", "lead", wrap=True)
        self._saved = label("", "body", "text2", wrap=True)
        self.button = Button("", "primary", "check", "F11", big=True)
        self.button.clicked.connect(back)
        picture = column(4, Picture("house", 32, "danger"), None, gap=0)
        self._inner = QWidget()
        self._inner.setLayout(
            column(
                row(picture, (self._title, 1), gap=14),
                card(self._where, self._place, gap=6, pad=(28, 24, 28, 24)),
                self._rule, self._saved, 6, row(self.button, None), gap=14,
            )
        )  # fmt: skip
        middle = row((0, 1), (self._inner, 100), (0, 1), gap=0)
        self.setLayout(column(None, middle, None, gap=0, pad=(32, 28, 32, 28)))
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.dress()
        self.retranslate()
        self.hide()

    def dress(self) -> None:
        """Lines short enough to be read across a room."""
        self._inner.setMaximumWidth(look.px(_WIDE))

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self._words
        self._title.setText(words("raid.title", since=self._since))
        self._where.setText(words("raid.where"))
        self._place.setText(self._address or words("raid.no_address"))
        self._rule.setText(words("raid.rule"))
        self._saved.setText(words("raid.saved"))
        self.button.setText(words("raid.back"))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._place.text())

    def cover(self, address: str, since: str) -> None:
        """Show where to go, at once; the second time it only says it again."""
        fresh = self.isHidden()
        self._address, self._since = address, since
        self.retranslate()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        if fresh:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"{self._title.text()}. {self._place.text()}", at_once=True)
            self.repaint()

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: N802  Qt's signature
        """Nothing behind the card gets the focus."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key gets through to the window."""
        event.accept()
