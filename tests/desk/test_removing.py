"""Somebody leaves: her slot and the old key open nothing, everybody else signs in as before."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.accounts import store
from app.accounts.model import Office, Role
from app.core.clock import Clock
from app.core.errors import InputError, NotAllowedError, VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.drafts import Drafts
from app.desk.removing import Removing, Step
from app.desk.vaults import Opened, Vaults
from app.storage import journal
from app.storage.engine import connect
from app.vault import keyslots
from app.vault.device_secret import DeviceSecrets
from app.vault.keys import DatabaseKey
from tests.vault.keyrings import CHEAP

PHRASES = {
    "Марта Гілка": "калина верба тополя явір",
    "Остап Жолудь": "човен пише синій лист",
    "Дарина Роса": "лампа гріє довгий міст",
}
HEAD, LEAVING, STAYING = PHRASES


@pytest.fixture
def vaults(home: Home, clock: Clock, ids: Ids, secrets_store: DeviceSecrets) -> Vaults:
    return Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)


@pytest.fixture
def removing(home: Home, clock: Clock, ids: Ids, secrets_store: DeviceSecrets) -> Removing:
    return Removing(home, clock=clock, ids=ids, secrets_store=secrets_store)


def office_of_three(vaults: Vaults, *, met: tuple[str, ...] = (LEAVING, STAYING)) -> str:
    """A vault with a head and two more, of whom `met` have signed in; the recovery code."""
    made = vaults.make(Office(name="Липове"), user=HEAD, passphrase=PHRASES[HEAD])
    for name in (LEAVING, STAYING):
        vaults.add_user(made.opened, name=name, role=Role.FRONTLINE, passphrase=PHRASES[name])
    made.opened.database.close()
    for name in met:
        vaults.open(name, PHRASES[name]).database.close()
    return made.recovery_code


def removed(removing: Removing, opened: Opened, name: str = LEAVING) -> DatabaseKey:
    return removing.remove(opened.database, opened.key, author=opened.user.id, name=name).key


def opens(path: Path, key: DatabaseKey) -> bool:
    try:
        with closing(connect(path, key.hex)) as connection:
            connection.execute("SELECT count(*) FROM client")
    except sqlcipher.DatabaseError:
        return False
    return True


@pytest.mark.covers("F109")
def test_everybody_else_signs_in_as_before_and_the_old_key_opens_nothing(
    vaults: Vaults, removing: Removing, home: Home
) -> None:
    office_of_three(vaults)
    head = vaults.open(HEAD, PHRASES[HEAD])
    steps: list[Step] = []
    new = removing.remove(
        head.database, head.key, author=head.user.id, name=LEAVING, tell=steps.append
    ).key
    assert steps == list(Step)
    assert not opens(home.vault, head.key)
    assert opens(home.vault, new)
    with pytest.raises(VaultError) as told:
        vaults.open(LEAVING, PHRASES[LEAVING])
    assert told.value.code == "vault.wrong_passphrase"
    for name in (HEAD, STAYING, STAYING):  # the second time from a slot written anew
        opened = vaults.open(name, PHRASES[name])
        assert opened.key == new
        with opened.database.reading() as session:
            assert journal.verify(session).whole
        opened.database.close()
    assert LEAVING not in vaults.users()
    assert not home.rekeyed_vaults()
    for copy in (home.keyslots, keyslots.second_copy(home.keyslots)):
        assert LEAVING not in copy.read_text("utf-8")


@pytest.mark.covers("F109")
def test_the_recovery_code_on_paper_stays_good(vaults: Vaults, removing: Removing) -> None:
    code = office_of_three(vaults)
    head = vaults.open(HEAD, PHRASES[HEAD])
    new = removed(removing, head)
    assert vaults.recover(code) == new
    assert vaults.recover(code) == new


def test_what_was_typed_and_saved_is_all_there(
    vaults: Vaults, removing: Removing, clock: Clock, ids: Ids
) -> None:
    office_of_three(vaults)
    head = vaults.open(HEAD, PHRASES[HEAD])
    Drafts(head.database, clock=clock, ids=ids).keep("client", "", {"surname": "Бджілка"})
    with head.database.reading() as session:
        before = journal.verify(session).entries
    removed(removing, head)
    again = vaults.open(HEAD, PHRASES[HEAD])
    with again.database.reading() as session:
        assert journal.verify(session).entries >= before + 1
    waiting = Drafts(again.database, clock=clock, ids=ids).waiting()
    assert [draft.values for draft in waiting] == [{"surname": "Бджілка"}]
    again.database.close()


def test_who_never_signed_in_needs_a_new_way_in_and_that_is_said(
    vaults: Vaults, removing: Removing
) -> None:
    office_of_three(vaults, met=(LEAVING,))
    head = vaults.open(HEAD, PHRASES[HEAD])
    turned = removing.remove(head.database, head.key, author=head.user.id, name=LEAVING)
    assert turned.without == (STAYING,)
    with pytest.raises(VaultError):
        vaults.open(STAYING, PHRASES[STAYING])


@pytest.mark.covers("F109")
def test_the_key_turns_twice_before_somebody_comes(vaults: Vaults, removing: Removing) -> None:
    code = office_of_three(vaults)
    head = vaults.open(HEAD, PHRASES[HEAD])
    removed(removing, head)
    again = vaults.open(HEAD, PHRASES[HEAD])
    new = removing.turn(again.database, again.key, author=again.user.id).key
    for _ in range(2):
        opened = vaults.open(STAYING, PHRASES[STAYING])
        opened.database.close()
        assert opened.key == new
    assert vaults.recover(code) == new


@pytest.mark.parametrize(
    ("author", "name", "code"),
    [
        (HEAD, HEAD, "person.self"),
        (HEAD, "Ніхто Ніде", "person.unknown"),
        (STAYING, HEAD, "role.not_allowed"),
    ],
)
def test_who_may_not_go_stays_and_nothing_changes(
    vaults: Vaults, removing: Removing, home: Home, author: str, name: str, code: str
) -> None:
    office_of_three(vaults)
    opened = vaults.open(author, PHRASES[author])
    before = home.keyslots.read_bytes()
    with pytest.raises((InputError, NotAllowedError)) as told:
        removed(removing, opened, name)
    assert told.value.code == code
    assert home.keyslots.read_bytes() == before
    opened.database.close()


def test_a_program_that_still_has_the_old_file_open_is_refused(
    vaults: Vaults, removing: Removing, clock: Clock, ids: Ids
) -> None:
    office_of_three(vaults)
    late = vaults.open(STAYING, PHRASES[STAYING])
    head = vaults.open(HEAD, PHRASES[HEAD])
    removed(removing, head)
    with (
        pytest.raises(VaultError) as told,
        late.database.writing("user.greeted", author=late.user.id) as on,
    ):
        store.change_roles(on, late.user.id, Role.SENIOR, frozenset())
    assert told.value.code == "vault.replaced"
    late.database.close()
    again = vaults.open(STAYING, PHRASES[STAYING])
    assert again.user.role is Role.FRONTLINE
    again.database.close()


CHILD = """
import sys
from pathlib import Path
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.desk.removing import Removing
from app.desk.vaults import Vaults
from tests.vault.keyrings import CHEAP

