"""Nothing that a client says lies on the disk in plain: not in vault, WAL, logs or temp files."""

import base64
import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.exc import IntegrityError

from app.accounts.model import Office, Role
from app.content import words_catalogue
from app.content.library import Library
from app.core import log
from app.core.bugs import technical_text
from app.core.clock import Clock, today
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.checks import Checks
from app.desk.drafts import Drafts
from app.desk.exporting import Exporting, Wish
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
from app.registry.relations import OpposingParty, Representative, RepresentativeKind
from app.storage import migrate
from app.storage.database import Database
from app.vault.device_secret import DeviceSecrets
from tests.access.place import Place
from tests.conftest import RepeatingIds, StandingClock
from tests.trials.frame import Trial
from tests.ui.doors import new_office
from tests.vault.keyrings import CHEAP

PHRASE = "калина верба тополя явір"
CLIENTS, FORMS = 8, 4
OTHER = "зовсім інша довга фраза"


class Canaries:
    """Strings that stand nowhere else in the world; letters only, so that any field takes them."""

    STEM = "Ющіґзвиїтуджкапц"
    """Every one begins with it: what shows none of its shapes shows none of them."""
    _LETTERS = "абвгґдежзиіїклмнопрстуфхцчшщюя"

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, what: str) -> str:
        number = len(self.made)
        letters = self._LETTERS
        tail = letters[number // len(letters)] + letters[number % len(letters)]
        self.made.append(f"{self.STEM}{tail}яхґ")
        assert what
        return self.made[-1]

    def shapes(self) -> Iterator[tuple[str, bytes]]:
        """The stem as it could lie somewhere."""
        for name, spelled in (
            ("as it is", self.STEM),
            ("small", self.STEM.lower()),
            ("capitals", self.STEM.upper()),
            ("reversed", self.STEM[::-1]),
        ):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-u", "cp866"):
                with suppress(UnicodeEncodeError):
                    yield f"{name}, {encoding}", spelled.encode(encoding)
        for encoding in ("utf-8", "utf-16-le", "cp1251"):
            for shift in range(3):
                # Base64 groups by three bytes: whatever stands before, one of these is inside.
                coded = base64.b64encode(bytes(shift) + self.STEM.encode(encoding))
                yield f"base64 of {encoding}", coded[4:-4]
        yield "escaped", json.dumps(self.STEM).strip('"').encode()
        yield "hexadecimal", self.STEM.encode().hex().encode()


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


def work(
    opened: Opened, vaults: Vaults, canary: Canaries, folder: Path, clock: Clock, ids: Ids
) -> None:
    """A day at the desk, with mistakes that are logged, bugs, and a file that leaves locked."""
    database, author = opened.database, opened.user.id
    for _ in range(CLIENTS):
        client_comes(database, author, canary, clock, ids)
    exporting = Exporting(database, clock=clock, ids=ids, author=author)
    for _ in exporting.take_out(Wish(path=folder / "out.xlsx", safe_contacts=True)):
        pass
    vaults.add_user(opened, name="Петро Клерк", role=Role.REGISTRAR, passphrase=OTHER)


def client_comes(database: Database, author: str, canary: Canaries, clock: Clock, ids: Ids) -> None:
    """One person is registered, changed, searched, checked and printed for."""
    intake = Intake(database, clock=clock, ids=ids, author=author)
    drafts = Drafts(database, clock=clock, ids=ids)
    written = card(canary)
    drafts.keep(
        "registration", ids.record(), {"surname": canary("draft"), "essence": canary("essence")}
    )
    registered = intake.register(
        written,
        VisitDraft(
            essence=canary("visit"),
            wanted_result=canary("wanted result"),
            opposing=(OpposingParty(name=canary("the other side")),),
        ),
    )
    client = registered.client
    intake.change(client.id, replace(written, note=canary("new note")), seen=client.versions)
    assert intake.find(written.surname)
    library = Library.load()
    checks = Checks(database, library, clock=clock, ids=ids, author=author)
    paper = Paper(item="id_card", state=PaperState.ORIGINAL_SEEN, note=canary("paper's note"))
    checks.keep_paper(client.id, paper)
    checks.save(client.id, checks.facts_from_card(written, today(clock)), [paper], today(clock))
    papers = Papers(database, library, clock=clock, ids=ids, author=author)
    for form in papers.forms()[:FORMS]:
        values = papers.values_for(form.id, client.id)
        values |= {name: canary(name) for name, value in values.items() if value == ""}
        papers.preview(form.id, values, client_id=client.id)
        papers.record_print(client.id, form.id, values, 1)
    logger = logging.getLogger("app.journey")
    for mistake in (lambda: intake.client("nobody"), lambda: _twice(database, written, ids)):
        try:
            mistake()
        except (DeskError, IntegrityError):
            logger.exception("a mistake of the day")
    try:
        raise ValueError(written.surname)
    except ValueError as problem:
        logger.error("bug\n%s", technical_text(problem))
    logger.warning("saved %r %r %r", client, registered, written)


def _twice(database: Database, written: Card, ids: Ids) -> None:
    """The same record again: the database refuses it with an error that has parameters."""
    one = ids.record()
    with database.local_writing() as session:
        for _ in range(2):
            session.connection().exec_driver_sql(
                'INSERT INTO draft (id, screen, subject, "values", saved_at) '
                "VALUES (?, 'x', ?, '{}', '')",
                (one, written.surname),
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
    trial: Trial,
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
        work(made.opened, vaults, canary, home.folder, clock, ids)
        names = {path.name for path in home.folder.iterdir()}
        assert {"vault.db", "vault.db-wal", "vault.db-shm", "keyslots.json"} <= names
        assert traces((home.folder, temp), canary) == []
    migrate.copy(home.vault, home.folder / "copy.db", made.opened.key.hex)
    assert traces((home.folder, temp), canary) == []
    for secret in (PHRASE, OTHER, made.recovery_code, made.opened.key.hex):
        for path in home.folder.rglob("*"):
            assert path.is_dir() or secret.encode() not in path.read_bytes()
    assert len(canary.made) >= 200
    trial.tell(canaries=len(canary.made), hits=0)
    assert (home.logs / "pryimalnia.log").stat().st_size > 0


def test_the_scan_finds_what_it_looks_for(tmp_path: Path) -> None:
    canary = Canaries()
    word = canary("surname")
    (tmp_path / "one").write_bytes(b"..." + base64.b64encode(f"a {word} b".encode()) + b"...")
    (tmp_path / "two").write_text(word, "utf-16-le")
    (tmp_path / "three").write_bytes(word.encode("cp1251"))
    found = {trace.split(":")[0] for trace in traces((tmp_path,), canary)}
    assert found == {"one", "two", "three"}


SCREENS_OF_A_CLIENT = ("client", "registration", "visit", "check", "papers", "printing", "people")


@pytest.mark.covers("F109", "R-20")
def test_no_title_no_clipboard_and_no_setting_shows_it_at_the_window(
    trial: Trial, home: Home, app: QApplication, qtbot: QtBot
) -> None:
    canary = Canaries()
    clock, ids = StandingClock(), RepeatingIds()
    opened = new_office(home, clock=clock, ids=ids).opened
    intake = Intake(opened.database, clock=clock, ids=ids, author=opened.user.id)
    made = intake.register(card(canary), VisitDraft(essence=canary("visit")))
    opened.database.close()
    place = Place(home, qtbot, words_catalogue.load())
    titles: set[str] = set()
    try:
        place.sign_in()
        for screen in SCREENS_OF_A_CLIENT:
            place.open(screen, client_id=made.client.id)
            titles |= {window.windowTitle() for window in app.topLevelWidgets()}
            titles |= {window.objectName() for window in app.topLevelWidgets()}
        place.open("registration")
        place.type(canary("typed and not saved"))
        place.program.lock()
        place.wait()
        titles |= {window.windowTitle() for window in app.topLevelWidgets()}
        copied = QApplication.clipboard().text()
    finally:
        place.stop()
    said = "\n".join((*titles, copied, app.applicationDisplayName()))
    assert place.shell.windowTitle() in titles
    assert not [name for name, shape in canary.shapes() if shape in said.encode()]
    kept = Path(QSettings().fileName())
    assert not kept.exists() or traces((kept.parent,), canary) == []
    assert traces((home.folder,), canary) == []
    trial.tell(canaries=len(canary.made), titles=len(titles), hits=0)
