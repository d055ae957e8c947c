"""The screen turned to the client: only her own data, in large letters, nothing of the desk."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.facing import Facing, FacingLine
from app.ui.screens import Act, Screen
from app.ui.theme import look
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import ScrollPane, card, clear, column, row, rule
from app.ui.widgets.text import Picture, label

_WIDE, _ICON = 1_000, 32


class FacingPage(Screen):
    """Stands alone: without rail, bars, banners and toasts; F9 or Esc turns the screen back."""

    name = "facing"
    alone = True

    def __init__(self, words: Words, *, back: Callable[[], None]) -> None:
        """Empty; `back` shows the desk again."""
        super().__init__(words)
        self._back = back
        self._heading = label("", "page", wrap=True)
        self._ask = label("", "lead", "text2", wrap=True)
        self._lines = column(gap=14)
        self.button = Button("", "quiet", "arrow-left", "F9", big=True)
        self.button.clicked.connect(back)
        self.worded(self.button.setText, "facing.back")
        self.worded(self._ask.setText, "facing.ask")
        self._inner = QWidget()
        self._inner.setLayout(
            column(
                self._heading, self._ask, card(self._lines, pad=(28, 24, 28, 24)), 6,
                row(self.button, None), gap=14,
            )
        )  # fmt: skip
        centred = row((0, 1), (self._inner, 100), (0, 1), gap=0)
        self._pane = ScrollPane(column(centred, None, gap=0, pad=(32, 28, 32, 28)))
        self.setLayout(column((self._pane, 1), gap=0))
        self.setAutoFillBackground(True)
        self.dress()

    def title(self) -> str:
        return self.words("facing.title")

    def first_field(self) -> QWidget:
        return self.button

    def acts(self) -> Mapping[str, Act]:
        return {"view.facing": self._back, "go.back": self._back}

    def panes(self) -> Sequence[QWidget]:
        return (self,)

    def dress(self) -> None:
        """Lines short enough to read from the other side of a counter."""
        self._inner.setMaximumWidth(look.px(_WIDE))

    def show_facing(self, facing: Facing) -> None:
        """Show this, from the top."""
        self._heading.setText(facing.title)
        clear(self._lines)
        for at, line in enumerate(facing.lines):
            if at:
                self._lines.addWidget(rule())
            self._lines.addWidget(_drawn(line))
        self._pane.verticalScrollBar().setValue(0)

    def empty(self) -> None:
        """Nothing of anybody stays behind."""
        self._heading.setText("")
        clear(self._lines)


def _drawn(line: FacingLine) -> QWidget:
    said = column(
        label(line.name, "lead", "text2", wrap=True),
        label(line.value, "speak", wrap=True),
        gap=2,
    )
    picture = column(Picture(line.icon, _ICON, "primary_text"), None, pad=(0, 6, 0, 0))
    shown = QWidget()
    shown.setLayout(row(picture, (said, 1), gap=18))
    shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return shown
