"""One registry of acts: unique keys, words for all, keys by position in both layouts."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.words import LANGUAGES, Words
from app.ui.actions import ACTS, SCAN_SHIFT_LINUX, SCOPES, TWINS, Acts, forms_of
from app.ui.shell.window import Shell
from app.ui.widgets.text import Label
from tests.typing_hand import press
from tests.ui.access import settle

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.mark.covers("F124")
def test_no_two_acts_share_a_key() -> None:
    keys = Counter(form for act in ACTS for given in act.keys for form in forms_of(given))
    assert [key for key, times in keys.items() if times > 1] == []
    ids = Counter(act.id for act in ACTS)
    assert max(ids.values()) == 1


def test_every_act_has_words_and_a_place_in_help(words: Words) -> None:
    for act in ACTS:
        assert act.scope in SCOPES
        for language in LANGUAGES:
            assert words.in_language(language, f"act.{act.id}.name")
            assert words.in_language(language, f"act.{act.id}.help")
            assert words.in_language(language, f"scope.{act.scope}")


def test_every_spelling_of_keys_is_a_key() -> None:
    for act in ACTS:
        for given in act.keys:
            for form in forms_of(given):
                assert QKeySequence(form).count() == 1, form
                assert QKeySequence(form).toString() == form


def test_a_letter_has_its_twin_on_the_same_key() -> None:
    assert forms_of("Ctrl+K") == ("Ctrl+K", "Ctrl+Л")
    assert forms_of("Ctrl+Shift+N") == ("Ctrl+Shift+N", "Ctrl+Shift+Т")
    assert forms_of("Ctrl+,") == ("Ctrl+,", "Ctrl+Б")
    assert forms_of("Ctrl++") == ("Ctrl++",)
    assert forms_of("F6") == ("F6",)
    assert len(set(TWINS.values())) == len(TWINS)


def test_only_bound_acts_are_done(acts: Acts) -> None:
    done: list[str] = []
    assert not acts.run("person.new")
    acts.bind("person.new", lambda: done.append("window"))
    acts.bind_screen({"person.new": lambda: done.append("screen")})
    assert acts.run("person.new")
    acts.bind_screen({})
    assert acts.run("person.new")
    assert done == ["screen", "window"]
    acts.only(("app.hide",))
    assert not acts.run("person.new")
    assert acts.bound("person.new")
    with pytest.raises(KeyError):
        acts.bind("person.dance", lambda: None)


# Letters as the Ukrainian layout reports them, and the same keys by their place (Linux numbers).
@pytest.mark.covers("F124")
@pytest.mark.parametrize(
    ("act", "key", "modifiers", "scan_code"),
    [
        ("person.new", Qt.Key.Key_N, CTRL, 0),
        ("person.new", ord("Т"), CTRL, 0),
        ("person.new", ord("Τ"), CTRL, 49 + SCAN_SHIFT_LINUX),
        ("person.visit", ord("Т"), CTRL | SHIFT, 0),
        ("person.print", Qt.Key.Key_P, CTRL, 0),
        ("person.print", ord("З"), CTRL, 0),
        ("edit.undo", ord("Я"), CTRL, 0),
        ("app.lock", ord("Д"), CTRL, 0),
        ("go.settings", ord("Б"), CTRL, 0),
        ("go.home", Qt.Key.Key_1, ALT, 0),
        ("go.people", ord("А"), CTRL, 0),
        ("screen.main", Qt.Key.Key_Return, CTRL, 0),
        ("screen.main", Qt.Key.Key_Enter, CTRL, 0),
        ("person.edit", Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, 0),
    ],
)
def test_keys_work_by_position(
    shell: Shell, acts: Acts, act: str, key: int, modifiers: Qt.KeyboardModifier, scan_code: int
) -> None:
    done: list[str] = []
    acts.bind(act, lambda: done.append(act))
    settle()
    press(shell, key, modifiers, scan_code=scan_code)
    assert done == [act]


def test_latin_keys_come_through_the_system(shell: Shell, acts: Acts) -> None:
    done: list[str] = []
    acts.bind("person.new", lambda: done.append("new"))
    settle()
    shell.top.finder.setFocus()
    QTest.keyClick(shell.top.finder, Qt.Key.Key_N, CTRL)
    assert done == ["new"]


def test_the_menu_is_drawn_from_the_registry(shell: Shell, acts: Acts) -> None:
    done: list[str] = []
    acts.bind("person.new", lambda: done.append("new"))
    menu = acts.menu(shell)
    entries = {entry.text(): entry for entry in menu.actions() if not entry.isSeparator()}
    assert len(entries) == len(acts.possible)
    entries["Новий прийом\tCtrl+N"].trigger()
    assert done == ["new"]


def test_every_key_is_on_the_help_sheet(shell: Shell, acts: Acts, app: QApplication) -> None:
    acts.run("app.keys")
    settle()
    words = {child.text() for child in shell.help_sheet.findChildren(Label)}
    missing = [act.id for act in ACTS if act.keys and acts.name(act.id) not in words]
    assert missing == []
