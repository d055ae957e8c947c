"""Each person, the desk and the office have a pair; old vaults get theirs at the next sign-in."""

import json
from dataclasses import asdict
from datetime import timedelta

import pytest

from app.accounts.model import Office, Role, SignerKind
from app.core.clock import Clock
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.office import Administration
from app.desk.signers import Signers
from app.desk.vaults import Made, Vaults
from app.vault import keyslots, pairs
from app.vault.device_secret import DeviceSecrets
from app.vault.sealing import seal, unseal
from tests.conftest import StandingClock
from tests.vault.keyrings import CHEAP

PHRASE, OTHER = "калина верба тополя явір", "зовсім інша довга фраза"


@pytest.fixture
def vaults(home: Home, clock: Clock, ids: Ids, secrets_store: DeviceSecrets) -> Vaults:
    return Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)


@pytest.fixture
def made(vaults: Vaults) -> Made:
    return vaults.make(Office(name="Харківське бюро"), user="Олена Коваль", passphrase=PHRASE)


@pytest.mark.covers("F109")
def test_the_pair_of_a_person_stays_hers_and_the_office_knows_its_public_half(
    vaults: Vaults, made: Made
) -> None:
    keys, signers = made.opened.keys, Signers(made.opened.database).all()
    assert [one.kind for one in signers].count(SignerKind.PERSON) == 1
    signature = keys.person.sign(b"a line")
    mine = next(one for one in signers if one.kind is SignerKind.PERSON)
    assert (mine.holder, mine.sign) == (made.opened.user.id, keys.person.public().sign)
    assert keys.person.public().signed(b"a line", signature)
    made.opened.database.close()
    again = vaults.open("Олена Коваль", PHRASE)
    assert again.keys == keys
    assert Signers(again.database).all() == signers, "nothing is told twice"
    by_pin = vaults.reopen(vaults.quick(again, "304172"), "304172")
    assert by_pin.keys == keys
    by_pin.database.close()
    again.database.close()


def test_two_people_have_two_pairs_and_one_desk(vaults: Vaults, made: Made) -> None:
    vaults.add_user(made.opened, name="Петро Клерк", role=Role.REGISTRAR, passphrase=OTHER)
    made.opened.database.close()
    clerk = vaults.open("Петро Клерк", OTHER)
    assert clerk.keys.person != made.opened.keys.person
    assert clerk.keys.desk == made.opened.keys.desk
    clerk.database.close()


@pytest.mark.covers("R-18")
def test_what_is_sealed_to_a_person_opens_with_the_printed_code_too(
    vaults: Vaults, made: Made
) -> None:
    signers = Signers(made.opened.database)
    sealed = seal(b"where she is", signers.recipients(made.opened.user.id))
    assert unseal(sealed, made.opened.keys.person) == b"where she is"
    assert unseal(sealed, pairs.of_office(made.recovery_code)) == b"where she is"
    code = vaults.renew_recovery(made.opened)
    assert signers.office() == pairs.of_office(code).public().seal
    made.opened.database.close()


@pytest.mark.covers("R-18")
def test_a_lost_passphrase_ends_the_old_pair_and_keeps_its_signatures(
    vaults: Vaults, made: Made, clock: StandingClock
) -> None:
    made.opened.database.close()
    clock.forward(timedelta(minutes=1))
    key = vaults.recover(made.recovery_code)
    renewed = vaults.renew(key, user="Олена Коваль", passphrase=OTHER)
    people = [one for one in Signers(renewed.database).all() if one.kind is SignerKind.PERSON]
    assert [one.ended_at is None for one in people] == [False, True]
    assert people[0].sign == made.opened.keys.person.public().sign
    renewed.database.close()
    again = vaults.open("Олена Коваль", OTHER)
    assert again.keys == renewed.keys
    again.database.close()


@pytest.mark.covers("R-09")
def test_a_keyslot_file_without_pairs_gets_them_at_the_next_sign_in(
    vaults: Vaults, made: Made, home: Home, clock: Clock, ids: Ids
) -> None:
    with made.opened.database.local_writing() as session:
        session.connection().exec_driver_sql("DELETE FROM meta WHERE name = 'desk_pair'")
    made.opened.database.close()
    _as_the_second_release_wrote_it(home)
    opened = vaults.open("Олена Коваль", PHRASE)
    slot = keyslots.load(home.keyslots).of_user("Олена Коваль")
    assert slot is not None
    assert slot.pair
    opened.database.close()
    again = vaults.open("Олена Коваль", PHRASE)
    assert again.keys == opened.keys
    assert (
        Administration(again.database, clock=clock, ids=ids, author=again.user.id)
        .verify_journal()
        .whole
    )
    again.database.close()
    assert vaults.recover(made.recovery_code) == made.opened.key


def _as_the_second_release_wrote_it(home: Home) -> None:
    slots = [
        {
            name: value.hex() if isinstance(value, bytes) else value
            for name, value in asdict(slot).items()
            if name != "pair"
        }
        for slot in keyslots.load(home.keyslots).slots
    ]
    body = {"version": 1, "vault_id": keyslots.load(home.keyslots).vault_id, "slots": slots}
    text = json.dumps({"check": keyslots._check(body), **body}, ensure_ascii=False)
    for copy in (home.keyslots, keyslots.second_copy(home.keyslots)):
        copy.write_text(text, "utf-8")
