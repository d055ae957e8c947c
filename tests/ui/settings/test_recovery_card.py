"""A new recovery code from the settings: shown once, confirmed by two groups, off the screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.accounts.model import Role
from app.core.errors import VaultError
from app.core.paths import Home
from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Language, Words
from app.desk.drafts import Drafts
from app.desk.office import Administration
from app.desk.vaults import Made, Opened, Vaults
from app.ui.settings.presenter import SettingsPresenter
from app.ui.settings.recovery import RecoveryPresenter
from app.ui.settings.state import RecoveryState, Stage
from app.ui.settings.view import SettingsView
from app.ui.shell.window import Shell
from tests.conftest import RepeatingIds, StandingClock
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.doors import new_office, ways


@dataclass
class Watcher:
    states: list[RecoveryState] = field(default_factory=list)

    def show_state(self, state: RecoveryState) -> None:
        self.states.append(state)


@dataclass
class Scene:
    presenter: RecoveryPresenter
    view: SettingsView
    office: Administration
    vaults: Vaults
    made: Made

    @property
    def state(self) -> RecoveryState:
        return self.presenter.state

    def stage(self) -> Stage:
        return self.presenter.state.stage

    def groups(self) -> tuple[str, ...]:
        code = self.state.recovery_code.split("-")
        return tuple(code[number - 1] for number in self.state.asked)


@pytest.fixture
def vaults(home: Home, clock: StandingClock, ids: RepeatingIds) -> Vaults:
    return Vaults(home, clock=clock, ids=ids, **ways())


@pytest.fixture
def made(home: Home, clock: StandingClock, ids: RepeatingIds) -> Iterator[Made]:
    made = new_office(home, clock=clock, ids=ids, confirmed=False)
    yield made
    made.opened.database.close()


def office_of(opened: Opened, clock: StandingClock, ids: RepeatingIds) -> Administration:
    return Administration(opened.database, clock=clock, ids=ids, author=opened.user.id)


@pytest.fixture
def scene(
    shell: Shell,
    made: Made,
    vaults: Vaults,
    words: Words,
    clock: StandingClock,
    ids: RepeatingIds,
    tmp_path: Path,
) -> Scene:
    office = office_of(made.opened, clock, ids)
    drafts = Drafts(made.opened.database, clock=clock, ids=ids)
    view = SettingsView(
        words,
        settings=lambda: shell.settings,
        change=shell.change_settings,
        folder=tmp_path,
        version="0.1.0",
    )
    presenter = RecoveryPresenter(
        view.recovery,
        office,
        lambda: vaults.renew_recovery(made.opened),
        InlineRunner(),
        words,
        ids=ids,
    )
    view.recovery.follow(presenter)
    view.follow(
        SettingsPresenter(
            *(view, office, drafts, InlineRunner(), words),
            ids=ids,
            office_changed=lambda _: None,
        )
    )
    shell.show_screen(view)
    view.open(part="recovery")
    settle()
    return Scene(presenter, view, office, vaults, made)


def press_enter() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, Qt.Key.Key_Return)
    settle()


@pytest.mark.covers("R-19")
def test_a_new_code_is_made_and_confirmed_by_keys_alone(scene: Scene) -> None:
    card = scene.view.recovery
    assert card._waits.isVisible()
    assert QApplication.focusWidget() is card._renew
    press_enter()
    assert scene.stage() is Stage.CODE
    code = scene.state.recovery_code
    assert QApplication.focusWidget() is card._code.print
    card._written.setFocus()
    press_enter()
    assert scene.stage() is Stage.CHECK
    assert not card._code.isVisible(), "the proof is the sheet, not the screen"
    first, second = scene.groups()
    type_text(card._lines[0], first.lower())
    type_text(card._lines[1], second)
    card._lines[1].setFocus()
    press_enter()
    assert scene.stage() is Stage.ASK
    assert not scene.office.recovery_waits()
    assert not card._waits.isVisible()
    assert card._done.text()
    assert not scene.state.recovery_code
    scene.made.opened.database.close()
    assert scene.vaults.recover(code) == scene.made.opened.key
    with pytest.raises(VaultError):
        scene.vaults.recover(scene.made.recovery_code)


def test_a_mistyped_group_is_told_and_nothing_is_confirmed(scene: Scene) -> None:
    scene.presenter.renew()
    scene.presenter.go_on()
    right, _ = scene.groups()
    scene.presenter.check((right, "XXXX"))
    assert set(scene.state.faults) == {1}
    assert scene.office.recovery_waits()
    assert QApplication.focusWidget() is scene.view.recovery._lines[1]
    scene.presenter.go_back()
    assert scene.stage() is Stage.CODE
    assert scene.state.recovery_code


def test_the_code_leaves_the_screen_with_the_person(scene: Scene) -> None:
    scene.presenter.renew()
    code = scene.state.recovery_code
    scene.view.leave()
    assert scene.stage() is Stage.ASK
    assert not scene.view.recovery._code.sheet().code
    assert scene.state.waits
    assert code not in repr(scene.state)


def test_a_clerk_is_told_who_can(
    made: Made, vaults: Vaults, words: Words, clock: StandingClock, ids: RepeatingIds
) -> None:
    clerk = vaults.add_user(
        made.opened, name="Лука Камінець", role=Role.REGISTRAR, passphrase="сова рахує сухі дрова"
    )
    office = Administration(made.opened.database, clock=clock, ids=ids, author=clerk.id)
    asked: list[str] = []

    def renew() -> str:
        asked.append("new")
        return ""

    presenter = RecoveryPresenter(Watcher(), office, renew, InlineRunner(), words, ids=ids)
    presenter.open()
    presenter.renew()
    assert not presenter.state.allowed
    assert not asked


def test_trouble_is_told_and_it_can_be_tried_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> str:
        raise VaultError("keyslots.not_written")

    with monkeypatch.context() as patched:
        patched.setattr(scene.presenter, "_renew", refuse)
        scene.presenter.renew()
    assert scene.state.trouble
    assert scene.view.recovery._trouble.isVisible()
    scene.presenter.renew()
    assert scene.stage() is Stage.CODE
    assert not scene.state.trouble


@pytest.mark.covers("A1", "A3", "A4", "A7", "A8", "A9")
@pytest.mark.parametrize(("language", "letters"), [("uk", 100), ("en", 100), ("uk", 200)])
@pytest.mark.parametrize("stage", list(Stage))
def test_everybody_can_use_it(
    scene: Scene, shell: Shell, words: Words, language: Language, letters: int, stage: Stage
) -> None:
    words.speak(language)
    shell.change_settings(Settings(language=language, letters=letters))
    if stage is not Stage.ASK:
        scene.presenter.renew()
    if stage is Stage.CHECK:
        scene.presenter.go_on()
    settle()
    scene.view.first_field().setFocus()
    settle()
    assert scene.stage() is stage
    assert shell.width() == 1366
    assert not faults_of(shell)
    assert not cut_text(shell)
