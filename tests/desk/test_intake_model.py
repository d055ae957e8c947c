"""Registered and changed in whatever order: the search knows exactly what stands."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from app.desk.intake import Intake
from app.registry.model import Card
from app.registry.names import fold
from app.storage import journal
from app.storage.database import Database
from tests.conftest import RepeatingIds, StandingClock
from tests.vaults import KEY

SURNAMES = st.sampled_from(["Шевченко", "Шевчук", "Ґалаґан", "Лук’янчук", "Їжакевич", "Соняш"])
GIVEN = st.sampled_from(["Олена", "Іван", "Ганна", ""])
PHONES = st.sampled_from([(), ("+380501234567",), ("+380671112233", "+48601234567")])


class Register(RuleBasedStateMachine):
    clients = Bundle("clients")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path, ids = Path(self.folder.name) / "vault.db", RepeatingIds()
        self.clock = StandingClock()
        Database.create(path, KEY, ids=ids)
        self.database = Database.open(path, KEY, clock=self.clock, ids=ids)
        self.intake = Intake(self.database, clock=self.clock, ids=ids, author="worker")
        self.cards: dict[str, Card] = {}

    @rule(target=clients, surname=SURNAMES, given=GIVEN, phones=PHONES)
    def register(self, surname: str, given: str, phones: tuple[str, ...]) -> str:
        self.clock.forward(timedelta(seconds=1))
        card = Card(surname=surname, given_name=given, phones=phones)
        client = self.intake.register(card).client
        self.cards[client.id] = card
        return client.id

    @rule(client=clients, surname=SURNAMES, phones=PHONES)
    def change(self, client: str, surname: str, phones: tuple[str, ...]) -> None:
        self.clock.forward(timedelta(seconds=1))
        before = self.intake.client(client)
        card = replace(before.card, surname=surname, phones=phones)
        self.intake.change(client, card, seen=before.versions)
        self.cards[client] = card

    @rule()
    def make_the_search_again(self) -> None:
        assert self.intake.rebuild_search() == len(self.cards)

    @invariant()
    def the_search_knows_exactly_what_stands(self) -> None:
        standing = self.cards
        for surname in ("Шевченко", "Лук'янчук", "Галаган"):
            expected = {
                client for client, card in standing.items() if fold(card.surname) == fold(surname)
            }
            found = {
                one.client_id
                for one in self.intake.find(surname, limit=100)
                if "found.similar" not in one.why
            }
            assert found == expected
        phoned = {one.client_id for one in self.intake.find("1112", limit=100)}
        assert phoned == {client for client, card in standing.items() if len(card.phones) == 2}

    def teardown(self) -> None:
        if hasattr(self, "database"):
            with self.database.reading() as session:
                assert journal.verify(session).whole
            self.database.close()
            self.folder.cleanup()


TestRegister = Register.TestCase
TestRegister.settings = settings(max_examples=12, stateful_step_count=10, deadline=None)
