"""Leaving for good, in two steps: what will happen, then a word typed by hand and one button."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.evacuating import Evacuating
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import column, row
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.text import label

_WIDE, _TOP = 720, 60


class EvacuationSheet(Overlay):
    """The word is asked so that nobody comes here by accident; Esc goes away."""

    def __init__(
        self,
        window: QWidget,
        words: Words,
        runner: Runner,
        desk: Evacuating,
        evacuate: Callable[[Callable[[], object]], None],
    ) -> None:
        """`evacuate` closes the desk, then does what it is given."""
        self._words, self._runner, self._desk, self._evacuate = words, runner, desk, evacuate
        self._title = label("", "title", wrap=True)
        self._notes = tuple(label("", "body", wrap=True) for _ in range(3))
        self.folder, self.word = TextLine(), TextLine()
        self._fields = (Field("", self.folder), Field("", self.word))
        self._choose = Button("", "quiet", "folder")
        self.go = Button("", "danger", "shield-alert")
        self._close = Button("", "quiet", keys="Esc")
        super().__init__(
            window,
            column(
                self._title, *self._notes, self._fields[0], row(self._choose, None),
                self._fields[1], row(None, self._close, self.go, gap=8), gap=10, pad=24,
            ),
            width=_WIDE,
            top=_TOP,
        )  # fmt: skip
        self._choose.clicked.connect(self._choose_folder)
        self._close.clicked.connect(self.close_over)
        self.go.clicked.connect(self._try)

    def open_evacuation(self) -> None:
        """Say what will happen; nothing happens yet."""
        words = self._words
        self._title.setText(words("evacuation.title"))
        for note, key in zip(self._notes, ("sealed", "destroyed", "back"), strict=True):
            note.setText(words(f"evacuation.{key}"))
        self._fields[0].set_label(words("evacuation.folder"))
        self._fields[1].set_label(words("evacuation.word", word=words("evacuation.the_word")))
        for field in self._fields:
            field.set_error("")
        self.folder.set_value("")
        self.word.set_value("")
        self._choose.setText(words("evacuation.choose"))
        self.go.setText(words("evacuation.go"))
        self._close.setText(words("help.close"))
        self.setAccessibleName(words("evacuation.title"))
        self.open_over(self.word)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._words("evacuation.folder"))
        if chosen:
            self.folder.set_value(chosen)

    def _try(self) -> None:
        where, word = self._fields
        where.set_error("")
        word.set_error("")
        if self.word.value().casefold() != self._words("evacuation.the_word").casefold():
            word.set_error(self._words("evacuation.no_word"))
            self.word.setFocus()
            return
        folder = Path(self.folder.value()) if self.folder.value() else None
        if folder is not None and not folder.is_dir():
            where.set_error(self._words("evacuation.no_folder"))
            self.folder.setFocus()
            return
        self.go.allow(False)
        self._runner.run(self._desk.expect_sheet, lambda _: self._leave(folder), self._refused)

    def _leave(self, folder: Path | None) -> None:
        desk = self._desk
        self.close_over()
        self._evacuate(lambda: desk.leave(folder))

    def _refused(self, problem: Exception) -> None:
        self.go.allow(True)
        if not isinstance(problem, DeskError):
            raise problem
        self._fields[1].set_error(self._words(problem.words_key, **problem.values))
