"""Nothing that a client says lies on the disk in plain: not in vault, WAL, logs or temp files."""

import base64
import logging
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.model import Office, Role
from app.content.library import Library
from app.core import log
from app.core.clock import Clock, today
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.checks import Checks
from app.desk.drafts import Drafts
from app.desk.intake import Intake
from app.desk.paper import Papers
from app.desk.vaults import Opened, Vaults
from app.eligibility.model import Paper, PaperState
from app.registry.model import (
    Card,
    Consent,
    ConsentPurpose,
    ConsentWay,
    DocumentKind,
    IdentityDocument,
    SafeContact,
    Status,
    VisitDraft,
)
from app.registry.relations import Representative, RepresentativeKind
from app.storage import migrate
from app.vault.device_secret import DeviceSecrets
from tests.vault.keyrings import CHEAP

PHRASE = "калина верба тополя явір"
OTHER = "зовсім інша довга фраза"


class Canaries:
    """Strings that stand nowhere else in the world; letters only, so that any field takes them."""

    _LETTERS = "абвгґдежзиіїклмнопрстуфхцчшщюя"

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, what: str) -> str:
        number = len(self.made)
        letters = self._LETTERS
        tail = letters[number // len(letters)] + letters[number % len(letters)]
        self.made.append(f"Ющіґзвиїтуджкапц{tail}яхґ")
        assert what
        return self.made[-1]

    def shapes(self) -> Iterator[tuple[str, bytes]]:
        """Each string as it could lie somewhere."""
        for canary in self.made:
            for spelled in (canary, canary.lower(), canary.upper(), canary[::-1]):
                for encoding in ("utf-8", "utf-16-le", "cp1251"):
                    yield canary, spelled.encode(encoding)
            for shift in range(3):
                # Base64 groups by three bytes: whatever stands before, one of these is inside.
                coded = base64.b64encode(bytes(shift) + canary.encode())
                yield canary, coded[4:-4]


def card(canary: Canaries) -> Card:
    """A card with something to hide in every field."""
    return Card(
        surname=canary("surname"),
        given_name=canary("given name"),
        patronymic=canary("patronymic"),
        former_surname=canary("former surname"),
        alias=canary("alias"),
        birth_date=date(1986, 3, 7),
        document=IdentityDocument(
            kind=DocumentKind.OTHER, number=canary("number"), issuer=canary("issuer")
        ),
        registered_address=canary("registered address"),
        actual_address=canary("actual address"),
        postal_address=canary("postal address"),
        preferred_hours=canary("hours"),
        safe_contact=SafeContact(
            on=True,
            code_word=canary("code word"),
            hours=canary("safe hours"),
            who_may_know=canary("who may know"),
        ),
        representative=Representative(
            kind=RepresentativeKind.RELATIVE,
            full_name=canary("representative"),
            powers=canary("powers"),
            paper=canary("paper"),
        ),
        statuses=(Status(kind="idp", paper=canary("certificate")),),
        consents=(
            Consent(
                purpose=ConsentPurpose.CASE, given_on=date(2026, 11, 24), way=ConsentWay.WRITTEN
            ),
        ),
        note=canary("note"),
    )


def work(opened: Opened, vaults: Vaults, canary: Canaries, clock: Clock, ids: Ids) -> None:
    """A day at the desk, with mistakes that are logged."""
    intake = Intake(opened.database, clock=clock, ids=ids, author=opened.user.id)
    drafts = Drafts(opened.database, clock=clock, ids=ids)
    written = card(canary)
    drafts.keep("registration", "", {"surname": canary("draft"), "essence": canary("essence")})
    registered = intake.register(
        written,
        VisitDraft(essence=canary("visit"), wanted_result=canary("wanted result")),
    )
    client = registered.client
    intake.change(client.id, replace(written, note=canary("new note")), seen=client.versions)
    assert intake.find(written.surname)
    library = Library.load()
    checks = Checks(opened.database, library, clock=clock, ids=ids, author=opened.user.id)
    paper = Paper(item="id_card", state=PaperState.ORIGINAL_SEEN, note=canary("paper's note"))
    checks.keep_paper(client.id, paper)
    checks.save(client.id, checks.facts_from_card(written, today(clock)), [paper], today(clock))
    papers = Papers(opened.database, library, clock=clock, ids=ids, author=opened.user.id)
    for form in papers.forms():
        values = papers.values_for(form.id, client.id)
        values |= {name: canary(name) for name, value in values.items() if value == ""}
        papers.preview(form.id, values, client_id=client.id)
        papers.record_print(client.id, form.id, values, 1)
    logger = logging.getLogger("app.journey")
    for mistake in (lambda: intake.client("nobody"), lambda: _twice(opened, written, clock)):
        try:
            mistake()
        except (DeskError, IntegrityError):
            logger.exception("a mistake of the day")
    logger.warning("saved %r %r %r", client, registered, written)
    vaults.add_user(opened, name="Петро Клерк", role=Role.REGISTRAR, passphrase=OTHER)


def _twice(opened: Opened, written: Card, clock: Clock) -> None:
    """The same record again: the database refuses it with an error that has parameters."""
    with opened.database.local_writing() as session:
        for _ in range(2):
            session.connection().exec_driver_sql(
                'INSERT INTO draft (id, screen, subject, "values", saved_at) '
                "VALUES ('one', 'x', ?, '{}', '')",
                (written.surname,),
            )


@pytest.fixture
def logged(home: Home) -> Iterator[None]:
    log.start(home.logs)
    yield
    root = logging.getLogger("app")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()


def traces(folders: tuple[Path, ...], canary: Canaries) -> list[str]:
    """Every file that shows something, by name."""
    found = []
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert files
    shapes = list(canary.shapes())
    for path in files:
        content = path.read_bytes()
        found += [f"{path.name}: {name}" for name, shape in shapes if shape in content]
    return found


@pytest.mark.covers("F109", "R-20")
def test_no_file_shows_what_a_client_said(
    home: Home,
    clock: Clock,
    ids: Ids,
    secrets_store: DeviceSecrets,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged: None,
) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    (temp / "anchor").write_text("there is something to look at")
    monkeypatch.setenv("TMPDIR", str(temp))
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    canary = Canaries()
    vaults = Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)
    office = Office(name=canary("office"), address=canary("office's address"))
    made = vaults.make(office, user="Олена Коваль", passphrase=PHRASE)
    with closing(made.opened.database):
        work(made.opened, vaults, canary, clock, ids)
        names = {path.name for path in home.folder.iterdir()}
        assert {"vault.db", "vault.db-wal", "vault.db-shm", "keyslots.json"} <= names
        assert traces((home.folder, temp), canary) == []
    migrate.copy(home.vault, home.folder / "copy.db", made.opened.key.hex)
    assert traces((home.folder, temp), canary) == []
    for secret in (PHRASE, OTHER, made.recovery_code, made.opened.key.hex):
        for path in home.folder.rglob("*"):
            assert path.is_dir() or secret.encode() not in path.read_bytes()
    assert len(canary.made) > 25
    assert (home.logs / "pryimalnia.log").stat().st_size > 0


def test_the_scan_finds_what_it_looks_for(tmp_path: Path) -> None:
    canary = Canaries()
    word = canary("surname")
    (tmp_path / "one").write_bytes(b"..." + base64.b64encode(f"a {word} b".encode()) + b"...")
    (tmp_path / "two").write_text(word, "utf-16-le")
    (tmp_path / "three").write_bytes(word.encode("cp1251"))
    found = {trace.split(":")[0] for trace in traces((tmp_path,), canary)}
    assert found == {"one", "two", "three"}
