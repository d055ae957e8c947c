"""A new office, step by step."""

from dataclasses import dataclass, field, replace

import pytest

from app.core.paths import Home
from app.core.runner import InlineRunner
from app.core.words import Words
from app.home_door import HomeDoor, Workplace
from app.ui.setup.presenter import SetupPresenter
from app.ui.setup.state import NewOffice, SetupState, Step
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.doors import PASSPHRASE, PERSON, Drawer, ways

OFFICE = NewOffice(name="Бюро «Липове»", address="с. Липове")
COMPLETE = replace(OFFICE, person=PERSON, passphrase=PASSPHRASE, again=PASSPHRASE)


@dataclass
class Watcher:
    states: list[SetupState] = field(default_factory=list)

    def show_state(self, state: SetupState) -> None:
        self.states.append(state)


@dataclass
class Wizard:
    presenter: SetupPresenter[Workplace]
    entered: list[Workplace]
    watcher: Watcher

    @property
    def state(self) -> SetupState:
        return self.presenter.state

    def step(self) -> Step:
        return self.presenter.state.step


@pytest.fixture
def drawer() -> Drawer:
    return Drawer(DeviceState.ABSENT)


@pytest.fixture
def wizard(
    home: Home, clock: StandingClock, ids: RepeatingIds, words: Words, drawer: Drawer
) -> Wizard:
    entered: list[Workplace] = []
    watcher = Watcher()
    presenter = SetupPresenter[Workplace](
        watcher,
        HomeDoor(home, clock=clock, ids=ids, **ways(drawer)).build,
        InlineRunner(),
        words,
        ids=ids,
        confirm=lambda place: place.confirm_recovery(),
        enter=entered.append,
    )
    presenter.open()
    return Wizard(presenter, entered, watcher)


def to_recovery(wizard: Wizard) -> None:
    wizard.presenter.go_on(NewOffice())
    wizard.presenter.go_on(OFFICE)
    wizard.presenter.go_on(COMPLETE)


def groups(wizard: Wizard) -> tuple[str, ...]:
    code = wizard.state.recovery_code.split("-")
    return tuple(code[number - 1] for number in wizard.state.asked)


def test_five_steps_lead_to_an_open_desk(wizard: Wizard, home: Home) -> None:
    to_recovery(wizard)
    assert wizard.step() is Step.RECOVERY
    assert home.exists
    assert len(wizard.state.recovery_code.split("-")) == 8
    wizard.presenter.go_on(NewOffice())
    assert wizard.step() is Step.CHECK
    wizard.presenter.check(tuple(group.lower() for group in groups(wizard)))
    assert len(wizard.entered) == 1
    assert not wizard.state.recovery_code, "the code is off the screen"


def test_a_mistyped_group_is_told_and_nothing_opens(wizard: Wizard) -> None:
    to_recovery(wizard)
    wizard.presenter.go_on(NewOffice())
    right, _ = groups(wizard)
    wizard.presenter.check((right, "XXXX"))
    assert set(wizard.state.faults) == {"group1"}
    assert not wizard.entered
    wizard.presenter.go_back()
    assert wizard.step() is Step.RECOVERY, "the code can be looked at again"


@pytest.mark.parametrize(
    ("wished", "wrong"),
    [
        (replace(COMPLETE, person=""), "person"),
        (replace(COMPLETE, passphrase="коротка", again="коротка"), "passphrase"),
        (
            replace(COMPLETE, passphrase="марта гілка липове", again="марта гілка липове"),
            "passphrase",
        ),
        (replace(COMPLETE, again="щось інше"), "again"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(wizard: Wizard, wished: NewOffice, wrong: str) -> None:
    wizard.presenter.go_on(NewOffice())
    wizard.presenter.go_on(OFFICE)
    wizard.presenter.go_on(wished)
    assert set(wizard.state.faults) == {wrong}
    assert wizard.step() is Step.PERSON


def test_an_office_needs_a_name(wizard: Wizard) -> None:
    wizard.presenter.go_on(NewOffice())
    wizard.presenter.go_on(NewOffice())
    assert set(wizard.state.faults) == {"name"}
    wizard.presenter.go_back()
    assert wizard.step() is Step.LOOK


@pytest.mark.parametrize("state", [DeviceState.ABSENT, DeviceState.LOCKED, DeviceState.BROKEN])
def test_a_machine_without_a_key_store_is_said_openly(
    wizard: Wizard, drawer: Drawer, state: DeviceState, words: Words
) -> None:
    drawer.state = state
    to_recovery(wizard)
    assert "лише парольна фраза" in wizard.state.device_note
    words.speak("en")
    wizard.presenter.say_again()
    assert "passphrase" in wizard.state.device_note


def test_a_machine_with_a_key_store_needs_no_words(wizard: Wizard, drawer: Drawer) -> None:
    drawer.state = DeviceState.PRESENT
    to_recovery(wizard)
    assert not wizard.state.device_note


def test_a_phrase_of_five_words_is_offered(wizard: Wizard) -> None:
    wizard.presenter.suggest()
    assert len(wizard.state.suggestion.split()) == 5


def test_trouble_while_building_is_told_and_can_be_tried_again(wizard: Wizard, home: Home) -> None:
    home.folder.write_text("a file where the folder should be")
    wizard.presenter.go_on(NewOffice())
    wizard.presenter.go_on(OFFICE)
    wizard.presenter.go_on(COMPLETE)
    assert wizard.state.trouble
    assert not wizard.state.busy
    home.folder.unlink()
    wizard.presenter.go_on(COMPLETE)
    assert wizard.step() is Step.RECOVERY


def test_no_secret_is_told_by_a_state(wizard: Wizard) -> None:
    to_recovery(wizard)
    for state in wizard.watcher.states:
        assert PASSPHRASE not in repr(state)
        assert not state.recovery_code or state.recovery_code not in repr(state)