home = Home(Path(sys.argv[1]))
given = {"clock": SystemClock(), "ids": SystemIds()}
opened = Vaults(home, cost=CHEAP, **given).open(sys.argv[2], sys.argv[3])
print("go", flush=True)
Removing(home, **given).remove(
    opened.database, opened.key, author=opened.user.id, name=sys.argv[4],
    tell=lambda step: print(step, flush=True),
)
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("after", ["go", *Step, "done"])
def test_pulling_the_plug_leaves_the_old_vault_or_the_new_one(
    after: str, home: Home, clock: Clock, ids: Ids, removing: Removing
) -> None:
    vaults = Vaults(home, clock=clock, ids=ids, cost=CHEAP)  # no keyring: the child has none
    office_of_three(vaults)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", CHILD, str(home.folder), HEAD, PHRASES[HEAD], LEAVING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == after:
                break
        child.send_signal(signal.SIGKILL)
    opened = vaults.open(STAYING, PHRASES[STAYING])
    with opened.database.reading() as session:
        assert journal.verify(session).whole
    opened.database.close()
    head = vaults.open(HEAD, PHRASES[HEAD])
    if LEAVING in vaults.users():
        removed(removing, head)
    else:
        head.database.close()
    assert set(vaults.users()) == {HEAD, STAYING}
    vaults.open(HEAD, PHRASES[HEAD]).database.close()
