"""The trouble screen: three short paragraphs, two acts, and a text for support on demand."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.sign_in.page import Work
from app.ui.trouble.presenter import TroublePresenter
from app.ui.trouble.state import TroubleState
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import TextArea
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import Box, box, column, row
from app.ui.widgets.text import Label, Picture, label


class TroubleView(Work):
    """Draws a `TroubleState`."""

    def __init__(self, words: Words, folder: Path, *, leave: Callable[[], object]) -> None:
        """`folder` is where the data lies; `leave` closes the program."""
        super().__init__()
        self._words = words
        self._folder = folder
        self._presenter: TroublePresenter | None = None
        self._title = label("", "title", wrap=True)
        self._happened = label("", "body", "text", wrap=True)
        self._safe, safe_box = _told("badge-check", "yes")
        self._todo, todo_box = _told("arrow-right", "info")
        self._again = Button("", "primary", "rotate-cw", big=True, wide=True)
        self._copies = label("", "body", "text2", wrap=True)
        self._restore = Button("", "quiet", "history", wide=True)
        self._show_folder = Button("", "quiet", "folder")
        self._leave = Button("", "ghost", "log-out")
        self._show_support = Button("", "link")
        self._support = TextArea(5)
        self._support.setReadOnly(True)
        self._copy = Button("", "quiet", "copy")
        self._support_area = QWidget()
        self._support_area.setLayout(column(self._support, row(self._copy, None), gap=8))
        self._support_area.hide()
        self.setLayout(
            column(
                row(Picture("triangle-alert", 24, "danger"), (self._title, 1), gap=12),
                self._happened,
                safe_box,
                todo_box,
                8,
                self._again,
                self._copies,
                self._restore,
                Flow(self._show_folder, self._leave),
                row(self._show_support, None),
                self._support_area,
                gap=12,
            )
        )
        self._leave.clicked.connect(leave)
        self._show_folder.clicked.connect(self._open_folder)
        self._show_support.clicked.connect(self._turn_support)
        self._copy.clicked.connect(self._copy_support)
        self.retranslate()

    def follow(self, presenter: TroublePresenter) -> None:
        """Tell this presenter what the person does."""
        self._presenter = presenter
        self._again.clicked.connect(presenter.try_again)
        self._restore.clicked.connect(presenter.restore)

    def show_state(self, state: TroubleState) -> None:
        """Draw this."""
        self._title.setText(state.title)
        self._happened.setText(state.happened)
        self._safe.setText(state.safe)
        self._todo.setText(state.todo)
        self._support.set_value(state.support)
        self._copies.setText(state.copies)
        for part in (self._copies, self._restore):
            part.setVisible(bool(state.copies))
        again = "trouble.by_sheet" if state.evacuated else "trouble.again"
        self._again.setText(self._words("trouble.trying" if state.busy else again))
        if self.isVisible():
            announce(self, f"{state.title}. {state.happened}", at_once=True)

    def first_field(self) -> QWidget:
        """The safe act."""
        return self._again

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self._words
        self._restore.setText(words("trouble.restore"))
        self._show_folder.setText(words("trouble.folder"))
        self._leave.setText(words("trouble.leave"))
        self._show_support.setText(words("trouble.support"))
        self._support.setAccessibleName(words("trouble.support_text"))
        self._copy.setText(words("trouble.copy"))
        if self._presenter is not None:
            self._presenter.say_again()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _turn_support(self) -> None:
        shown = self._support_area.isHidden()
        self._support_area.setVisible(shown)
        if shown:
            self._support.setFocus()

    def _copy_support(self) -> None:
        QGuiApplication.clipboard().setText(self._support.value())
        self._copy.setText(self._words("trouble.copied"))


def _told(icon: str, kind: str) -> tuple[Label, Box]:
    words = label("", "body", wrap=True)
    picture = column(1, Picture(icon, 18, kind), None, gap=0)
    return words, box(row(picture, (words, 1), gap=10, pad=(12, 10, 12, 10)), kind)
