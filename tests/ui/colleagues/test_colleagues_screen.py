"""The screen «Колеги»: a head gives codes, changes roles and takes somebody away."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.accounts.model import Office, Role
from app.core.clock import Clock
from app.core.errors import VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.core.runner import InlineRunner
from app.core.words import Words
from app.desk.drafts import Drafts
from app.desk.vaults import Opened, Vaults
from app.ui.colleagues.view import ColleaguesView
from app.vault.device_secret import DeviceSecrets
from tests.conftest import RepeatingIds, StandingClock
from tests.desk.test_people import OTHER, PHRASE, THIRD, join
from tests.typing_hand import type_text
from tests.vault.keyrings import CHEAP


@pytest.fixture
def vaults(home: Home, clock: Clock, ids: Ids, secrets_store: DeviceSecrets) -> Vaults:
    return Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)


@pytest.fixture
def head(vaults: Vaults) -> Iterator[Opened]:
    made = vaults.make(Office(name="Бюро"), user="Марта Гілка", passphrase=PHRASE)
    yield made.opened
    made.opened.database.close()


class Around:
    """What the screen asks of the window."""

    def __init__(self) -> None:
        self.locked = 0
        self.said: list[str] = []

    def lock(self) -> None:
        self.locked += 1


def screen(
    qtbot: QtBot, vaults: Vaults, opened: Opened, words: Words, around: Around
) -> ColleaguesView:
    clock, ids = StandingClock(), RepeatingIds()
    view = ColleaguesView(
        words,
        vaults.people(opened),
        InlineRunner(),
        drafts=Drafts(opened.database, clock=clock, ids=ids),
        ids=ids,
        me=opened.user.id,
        lock=around.lock,
        say=around.said.append,
    )
    qtbot.addWidget(view)
    view.show()
    view.open()
    return view


def invited(view: ColleaguesView, name: str, role: Role) -> str:
    type_text(view.person, name)
    view.role.set_value(role.value)
    view.invite.click()
    code = view.presenter.state.code
    view.hide_code.click()
    return code


@pytest.mark.covers("F105", "F106")
def test_a_head_sets_up_an_office_of_six_at_the_window(
    qtbot: QtBot, vaults: Vaults, head: Opened, words: Words
) -> None:
    view = screen(qtbot, vaults, head, words, Around())
    roles = [Role.FRONTLINE, Role.SENIOR, Role.REGISTRAR, Role.AUDITOR, Role.ADMINISTRATOR]
    for at, role in enumerate(roles):
        code = invited(view, f"Колега {'абвгґ'[at]}", role)
        assert code
        assert view.presenter.state.code == "", "no code stays on the screen"
        join(vaults, code, f"{OTHER} {'абвгґ'[at]}")
    view.open()
    lines = {line.name: line for line in view.presenter.state.lines}
    assert all(line.active for line in lines.values())
    for at, role in enumerate(roles):
        line = lines[f"Колега {'абвгґ'[at]}"]
        assert words(role.words_key) in line.about
        assert line.changeable
    assert not lines["Марта Гілка"].changeable, "nobody changes the own role"


def test_a_name_is_needed_and_nothing_is_lost(
    qtbot: QtBot, vaults: Vaults, head: Opened, words: Words
) -> None:
    view = screen(qtbot, vaults, head, words, Around())
    view.invite.click()
    assert view.presenter.state.fault == words("error.user.no_name")
    type_text(view.person, "марта гілка")
    view.invite.click()
    assert view.presenter.state.fault == words("error.user.exists")
    assert view.person.text() == "марта гілка"


def test_who_is_taken_away_is_asked_twice_and_everybody_signs_in_anew(
    qtbot: QtBot, vaults: Vaults, head: Opened, words: Words
) -> None:
    around = Around()
    view = screen(qtbot, vaults, head, words, around)
    join(vaults, invited(view, "Петро Лист", Role.FRONTLINE), OTHER)
    join(vaults, invited(view, "Ганна Гай", Role.FRONTLINE), THIRD)
    view.open()
    petro = next(line.id for line in view.presenter.state.lines if line.name == "Петро Лист")
    view.colleague.set_value(petro)
    view.remove.click()
    assert "Петро Лист" in view.presenter.state.doubt
    view.keep.click()
    assert set(vaults.users()) == {"Марта Гілка", "Петро Лист", "Ганна Гай"}
    view.remove.click()
    view.sure.click()
    assert around.locked == 1
    assert around.said == [words("colleagues.turned")]
    with pytest.raises(VaultError):
        vaults.open("Петро Лист", OTHER)
    vaults.open("Ганна Гай", THIRD).database.close()


def test_who_may_not_sees_who_works_here_and_gives_no_codes(
    qtbot: QtBot, vaults: Vaults, head: Opened, words: Words
) -> None:
    view = screen(qtbot, vaults, head, words, Around())
    join(vaults, invited(view, "Петро Лист", Role.FRONTLINE), OTHER)
    opened = vaults.open("Петро Лист", OTHER)
    theirs = screen(qtbot, vaults, opened, words, Around())
    names = {line.name for line in theirs.presenter.state.lines}
    assert names == {"Марта Гілка", "Петро Лист"}
    theirs.presenter.invite("Ще хтось", Role.HEAD)
    assert theirs.presenter.state.code == ""
    opened.database.close()
