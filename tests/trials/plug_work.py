"""What a child process works at until the plug is pulled; each acknowledgement goes to the parent.

Every function takes the pipe, the vault, and whatever else its job needs.
"""

from collections.abc import Iterable
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

from app.content import words_catalogue
from app.content.library import Library
from app.core.clock import SystemClock, today
from app.core.ids import SystemIds
from app.core.words import Words
from app.desk.desk import assemble
from app.desk.importing import Importing, Plan
from app.desk.intake import Intake
from app.desk.merging import Merging
from app.eligibility.model import Paper, PaperState
from app.exchange.model import Layout
from app.registry.model import Card, VisitDraft
from app.registry.relations import Kinship, OpposingParty
from app.storage import migrate
from app.storage.database import Database
from tests.vaults import KEY

CLOCK, IDS = SystemClock(), SystemIds()
AUTHOR = "olena"


def opened(vault: Path) -> Database:
    """The vault of the test."""
    return Database.open(vault, KEY, clock=CLOCK, ids=IDS)


def registering(pipe: Connection, vault: Path, turn: int) -> None:
    """People come, a relative is tied, papers are seen, a check is kept: on and on."""
    database = opened(vault)
    desk = assemble(database, Library.load(), clock=CLOCK, ids=IDS, author=AUTHOR)
    intake, drafts, checks = desk.intake, desk.drafts, desk.checks
    facts = checks.facts({"birth_date": "1986-03-07", "idp_status": "registered"})
    number, before = 0, ""
    pipe.send({"ready": True})
    while True:
        number += 1
        draft = drafts.keep("registration", f"turn {turn}", {"surname": f"Коваль{number}"})
        pipe.send({"draft": draft.id, "number": number})
        registered = intake.register(
            Card(surname=f"Коваль{number}", given_name="Олена", birth_date=date(1986, 3, 7)),
            VisitDraft(essence="довідка " * 30, opposing=(OpposingParty(name="Осока Іван"),)),
        )
        client_id = registered.client.id
        pipe.send({"client": client_id, "visit": registered.visit and registered.visit.id})
        if before:
            desk.household.tie(client_id, before, Kinship.SIBLING)
            pipe.send({"tied": (client_id, before)})
        before = client_id
        paper = checks.keep_paper(client_id, Paper(item="id_card", state=PaperState.ORIGINAL_SEEN))
        pipe.send({"paper": paper.id})
        check = checks.save(client_id, facts, [paper], today(CLOCK))
        pipe.send({"check": check.id, "sha256": check.sha256})
        drafts.drop(draft.id)
        pipe.send({"dropped": draft.id})


def merging(pipe: Connection, vault: Path, _turn: int) -> None:
    """Two cards of one person become one; every other time it was a mistake."""
    database = opened(vault)
    intake = Intake(database, clock=CLOCK, ids=IDS, author=AUTHOR)
    merges = Merging(database, clock=CLOCK, ids=IDS, author=AUTHOR)
    pipe.send({"ready": True})
    number = 0
    while True:
        number += 1
        one = intake.register(Card(surname=f"Мак{number}", phones=("+380501234567",))).client
        two = intake.register(Card(surname=f"Мак{number}", email="mak@example.org")).client
        merges.merge(one.id, two.id, seen={one.id: one.versions, two.id: two.versions})
        merge = merges.merged_into(one.id)[0].merge.id
        pipe.send({"merged": merge})
        if number % 2:
            merges.undo(merge)
            pipe.send({"undone": merge})


def importing(pipe: Connection, vault: Path, files: Iterable[Path]) -> None:
    """File after file is brought in; one that stopped in the middle goes on."""
    database = opened(vault)
    desk = Importing(database, clock=CLOCK, ids=IDS, author=AUTHOR)
    words = Words(words_catalogue.load(), "uk")
    done = {batch.file_name for batch in desk.batches(limit=1000) if batch.finished_at}
    pipe.send({"ready": True})
    for file in files:
        if file.name in done:
            continue
        looked = desk.look(file, Layout())
        plan = Plan(path=file, layout=looked.table.layout, mapping=looked.mapping)
        again = looked.unfinished is not None
        if again:
            pipe.send({"again": file.name})
        for progress in desk.bring_in(plan, words, lambda _: None, resume=again):
            pipe.send({"file": file.name, "line": progress.done})
        pipe.send({"finished": file.name})
    raise AssertionError("the files are too few: the test proves nothing")


def migrating(pipe: Connection, vault: Path, _turn: int) -> None:
    """A vault of an older program is brought up to date."""
    pipe.send({"ready": True})
    migrate.upgrade(vault, KEY)
    pipe.send({"upgraded": True})
    Event().wait()
