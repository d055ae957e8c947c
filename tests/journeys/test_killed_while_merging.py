"""The plug is pulled while cards are merged and merges undone: whole before or whole after."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.storage import journal
from app.storage.database import Database
from app.storage.tables import ClientRow, MergeRow
from tests.vaults import KEY

TIMES = 12
WORKER = """
import json, sys
from pathlib import Path
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.desk.intake import Intake
from app.desk.merging import Merging
from app.registry.model import Card
from app.storage.database import Database

clock, ids = SystemClock(), SystemIds()
database = Database.open(Path(sys.argv[1]), sys.argv[2], clock=clock, ids=ids)
intake = Intake(database, clock=clock, ids=ids, author="olena")
merging = Merging(database, clock=clock, ids=ids, author="olena")

def say(**what):
    print(json.dumps(what), flush=True)

number = 0
while True:
    number += 1
    one = intake.register(Card(surname=f"Мак{number}", phones=("+380501234567",))).client
    two = intake.register(Card(surname=f"Мак{number}", email="mak@example.org")).client
    merging.merge(one.id, two.id, seen={one.id: one.versions, two.id: two.versions})
    merge = merging.merged_into(one.id)[0].merge.id
    say(merged=merge)
    if number % 2:
        merging.undo(merge)
        say(undone=merge)
"""


def killed_at_a_random_moment(vault: Path, chance: Random) -> list[dict[str, str]]:
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(vault), KEY], stdout=subprocess.PIPE, bufsize=0
    )
    assert child.stdout is not None
    said = b""
    while said.count(b"\n") < chance.randrange(1, 9):
        part = child.stdout.read(65536)
        assert part, "the worker died by itself"
        said += part
    child.kill()
    said += child.stdout.read()
    child.wait()
    child.stdout.close()
    return [json.loads(line) for line in said.split(b"\n")[:-1]]


@pytest.mark.covers("R-01", "F87")
@pytest.mark.timeout(120)
def test_a_merge_is_whole_before_or_whole_after(tmp_path: Path) -> None:
    vault = tmp_path / "vault.db"
    clock, ids = SystemClock(), SystemIds()
    Database.create(vault, KEY, ids=ids)
    chance = Random(20261126)
    merged: set[str] = set()
    undone: set[str] = set()
    for turn in range(TIMES):
        said = killed_at_a_random_moment(vault, chance)
        merged |= {line["merged"] for line in said if "merged" in line}
        undone |= {line["undone"] for line in said if "undone" in line}
        database = Database.open(vault, KEY, clock=clock, ids=ids)
        with database.reading() as session:
            merges = {row.id: row for row in session.query(MergeRow)}
            clients = {row.id: row for row in session.query(ClientRow)}
            indexed = {
                row[0]
                for row in session.connection().exec_driver_sql(
                    "SELECT DISTINCT client_id FROM client_key"
                )
            }
            proof = journal.verify(session)
        assert merged <= set(merges), f"turn {turn}: an acknowledged merge is gone"
        assert undone <= {one for one, row in merges.items() if row.undone_at}
        leads = {one: row.merged_into for one, row in clients.items() if row.merged_into}
        standing = {row.merged_id: row.kept_id for row in merges.values() if not row.undone_at}
        assert leads == standing, f"turn {turn}: half a merge stayed"
        assert indexed == set(clients) - set(leads), f"turn {turn}: the search knows another truth"
        for row in merges.values():
            emails = clients[row.kept_id].email
            assert emails == ("" if row.undone_at else "mak@example.org")
        assert proof.whole
        database.close()
    assert min(len(merged), len(undone)) > TIMES // 2, "the child hardly worked"
