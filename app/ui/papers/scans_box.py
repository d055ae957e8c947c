"""The holding area: files are dropped, added or pasted; each scan is put to its paper."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.core.words import Words
from app.ui.papers.state import ScanLine, ScansBox
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo
from app.ui.widgets.layouts import Box, clear, column, row, rule
from app.ui.widgets.notices import Banner
from app.ui.widgets.progress import ProgressStrip
from app.ui.widgets.text import Picture, label

CARRIED = "application/x-pryimalnia-scan"
"""What a dragged scan is to other parts of the screen: its id, never its bytes."""


class ScanRow(QWidget):
    """One scan: drag it to a paper, or choose the paper by keys."""

    placed = Signal(str, str)
    viewed = Signal(str)
    struck_out = Signal(str)

    def __init__(self, scan: str, words: Words) -> None:
        """Empty words at first."""
        super().__init__()
        self.scan, self._words, self._wanted = scan, words, ""
        self._name = label("", "body_m", wrap=True)
        self._note = label("", "small", "text2")
        self.place = Combo()
        self.put = Button("", "soft", "check")
        self.view, self.strike = Button("", "quiet", "eye"), Button("", "ghost", "x")
        head = row(
            column(2, Picture("file-text", 18), None, gap=0),
            (column(self._name, self._note, gap=1), 1),
            self.view,
            self.strike,
            gap=8,
        )
        self.setLayout(column(head, self.put, self.place, gap=6, pad=(16, 8, 10, 8)))
        self.place.edited.connect(lambda: self.placed.emit(self.scan, self.place.value()))
        self.put.clicked.connect(lambda: self.placed.emit(self.scan, self._wanted))
        self.view.clicked.connect(lambda: self.viewed.emit(self.scan))
        self.strike.clicked.connect(lambda: self.struck_out.emit(self.scan))

    def show_line(self, line: ScanLine) -> None:
        """Say this."""
        self._wanted = line.wanted
        self._name.setText(line.name)
        self._note.setText(line.note)
        self.place.setAccessibleName(line.place_spoken)
        self.place.set_items([(one.id, one.words) for one in line.places])
        self.place.set_value(next((one.id for one in line.places if one.on), ""))
        self.put.setText(line.put)
        self.put.setVisible(bool(line.put))
        self.put.name_it(f"{line.put}. {line.name}")
        self.put.updateGeometry()
        for button, key, spoken in (
            (self.view, "scans.view", line.view_spoken),
            (self.strike, "scans.strike", line.strike_spoken),
        ):
            button.setText(self._words(key))
            button.name_it(spoken)
            button.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the scan to a paper."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            carried = QMimeData()
            carried.setData(CARRIED, self.scan.encode())
            drag = QDrag(self)
            drag.setMimeData(carried)
            drag.exec(Qt.DropAction.MoveAction)


class HoldingArea(Box):
    """All scans of the person, the unsorted first."""

    handed_in = Signal(tuple)
    pasted = Signal(str, bytes)
    placed = Signal(str, str)
    viewed = Signal(str)
    struck_out = Signal(str)
    undone = Signal()
    stopped = Signal()

    def __init__(self, words: Words) -> None:
        """No scan yet."""
        self._words = words
        self._title = label("", "lead_b", wrap=True)
        self._hint = label("", "small", "text2", wrap=True)
        self.add, self.paste = Button("", "quiet", "plus"), Button("", "quiet", "copy")
        self.strip = ProgressStrip()
        self.undo = Button("", "quiet", "undo-2")
        self._said = Banner("", kind="yes", icon="check", acts=(self.undo,))
        self._problem = Banner("", kind="ask")
        self._lines = column(gap=0)
        self._rows: dict[str, ScanRow] = {}
        self._made: tuple[str, ...] = ()
        acts = row(self.add, self.paste, None, gap=8)
        super().__init__(
            column(
                column(self._title, self._hint, acts, gap=6, pad=(16, 12, 16, 8)),
                column(self.strip, self._problem, self._said, gap=8, pad=(12, 0, 12, 0)),
                self._lines,
                4,
                gap=4,
            ),
            "card",
        )
        self.setAcceptDrops(True)
        self.add.clicked.connect(self._choose)
        self.paste.clicked.connect(self._paste)
        self.undo.clicked.connect(self.undone)
        self.strip.cancel_wanted.connect(self.stopped)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        words = self._words
        self._title.setText(words("scans.title"))
        self.setAccessibleName(words("scans.title"))
        self._hint.setText(words("scans.hint"))
        for button, key in (
            (self.add, "scans.add"),
            (self.paste, "scans.paste"),
            (self.undo, "scans.undo"),
        ):
            button.setText(words(key))
            button.updateGeometry()
        self.strip.retranslate()

    def show_box(self, state: ScansBox) -> None:
        """Draw the area; rows stay while the scans stay, so that the focus does."""
        self.strip.show_work(state.work, state.progress)
        self._tell(self._said, state.said)
        self.undo.setVisible(state.can_undo)
        self._tell(self._problem, " ".join((*state.refused, state.problem)).strip())
        made = tuple(line.id for line in state.lines)
        if made != self._made:
            self._make(made)
        for line in state.lines:
            self._rows[line.id].show_line(line)

    def row_of(self, scan: str) -> ScanRow | None:
        """The line of that scan."""
        return self._rows.get(scan)

    def _tell(self, banner: Banner, text: str) -> None:
        if text and text != banner.title.text():
            announce(self, text)
        banner.setVisible(bool(text))
        banner.show_words(text)

    def _make(self, made: tuple[str, ...]) -> None:
        focused = next((key for key, one in self._rows.items() if _holds_focus(one)), "")
        self._made = made
        clear(self._lines)
        self._rows = {}
        for at, scan in enumerate(made):
            if at:
                self._lines.addWidget(rule())
            shown = ScanRow(scan, self._words)
            shown.placed.connect(self.placed)
            shown.viewed.connect(self.viewed)
            shown.struck_out.connect(self.struck_out)
            self._rows[scan] = shown
            self._lines.addWidget(shown)
        if focused:
            stays = self._rows.get(focused)
            (stays.place if stays else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- files
    def _choose(self) -> None:
        found, _ = QFileDialog.getOpenFileNames(
            self, self._words("scans.add"), "", self._words("scans.files")
        )
        self.hand_in(found)

    def hand_in(self, files: Sequence[str]) -> None:
        """These files were chosen, dropped or pasted."""
        if files:
            self.handed_in.emit(tuple(Path(name) for name in files))

    def _paste(self) -> None:
        clipboard = QApplication.clipboard()
        carried: QMimeData | None = clipboard.mimeData()  # None: it is empty
        files = _files(carried) if carried else []
        image = clipboard.image()
        if files:
            self.hand_in(files)
        elif not image.isNull():
            self.pasted.emit(self._words("scans.pasted"), _png(image))
        else:
            self._tell(self._problem, self._words("scans.nothing_to_paste"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V anywhere in the area."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            event.accept()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Files of this computer may be dropped."""
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Take the dropped files in."""
        self.hand_in(_files(event.mimeData()))
        event.acceptProposedAction()


def _files(carried: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in carried.urls() if url.isLocalFile()]


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _holds_focus(widget: QWidget) -> bool:
    now = QApplication.focusWidget()
    return isinstance(now, QWidget) and widget.isAncestorOf(now)
