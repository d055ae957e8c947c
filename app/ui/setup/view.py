"""The set-up screen: five short steps in one column, the same two buttons under each."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.settings import Settings, Theme
from app.core.words import LANGUAGES, Words
from app.ui.setup.code_pane import CodePane
from app.ui.setup.groups import GROUPS_ASKED
from app.ui.setup.presenter import SetupPresenter
from app.ui.setup.state import NewOffice, SetupState, Step
from app.ui.sign_in.page import Work
from app.ui.sign_in.secret_line import SecretLine
from app.ui.sign_in.strength import strength
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.choices import Choice
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import box, column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.text import label

THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")


class SetupView(Work):
    """Draws a `SetupState`; tells its presenter what the person does."""

    look_wanted = Signal(str, str)
    """Language and theme that the person chose."""
    restore_wanted = Signal()
    """The office exists already: it comes out of a backup."""

    def __init__(self, words: Words, settings: Settings) -> None:
        """Build the steps once."""
        super().__init__()
        self._words = words
        self._presenter: SetupPresenter[Any] | None = None
        self._step: Step | None = None
        self._attempt = 0
        self._office_name = ""
        self._counter = label("", "small_m", "text3")
        self._title = label("", "title", wrap=True)
        self._note = label("", "body", "text2", wrap=True)
        self._trouble = Banner("", kind="danger")
        self._language = Field("", Choice([(code, "") for code in LANGUAGES]))
        self._theme = Field("", Choice([(theme, "") for theme in THEMES]))
        self._fields = {name: Field("", TextLine()) for name in _OFFICE_FIELDS}
        self._fields["person"] = Field("", TextLine(), required=True)
        self._fields["passphrase"] = Field("", SecretLine(), required=True)
        self._fields["again"] = Field("", SecretLine(), required=True)
        self._fields["name"].set_required(True)
        self._strength = label("", "small_m", "text2", wrap=True)
        self._keyboard = label("", "small", "text3")
        self._caps = label("", "small", "text3")
        self._suggest = Button("", "quiet", "refresh-cw")
        self._suggestion = label("", "body_b", wrap=True)
        self._take = Button("", "soft")
        self._device = Banner("", kind="ask", icon="key-round")
        self._code = CodePane(words, office=lambda: self._office_name)
        self._groups = tuple(Field("", TextLine()) for _ in range(GROUPS_ASKED))
        self._restore = Button("", "link")
        self._back = Button("", "ghost", "arrow-left")
        self._next = Button("", "primary", keys="Enter")
        self._build()
        self._language_choice.set_value(words.language)
        self._theme_choice.set_value(settings.theme)
        self.retranslate()

    def follow(self, presenter: SetupPresenter[Any]) -> None:
        """Tell this presenter what the person does."""
        self._presenter = presenter
        self._back.clicked.connect(presenter.go_back)
        self._next.clicked.connect(self._go_on)
        self._suggest.clicked.connect(presenter.suggest)
        for field in (*self._fields.values(), *self._groups):
            _line(field).returnPressed.connect(self._go_on)

    def show_state(self, state: SetupState) -> None:
        """Draw this."""
        for step, panel in self._panels.items():
            panel.setVisible(step is state.step)
        for name, field in self._fields.items():
            field.set_error(state.faults.get(name, ""))
        for place, field in enumerate(self._groups):
            field.set_error(state.faults.get(f"group{place}", ""))
        self._trouble.show_words(state.trouble)
        self._trouble.setVisible(bool(state.trouble))
        self._show_suggestion(state.suggestion)
        self._code.show_code(state.recovery_code)
        self._say_step(state)
        self._go_where(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from the first step too, where only choices stand.

        Lines tell of Enter themselves and let it pass: in other steps it would count twice.
        """
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and self._step is Step.LOOK:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def first_field(self) -> QWidget:
        """Where typing begins in this step."""
        firsts: dict[Step, QWidget] = {
            Step.LOOK: self._language.editor,
            Step.OFFICE: self._fields["name"].editor,
            Step.PERSON: self._fields["person"].editor,
            Step.RECOVERY: self._code.print,
            Step.CHECK: self._groups[0].editor,
        }
        return firsts[self._step or Step.LOOK]

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self._words
        self._language.set_label(words("setup.language"))
        self._language_choice.set_words([words(f"language.{code}") for code in LANGUAGES])
        self._language_choice.set_value(words.language)
        self._theme.set_label(words("setup.theme"))
        self._theme_choice.set_words([words(f"theme.{theme}") for theme in THEMES])
        for name, field in self._fields.items():
            field.set_label(words(f"setup.field.{name}"))
        for name in ("name", "address", "hours", "phone", "person"):
            self._fields[name].set_note(words(f"setup.example.{name}"))
        self._fields["passphrase"].set_note(words("setup.example.passphrase"))
        self._suggest.setText(words("setup.suggest"))
        self._take.setText(words("setup.take"))
        self._code.retranslate()
        self._restore.setText(words("setup.restore"))
        self._back.setText(words("setup.back"))
        self._judge()
        if self._presenter is not None:
            self._presenter.say_again()

    def _build(self) -> None:
        suggestion = box(column(self._suggestion, row(self._take, None), gap=8, pad=12), "sunken")
        self._suggestion_box = suggestion
        self._panels = {
            Step.LOOK: _panel(self._language, self._theme, row(self._restore, None), gap=14),
            Step.OFFICE: _panel(*(self._fields[name] for name in _OFFICE_FIELDS), gap=10),
            Step.PERSON: _panel(
                self._fields["person"],
                self._fields["passphrase"],
                row((self._strength, 1), self._keyboard, self._caps, gap=12),
                self._fields["again"],
                row(self._suggest, None),
                suggestion,
                gap=8,
            ),
            Step.RECOVERY: _panel(
                self._code,
                self._device,
                gap=12,
            ),
            Step.CHECK: _panel(*self._groups, gap=10),
        }
        self.setLayout(
            column(
                self._counter,
                4,
                self._title,
                6,
                self._note,
                16,
                self._trouble,
                *self._panels.values(),
                20,
                row(self._back, None, self._next),
                gap=0,
            )
        )
        self._suggestion_box.hide()
        self._connect()

    def _connect(self) -> None:
        self._language_choice.edited.connect(self._choose_look)
        self._theme_choice.edited.connect(self._choose_look)
        self._take.clicked.connect(self._take_suggestion)
        self._restore.clicked.connect(self.restore_wanted)
        for name in ("passphrase", "person", "name", "address"):
            _line(self._fields[name]).textChanged.connect(self._judge)
        secret = self._fields["passphrase"].editor
        if isinstance(secret, SecretLine):
            secret.keyboard_heard.connect(self._hear)

    @property
    def _language_choice(self) -> Choice:
        return _choice(self._language)

    @property
    def _theme_choice(self) -> Choice:
        return _choice(self._theme)

    def _choose_look(self) -> None:
        self.look_wanted.emit(self._language_choice.value(), self._theme_choice.value())

    def _go_on(self) -> None:
        if self._presenter is None:
            return
        if self._step is Step.CHECK:
            self._presenter.check(tuple(_line(field).value() for field in self._groups))
            return
        typed = {name: _line(self._fields[name]).value() for name in (*_OFFICE_FIELDS, "person")}
        self._office_name = typed["name"]
        self._presenter.go_on(
            NewOffice(
                **typed,
                passphrase=_line(self._fields["passphrase"]).text(),
                again=_line(self._fields["again"]).text(),
            )
        )

    def _say_step(self, state: SetupState) -> None:
        words = self._words
        self._counter.setText(words("setup.step", step=int(state.step), steps=len(Step)))
        self._title.setText(words(f"setup.title.{state.step.name.lower()}"))
        self._note.setText(words(f"setup.note.{state.step.name.lower()}"))
        self._back.setVisible(state.step in (Step.OFFICE, Step.PERSON, Step.CHECK))
        self._next.setText(
            words("setup.making") if state.busy else words(f"setup.next.{state.step.name.lower()}")
        )
        self._device.show_words(state.device_note)
        self._device.setVisible(bool(state.device_note))
        for field, number in zip(self._groups, state.asked, strict=False):
            field.set_label(words("setup.group", number=number))

    def _go_where(self, state: SetupState) -> None:
        moved = state.step is not self._step
        self._step = state.step
        if moved and state.step is Step.RECOVERY:
            self.forget()
        if state.attempt != self._attempt:
            self._attempt = state.attempt
            self._to_fault(state)
        elif moved and self.isVisible():
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_fault(self, state: SetupState) -> None:
        wrong = [*self._fields.values(), *self._groups]
        field = next((field for field in wrong if field.error), None)
        if field is not None:
            field.focus()
        said = " ".join((*state.faults.values(), state.trouble))
        announce(self, said.strip(), at_once=True)

    def _show_suggestion(self, phrase: str) -> None:
        self._suggestion.setText(phrase)
        self._suggestion_box.setVisible(bool(phrase))

    def _take_suggestion(self) -> None:
        _line(self._fields["passphrase"]).setText(self._suggestion.text())
        _line(self._fields["again"]).clear()
        self._fields["again"].focus()

    def forget(self) -> None:
        """Take the passphrase off the screen."""
        for name in ("passphrase", "again"):
            _line(self._fields[name]).clear()
        self._show_suggestion("")

    def _hear(self, script: str, caps: str) -> None:
        self._keyboard.setText(self._words(f"secret.script.{script}") if script else "")
        self._caps.setText(self._words(f"secret.caps.{caps}") if caps else "")
        self._caps.set_tone("ask" if caps == "on" else "text3")

    def _judge(self) -> None:
        typed = _line(self._fields["passphrase"]).text()
        known = [_line(self._fields[name]).value() for name in ("name", "address", "person")]
        judged = strength(typed, known=known)
        self._strength.setText(self._words(f"strength.{judged}", n=len(typed)) if typed else "")


_OFFICE_FIELDS = ("name", "address", "hours", "phone")


def _line(field: Field) -> TextLine:
    if not isinstance(field.editor, TextLine):
        raise TypeError("a line of text")
    return field.editor


def _choice(field: Field) -> Choice:
    if not isinstance(field.editor, Choice):
        raise TypeError("a choice")
    return field.editor


def _panel(*things: Any, gap: int) -> QWidget:
    panel = QWidget()
    panel.setLayout(column(*things, gap=gap))
    return panel
