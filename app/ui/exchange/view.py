"""Files of clients: at the left a list that comes in, at the right a file that goes out."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from app.core.runner import Runner
from app.core.words import Words
from app.ui.exchange.columns_box import ColumnsBox
from app.ui.exchange.presenter import Desk, ExchangePresenter
from app.ui.exchange.state import ExchangeState, Stage
from app.ui.screens import Act, Screen
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo, Field, TextLine
from app.ui.widgets.layouts import Fold, Reflow, ScrollPane, card, column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.progress import ProgressStrip
from app.ui.widgets.text import label
from app.ui.widgets.ticks import Tick

ENCODINGS = ("utf-8-sig", "cp1251", "utf-16", "koi8-u", "cp866")
DELIMITERS = (",", ";", "\t", "|")
_FOLD_BELOW = 1_060
_SHOWN = 40


class ExchangeView(Screen):
    """Draws the state; decides nothing."""

    name = "exchange"
    place = "settings"

    def __init__(self, words: Words, desk: Desk, runner: Runner) -> None:
        """Only the head of office comes here."""
        super().__init__(words)
        self._state = ExchangeState()
        self._lent: tuple[QWidget | None, QWidget | None] | None = None
        self.presenter = ExchangePresenter(self, desk, runner, words)
        self.setAcceptDrops(True)
        self.choose = Button("", "quiet", "folder")
        self._file = label("", "body_b", wrap=True)
        self._hint = label("", "body", "text2", wrap=True)
        self.encoding = Combo()
        self.delimiter = Combo()
        self._phrase_in = TextLine()
        self._phrase_in.setEchoMode(QLineEdit.EchoMode.Password)
        self._fields = {
            "encoding": Field("", self.encoding),
            "delimiter": Field("", self.delimiter),
            "unlock": Field("", self._phrase_in),
        }
        self.columns = ColumnsBox(words, self.presenter.send_column)
        self.skip = Tick()
        self.try_out = Button("", "quiet", "list-checks")
        self.bring = Button("", "primary", "check")
        self.take_back = Button("", "quiet", "undo-2")
        self.strip = ProgressStrip()
        self._fault = Banner(" ", kind="danger")
        self._summary = Banner(" ", kind="yes")
        self._told = label("", "small", "text2", wrap=True)
        self._out_hint = label("", "body", "text2", wrap=True)
        self.safe = Tick()
        self.out = Button("", "primary", "save")
        self._out_summary = Banner(" ", kind="yes")
        self._out_fault = Banner(" ", kind="danger")
        self.phrase = TextLine()
        self.phrase.setReadOnly(True)
        self._phrase_field = Field("", self.phrase)
        self._titles = {name: label("", "lead_b") for name in ("in", "out")}
        self._build()
        self._connect()
        self.retranslate()

    def title(self) -> str:
        return self.words("screen.exchange")

    def first_field(self) -> QWidget:
        return self.choose

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.bring.click}

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def open(self, **_subject: Any) -> None:
        self.show_state(self.presenter.state)

    def leave(self) -> None:
        """What is being done goes on; a passphrase does not stay on the screen."""
        self.presenter.forget_phrase()

    def retranslate(self) -> None:
        super().retranslate()
        self.encoding.set_items(
            [(one, self.words(f"exchange.encoding.{one}")) for one in ENCODINGS]
        )
        names = ("comma", "semicolon", "tab", "bar")
        self.delimiter.set_items(
            [
                (sign, self.words(f"exchange.delimiter.{name}"))
                for sign, name in zip(DELIMITERS, names, strict=True)
            ]
        )
        self._show_columns(self._state)
        self.show_state(self.presenter.state)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """A file may be let go here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Look at the file that was let go here."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.presenter.choose(Path(paths[0]))

    def show_state(self, state: ExchangeState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        if state.reading != before.reading:
            self._show_columns(state)
        known, busy = state.stage is not Stage.NONE, bool(state.working)
        self._file.setText(state.file)
        self._file.setVisible(bool(state.file))
        for name, shown in (
            ("encoding", known and not state.is_workbook),
            ("delimiter", known and not state.is_workbook),
            ("unlock", state.asks_passphrase),
        ):
            self._fields[name].setVisible(shown)
        self._reading.refresh()
        self.encoding.set_value(state.encoding)
        self.delimiter.set_value(state.delimiter)
        self.skip.show_on(state.skip_certain)
        for part in (self._columns_title, self.columns, self.skip, self.try_out, self.bring):
            part.setVisible(known)
        self.bring.setText(self.words("exchange.go_on" if state.resumes else "exchange.bring"))
        self._allow(not busy)
        self.take_back.setVisible(bool(state.batch))
        self.strip.show_work(state.working, state.progress)
        self._show_notices(state, before)

    def _allow(self, free: bool) -> None:
        """Buttons rest while the work runs; the focus comes back to the one that was pressed."""
        pressed = QApplication.focusWidget()
        for button in (self.choose, self.try_out, self.bring, self.take_back, self.out):
            button.allow(free, self.words("exchange.wait"))
        moved_to = QApplication.focusWidget()
        if pressed is not moved_to:
            self._lent = (pressed, moved_to)
        elif free and self._lent is not None:
            (pressed, strayed), self._lent = self._lent, None
            if pressed is not None and moved_to is strayed:
                pressed.setFocus()

    def _show_columns(self, state: ExchangeState) -> None:
        self.columns.show_columns(state.columns)
        chain = (self._phrase_in, *self.columns.combos.values(), self.skip)
        for one, other in pairwise(chain):  # what is made later would come last
            QWidget.setTabOrder(one, other)

    def _show_notices(self, state: ExchangeState, before: ExchangeState) -> None:
        for notice, text, old in (
            (self._fault, state.fault, before.fault),
            (self._summary, state.summary, before.summary),
            (self._out_fault, state.export_fault, before.export_fault),
            (self._out_summary, state.export_summary, before.export_summary),
        ):
            notice.setVisible(bool(text))
            notice.show_words(text or " ")
            if text and text != old:
                announce(self, text)
        more = state.told_in_all - len(state.told[:_SHOWN])
        lines = list(state.told[:_SHOWN])
        if more > 0:
            lines.append(self.words("exchange.more", count=more))
        self._told.setText("\n".join(lines))
        self._told.setVisible(bool(lines))
        self._phrase_field.setVisible(bool(state.phrase))
        self.phrase.set_value(state.phrase)

    def _build(self) -> None:
        for part, key in (
            (self._titles["in"], "exchange.in"),
            (self._titles["out"], "exchange.out"),
            (self._hint, "exchange.in_hint"),
            (self._out_hint, "exchange.out_hint"),
            (self.choose, "exchange.choose"),
            (self.try_out, "exchange.try"),
            (self.take_back, "exchange.take_back"),
            (self.out, "exchange.save"),
            (self.skip, "exchange.skip"),
            (self.safe, "exchange.safe"),
        ):
            self.worded(part.setText, key)
        for name, field in self._fields.items():
            self.worded(field.set_label, f"exchange.{name}")
        self.worded(self._phrase_field.set_label, "exchange.phrase")
        self.worded(self._phrase_field.set_note, "exchange.phrase_note")
        self._columns_title = label("", "body_b", wrap=True)
        self.worded(self._columns_title.setText, "exchange.columns")
        self._reading = Reflow(*self._fields.values(), columns=3, least=200)
        self._left = card(
            self._titles["in"],
            self._hint,
            row(self.choose, None),
            self._file,
            self._fault,
            self._reading,
            self._columns_title,
            self.columns,
            self.skip,
            row(self.bring, self.try_out, None, gap=8),
            self._summary,
            self._told,
            row(self.take_back, None),
            None,
            gap=12,
        )
        self._right = card(
            self._titles["out"],
            self._out_hint,
            self.safe,
            row(self.out, None),
            self._out_fault,
            self._out_summary,
            self._phrase_field,
            None,
            gap=12,
        )
        sides = Fold((self._left, 2), (self._right, 1), below=_FOLD_BELOW, gap=16)
        page = ScrollPane(column(sides, None, pad=(24, 14, 20, 16)))
        self.setLayout(column((page, 1), self.strip, gap=0))

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.encoding.edited.connect(lambda: self.presenter.read_as(encoding=self.encoding.value()))
        self.delimiter.edited.connect(
            lambda: self.presenter.read_as(delimiter=self.delimiter.value())
        )
        self._phrase_in.returnPressed.connect(
            lambda: self.presenter.read_as(passphrase=self._phrase_in.value())
        )
        self.skip.edited.connect(lambda: self.presenter.skip_certain(self.skip.isChecked()))
        self.try_out.clicked.connect(self.presenter.try_out)
        self.bring.clicked.connect(self.presenter.bring_in)
        self.take_back.clicked.connect(self.presenter.take_back)
        self.strip.cancel_wanted.connect(self.presenter.stop)
        self.out.clicked.connect(self._save)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.words("exchange.choose"), "", self.words("exchange.tables")
        )
        if chosen:
            self.presenter.choose(Path(chosen))

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.words("exchange.save"),
            self.words("exchange.file_name"),
            self.words("exchange.kinds"),
        )
        if chosen:
            self.presenter.take_out(Path(chosen), safe_contacts=self.safe.isChecked(), plain=False)
