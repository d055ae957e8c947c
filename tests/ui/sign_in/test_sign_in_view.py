"""The sign-in screen: what is drawn, what keys do, and that everybody can use it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.core.errors import VaultError
from app.core.ids import SystemIds
from app.core.runner import InlineRunner
from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.ui.shell.window import Shell
from app.ui.sign_in.page import DoorPage
from app.ui.sign_in.presenter import SignInPresenter
from app.ui.sign_in.secret_line import SecretLine
from app.ui.sign_in.state import SignInState, Way
from app.ui.sign_in.view import SignInView
from tests.conftest import StandingClock
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.stage import shown


class Door:
    """Answers as a vault would; what was asked is kept."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def users(self) -> tuple[str, ...]:
        return ("Марта Гілка", "Остап Жолудь", "Дарина Роса")

    def unlock(self, user: str, passphrase: str) -> str:
        self.asked.append((user, passphrase))
        if passphrase != "так":
            raise VaultError("vault.wrong_passphrase")
        return user

    def pinned(self) -> str:
        return ""

    def unlock_by_pin(self, pin: str) -> str:
        raise VaultError("pin.gone")

    def unlock_with_invite(self, code: str) -> str:
        if code != "right":
            raise VaultError("invite.wrong")
        return "Інна Нова"

    def unlock_with_recovery(self, code: str) -> None:
        self.asked.append(("", code))

    def renew(self, user: str, passphrase: str) -> str:
        return user


class Scene:
    """The screen in the window, with its presenter."""

    def __init__(self, shell: Shell, words: Words, clock: StandingClock) -> None:
        self.door = Door()
        self.entered: list[str] = []
        self.view = SignInView(words)
        self.page = DoorPage(words, "sign_in", self.view)
        self.presenter = SignInPresenter[str](
            self.view,
            self.door,
            InlineRunner(),
            words,
            clock=clock,
            ids=SystemIds(),
            enter=self.entered.append,
            trouble=lambda _: None,
        )
        self.view.follow(self.presenter)
        self.presenter.open()
        shell.show_screen(self.page)
        self.view.first_field().setFocus()
        settle()


@pytest.fixture
def scene(shell: Shell, words: Words, clock: StandingClock) -> Scene:
    return Scene(shell, words, clock)


def secret(scene: Scene) -> SecretLine:
    field = scene.view.first_field()
    assert isinstance(field, SecretLine)
    return field


def test_typing_begins_in_the_passphrase_and_enter_unlocks(scene: Scene) -> None:
    assert QApplication.focusWidget() is secret(scene)
    type_text(secret(scene), "так")
    press(secret(scene), Qt.Key.Key_Return)
    assert scene.entered == ["Марта Гілка"]


def test_arrows_choose_who_and_enter_goes_to_the_passphrase(scene: Scene) -> None:
    press(secret(scene), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    chosen = QApplication.focusWidget()
    assert chosen is not None
    press(chosen, Qt.Key.Key_Down)
    assert scene.presenter.state.chosen == "Остап Жолудь"
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is secret(scene)


def test_a_wrong_passphrase_is_told_at_the_field_and_can_be_typed_over(scene: Scene) -> None:
    type_text(secret(scene), "ні")
    press(secret(scene), Qt.Key.Key_Return)
    assert "не підходять" in secret(scene).accessibleDescription()
    assert secret(scene).selectedText()
    assert QApplication.focusWidget() is secret(scene)
    type_text(secret(scene), "так")
    press(secret(scene), Qt.Key.Key_Return)
    assert scene.entered


def test_the_letters_are_hidden_until_the_eye_is_pressed(scene: Scene) -> None:
    line = secret(scene)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    line._turn()
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    line.hide_letters()
    assert line.echoMode() is QLineEdit.EchoMode.Password


def test_layout_and_caps_lock_are_told_in_words(scene: Scene) -> None:
    heard: list[tuple[str, str]] = []
    secret(scene).keyboard_heard.connect(lambda script, caps: heard.append((script, caps)))
    type_text(secret(scene), "аAа")
    press(secret(scene), Qt.Key.Key_CapsLock)
    assert heard == [
        ("cyrillic", "off"), ("latin", "on"), ("cyrillic", "off"), ("cyrillic", "on"),
    ]  # fmt: skip
    assert scene.view._keyboard.text() == "Розкладка: кирилиця"
    assert scene.view._caps.text() == "Caps Lock увімкнено"


def test_a_pause_is_shown_as_a_countdown_and_nothing_can_be_pressed(scene: Scene) -> None:
    waiting = replace(scene.presenter.state, wait_seconds=4)
    scene.view.show_state(waiting)
    assert scene.view._unlock.text() == "Спробуйте за 4 секунди"
    assert not scene.view._unlock.isEnabled()
    scene.view.show_state(replace(waiting, wait_seconds=0))
    assert scene.view._unlock.isEnabled()


def test_leaving_the_screen_takes_every_secret_away(scene: Scene) -> None:
    type_text(secret(scene), "щось таємне")
    scene.page.leave()
    assert not secret(scene).text()


@pytest.mark.covers("A1", "A3", "A4", "A9")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("way", list(Way))
def test_everybody_can_use_it(
    scene: Scene, shell: Shell, words: Words, language: Language, way: Way
) -> None:
    words.speak(language)
    scene.view.show_state(replace(scene.presenter.state, way=way))
    settle()
    assert not faults_of(shell)
    assert not cut_text(shell)


@pytest.mark.covers("A7", "A8")
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("way", list(Way))
def test_nothing_is_cut_with_the_largest_letters(
    scene: Scene, shell: Shell, theme: Theme, way: Way
) -> None:
    shell.change_settings(Settings(theme=theme, letters=200))
    fault = "Імʼя або парольна фраза не підходять. Перевірте мову клавіатури і Caps Lock."
    scene.view.show_state(replace(scene.presenter.state, way=way, fault=fault))
    settle()
    assert shell.width() == 1366
    assert not cut_text(shell)


def test_a_key_store_that_fails_is_told_above_everything(scene: Scene) -> None:
    scene.view.show_state(
        SignInState(users=scene.door.users(), chosen="Марта Гілка", fault="Замкнене", attempt=9)
    )
    assert scene.view._whole.title.text() == "Замкнене"
    assert QApplication.focusWidget() is scene.view._by_recovery


def test_a_phrase_typed_on_the_eye_is_neither_shown_nor_written(app: QApplication) -> None:
    line = SecretLine(name="фраза")
    shown(line)
    type_text(line, "липа ")
    type_text(line.eye, "садить теплий вечір")
    press(line.eye, Qt.Key.Key_Space)
    assert line.echoMode() is SecretLine.EchoMode.Password
    assert line.secret() == "липа "
    press(line.eye, Qt.Key.Key_Return)
    assert line.echoMode() is SecretLine.EchoMode.Normal
    for key in (Qt.Key.Key_H, 0x0420):
        press(line, key, Qt.KeyboardModifier.ControlModifier)
    assert line.echoMode() is SecretLine.EchoMode.Normal
    assert line.secret() == "липа "
