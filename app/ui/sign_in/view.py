"""The sign-in screen: one column of three panels, of which one is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.sign_in.page import Work
from app.ui.sign_in.people_choice import PeopleChoice
from app.ui.sign_in.secret_line import SecretLine
from app.ui.sign_in.state import SignInState, Way
from app.ui.sign_in.strength import strength
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import column, row
from app.ui.widgets.notices import Banner
from app.ui.widgets.text import label

if TYPE_CHECKING:
    from app.ui.sign_in.presenter import SignInPresenter

_SECOND_MS = 1_000


class SignInView(Work):
    """Draws a `SignInState`; tells its presenter what the person does."""

    def __init__(self, words: Words) -> None:
        """Build the panels once."""
        super().__init__()
        self._words = words
        self._presenter: SignInPresenter[Any] | None = None
        self._attempt = 0
        self._way: Way | None = None
        self._who = label("", "body_m", "text2")
        self._people = PeopleChoice()
        self._passphrase = Field("", SecretLine())
        self._keyboard = label("", "small", "text3")
        self._caps = label("", "small", "text3")
        self._whole = Banner("", kind="ask", icon="key-round")
        self._unlock = Button("", "primary", "log-in", "Enter", big=True, wide=True)
        self._by_recovery = Button("", "link")
        self._by_invite = Button("", "link")
        self._pin = Field("", SecretLine())
        self._unlock_by_pin = Button("", "primary", "log-in", "Enter", big=True, wide=True)
        self._by_passphrase = Button("", "link")
        self._recovery_title = label("", "title")
        self._recovery_note = label("", "body", "text2", wrap=True)
        self._code = Field("", TextLine())
        self._open_by_code = Button("", "primary", "key-round", "Enter", big=True, wide=True)
        self._back = Button("", "link")
        self._new_title = label("", "title")
        self._new_note = label("", "body", "text2", wrap=True)
        self._first = Field("", SecretLine())
        self._suggest = Button("", "quiet", "refresh-cw")
        self._suggestion = label("", "body_b", wrap=True)
        self._strength = label("", "small_m", "text2", wrap=True)
        self._second = Field("", SecretLine())
        self._renew = Button("", "primary", "log-in", "Enter", big=True, wide=True)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._build()
        self.retranslate()

    def follow(self, presenter: "SignInPresenter[Any]") -> None:
        """Tell this presenter what the person does."""
        self._presenter = presenter
        self._clock.timeout.connect(presenter.tick)
        self._people.chosen.connect(presenter.choose)
        self._by_recovery.clicked.connect(presenter.by_recovery)
        self._by_invite.clicked.connect(presenter.by_invite)
        self._suggest.clicked.connect(presenter.suggest)
        self._back.clicked.connect(presenter.by_passphrase)
        self._by_passphrase.clicked.connect(presenter.by_passphrase)
        self._unlock_by_pin.clicked.connect(self._try_pin)
        self._secret(self._pin).returnPressed.connect(self._try_pin)
        self._unlock.clicked.connect(self._try_passphrase)
        self._secret(self._passphrase).returnPressed.connect(self._try_passphrase)
        self._open_by_code.clicked.connect(self._try_code)
        self._line(self._code).returnPressed.connect(self._try_code)
        self._renew.clicked.connect(self._try_renewal)
        self._secret(self._second).returnPressed.connect(self._try_renewal)

    def show_state(self, state: SignInState) -> None:
        """Draw this."""
        self._people.show_people(state.users, state.chosen)
        for way, panel in self._panels.items():
            panel.setVisible(state.way is way or (way, state.way) == (Way.RECOVERY, Way.INVITE))
        choosing = state.way not in (Way.RECOVERY, Way.INVITE) and not state.invited
        self._who_panel.setVisible(choosing and bool(state.users))
        self._suggestion.setText(state.suggestion)
        self._suggestion.setVisible(bool(state.suggestion))
        self._say_way(state)
        for name, field in self._fields.items():
            field.set_error(state.fault if state.faulty == name else "")
        whole = state.fault if not state.faulty else ""
        self._whole.show_words(whole)
        self._whole.setVisible(bool(whole))
        self._show_acts(state)
        self._show_way(state)

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self._fields[_FIRST_FIELDS[self._way or Way.PASSPHRASE]].editor

    def stops(self) -> Sequence[QWidget]:
        fields = (self._passphrase, self._pin, self._first, self._second)
        passphrase, pin, first, second = [self._secret(field) for field in fields]
        return (
            *self._people.answers,
            passphrase,
            passphrase.eye,
            self._unlock,
            self._by_recovery,
            self._by_invite,
            pin,
            pin.eye,
            self._unlock_by_pin,
            self._by_passphrase,
            self._code.editor,
            self._open_by_code,
            self._back,
            first,
            first.eye,
            second,
            second.eye,
            self._suggest,
            self._renew,
        )

    def forget(self) -> None:
        """Take every secret off the screen."""
        for field in self._fields.values():
            self._line(field).clear()
            if isinstance(field.editor, SecretLine):
                field.editor.hide_letters()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self._words
        self._who.setText(words("sign_in.who"))
        self._people.setAccessibleName(words("sign_in.who"))
        self._passphrase.set_label(words("sign_in.passphrase"))
        self._by_recovery.setText(words("sign_in.by_recovery"))
        self._pin.set_label(words("sign_in.pin"))
        self._by_passphrase.setText(words("sign_in.by_passphrase"))
        self._by_invite.setText(words("sign_in.by_invite"))
        self._suggest.setText(words("setup.suggest"))
        self._back.setText(words("sign_in.back"))
        self._first.set_label(words("sign_in.renewal.first"))
        self._second.set_label(words("sign_in.renewal.second"))
        if self._presenter is not None:
            self._show_acts(self._presenter.state)
        self._say_way(self._presenter.state if self._presenter is not None else SignInState())
        self._judge()

    def _build(self) -> None:
        self._fields = {
            "passphrase": self._passphrase,
            "pin": self._pin,
            "code": self._code,
            "first": self._first,
            "second": self._second,
        }
        self._who_panel = _panel(self._who, self._people, gap=6)
        middle = Qt.AlignmentFlag.AlignLeft
        self._panels = {
            Way.PASSPHRASE: _panel(
                self._passphrase,
                row(self._keyboard, None, self._caps),
                8,
                self._unlock,
                row(self._by_recovery, None),
                row(self._by_invite, None),
                gap=6,
            ),
            Way.PIN: _panel(
                self._pin, 8, self._unlock_by_pin, row(self._by_passphrase, None), gap=6
            ),
            Way.RECOVERY: _panel(
                self._recovery_title,
                self._recovery_note,
                self._code,
                8,
                self._open_by_code,
                row(self._back, None),
                gap=10,
            ),
            Way.RENEWAL: _panel(
                self._new_title,
                self._new_note,
                self._first,
                self._strength,
                self._second,
                row(self._suggest, None),
                self._suggestion,
                8,
                self._renew,
                gap=8,
            ),
        }
        layout = column(self._whole, self._who_panel, *self._panels.values(), gap=20)
        self.setLayout(layout)
        self._strength.setAlignment(middle)
        self._secret(self._passphrase).keyboard_heard.connect(self._hear)
        self._line(self._first).edited.connect(self._judge)
        self._people.entered.connect(self._passphrase.focus)
        self._people.offered.connect(self.stops_changed)

    def _say_way(self, state: SignInState) -> None:
        words = self._words
        kind = "invite" if state.way is Way.INVITE else "recovery"
        self._recovery_title.setText(words(f"sign_in.{kind}.title"))
        self._recovery_note.setText(words(f"sign_in.{kind}.note"))
        self._code.set_label(words(f"sign_in.{kind}.code"))
        self._code.set_note(words(f"sign_in.{kind}.hint"))
        self._new_title.setText(words("sign_in.renewal.title"))
        if state.invited:
            self._new_note.setText(words("sign_in.invite.welcome", name=state.invited))
        else:
            self._new_note.setText(words("sign_in.renewal.note"))

    def _show_acts(self, state: SignInState) -> None:
        words = self._words
        unlock = "sign_in.unlocking" if state.busy else "sign_in.unlock"
        self._unlock.setText(words(unlock))
        self._unlock_by_pin.setText(words(unlock))
        self._open_by_code.setText(words("sign_in.checking" if state.busy else "sign_in.check"))
        self._renew.setText(words("sign_in.unlocking" if state.busy else "sign_in.renew"))
        waiting = bool(state.wait_seconds)
        why = words("sign_in.wait", n=state.wait_seconds) if waiting else ""
        for button in (self._unlock, self._open_by_code):
            button.allow(not waiting, why)
        if waiting:
            self._unlock.setText(why)
            self._open_by_code.setText(why)
        if waiting != self._clock.isActive():
            (self._clock.start if waiting else self._clock.stop)()

    def _show_way(self, state: SignInState) -> None:
        changed = state.way is not self._way
        self._way = state.way
        if changed:
            self.forget()
        if state.attempt != self._attempt:
            self._attempt = state.attempt
            self._again(state)
        elif changed and self.isVisible():
            self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self, state: SignInState) -> None:
        field = self._fields.get(state.faulty)
        if field is None:
            self._by_recovery.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self._whole, state.fault, at_once=True)
            return
        self._line(field).selectAll()
        field.focus()
        announce(field.editor, state.fault, at_once=True)

    def _try_passphrase(self) -> None:
        if self._presenter is not None:
            self._presenter.unlock(self._secret(self._passphrase).secret())

    def _try_pin(self) -> None:
        if self._presenter is not None:
            self._presenter.unlock_by_pin(self._secret(self._pin).secret())

    def _try_code(self) -> None:
        if self._presenter is not None:
            self._presenter.recover(self._line(self._code).value())

    def _try_renewal(self) -> None:
        if self._presenter is not None:
            self._presenter.renew(
                self._secret(self._first).secret(), self._secret(self._second).secret()
            )

    def _hear(self, script: str, caps: str) -> None:
        self._keyboard.setText(self._words(f"secret.script.{script}") if script else "")
        self._caps.setText(self._words(f"secret.caps.{caps}") if caps else "")
        self._caps.set_tone("ask" if caps == "on" else "text3")

    def _judge(self) -> None:
        typed = self._line(self._first).text()
        judged = strength(typed)
        self._strength.setText(self._words(f"strength.{judged}", n=len(typed)) if typed else "")

    @staticmethod
    def _line(field: Field) -> TextLine:
        if not isinstance(field.editor, TextLine):
            raise TypeError("a line of text")
        return field.editor

    @staticmethod
    def _secret(field: Field) -> SecretLine:
        if not isinstance(field.editor, SecretLine):
            raise TypeError("a line for a secret")
        return field.editor


_FIRST_FIELDS = {
    Way.PASSPHRASE: "passphrase",
    Way.PIN: "pin",
    Way.RECOVERY: "code",
    Way.INVITE: "code",
    Way.RENEWAL: "first",
}


def _panel(*things: Any, gap: int) -> QWidget:
    panel = QWidget()
    panel.setLayout(column(*things, gap=gap))
    return panel
