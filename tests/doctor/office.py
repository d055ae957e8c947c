"""A small office with everything in it that can be damaged, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from app.content.library import Library
from app.core.paths import Home
from app.core.runner import LongJob
from app.demo import office as demo
from app.desk.desk import assemble
from app.desk.doctor.doctor import Doctor, Report
from app.desk.signing import signing_of
from app.desk.vaults import Vaults
from app.registry.model import AidKind, Card, VisitDraft
from app.registry.relations import HouseholdMember, Kinship, OpposingParty, OpposingRole
from app.storage.database import Database
from app.storage.engine import connect, engine_for
from app.storage.guards import guards
from app.storage.local_tables import ScanContentRow
from app.storage.signatures import Sign
from app.storage.tables import ScanRow
from tests.conftest import RepeatingIds, StandingClock

SCAN = b"%PDF-1.4 an invented scan"
SCAN_NAME = "0ad7c4a5e2a1d7f8b5f8c5a4f6f6c2d1"


@dataclass
class SickOffice:
    """One copy of the office: its files, its key, and who opened it."""

    home: Home
    key: str
    author: str
    clock: StandingClock
    ids: RepeatingIds
    sign: Sign

    @contextmanager
    def raw(self) -> Iterator[Any]:
        """The file as somebody has it who holds the key and not the program."""
        with closing(connect(self.home.vault, self.key, foreign_keys=False)) as driver:
            yield driver

    @contextmanager
    def past_the_guards(self) -> Iterator[Any]:
        """The same, with the guards out of the way and set again afterwards."""
        with self.raw() as driver:
            for name in guards():
                driver.execute(f'DROP TRIGGER "{name}"')
            yield driver
            for statement in guards().values():
                driver.execute(statement)

    @contextmanager
    def database(self) -> Iterator[Database]:
        """The vault as the program opens it."""
        vault = Database.open(self.home.vault, self.key, clock=self.clock, ids=self.ids)
        vault.sign_with(self.sign)
        with closing(vault):
            yield vault

    @contextmanager
    def unchecked(self) -> Iterator[Database]:
        """The same without the check of what points to what."""
        engine = engine_for(self.home.vault, self.key, foreign_keys=False)
        with self.raw() as driver:
            (replica,) = driver.execute("SELECT value FROM meta WHERE name = 'replica'").fetchone()
        made = Database(
            self.home.vault, engine, replica=int(replica), clock=self.clock, ids=self.ids
        )
        made.sign_with(self.sign)
        with closing(made):
            yield made

    def doctor(self, database: Database) -> Doctor:
        return Doctor(database, self.home, clock=self.clock, ids=self.ids, author=self.author)

    def examined(self) -> Report:
        with self.database() as database:
            return done(self.doctor(database).examine())

    def repaired(self) -> Report:
        with self.database() as database:
            return done(self.doctor(database).repair())


def done(job: LongJob[Report]) -> Report:
    while True:
        try:
            next(job)
        except StopIteration as end:
            report: Report = end.value
            return report


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str, Sign]:
    """The folder, the key and the head of an office that nothing is wrong with."""
    keyring.set_keyring(fail.Keyring())
    home = Home(tmp_path_factory.mktemp("sound") / "home")
    clock, ids = StandingClock(), RepeatingIds()
    demo.fill(home, clients=8, seed=2, clock=clock, ids=ids)
    head = demo.USERS[0]
    opened = Vaults(home, clock=clock, ids=ids).open(head.name, head.passphrase)
    with closing(opened.database):
        desk = assemble(
            opened.database, Library.load(), clock=clock, ids=ids, author=opened.user.id
        )
        first = desk.intake.register(Card(surname="Жовтень", given_name="Ганна")).client
        third = desk.intake.register(Card(surname="Перевозник", given_name="Улас")).client
        party = OpposingParty(role=OpposingRole.CREDITOR, name="Сич Левко")
        card = Card(
            surname="Жовтень",
            given_name="Ганна",
            household=(
                HouseholdMember(kinship=Kinship.OTHER, surname="Перевозник", client_id=third.id),
            ),
        )
        second = desk.intake.register(
            card, VisitDraft(kind=AidKind.CONSULTATION, opposing=(party,))
        ).client
        seen = {one.id: one.versions for one in (first, second)}
        desk.merging.merge(first.id, second.id, {}, seen=seen, reason="одна людина")
        with opened.database.writing("scan.added", author=opened.user.id) as session:
            row = ScanRow(
                id=SCAN_NAME,
                client_id=first.id,
                size=len(SCAN),
                sha256=_sha(),
                added_at=clock.now(),
            )
            session.add(row)
            session.add(ScanContentRow(sha256=_sha(), content=SCAN))
        desk.drafts.keep("registration", "", {"surname": "Пів"})
        key, author, keys = opened.key.hex, opened.user.id, opened.keys
    return home.folder, key, author, signing_of(author, person=keys.person, desk=keys.desk)


def _sha() -> str:
    from hashlib import sha256

    return sha256(SCAN).hexdigest()


@pytest.fixture
def sick(made_office: tuple[Path, str, str, Sign], tmp_path: Path) -> SickOffice:
    folder, key, author, sign = made_office
    home = Home(tmp_path / "home")
    shutil.copytree(folder, home.folder)
    ids = RepeatingIds()
    ids.chance.seed(99)
    return SickOffice(home, key, author, StandingClock(), ids, sign)
