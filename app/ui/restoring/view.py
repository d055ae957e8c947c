"""A desk out of a backup, in one column: the file, then what opens it, then a new passphrase."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.words import Words
from app.ui.restoring.presenter import RestoringPresenter
from app.ui.restoring.state import RestoringState, Step
from app.ui.sign_in.page import Work
from app.ui.sign_in.people_choice import PeopleChoice
from app.ui.sign_in.secret_line import SecretLine
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.text import label


class RestoringView(Work):
    """Draws a `RestoringState`; tells its presenter what the person does."""

    def __init__(self, words: Words) -> None:
        """Build the panels once."""
        super().__init__()
        self._words = words
        self._presenter: RestoringPresenter[Any] | None = None
        self._step: Step | None = None
        self._attempt = 0
        self._title = label("", "title", wrap=True)
        self._note = label("", "body", "text2", wrap=True)
        self._whole = Banner(" ", kind="danger")
        self._aside = Banner(" ", kind="info")
        self._file = label("", "body_b", wrap=True)
        self._about = label("", "body", "text2", wrap=True)
        self._choose = Button("", "quiet", "folder", wide=True)
        self._go_code = Button("", "primary", "key-round", big=True, wide=True)
        self._go_passphrase = Button("", "link")
        self._code = Field("", TextLine())
        self._restore = Button("", "primary", "rotate-cw", "Enter", big=True, wide=True)
        self._who = label("", "body_m", "text2")
        self._people = PeopleChoice()
        self._passphrase = Field("", SecretLine())
        self._open = Button("", "primary", "rotate-cw", "Enter", big=True, wide=True)
        self._first = Field("", SecretLine())
        self._second = Field("", SecretLine())
        self._renew = Button("", "primary", "log-in", "Enter", big=True, wide=True)
        self._busy = label("", "body", "text2", wrap=True)
        self._back = Button("", "link")
        self._build()
        self.retranslate()

    def follow(self, presenter: RestoringPresenter[Any]) -> None:
        """Tell this presenter what the person does."""
        self._presenter = presenter
        self._choose.clicked.connect(self._ask_file)
        self._go_code.clicked.connect(presenter.by_code)
        self._go_passphrase.clicked.connect(presenter.by_passphrase)
        self._people.chosen.connect(presenter.choose_user)
        self._back.clicked.connect(presenter.go_back)
        self._restore.clicked.connect(self._send_code)
        _line(self._code).returnPressed.connect(self._send_code)
        self._open.clicked.connect(self._send_passphrase)
        _line(self._passphrase).returnPressed.connect(self._send_passphrase)
        self._renew.clicked.connect(self._send_renewal)
        _line(self._second).returnPressed.connect(self._send_renewal)

    def show_state(self, state: RestoringState) -> None:
        """Draw this."""
        for step, panel in self._panels.items():
            panel.setVisible(step is state.step)
        self._people.show_people(state.users, state.chosen)
        self._who_panel.setVisible(
            state.step in (Step.PASSPHRASE, Step.RENEWAL) and bool(state.users)
        )
        for name, field in self._fields.items():
            field.set_error(state.fault if state.faulty == name else "")
        whole = state.fault if not state.faulty else ""
        self._whole.show_words(whole or " ")
        self._whole.setVisible(bool(whole))
        self._aside.setVisible(state.replaces and state.step is not Step.RENEWAL)
        self._file.setText(state.file)
        self._about.setText(state.about)
        for part in (self._file, self._about, self._go_code, self._go_passphrase):
            part.setVisible(bool(state.about))
        self._busy.setText(state.busy)
        self._busy.setVisible(bool(state.busy))
        self._say_step(state)
        self._go_where(state)

    def first_field(self) -> QWidget:
        """Where the person goes on."""
        if self._step is Step.FILE or self._step is None:
            return self._go_code if not self._go_code.isHidden() else self._choose
        return self._firsts[self._step].editor

    def stops(self) -> Sequence[QWidget]:
        secrets = [
            stop
            for field in (self._passphrase, self._first, self._second)
            for stop in (field.editor, _secret(field).eye)
        ]
        return (
            self._go_code, self._go_passphrase, self._choose, self._code.editor, self._restore,
            *self._people.answers, *secrets[:2], self._open, *secrets[2:], self._renew, self._back,
        )  # fmt: skip

    def forget(self) -> None:
        """Take every secret off the screen."""
        for field in self._fields.values():
            _line(field).clear()
            if isinstance(field.editor, SecretLine):
                field.editor.hide_letters()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self._words
        self._aside.show_words(words("restoring.aside"))
        self._choose.setText(words("restoring.choose"))
        self._go_code.setText(words("restoring.by_code"))
        self._go_passphrase.setText(words("restoring.by_passphrase"))
        self._code.set_label(words("sign_in.recovery.code"))
        self._code.set_note(words("sign_in.recovery.hint"))
        self._restore.setText(words("restoring.restore"))
        self._who.setText(words("restoring.who"))
        self._people.setAccessibleName(words("restoring.who"))
        self._passphrase.set_label(words("sign_in.passphrase"))
        self._open.setText(words("restoring.restore"))
        self._first.set_label(words("sign_in.renewal.first"))
        self._second.set_label(words("sign_in.renewal.second"))
        self._renew.setText(words("restoring.enter"))
        self._back.setText(words("setup.back"))
        if self._presenter is not None:
            self._presenter.say_again()

    def _build(self) -> None:
        self._fields = {
            "code": self._code,
            "passphrase": self._passphrase,
            "first": self._first,
            "second": self._second,
        }
        self._firsts = {
            Step.CODE: self._code,
            Step.PASSPHRASE: self._passphrase,
            Step.RENEWAL: self._first,
        }
        self._panels = {
            Step.FILE: _panel(
                self._file,
                self._about,
                8,
                self._go_code,
                row(self._go_passphrase, None),
                self._choose,
                gap=6,
            ),
            Step.CODE: _panel(self._code, 8, self._restore, gap=6),
            Step.PASSPHRASE: _panel(self._passphrase, 8, self._open, gap=6),
            Step.RENEWAL: _panel(self._first, self._second, 8, self._renew, gap=8),
        }
        self._who_panel = _panel(self._who, self._people, gap=6)
        self.setLayout(
            column(
                self._title,
                self._note,
                self._whole,
                self._aside,
                self._who_panel,
                *self._panels.values(),
                self._busy,
                row(self._back, None),
                gap=12,
            )
        )
        for notice in (self._whole, self._aside, self._busy):
            notice.hide()
        self._people.offered.connect(self.stops_changed)

    def _say_step(self, state: RestoringState) -> None:
        self._title.setText(self._words(f"restoring.title.{state.step}"))
        self._note.setText(self._words(f"restoring.note.{state.step}"))

    def _go_where(self, state: RestoringState) -> None:
        moved = state.step is not self._step
        self._step = state.step
        if state.attempt != self._attempt:
            self._attempt = state.attempt
            field = self._fields.get(state.faulty)
            if field is not None:
                field.focus()
            announce(self, state.fault, at_once=True)
        elif moved and self.isVisible():
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self._words("restoring.choose"), "", self._words("copies.files")
        )
        if chosen and self._presenter is not None:
            self._presenter.choose(Path(chosen))

    def _send_code(self) -> None:
        if self._presenter is not None:
            self._presenter.restore_with_code(_line(self._code).value())

    def _send_passphrase(self) -> None:
        if self._presenter is not None:
            self._presenter.restore_with_passphrase(_line(self._passphrase).text())

    def _send_renewal(self) -> None:
        if self._presenter is not None:
            self._presenter.renew(_line(self._first).text(), _line(self._second).text())


def _line(field: Field) -> TextLine:
    if not isinstance(field.editor, TextLine):
        raise TypeError("a line of text")
    return field.editor


def _secret(field: Field) -> SecretLine:
    if not isinstance(field.editor, SecretLine):
        raise TypeError("a line for a passphrase")
    return field.editor


def _panel(*things: Any, gap: int) -> QWidget:
    panel = QWidget()
    panel.setLayout(column(*things, gap=gap))
    return panel
