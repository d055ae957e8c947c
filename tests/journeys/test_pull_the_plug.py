"""The plug is pulled while people are registered and checked: what was acknowledged is there.

A child process works through the real jobs of the desk and says each acknowledgement through a
pipe; the parent kills it at a random moment. Only what the parent read before the kill counts.
"""

import json
import select
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.desk.checks import digest
from app.desk.drafts import Drafts
from app.desk.intake import Intake
from app.storage import journal
from app.storage.database import Database
from app.storage.tables import ClientPaperRow, ClientRow, EligibilityCheckRow, VisitRow
from tests.vaults import KEY

TIMES = 30
WORKER = """
import json, sys
from datetime import date
from pathlib import Path
from app.content.library import Library
from app.core.clock import SystemClock, today
from app.core.ids import SystemIds
from app.desk.checks import Checks
from app.desk.drafts import Drafts
from app.desk.intake import Intake
from app.eligibility.model import Paper, PaperState
from app.registry.model import Card, VisitDraft
from app.storage.database import Database

clock, ids = SystemClock(), SystemIds()
database = Database.open(Path(sys.argv[1]), sys.argv[2], clock=clock, ids=ids)
intake = Intake(database, clock=clock, ids=ids, author="olena")
drafts = Drafts(database, clock=clock, ids=ids)
checks = Checks(database, Library.load(), clock=clock, ids=ids, author="olena")
facts = checks.facts({"birth_date": "1986-03-07", "idp_status": "registered"})

def say(**what):
    print(json.dumps(what), flush=True)

say(ready=True)
number = 0
while True:
    number += 1
    draft = drafts.keep("registration", sys.argv[3], {"surname": f"Коваль{number}"})
    say(draft=draft.id, number=number)
    registered = intake.register(
        Card(surname=f"Коваль{number}", given_name="Олена", birth_date=date(1986, 3, 7)),
        VisitDraft(essence="довідка " * 30),
    )
    say(client=registered.client.id, visit=registered.visit.id)
    paper = checks.keep_paper(
        registered.client.id, Paper(item="id_card", state=PaperState.ORIGINAL_SEEN)
    )
    say(paper=paper.id)
    check = checks.save(registered.client.id, facts, [paper], today(clock))
    say(check=check.id, sha256=check.sha256)
    drafts.drop(draft.id)
    say(dropped=draft.id)
"""


def work_until_killed(vault: Path, chance: Random, turn: int) -> list[dict[str, str]]:
    """Let the child work for a random moment, then kill it; what it had said before."""
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(vault), KEY, f"turn {turn}"],
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    assert child.stdout is not None
    said = b""
    lines_to_hear = chance.randrange(2, 16)  # by words, not by time: a busy machine proves as much
    moment = chance.uniform(0.0, 0.03)
    while said.count(b"\n") < lines_to_hear:
        part = child.stdout.read(65536)
        assert part, "the worker died by itself"
        said += part
    deadline = time.monotonic() + moment
    while time.monotonic() < deadline:
        if select.select([child.stdout], [], [], 0.001)[0]:
            said += child.stdout.read(65536)
    child.kill()
    child.wait()
    child.stdout.close()
    whole_lines = said.split(b"\n")[:-1]
    return [json.loads(line) for line in whole_lines]


@pytest.mark.covers("R-01", "F10", "F101")
@pytest.mark.timeout(180)
def test_nothing_acknowledged_is_lost_and_nothing_half_written_stays(tmp_path: Path) -> None:
    vault = tmp_path / "vault.db"
    clock, ids = SystemClock(), SystemIds()
    Database.create(vault, KEY, ids=ids)
    chance = Random(20261124)
    clients: set[str] = set()
    checks: dict[str, str] = {}
    papers: set[str] = set()
    before: set[str] = set()
    for turn in range(TIMES):
        said = work_until_killed(vault, chance, turn)
        clients |= {line["client"] for line in said if "client" in line}
        checks |= {line["check"]: line["sha256"] for line in said if "check" in line}
        papers |= {line["paper"] for line in said if "paper" in line}
        drafts = {line["draft"]: int(line["number"]) for line in said if "draft" in line}
        for line in said:
            drafts.pop(line.get("dropped", ""), None)

        database = Database.open(vault, KEY, clock=clock, ids=ids)
        with database.reading() as session:
            stored = {row.id for row in session.query(ClientRow)}
            visited = {row.client_id for row in session.query(VisitRow)}
            searchable = {
                found
                for (found,) in session.connection().exec_driver_sql(
                    "SELECT DISTINCT client_id FROM client_key"
                )
            }
            noted = {row.id for row in session.query(ClientPaperRow)}
            decided = {
                row.id: digest(
                    {"facts": row.facts, "presented": row.documents, "verdict": row.verdict}
                )
                for row in session.query(EligibilityCheckRow)
            }
            proof = journal.verify(session)
            faults = [
                session.connection().exec_driver_sql(f"PRAGMA {check}").fetchall()
                for check in ("foreign_key_check", "cipher_integrity_check")
            ]
        assert clients <= stored, f"turn {turn}: an acknowledged client is gone"
        assert stored == visited == searchable, f"turn {turn}: half a registration stayed"
        assert papers <= noted, f"turn {turn}: an acknowledged paper is gone"
        assert checks.items() <= decided.items(), f"turn {turn}: an acknowledged check is not whole"
        records = len(stored) + len(visited) + len(noted) + len(decided)
        assert (proof.whole, proof.entries) == (True, records)
        assert faults == [[], []]
        waiting = {draft.id for draft in Drafts(database, clock=clock, ids=ids).waiting()}
        for draft, number in drafts.items():
            # Gone without word only when its client is there: the dropping was not heard any more.
            assert draft in waiting or len(stored - before) >= number
        before = stored
        database.close()
    worked = min(len(clients), len(checks), len(papers))
    assert worked > TIMES, "the child hardly worked: the test proves nothing"
    database = Database.open(vault, KEY, clock=clock, ids=ids)
    assert Intake(database, clock=clock, ids=ids, author="olena").find("Коваль1")
    database.close()
