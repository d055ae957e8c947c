"""`consents …`: one head asks, another agrees, the act goes through once."""

import json
from pathlib import Path

import pytest

from app.accounts.model import Office, Role
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.vaults import Vaults
from tests.cli.test_vault_and_journal import PHRASE, call
from tests.conftest import StandingClock
from tests.vault.keyrings import CHEAP, MemoryKeyring

OTHERS = {"Ігор": "зовсім інша довга фраза", "Марта": "третя людина має свою"}


@pytest.fixture
def heads(home: Home, clock: StandingClock, ids: Ids, memory_keyring: MemoryKeyring) -> None:
    """Two heads and a registrar, who have all signed in."""
    vaults = Vaults(home, clock=clock, ids=ids, cost=CHEAP)
    made = vaults.make(Office(name="Бюро"), user="Олена", passphrase=PHRASE)
    people = vaults.people(made.opened)
    roles = zip(OTHERS, (Role.HEAD, Role.REGISTRAR), strict=True)
    codes = [people.invite(name, role).code for name, role in roles]
    for code, phrase in zip(codes, OTHERS.values(), strict=True):
        invited = vaults.invited(code)
        vaults.renew(invited.key, user=invited.user, passphrase=phrase).database.close()
    made.opened.database.close()


def says(home: Home, who: str, *words: str) -> tuple[int, str, str]:
    phrase = OTHERS.get(who, PHRASE)
    return call(home, *words, "--user", who, "--passphrase-stdin", inp=f"{phrase}\n")


@pytest.mark.covers("F105", "4-034")
def test_one_asks_another_agrees_and_it_is_done_once(
    heads: None, home: Home, tmp_path: Path
) -> None:
    export = ("clients", "export", "--plain")
    code, _, err = says(home, "Олена", *export, str(tmp_path / "1.xlsx"))
    assert code == 3
    assert "Ролі та права" in err
    code, out, _ = says(home, "Ігор", "consents", "list", "--json")
    (ask,) = json.loads(out)["waiting"]
    assert (code, ask["who"], ask["action"], ask["may_answer"]) == (0, "Олена", "export_rows", True)
    assert ask["id"] in says(home, "Олена", "consents", "list")[1]
    assert says(home, "Олена", "consents", "agree", ask["id"])[0] == 3, "nobody their own"
    assert says(home, "Марта", "consents", "agree", ask["id"])[0] == 3
    assert says(home, "Ігор", "consents", "agree", "nothing")[0] == 2
    assert says(home, "Ігор", "consents", "agree", ask["id"])[0] == 0
    assert says(home, "Олена", *export, str(tmp_path / "2.xlsx"))[0] == 0
    assert (tmp_path / "2.xlsx").exists()
    assert says(home, "Олена", *export, str(tmp_path / "3.xlsx"))[0] == 3, "it serves once"
    (ask,) = json.loads(says(home, "Ігор", "consents", "list", "--json")[1])["waiting"]
    assert says(home, "Ігор", "consents", "refuse", ask["id"])[0] == 0
    assert "Ніхто не чекає" in says(home, "Ігор", "consents", "list")[2]
