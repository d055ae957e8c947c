"""The way in: passphrase, pause, recovery code, and a key store that fails."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

import pytest

from app.accounts.model import Role
from app.core.errors import DeskError, VaultError
from app.core.ids import SystemIds
from app.core.paths import Home
from app.core.runner import InlineRunner
from app.core.words import Words
from app.home_door import HomeDoor, Workplace
from app.ui import workplace
from app.ui.sign_in.presenter import SignInPresenter
from app.ui.sign_in.state import SignInState, Way
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.doors import PASSPHRASE, PERSON, Drawer, new_office, ways


@dataclass
class Watcher:
    states: list[SignInState] = field(default_factory=list)

    def show_state(self, state: SignInState) -> None:
        self.states.append(state)


@dataclass
class Entrance:
    """A presenter over a real vault, and what came out of it."""

    presenter: SignInPresenter[Workplace]
    entered: list[Workplace]
    troubles: list[DeskError]
    code: str

    @property
    def state(self) -> SignInState:
        return self.presenter.state


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def entrance(
    home: Home, clock: StandingClock, ids: RepeatingIds, words: Words, drawer: Drawer
) -> Entrance:
    made = new_office(home, clock=clock, ids=ids, drawer=drawer)
    made.opened.database.close()
    entered: list[Workplace] = []
    troubles: list[DeskError] = []
    presenter = SignInPresenter[Workplace](
        Watcher(),
        HomeDoor(home, clock=clock, ids=ids, **ways(drawer)),
        InlineRunner(),
        words,
        clock=clock,
        ids=SystemIds(),
        enter=entered.append,
        trouble=troubles.append,
    )
    presenter.open()
    return Entrance(presenter, entered, troubles, made.recovery_code)


def test_the_people_of_the_vault_are_offered(entrance: Entrance) -> None:
    assert entrance.state.users == (PERSON,)
    assert entrance.state.chosen == PERSON


def test_the_right_passphrase_opens_the_desk(entrance: Entrance) -> None:
    entrance.presenter.unlock(PASSPHRASE)
    assert len(entrance.entered) == 1
    assert not entrance.state.fault


def test_an_empty_passphrase_is_asked_for(entrance: Entrance) -> None:
    entrance.presenter.unlock("")
    assert entrance.state.fault == "Введіть парольну фразу."
    assert not entrance.entered


@pytest.mark.covers("3-007")
def test_the_answer_is_the_same_whatever_was_wrong(entrance: Entrance) -> None:
    entrance.presenter.unlock("не та парольна фраза")
    wrong_phrase = entrance.state.fault
    entrance.presenter.choose("Хтось Чужий")
    entrance.presenter.unlock(PASSPHRASE)
    assert entrance.state.fault == wrong_phrase
    assert not entrance.entered


def test_many_wrong_tries_make_a_pause_that_counts_down(
    entrance: Entrance, clock: StandingClock
) -> None:
    for _ in range(4):
        entrance.presenter.unlock("не та парольна фраза")
    assert entrance.state.wait_seconds == 2
    assert "Дані цілі" in entrance.state.fault
    entrance.presenter.unlock(PASSPHRASE)
    assert not entrance.entered, "nobody is let in during the pause"
    clock.forward(timedelta(seconds=1))
    entrance.presenter.tick()
    assert entrance.state.wait_seconds == 1
    clock.forward(timedelta(seconds=1))
    entrance.presenter.tick()
    assert entrance.state.wait_seconds == 0
    assert not entrance.state.fault
    entrance.presenter.unlock(PASSPHRASE)
    assert entrance.entered


@pytest.mark.parametrize("state", [DeviceState.ABSENT, DeviceState.LOCKED, DeviceState.BROKEN])
def test_a_failing_key_store_is_named_and_the_code_opens(
    entrance: Entrance, drawer: Drawer, state: DeviceState
) -> None:
    drawer.state = state
    entrance.presenter.unlock(PASSPHRASE)
    assert "Дані цілі" in entrance.state.fault
    assert not entrance.state.faulty, "it is not the passphrase's fault"
    entrance.presenter.by_recovery()
    entrance.presenter.recover(entrance.code)
    assert entrance.state.way is Way.RENEWAL
    entrance.presenter.renew("нова фраза з пʼяти слів", "нова фраза з пʼяти слів")
    assert entrance.entered


def test_an_emptied_key_store_leads_to_the_code(entrance: Entrance, drawer: Drawer) -> None:
    drawer.kept.clear()
    entrance.presenter.unlock(PASSPHRASE)
    assert "кодом відновлення" in entrance.state.fault


def test_the_code_may_be_typed_carelessly_but_must_be_right(entrance: Entrance) -> None:
    presenter = entrance.presenter
    presenter.by_recovery()
    presenter.recover("")
    assert entrance.state.faulty == "code"
    presenter.recover(entrance.code[:-1])
    assert entrance.state.faulty == "code"
    presenter.recover(entrance.code.lower().replace("-", " "))
    assert entrance.state.way is Way.RENEWAL


def test_the_new_passphrase_must_be_long_and_the_same_twice(entrance: Entrance) -> None:
    presenter = entrance.presenter
    presenter.by_recovery()
    presenter.recover(entrance.code)
    presenter.renew("коротка", "коротка")
    assert entrance.state.faulty == "first"
    presenter.renew("нова фраза з пʼяти слів", "нова фраза з шести слів")
    assert entrance.state.faulty == "second"
    presenter.renew("нова фраза з пʼяти слів", "нова фраза з пʼяти слів")
    presenter.open()
    presenter.unlock(PASSPHRASE)
    assert len(entrance.entered) == 1, "the old passphrase opens nothing"
    presenter.unlock("нова фраза з пʼяти слів")
    assert len(entrance.entered) == 2


def test_a_missing_vault_is_the_trouble_screens_matter(entrance: Entrance, home: Home) -> None:
    home.vault.unlink()
    entrance.presenter.open()
    assert [problem.code for problem in entrance.troubles] == ["vault.missing"]


def test_a_damaged_vault_is_the_trouble_screens_matter(entrance: Entrance, home: Home) -> None:
    home.vault.write_bytes(b"not a vault" * 4096)
    entrance.presenter.unlock(PASSPHRASE)
    assert [problem.code for problem in entrance.troubles] == ["vault.damaged"]


def test_no_secret_stays_in_a_state(entrance: Entrance) -> None:
    entrance.presenter.unlock("не та парольна фраза")
    entrance.presenter.by_recovery()
    entrance.presenter.recover(entrance.code)
    shown = repr(entrance.presenter.state)
    assert "парольна фраза" not in shown
    assert entrance.code not in shown


def test_a_bug_is_not_swallowed(words: Words, clock: StandingClock) -> None:
    class Broken:
        def users(self) -> tuple[str, ...]:
            raise ZeroDivisionError

        def unlock(self, user: str, passphrase: str) -> None:
            raise VaultError("vault.busy")

        def pinned(self) -> str:
            raise ZeroDivisionError

        def unlock_by_pin(self, pin: str) -> None: ...

        def unlock_with_recovery(self, code: str) -> None: ...

        def unlock_with_invite(self, code: str) -> str:
            return code

        def renew(self, user: str, passphrase: str) -> None: ...

    troubles: list[DeskError] = []
    presenter = SignInPresenter[None](
        Watcher(), Broken(), InlineRunner(), words,
        clock=clock, ids=SystemIds(), enter=lambda _: None, trouble=troubles.append,
    )  # fmt: skip
    with pytest.raises(ZeroDivisionError):
        presenter.open()
    presenter.unlock("x")
    assert troubles[0].code == "vault.busy"


@pytest.mark.covers("F105")
def test_an_invited_colleague_chooses_the_passphrase_herself(
    entrance: Entrance,
) -> None:
    presenter = entrance.presenter
    presenter.open()
    presenter.unlock(PASSPHRASE)
    people = cast("workplace.Workplace", entrance.entered[0]).people
    code = people.invite("Інна Нова", Role.FRONTLINE).code
    presenter.open()
    assert "Інна Нова" not in entrance.state.users
    presenter.by_invite()
    presenter.recover("2222-2222-2222-2222-2222")
    assert entrance.state.faulty == "code"
    presenter.recover(code.lower())
    assert (entrance.state.way, entrance.state.invited) == (Way.RENEWAL, "Інна Нова")
    presenter.suggest()
    assert len(entrance.state.suggestion.split()) == 5
    presenter.renew("password password password", "password password password")
    assert entrance.state.faulty == "first", "what everybody tries is refused"
    presenter.renew("ластівка летить над селом", "ластівка летить над селом")
    assert len(entrance.entered) == 2
    presenter.open()
    assert "Інна Нова" in entrance.state.users
