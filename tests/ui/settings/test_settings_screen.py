"""Settings: the look changes at once, the office's record is saved by the head only."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.accounts.model import Office, Role
from app.core.paths import Home
from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Language, Words
from app.desk.drafts import Drafts
from app.desk.office import Administration
from app.desk.vaults import Made, Vaults
from app.ui.settings.presenter import TYPED, SettingsPresenter
from app.ui.settings.state import SettingsState
from app.ui.settings.view import SettingsView
from app.ui.shell.window import Shell
from tests.conftest import RepeatingIds, StandingClock
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.doors import new_office, ways


@dataclass
class Watcher:
    states: list[SettingsState] = field(default_factory=list)

    def show_state(self, state: SettingsState) -> None:
        self.states.append(state)


@pytest.fixture
def made(home: Home, clock: StandingClock, ids: RepeatingIds) -> Iterator[Made]:
    made = new_office(home, clock=clock, ids=ids)
    yield made
    made.opened.database.close()


@pytest.fixture
def office(made: Made, clock: StandingClock, ids: RepeatingIds) -> Administration:
    opened = made.opened
    return Administration(opened.database, clock=clock, ids=ids, author=opened.user.id)


def typed(**changed: str) -> dict[str, str]:
    values = dict.fromkeys(TYPED, "")
    return {**values, "name": "Бюро «Липове»", **changed}


@pytest.fixture
def drafts(made: Made, clock: StandingClock, ids: RepeatingIds) -> Drafts:
    return Drafts(made.opened.database, clock=clock, ids=ids)


def presenter_of(
    office: Administration, drafts: Drafts, words: Words
) -> tuple[SettingsPresenter, list[Office]]:
    told: list[Office] = []
    made = SettingsPresenter(
        *(Watcher(), office, drafts, InlineRunner(), words),
        ids=RepeatingIds(),
        office_changed=told.append,
    )
    made.open()
    return made, told


def test_the_head_saves_the_office_and_the_journal_knows(
    office: Administration, drafts: Drafts, words: Words
) -> None:
    presenter, told = presenter_of(office, drafts, words)
    entries = office.verify_journal().entries
    presenter.typed(**typed(phone="044 000 12 34"))
    presenter.save()
    assert office.office().phone == "044 000 12 34"
    assert office.verify_journal().entries == entries + 1
    assert told[0].phone == "044 000 12 34"
    assert presenter.state.note
    assert not presenter.state.changed


def test_an_office_keeps_its_name(office: Administration, drafts: Drafts, words: Words) -> None:
    presenter, told = presenter_of(office, drafts, words)
    presenter.typed(**typed(name=""))
    presenter.save()
    assert presenter.state.name_fault
    assert not told


def test_what_a_colleague_saved_meanwhile_is_not_lost(
    office: Administration, drafts: Drafts, words: Words
) -> None:
    presenter, _ = presenter_of(office, drafts, words)
    presenter.typed(**typed(phone="044 000 12 34"))
    office.change_office(replace(office.office(), phone="044 999 99 99"))
    presenter.save()
    assert presenter.state.fault
    assert office.office().phone == "044 999 99 99"
    assert presenter.state.office.phone == "044 000 12 34", "what was typed is kept"
    assert presenter.state.changed


def test_a_colleague_without_the_right_only_reads(
    *,
    made: Made,
    home: Home,
    drafts: Drafts,
    clock: StandingClock,
    ids: RepeatingIds,
    words: Words,
) -> None:
    clerk = Vaults(home, clock=clock, ids=ids, **ways()).add_user(
        made.opened, name="Лука Камінець", role=Role.REGISTRAR, passphrase="сова рахує сухі дрова"
    )
    office = Administration(made.opened.database, clock=clock, ids=ids, author=clerk.id)
    presenter, told = presenter_of(office, drafts, words)
    assert not presenter.state.may_change
    presenter.typed(**typed(phone="1"))
    presenter.save()
    assert not told


@dataclass
class Scene:
    view: SettingsView
    presenter: SettingsPresenter


@pytest.fixture
def scene(
    shell: Shell, office: Administration, drafts: Drafts, words: Words, tmp_path: Path
) -> Scene:
    view = SettingsView(
        words,
        settings=lambda: shell.settings,
        change=shell.change_settings,
        folder=tmp_path,
        version="0.1.0",
    )
    presenter = SettingsPresenter(
        *(view, office, drafts, InlineRunner(), words),
        ids=RepeatingIds(),
        office_changed=lambda _: None,
    )
    view.follow(presenter)
    view.open()
    shell.show_screen(view)
    view.first_field().setFocus()
    settle()
    return Scene(view, presenter)


def test_the_look_changes_at_once(scene: Scene, shell: Shell, words: Words) -> None:
    choose(scene, "language", "en")
    choose(scene, "theme", "dark")
    choose(scene, "letters", "150")
    choose(scene, "guided", "on")
    choose(scene, "single", "off")
    assert shell.settings == Settings(
        language="en", theme="dark", letters=150, guided=True, single_keys=False
    )
    assert words.language == "en"
    assert scene.view.title() == "Settings"


def choose(scene: Scene, name: str, value: str) -> None:
    editor = getattr(scene.view, f"_{name}").editor
    editor.set_value(value)
    editor.edited.emit()


def test_typing_and_ctrl_enter_save_the_office(
    scene: Scene, shell: Shell, office: Administration
) -> None:
    line = scene.view._fields["hours"].editor
    assert not scene.view._save.isEnabled()
    type_text(line, "пн–пт, 9:00–18:00")
    assert scene.view._save.isEnabled()
    press(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shell.acts.run("screen.main")
    assert office.office().hours == "пн–пт, 9:00–18:00"


@pytest.mark.covers("A1", "A3", "A4", "A7", "A9")
@pytest.mark.parametrize("language", ["uk", "en"])
def test_everybody_can_use_it(scene: Scene, shell: Shell, words: Words, language: Language) -> None:
    words.speak(language)
    settle()
    assert not faults_of(shell)
    assert not cut_text(shell)


@pytest.mark.covers("A7", "A8")
@pytest.mark.parametrize("letters", [130, 200])
def test_nothing_is_cut_with_larger_letters(scene: Scene, shell: Shell, letters: int) -> None:
    shell.change_settings(Settings(letters=letters))
    settle()
    assert shell.width() == 1366
    assert not cut_text(shell)


@pytest.mark.covers("F9")
def test_the_office_half_typed_comes_back(
    office: Administration, drafts: Drafts, words: Words
) -> None:
    presenter, _ = presenter_of(office, drafts, words)
    presenter.typed(**typed(address="с. Липо"))
    presenter.keep()
    again, _ = presenter_of(office, drafts, words)
    assert (again.state.office.address, again.state.changed) == ("с. Липо", True)
    assert again.state.note
    again.save()
    assert office.office().address == "с. Липо"
    assert drafts.waiting() == ()
