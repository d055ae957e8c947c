"""Who works here: invitations, resets, roles, and the way out with a change of the key."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.accounts.model import Member, Office, Role, Standing
from app.core.errors import InputError, NotAllowedError, VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.people import People
from app.desk.vaults import Made, Vaults
from app.storage.engine import connect
from app.vault.device_secret import DeviceSecrets
from tests.conftest import StandingClock
from tests.vault.keyrings import CHEAP

PHRASE, OTHER = "калина верба тополя явір", "зовсім інша довга фраза"
THIRD = "третя людина має свою"
Open = Callable[[str, str], Any]


@pytest.fixture
def vaults(home: Home, clock: StandingClock, ids: Ids, secrets_store: DeviceSecrets) -> Vaults:
    return Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)


@pytest.fixture
def made(vaults: Vaults) -> Iterator[Made]:
    made = vaults.make(Office(name="Бюро"), user="Олена Коваль", passphrase=PHRASE)
    yield made
    made.opened.database.close()


def join(vaults: Vaults, code: str, phrase: str) -> str:
    """Type the code at the door, choose a passphrase, work, go."""
    invited = vaults.invited(code)
    opened = vaults.renew(invited.key, user=invited.user, passphrase=phrase)
    opened.database.close()
    return opened.user.id


def named(people: People, name: str) -> Member:
    return next(one for one in people.members() if one.user.name == name)


@pytest.mark.covers("F105", "F106")
def test_a_head_sets_up_an_office_of_six(vaults: Vaults, made: Made) -> None:
    people = vaults.people(made.opened)
    roles = [Role.FRONTLINE, Role.SENIOR, Role.REGISTRAR, Role.AUDITOR, Role.ADMINISTRATOR]
    for number, role in enumerate(roles):
        name = f"Людина {'абвгґ'[number]}"
        invitation = people.invite(name, role)
        assert name not in vaults.users(), "nobody signs in before the code was used"
        join(vaults, invitation.code, f"{OTHER} {'абвгґ'[number]}")
    assert [one.standing for one in people.members()] == [Standing.ACTIVE] * 6
    assert {one.user.role for one in people.members()} == {Role.HEAD, *roles}
    with closing(vaults.open("Людина б", f"{OTHER} б").database):
        pass
    assert all(one.last_in is not None for one in people.members())


def test_a_code_opens_once_and_in_time(vaults: Vaults, made: Made, clock: StandingClock) -> None:
    people = vaults.people(made.opened)
    code = people.invite("Петро", Role.REGISTRAR).code
    with pytest.raises(VaultError, match=r"invite\.wrong"):
        vaults.invited("2222-2222-2222-2222-2222")
    with pytest.raises(VaultError, match=r"invite\.mistyped"):
        vaults.invited(code[:-1])
    clock.forward(timedelta(days=8))
    assert named(people, "Петро").standing is Standing.LATE
    with pytest.raises(VaultError, match=r"invite\.over"):
        vaults.invited(code)
    again = people.reset(named(people, "Петро").user.id).code
    join(vaults, again.lower().replace("-", " "), OTHER)
    for used in (code, again):
        with pytest.raises(VaultError, match=r"invite\.wrong"):
            vaults.invited(used)


def test_a_reset_lets_the_person_choose_and_ends_the_old_phrase(vaults: Vaults, made: Made) -> None:
    people = vaults.people(made.opened)
    join(vaults, people.invite("Петро", Role.REGISTRAR).code, OTHER)
    code = people.reset(named(people, "Петро").user.id).code
    assert named(people, "Петро").code_until is not None
    join(vaults, code, THIRD)
    with pytest.raises(VaultError, match=r"vault\.wrong_passphrase"):
        vaults.open("Петро", OTHER)
    vaults.open("Петро", THIRD).database.close()


def test_only_who_may_and_never_oneself(vaults: Vaults, made: Made) -> None:
    people = vaults.people(made.opened)
    join(vaults, people.invite("Петро", Role.REGISTRAR).code, OTHER)
    me, he = named(people, "Олена Коваль").user.id, named(people, "Петро").user.id
    with closing((clerk := vaults.open("Петро", OTHER)).database):
        theirs = vaults.people(clerk)
        for act in (
            lambda: theirs.invite("Ще хтось", Role.HEAD),
            lambda: theirs.reset(me),
            lambda: theirs.change_role(he, Role.HEAD),
            lambda: theirs.remove(me),
            theirs.turn_key,
        ):
            with pytest.raises(NotAllowedError):
                act()
    for act in (lambda: people.remove(me), lambda: people.change_role(me, Role.FRONTLINE)):
        with pytest.raises(InputError, match=r"person\.self"):
            act()
    with pytest.raises(InputError, match=r"user\.exists"):
        people.invite(" петро ", Role.FRONTLINE)
    people.change_role(he, Role.FRONTLINE)
    assert named(people, "Петро").user.role is Role.FRONTLINE


@pytest.mark.covers("F105")
def test_who_is_removed_opens_nothing_and_everybody_else_comes_in(
    vaults: Vaults, made: Made, home: Home
) -> None:
    people = vaults.people(made.opened)
    for name, phrase in (("Петро", OTHER), ("Ганна", THIRD)):
        join(vaults, people.invite(name, Role.REGISTRAR).code, phrase)
    waiting = people.invite("Інна", Role.FRONTLINE).code
    petro = named(people, "Петро").user.id
    old, slots = made.opened.key, home.keyslots.read_bytes()
    assert people.remove(petro) == ()
    with pytest.raises(sqlcipher.DatabaseError):  # the key that Petro may have kept
        connect(home.vault, old.hex)
    assert slots != home.keyslots.read_bytes()
    with pytest.raises(VaultError, match=r"vault\.wrong_passphrase"):
        vaults.open("Петро", OTHER)
    for name, phrase in (("Ганна", THIRD), ("Олена Коваль", PHRASE)):
        for _ in range(2):  # by the link, then by the slot written anew
            vaults.open(name, phrase).database.close()
    join(vaults, waiting, "фраза нової людини тут")
    key = vaults.recover(made.recovery_code)
    again = vaults.renew(key, user="Ганна", passphrase="інша фраза Ганни тепер")
    with closing(again.database):
        assert "Петро" not in [one.user.name for one in vaults.people(again).members()]
        assert named(vaults.people(again), "Інна").standing is Standing.ACTIVE
