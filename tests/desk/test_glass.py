"""A closed card opens to some, to others behind a broken glass: told first, for half an hour."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.accounts import store as accounts
from app.accounts.model import Role, User
from app.content.library import Library
from app.core.clock import Clock
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.ids import Ids
from app.desk.desk import Desk, assemble
from app.registry.model import Card, Client, Visit
from app.sight.model import BROKEN_FOR, Act
from app.storage.database import Database
from tests.conftest import StandingClock

WHY = "Дзвінок з лікарні, потрібна довірена особа"
CARD = Card(surname="Соняшник", given_name="Олена", birth_date=date(1986, 3, 7))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


class Office:
    def __init__(self, database: Database, library: Library, clock: Clock, ids: Ids) -> None:
        self._rest = (database, library, clock, ids)
        for name, role in (
            ("head", Role.HEAD), ("lawyer", Role.FRONTLINE), ("clerk", Role.REGISTRAR)
        ):  # fmt: skip
            user = User(id=name, name=name, role=role, added_at=clock.now())
            with database.writing("user.added", author=name) as session:
                accounts.add_user(session, user)

    def desk(self, name: str) -> Desk:
        database, library, clock, ids = self._rest
        return assemble(database, library, clock=clock, ids=ids, author=name)


@pytest.fixture
def office(database: Database, library: Library, clock: Clock, ids: Ids) -> Office:
    return Office(database, library, clock, ids)


@pytest.fixture
def olena(office: Office) -> Client:
    client = office.desk("lawyer").intake.register(CARD).client
    office.desk("head").glass.close_card(client.id, reason="Родичка співробітника бюро")
    return client


def doors(desk: Desk, client: Client) -> dict[str, Callable[[], object]]:
    """Every way to read the card."""
    return {
        "client": lambda: desk.intake.client(client.id),
        "reference": lambda: desk.intake.by_reference(client.reference),
        "visits": lambda: desk.intake.visits_of(client.id),
        "timeline": lambda: desk.intake.timeline(client.id),
        "checks": lambda: desk.checks.of_client(client.id),
        "papers": lambda: desk.checks.papers(client.id),
        "prints": lambda: desk.papers.prints_of(client.id),
        "values": lambda: desk.papers.values_for("consent", client.id),
        "scans": lambda: desk.scans.of_client(client.id),
        "full": lambda: desk.sight.reveal(client.id, reason=WHY),
    }


@pytest.mark.covers("F116")
def test_a_closed_card_opens_to_the_head_only(office: Office, olena: Client) -> None:
    for name, door in doors(office.desk("head"), olena).items():
        assert door() is not None, name
    for who in ("lawyer", "clerk"):
        for name, door in doors(office.desk(who), olena).items():
            with pytest.raises(NotAllowedError) as refused:
                door()
            expected = {"card.closed"} if who == "lawyer" else {"card.closed", "role.not_allowed"}
            assert refused.value.code in expected, (who, name)
    assert office.desk("lawyer").intake.named(olena.id).masked_name == "С-к О., 1986"


@pytest.mark.covers("F116")
def test_the_glass_is_told_first_and_lets_read_for_half_an_hour(
    office: Office, olena: Client, clock: StandingClock
) -> None:
    desk = office.desk("lawyer")
    with pytest.raises(InputError):
        desk.glass.break_glass(olena.id, reason="треба")
    assert not desk.sight.of_client(olena.id)
    until = desk.glass.break_glass(olena.id, reason=WHY)
    assert until == clock.now() + BROKEN_FOR
    told = desk.sight.of_client(olena.id)[0]
    assert (told.act, told.author, told.reason) == (Act.BROKE_GLASS, "lawyer", WHY)
    for door in doors(desk, olena).values():
        door()
    assert desk.glass.open_until(olena.id) == until
    clock.forward(BROKEN_FOR)
    with pytest.raises(NotAllowedError):
        desk.intake.client(olena.id)
    assert desk.glass.open_until(olena.id) is None


@pytest.mark.covers("F116")
def test_behind_the_glass_nothing_is_changed(office: Office, olena: Client) -> None:
    desk = office.desk("lawyer")
    desk.glass.break_glass(olena.id, reason=WHY)
    known = desk.intake.client(olena.id)
    values = desk.papers.values_for("consent", olena.id)
    visit = Visit(id="", client_id=olena.id, on_date=date(2026, 11, 24))
    for change in (
        lambda: desk.intake.change(olena.id, CARD, seen=known.versions),
        lambda: desk.intake.add_visit(visit),
        lambda: desk.scans.keep(olena.id, "a.png", _png()),
        lambda: desk.papers.record_print(olena.id, "consent", values, 1),
    ):
        with pytest.raises(DeskError) as refused:
            change()
        assert refused.value.code == "card.read_only"


@pytest.mark.covers("F116")
def test_a_glass_that_cannot_be_written_down_stays_whole(
    office: Office, olena: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.desk("lawyer")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("app.storage.pen.Pen.write", full)
    with pytest.raises(OSError, match="no space"):
        desk.glass.break_glass(olena.id, reason=WHY)
    monkeypatch.undo()
    with pytest.raises(NotAllowedError):
        desk.intake.client(olena.id)


@pytest.mark.covers("F116")
def test_the_head_is_told_and_nobody_reviews_oneself(
    office: Office, olena: Client, clock: StandingClock
) -> None:
    lawyer, head = office.desk("lawyer"), office.desk("head")
    lawyer.glass.break_glass(olena.id, reason=WHY)
    assert not lawyer.glass.waiting()
    (waits,) = head.glass.waiting()
    assert waits.author == "lawyer"
    with pytest.raises(NotAllowedError):
        lawyer.glass.review(waits.id)
    clock.forward(timedelta(days=1))
    head.glass.review(waits.id)
    assert not head.glass.waiting()
    kept = head.sight.of_client(olena.id)[0]
    assert (kept.reviewed_by, kept.reviewed_at) == ("head", clock.now())


def test_who_may_not_break_it_does_not(office: Office, olena: Client) -> None:
    with pytest.raises(NotAllowedError):
        office.desk("clerk").glass.break_glass(olena.id, reason=WHY)
    assert not office.desk("clerk").glass.may_break()
    with pytest.raises(NotAllowedError):
        office.desk("lawyer").glass.close_card(olena.id, reason=WHY)
    with pytest.raises(NotAllowedError):
        office.desk("lawyer").glass.open_card(olena.id)


def test_a_card_that_is_opened_again_is_as_any_other(office: Office, olena: Client) -> None:
    office.desk("head").glass.open_card(olena.id)
    assert office.desk("lawyer").intake.client(olena.id).card == CARD
    assert office.desk("head").glass.restriction(olena.id) is None
    with pytest.raises(DeskError):
        office.desk("lawyer").glass.break_glass(olena.id, reason=WHY)


def _png() -> bytes:
    from io import BytesIO

    from tests.desk.test_scans import picture

    page = BytesIO()
    picture().save(page, "PNG")
    return page.getvalue()
