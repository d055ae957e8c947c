"""Several things of a list, each on or off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Reflow, column


class Many(QWidget):
    """Buttons that stay pressed; the value is their ids with commas between."""

    edited = Signal()

    def __init__(self, options: Sequence[tuple[str, str]], *, columns: int = 4) -> None:
        """Offer values with their words."""
        super().__init__()
        self._buttons = {value: Button(words, "quiet", wide=True) for value, words in options}
        for button in self._buttons.values():
            button.setCheckable(True)
            button.clicked.connect(self._tell)
        self._unknown: tuple[str, ...] = ()
        cells = Reflow(*self._buttons.values(), columns=columns, least=190, gap=(8, 8))
        self.setLayout(column(cells))

    def _tell(self) -> None:
        for button in self._buttons.values():
            button.set_icon("check" if button.isChecked() else "")
        self.edited.emit()

    def set_words(self, words: Sequence[str]) -> None:
        """Change the words, in their order."""
        for button, text in zip(self._buttons.values(), words, strict=True):
            button.setText(text)
            button.dress()

    def value(self) -> str:
        """The chosen ids; ids that the list does not know stay."""
        chosen = [value for value, button in self._buttons.items() if button.isChecked()]
        return ",".join((*chosen, *self._unknown))

    def set_value(self, value: str) -> None:
        """Choose these; nobody is told."""
        wanted = [part for part in value.split(",") if part]
        self._unknown = tuple(part for part in wanted if part not in self._buttons)
        for known, button in self._buttons.items():
            button.setChecked(known in wanted)
            button.set_icon("check" if known in wanted else "")

    def set_wrong(self, wrong: bool) -> None:
        """Buttons cannot be wrong; the words under them say it."""

    def setFocus(  # noqa: N802  Qt's name
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /
    ) -> None:
        """Go to the first one."""
        next(iter(self._buttons.values())).setFocus(reason)
