"""Trouble at start: every kind has its words, no names, and another try."""

from pathlib import Path

import pytest

from app.core.errors import DeskError, VaultError
from app.core.paths import Home
from app.core.words import Language, Words
from app.ui.shell.window import Shell
from app.ui.sign_in.page import DoorPage
from app.ui.trouble.crash_window import CrashWindow
from app.ui.trouble.presenter import TroublePresenter, support_text
from app.ui.trouble.view import TroubleView
from tests.conftest import StandingClock
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.stage import KEPT

CODES = (
    "vault.damaged", "vault.newer", "vault.disk_full", "vault.disk_error", "vault.read_only",
    "vault.busy", "vault.missing", "vault.unreachable", "vault.upgrade_failed",
    "keyslots.missing", "keyslots.damaged", "vault.network_drive",
)  # fmt: skip


class Scene:
    """The screen in the window."""

    def __init__(self, shell: Shell, words: Words, home: Home, clock: StandingClock) -> None:
        self.again = 0
        self.left = 0
        self.view = TroubleView(words, home.folder, leave=self._leave)
        self.page = DoorPage(words, "trouble", self.view)
        self.presenter = TroublePresenter(self.view, home, words, clock=clock, again=self._again)
        self.view.follow(self.presenter)
        shell.show_screen(self.page)
        settle()

    def _again(self) -> None:
        self.again += 1

    def _leave(self) -> None:
        self.left += 1


@pytest.fixture
def scene(shell: Shell, words: Words, home: Home, clock: StandingClock) -> Scene:
    return Scene(shell, words, home, clock)


@pytest.mark.parametrize("code", CODES)
def test_each_trouble_says_what_happened_what_is_safe_and_what_to_do(
    scene: Scene, code: str
) -> None:
    scene.presenter.open(VaultError(code))
    state = scene.presenter.state
    assert state.title
    assert state.happened
    assert state.safe
    assert state.todo
    assert "SQL" not in f"{state.title} {state.happened} {state.safe} {state.todo}"


def test_an_unknown_trouble_has_words_too(scene: Scene) -> None:
    scene.presenter.open(DeskError("vault.exists"))
    assert scene.presenter.state.title == "Програма не змогла відкрити дані"


def test_another_try_and_leaving_are_real(scene: Scene) -> None:
    scene.presenter.open(VaultError("vault.busy"))
    scene.view._again.click()
    scene.view._leave.click()
    assert (scene.again, scene.left) == (1, 1)


def test_the_text_for_support_names_files_and_codes_but_no_folder(
    home: Home, clock: StandingClock
) -> None:
    home.folder.mkdir()
    home.vault.write_bytes(b"x" * 77)
    text = support_text("vault.damaged", home, clock)
    assert "vault.damaged  2026-11-24 08:30 UTC" in text
    assert "vault.db: 77 B" in text
    assert "keyslots.json: FileNotFoundError" in text
    assert str(Path.home()) not in text
    assert str(home.folder) not in text


@pytest.mark.covers("A1", "A3", "A4", "A7", "A9")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("code", CODES)
def test_everybody_can_use_it(
    scene: Scene, shell: Shell, words: Words, language: Language, code: str
) -> None:
    words.speak(language)
    scene.presenter.open(VaultError(code))
    scene.view._turn_support()
    settle()
    assert not faults_of(shell)
    assert not cut_text(shell)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_window_of_a_bug_is_plain_and_usable(
    shell: Shell, words: Words, language: Language
) -> None:
    words.speak(language)
    window = CrashWindow(words, "ValueError\n  app/main.py:1 <module>", shell)
    KEPT.append(window)
    window.show()
    settle()
    assert not faults_of(window)
    assert not cut_text(window)
    window._copy_text()
    assert "app/main.py" in window._text.value()
