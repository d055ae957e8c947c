"""What is sealed opens for its readers only, whatever key of the database somebody holds."""

from base64 import b64decode

import pytest
from sqlalchemy import text

from app.accounts import store as accounts
from app.accounts.model import Role, SignerKind, User
from app.core.clock import Clock
from app.core.errors import InputError, VaultError
from app.core.ids import Ids
from app.desk.sealed import Sealed
from app.desk.sight import Sight
from app.desk.signers import _signer
from app.sight.model import SealedKind
from app.storage import journal
from app.storage.database import Database
from app.vault import sealing
from app.vault.pairs import Pair

WHERE = "вул. Барвінкова, 12, другий поверх"
WHY = "Приймаю цю людину зараз"


class Office:
    """Keys of everybody, and the desk of each."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self.database, self.clock, self.ids = database, clock, ids
        self.pairs: dict[str, Pair] = {}

    def join(self, name: str, role: Role) -> Sealed:
        user = User(id=name, name=name, role=role, added_at=self.clock.now())
        with self.database.writing("user.added", author=name) as session:
            accounts.add_user(session, user)
        return self.key(name)

    def key(self, name: str) -> Sealed:
        """A new pair of that person (of the office, R)."""
        pair = self.pairs[name] = Pair.random()
        kind = SignerKind.OFFICE if name == "R" else SignerKind.PERSON
        new = _signer(
            kind, "" if name == "R" else name, pair.public(), clock=self.clock, ids=self.ids
        )
        with self.database.writing("keys.told", author=name) as session:
            accounts.put_signer(session, new)
        return self.of(name)

    def of(self, name: str) -> Sealed:
        return Sealed(
            self.database, clock=self.clock, ids=self.ids, author=name, pair=self.pairs[name]
        )


@pytest.fixture
def office(database: Database, clock: Clock, ids: Ids) -> Office:
    made = Office(database, clock, ids)
    made.join("head", Role.HEAD)
    made.join("lawyer", Role.FRONTLINE)
    made.join("clerk", Role.REGISTRAR)
    made.key("R")
    return made


@pytest.mark.covers("F66")
def test_only_the_readers_open_it_and_each_look_is_told_first(
    office: Office, database: Database
) -> None:
    note = office.of("clerk").put(SealedKind.ADDRESS, WHERE, client_id="olena")
    assert WHERE not in repr(note)
    for name in ("head", "lawyer"):
        assert office.of(name).reveal(note.id, reason=WHY) == WHERE
    assert sealing.unseal(note.content, office.pairs["R"]).decode() == WHERE
    with pytest.raises(VaultError) as refused:
        office.of("clerk").reveal(note.id, reason=WHY)
    assert refused.value.code == "seal.not_for_you"
    with database.reading() as session:
        acts = [
            (line.author, line.act)
            for line in journal.lines_of(session, "access", _looks(database)[0])
        ]
    assert acts == [("head", "sealed.revealed")]


@pytest.mark.covers("F66")
def test_the_key_of_the_database_reads_nothing(office: Office, database: Database) -> None:
    """A skilled clerk reads every table and the journal, and tries her own key."""
    office.of("lawyer").put(SealedKind.SHELTER, WHERE, client_id="olena")
    with database.reading() as session:
        tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        whole = "\n".join(
            str(row)
            for (table,) in tables.all()
            for row in session.execute(text(f'SELECT * FROM "{table}"')).all()
        )
        kept = session.execute(text("SELECT content FROM sealed")).scalar_one()
    assert "Барвінкова" not in whole
    for name in ("clerk",):
        with pytest.raises(VaultError):
            sealing.unseal(b64decode(kept), office.pairs[name])


@pytest.mark.covers("F66")
def test_incidents_of_managers_are_not_for_lawyers(office: Office) -> None:
    note = office.of("lawyer").put(SealedKind.INCIDENT, WHERE, subject="incident-7")
    assert office.of("head").reveal(note.id, reason=WHY) == WHERE
    with pytest.raises(VaultError):
        office.of("lawyer").reveal(note.id, reason=WHY)
    assert [one.id for one in office.of("head").about("incident-7")] == [note.id]


@pytest.mark.covers("F66")
def test_who_comes_reads_and_who_leaves_does_not(office: Office, database: Database) -> None:
    note = office.of("lawyer").put(SealedKind.CAPTIVITY, WHERE, client_id="olena")
    new = office.join("new", Role.FRONTLINE)
    assert not new.may_open(note)
    assert office.of("clerk").rewrap() == 0, "who cannot open it cannot seal it anew"
    assert office.of("head").rewrap() == 1
    assert office.of("head").rewrap() == 0
    assert new.reveal(note.id, reason=WHY) == WHERE
    before = office.pairs["lawyer"]
    office.key("lawyer")  # a lost passphrase: another pair
    with pytest.raises(VaultError):
        office.of("lawyer").reveal(note.id, reason=WHY)
    office.of("head").rewrap()
    assert office.of("lawyer").reveal(note.id, reason=WHY) == WHERE
    (kept,) = office.of("head").of_client("olena")
    with pytest.raises(VaultError):
        sealing.unseal(kept.content, before)


@pytest.mark.covers("F66")
def test_the_recovery_sheet_brings_everything_back(office: Office) -> None:
    note = office.of("lawyer").put(SealedKind.ADDRESS, WHERE, client_id="olena")
    for name in ("head", "lawyer"):
        office.key(name)  # everybody lost everything
    assert office.of("head").rewrap() == 0
    assert office.of("head").rewrap(office.pairs["R"]) == 1
    assert office.of("lawyer").reveal(note.id, reason=WHY) == WHERE


def test_without_a_reason_it_stays_closed_and_nothing_is_told(
    office: Office, database: Database
) -> None:
    note = office.of("lawyer").put(SealedKind.ADDRESS, WHERE, client_id="olena")
    with pytest.raises(InputError):
        office.of("lawyer").reveal(note.id, reason="треба")
    with pytest.raises(InputError):
        office.of("lawyer").put(SealedKind.ADDRESS, "  ")
    assert not _looks(database)


def test_what_is_struck_out_is_gone_from_the_list(office: Office) -> None:
    note = office.of("lawyer").put(SealedKind.ADDRESS, WHERE, client_id="olena")
    office.of("lawyer").strike(note.id)
    assert not office.of("lawyer").of_client("olena")


def _looks(database: Database) -> list[str]:
    with database.reading() as session:
        rows = session.execute(text("SELECT id FROM access ORDER BY op_seq"))
        return [str(row[0]) for row in rows]


def test_a_look_stands_in_the_log_of_the_client(office: Office, clock: Clock, ids: Ids) -> None:
    from app.desk.intake import Intake
    from app.registry.model import Card

    intake = Intake(office.database, clock=clock, ids=ids, author="lawyer")
    client = intake.register(Card(surname="Соняшник")).client
    note = office.of("lawyer").put(SealedKind.ADDRESS, WHERE, client_id=client.id)
    office.of("head").reveal(note.id, reason=WHY)
    (look,) = Sight(office.database, clock=clock, ids=ids, author="head").of_client(client.id)
    assert (look.author, look.reason, look.data) == ("head", WHY, "S4")
