"""Merges, undos and changes in whatever order equal a model that only remembers what was said."""

import tempfile
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.core.errors import DeskError
from app.desk.intake import Intake
from app.desk.merging import Merging
from app.registry.model import Card, Visit
from app.storage import journal
from app.storage.database import Database
from tests.conftest import RepeatingIds, StandingClock
from tests.vaults import KEY

DAY = date(2026, 11, 24)
FIELDS = ("surname", "email", "note")
texts = st.sampled_from(("", "мак", "мальва", "ромашка"))
chance = st.integers(0, 10_000)


@dataclass
class Told:
    """What the model knows of one card."""

    values: dict[str, str]
    phones: tuple[str, ...]
    visits: set[str] = field(default_factory=set)
    into: str = ""


@dataclass
class Joined:
    """One merge of the model."""

    kept: str
    merged: str
    changed: dict[str, tuple[object, object]]
    standing: bool = True


class Register(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path, ids = Path(self.folder.name) / "vault.db", RepeatingIds()
        self.clock = StandingClock()
        Database.create(path, KEY, ids=ids)
        self.database = Database.open(path, KEY, clock=self.clock, ids=ids)
        self.intake = Intake(self.database, clock=self.clock, ids=ids, author="marta")
        self.merging = Merging(self.database, clock=self.clock, ids=ids, author="marta")
        self.cards: dict[str, Told] = {}
        self.merges: dict[str, Joined] = {}
        for surname in ("мак", "мальва"):
            self.register(surname, "")

    @rule(surname=texts, note=texts)
    def register(self, surname: str, note: str) -> None:
        self.clock.forward(timedelta(seconds=1))
        phone = f"+38050{len(self.cards):07}"
        card = Card(surname=surname, alias="хтось", note=note, phones=(phone,))
        client = self.intake.register(card).client
        self.cards[client.id] = Told({"surname": surname, "email": "", "note": note}, (phone,))

    @rule(at=chance, name=st.sampled_from(FIELDS), text=texts)
    def change(self, at: int, name: str, text: str) -> None:
        client = self.intake.client(self.one(at))
        card = replace(client.card, **{name: text})  # type: ignore[arg-type]
        self.intake.change(client.id, card, seen=client.versions)
        self.cards[client.id].values[name] = text

    @rule(at=chance)
    def visit(self, at: int) -> None:
        visit = self.intake.add_visit(Visit(id="", client_id=self.one(at), on_date=DAY))
        self.cards[visit.client_id].visits.add(visit.id)

    @precondition(lambda self: len(self.standing()) > 1)
    @rule(at=chance, to=chance)
    def merge(self, at: int, to: int) -> None:
        kept = self.one(at)
        merged = [one for one in self.standing() if one != kept]
        other = merged[to % len(merged)]
        self.clock.forward(timedelta(seconds=1))
        clients = [self.intake.client(one) for one in (kept, other)]
        self.merging.merge(kept, other, seen={one.id: one.versions for one in clients})
        mine, theirs = self.cards[kept], self.cards[other]
        changed: dict[str, tuple[object, object]] = {}
        for name in FIELDS:
            if not mine.values[name] and theirs.values[name]:
                changed[name] = ("", theirs.values[name])
                mine.values[name] = theirs.values[name]
        phones = tuple(dict.fromkeys((*mine.phones, *theirs.phones)))
        if phones != mine.phones:
            changed["phones"] = (mine.phones, phones)
            mine.phones = phones
        theirs.into = kept
        newest = self.merging.merged_into(kept)[0].merge.id
        self.merges[newest] = Joined(kept, other, changed)

    @precondition(lambda self: any(one.standing for one in self.merges.values()))
    @rule(at=chance)
    def undo(self, at: int) -> None:
        standing = [one for one, joined in self.merges.items() if joined.standing]
        chosen = standing[at % len(standing)]
        joined = self.merges[chosen]
        later = standing[standing.index(chosen) + 1 :]
        over = any(
            self.merges[one].kept == joined.kept
            and set(self.merges[one].changed) & set(joined.changed)
            for one in later
        )
        mine = self.cards[joined.kept]
        if mine.into or over:
            with pytest.raises(DeskError) as told:
                self.merging.undo(chosen)
            assert told.value.code == "merge.undo_later_first"
            return
        undone = self.merging.undo(chosen)
        left = set()
        for name, (before, after) in joined.changed.items():
            now = mine.phones if name == "phones" else mine.values[name]
            if now != after:
                left.add(name)
            elif name == "phones":
                mine.phones = before  # type: ignore[assignment]
            else:
                mine.values[name] = str(before)
        assert set(undone.left) == left
        self.cards[joined.merged].into = ""
        joined.standing = False

    def standing(self) -> list[str]:
        return [one for one, told in self.cards.items() if not told.into]

    def one(self, at: int) -> str:
        standing = self.standing()
        return standing[at % len(standing)]

    def root(self, card: str) -> str:
        while self.cards[card].into:
            card = self.cards[card].into
        return card

    @invariant()
    def the_register_is_as_it_was_told(self) -> None:
        if not self.cards:
            return
        clients = {client.id: client.card for client in self.intake.recent(limit=1000)}
        assert set(clients) == set(self.standing())
        gathered: dict[str, set[str]] = {}
        for card, told in self.cards.items():
            gathered.setdefault(self.root(card), set()).update(told.visits)
        for card, shown in clients.items():
            told = self.cards[card]
            assert {name: getattr(shown, name) for name in FIELDS} == told.values
            assert shown.phones == told.phones
            assert {visit.id for visit in self.intake.visits_of(card)} == gathered[card]

    @invariant()
    def every_phone_finds_its_card(self) -> None:
        for place, card in enumerate(self.cards):
            found = {one.client_id for one in self.intake.find(f"050{place:07}")}
            holders = {
                one for one, told in self.cards.items() if f"+38050{place:07}" in told.phones
            }
            assert found == {self.root(one) for one in (card, *holders)}

    def teardown(self) -> None:
        if hasattr(self, "database"):
            with self.database.reading() as session:
                assert journal.verify(session).whole
            self.database.close()
            self.folder.cleanup()


TestMergesEqualTheModel = pytest.mark.covers("F87")(Register.TestCase)
TestMergesEqualTheModel.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)
