"""A bundle changes the packs at once or not at all; what was before can be put in force again."""

from pathlib import Path
from typing import Any

import pytest

from app.accounts import store as accounts
from app.accounts.model import Role, User
from app.content.installed import Installed, library_of
from app.content.library import Library
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.paths import Home
from app.core.words import Words
from app.desk import bundle_words
from app.desk.editions import Editions
from app.desk.installing import Installing
from app.keeping import store as keeping
from app.storage import journal
from app.storage.database import Database
from installer.publish import signed
from tests.conftest import RepeatingIds, StandingClock
from tests.packs.publishing import FILE, KEYS, TRUSTED, bundle, terms, trusted


class Office:
    """A desk and a stick."""

    def __init__(
        self, database: Database, stick: Path, clock: StandingClock, ids: RepeatingIds
    ) -> None:
        self.database, self.stick, self.clock, self.ids = database, stick, clock, ids
        self.library = Library.load()
        for name, role in (("olena", Role.HEAD), ("marta", Role.REGISTRAR)):
            user = User(id=name, name=name, role=role, added_at=clock.now())
            with database.writing("user.added", author="olena") as session:
                accounts.add_user(session, user)

    def desk(self, author: str = "olena") -> Installing:
        return Installing(
            self.database, self.library,
            clock=self.clock, ids=self.ids, author=author, trusted=trusted,
        )  # fmt: skip

    def spoilt(self) -> bool:
        """What home is told."""
        editions = Editions(
            self.database, self.library, clock=self.clock, ids=self.ids, author="olena"
        )
        return editions.standing().spoilt

    def file(self, raw: bytes) -> Path:
        path = self.stick / "rules.pack"
        path.write_bytes(raw)
        return path

    def edition(self, library: Library | None = None) -> object:
        sheet = next(one for one in (library or self.library).sheets if one.file == FILE)
        plain: Any = sheet.plain
        return plain["edition"]

    def started_again(self) -> Library:
        return library_of(Home(self.database.folder), TRUSTED)


@pytest.fixture
def office(database: Database, tmp_path: Path, clock: StandingClock, ids: RepeatingIds) -> Office:
    stick = tmp_path / "stick"
    stick.mkdir()
    return Office(database, stick, clock, ids)


@pytest.mark.covers("F105")
def test_a_sound_bundle_is_in_force_at_once_and_after_a_start(office: Office) -> None:
    desk, own = office.desk(), office.edition()
    offer = desk.look(office.file(bundle(3)))
    assert (office.edition(), offer.number, offer.before) == (own, 3, 0)
    desk.install(office.file(bundle(3)))
    assert office.edition() == office.edition(office.started_again()) == "2026-12"
    assert (desk.in_force(), office.spoilt()) == (3, False)
    with office.database.reading() as session:
        assert keeping.steps(session)[0].signers == ("Центр", "Юрист")
        assert journal.verify(session).whole


def test_what_changes_is_told_in_words(office: Office, words: Words) -> None:
    changed = terms(lambda plain: plain["deadlines"][0].update(value=7))
    offer = office.desk().look(office.file(bundle(files={FILE: changed})))
    said = [line for change in offer.changes for line in bundle_words.lines(change, words)]
    assert len(offer.changes) == 1
    assert any("bvpd_decision_standard › value: було 10, стане 7" in line for line in said)
    assert any("edition: було 2026-11, стане 2026-12" in line for line in said)


def test_one_step_back_and_the_older_one_is_never_taken_again(office: Office) -> None:
    desk, own = office.desk(), office.edition()
    for number in (2, 5):
        desk.install(office.file(bundle(number)))
    assert desk.go_back() == 2
    assert desk.go_back() == 0
    assert office.edition() == office.edition(office.started_again()) == own
    with pytest.raises(DeskError, match=r"bundle\.nothing_before"):
        desk.go_back()
    for number in (1, 2, 4):
        with pytest.raises(InputError, match=r"bundle\.older"):
            desk.install(office.file(bundle(number)))
    # The newest of all may come back, letter for letter; another one of its number may not.
    other = bundle(5, note={"uk": "інше", "en": "other"})
    with pytest.raises(InputError, match=r"bundle\.older"):
        desk.install(office.file(other))
    desk.install(office.file(bundle(5)))
    assert desk.in_force() == 5


@pytest.mark.covers("R-11")
@pytest.mark.parametrize(
    "files",
    [
        {FILE: terms(lambda plain: plain.update(run="os.system('true')"))},
        {FILE: terms(lambda plain: plain["deadlines"][0].update(value="__import__('os')"))},
        {FILE: {"id": "terms"}},
        {"rules/new.yaml": {"nothing": "that a room knows"}},
        {FILE: terms(lambda plain: plain.update(in_force={"from": "2030-01-01"}))},
    ],
)
def test_signed_packs_that_are_wrong_leave_the_old_ones(
    office: Office, files: dict[str, Any]
) -> None:
    desk, own = office.desk(), office.edition()
    desk.install(office.file(bundle(1)))
    with pytest.raises(InputError, match=r"bundle\.(faulty|wrong_content)"):
        desk.install(office.file(bundle(2, files=files)))
    assert (own, office.edition(), desk.in_force()) == ("2026-11", "2026-12", 1)
    assert not Installed(Home(office.database.folder), TRUSTED).path(2).exists()


def test_a_bundle_that_was_changed_on_the_disk_is_not_used(office: Office) -> None:
    desk, own = office.desk(), office.edition()
    desk.install(office.file(bundle(1)))
    path = Installed(Home(office.database.folder), TRUSTED).path(1)
    path.write_bytes(path.read_bytes().replace(b"2026-12", b"2027-12", 1))
    office.library.become(office.started_again())
    assert office.edition() == own
    assert office.spoilt()
    # An older good bundle under another name, and a mark that somebody moved.
    path.write_bytes(signed(bundle(4).partition(b"\n\n")[2], KEYS[0], KEYS[1]))
    assert office.edition(office.started_again()) == own
    path.write_bytes(bundle(1))
    (path.parent / "in-force").write_text("0", "ascii")
    desk.settle()
    assert office.edition() == office.edition(office.started_again()) == "2026-12"


def test_only_who_may_changes_the_packs(office: Office) -> None:
    clerk = office.desk("marta")
    with pytest.raises(NotAllowedError):
        clerk.install(office.file(bundle(1)))
    with pytest.raises(NotAllowedError):
        clerk.go_back()
