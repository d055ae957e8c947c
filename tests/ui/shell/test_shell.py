"""The window: places, hiding, panes, toasts, banners, look and language while it lives."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.core.errors import DeskError
from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.ui import messages
from app.ui.actions import Acts
from app.ui.screens import Act, Navigator, Screen
from app.ui.shell.window import Shell
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import column
from app.ui.widgets.notices import Banner
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle, stops_of
from tests.ui.conftest import Watchdog


class Page(Screen):
    """A screen with one field, that keeps what was typed when one leaves."""

    def __init__(self, words: Words, name: str) -> None:
        super().__init__(words)
        self.name = name
        self.kept: list[str] = []
        self.subjects: list[str] = []
        self.saved = 0
        self.line = TextLine()
        self.field = Field("Прізвище", self.line)
        self.save_button = Button("", "primary", "check", "Ctrl+Enter")
        self.worded(self.save_button.setText, "act.screen.main.name")
        self.setLayout(column(self.field, None, pad=24))

    def title(self) -> str:
        return self.words(f"place.{self.name}")

    def crumbs(self) -> str:
        return "О. І. С., 1986 · картка № 0214"

    def first_field(self) -> QWidget:
        return self.line

    def acts(self) -> Mapping[str, Act]:
        return {"screen.main": self.save}

    def top_acts(self) -> Sequence[QWidget]:
        return [self.save_button]

    def save(self) -> None:
        self.saved += 1

    def open(self, **subject: str) -> None:
        self.subjects.append(subject.get("client", ""))

    def leave(self) -> None:
        self.kept.append(self.line.value())


@pytest.fixture
def pages(shell: Shell, words: Words) -> dict[str, Page]:
    return {name: Page(words, name) for name in ("home", "people")}


def covered(shell: Shell) -> bool:
    return shell.covered


def _same(page: Page) -> Screen:
    return page


@pytest.fixture
def navigator(shell: Shell, acts: Acts, pages: dict[str, Page]) -> Navigator:
    made = Navigator(shell)
    for name, page in pages.items():
        made.register(name, partial(_same, page))
    acts.bind("go.home", lambda: made.open("home"))
    acts.bind("go.people", lambda: made.open("people"))
    acts.bind("go.back", made.back)
    made.open("home")
    settle()
    return made


@pytest.mark.covers("A1", "A3", "A4", "F124", "F125")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_everybody_can_use_the_window(
    shell: Shell, navigator: Navigator, theme: Theme, language: Language
) -> None:
    shell.acts.bind("app.lock", lambda: None)
    look = replace(shell.settings, theme=theme, language=language)
    shell.change_settings(look)
    settle()
    assert faults_of(shell) == []
    assert cut_text(shell) == []


def test_focus_is_in_the_first_field_and_typing_survives_leaving(
    navigator: Navigator, pages: dict[str, Page], shell: Shell
) -> None:
    assert pages["home"].line.hasFocus()
    type_text(pages["home"].line, "Ґалаґан")
    navigator.open("people", client="7")
    assert pages["home"].kept == ["Ґалаґан"]
    assert pages["people"].subjects == ["7"]
    press(shell, Qt.Key.Key_Escape)
    assert navigator.screen is pages["home"]
    assert pages["home"].line.value() == "Ґалаґан"
    assert not navigator.back()


def test_what_is_saved_is_no_place_to_come_back_to(
    navigator: Navigator, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    navigator.open("people", client="7")
    monkeypatch.setattr(pages["people"], "over", lambda: True)
    navigator.open("people", client="8")
    monkeypatch.undo()
    assert navigator.back()
    assert navigator.screen is pages["home"]


def test_places_are_lit_and_only_existing_ones_show(navigator: Navigator, shell: Shell) -> None:
    shown = [item.place.name for item in shell.rail.items if item.isVisible()]
    assert shown == ["home", "people", "help"]
    press(shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    lit = [item.place.name for item in shell.rail.items if item.isChecked()]
    assert lit == ["people"]


def test_the_screen_s_acts_are_bound_while_it_shows(
    navigator: Navigator, pages: dict[str, Page], shell: Shell
) -> None:
    press(shell, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (pages["home"].saved, pages["people"].saved) == (1, 0)
    navigator.open("people")
    press(shell, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (pages["home"].saved, pages["people"].saved) == (1, 1)
    assert pages["people"].save_button.isVisible()
    assert not pages["home"].save_button.isVisible()
    pages["home"].save_button.setVisible(True)
    settle()
    assert not pages["home"].save_button.isVisible(), "a screen behind does not reach the bar"
    navigator.open("home")
    assert pages["home"].save_button.isVisible()
    order = stops_of(shell)
    assert order.index(pages["home"].save_button) + 1 == order.index(shell.top.finder)


@pytest.mark.covers("F127")
def test_language_changes_while_the_window_lives(
    navigator: Navigator, shell: Shell, pages: dict[str, Page]
) -> None:
    kept: list[Settings] = []
    shell.settings_changed.connect(kept.append)
    shell.acts.run("view.language")
    assert kept[-1].language == "en"
    assert shell.top.title.text() == "Today"
    assert shell.windowTitle() == "Today – Pryimalnia"
    assert pages["home"].save_button.text() == "Main act of the screen"
    assert shell.rail.items[0].text() == "Today"
    shell.acts.run("view.larger")
    assert kept[-1] == Settings(language="en", letters=110)
    for _ in range(20):
        shell.acts.run("view.larger")
    assert shell.settings.letters == 200
    settle()
    assert shell.width() == 1366, "the largest letters still fit a small screen"
    assert cut_text(shell) == []


def test_the_window_title_never_names_a_person(navigator: Navigator, shell: Shell) -> None:
    assert shell.windowTitle() == "Сьогодні – Приймальня"
    assert "1986" not in shell.windowTitle()


def test_one_key_hides_everything_at_once(
    navigator: Navigator, shell: Shell, pages: dict[str, Page]
) -> None:
    type_text(pages["home"].line, "Соняшник")
    shell.say("Прийом збережено.")
    started = time.monotonic()
    shell.acts.run("app.hide")
    assert time.monotonic() - started < 0.1
    assert covered(shell)
    assert shell.cover.size() == shell.size()
    assert shell.windowTitle() == "Довідка із законодавства"
    assert not shell.toast.isVisible()
    assert not shell.acts.run("go.people"), "nothing behind the page can be reached"
    press(shell.cover, Qt.Key.Key_Tab)
    type_text(shell.cover, "щось")
    assert shell.cover.hasFocus()
    press(shell.cover, Qt.Key.Key_Escape)
    assert covered(shell)
    press(shell.cover, Qt.Key.Key_Escape)
    assert not covered(shell)
    assert pages["home"].line.hasFocus()
    assert pages["home"].line.value() == "Соняшник"
    shell.acts.run("app.hide")
    press(shell.cover, Qt.Key.Key_F12)
    assert not covered(shell)


def test_the_cover_leaves_no_pixel_of_the_work(navigator: Navigator, shell: Shell) -> None:
    shell.hide_content()
    settle()
    with_page = shell.grab().toImage()
    shell.uncover()
    shell.stack.hide()
    shell.rail.hide()
    shell.hide_content()
    settle()
    assert shell.grab().toImage() == with_page


@pytest.mark.covers("F124")
def test_f6_walks_through_the_panes(
    navigator: Navigator, shell: Shell, pages: dict[str, Page], app: QApplication
) -> None:
    where = []
    for _ in range(3):
        press(shell, Qt.Key.Key_F6)
        focus = app.focusWidget() or shell
        where.append([pane.isAncestorOf(focus) for pane in (shell.rail, shell.top, pages["home"])])
    assert where == [[True, False, False], [False, True, False], [False, False, True]]
    press(shell, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    focus = app.focusWidget() or shell
    assert shell.top.isAncestorOf(focus)


@pytest.mark.covers("A12", "A13")
def test_one_toast_at_a_time_with_undo(navigator: Navigator, shell: Shell) -> None:
    done: list[str] = []
    shell.say("Прийом збережено.", lambda: done.append("undone"))
    assert shell.toast.sentence == "Прийом збережено."
    assert messages.TOAST_MS >= 10_000
    shell.say("Картку змінено.", lambda: done.append("second"))
    assert shell.toast.sentence == "Картку змінено."
    button = shell.toast.findChildren(Button)[0]
    press(button, Qt.Key.Key_Return)
    assert done == ["second"]
    assert not shell.toast.isVisible()
    foot = shell.status.mapTo(shell, shell.status.rect().topLeft()).y()
    shell.say("Ще раз.")
    assert shell.toast.geometry().bottom() <= foot


def test_banners_push_and_go(navigator: Navigator, shell: Shell, pages: dict[str, Page]) -> None:
    top = pages["home"].mapTo(shell, pages["home"].rect().topLeft()).y()
    shell.show_banner("draft", Banner("Чернетка прийому, 10:26", "Нічого не втрачено."))
    shell.show_banner("draft", Banner("Чернетка прийому, 10:30", "Нічого не втрачено."))
    settle()
    assert len(shell.findChildren(Banner)) <= 2
    assert pages["home"].mapTo(shell, pages["home"].rect().topLeft()).y() > top
    shell.drop_banner("draft")
    settle()
    assert pages["home"].mapTo(shell, pages["home"].rect().topLeft()).y() == top


def test_help_speaks_of_the_screen_and_gives_the_focus_back(
    navigator: Navigator, shell: Shell, pages: dict[str, Page]
) -> None:
    press(shell, Qt.Key.Key_F1)
    settle()
    assert shell.help_sheet.isVisible()
    assert faults_of(shell.help_sheet) == []
    assert cut_text(shell.help_sheet) == []
    press(QApplication.focusWidget() or shell, Qt.Key.Key_Escape)
    assert not shell.help_sheet.isVisible()
    assert pages["home"].line.hasFocus()


@pytest.mark.covers("A4", "F124")
def test_the_menu_opens_by_key_and_does_what_it_says(
    navigator: Navigator, shell: Shell, pages: dict[str, Page], app: QApplication
) -> None:
    press(shell, Qt.Key.Key_F10)
    menu = app.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(entry for entry in menu.actions() if entry.text().endswith("\tCtrl+Enter"))
    entry.trigger()
    assert pages["home"].saved == 1
    menu.close()


def test_wide_windows_spread_the_rail(navigator: Navigator, shell: Shell) -> None:
    narrow = shell.rail.width()
    assert narrow == 92
    shell.resize(1920, 1080)
    settle()
    assert shell.rail.width() == 208
    assert cut_text(shell) == []


def test_a_screen_before_sign_in_stands_alone(
    navigator: Navigator, shell: Shell, words: Words
) -> None:
    door = Page(words, "home")
    door.alone = True
    shell.show_screen(door)
    settle()
    assert not shell.rail.isVisible()
    assert not shell.status.isVisible()
    navigator.open("people")
    assert shell.rail.isVisible()


def test_walking_between_screens_never_blocks(
    navigator: Navigator, shell: Shell, watchdog: Watchdog
) -> None:
    for _ in range(5):
        for place in ("people", "home"):
            navigator.open(place)
            settle()


def test_an_error_is_told_in_the_person_s_language(words: Words) -> None:
    assert messages.sentence_of(words, DeskError("vault.wrong_passphrase"))
