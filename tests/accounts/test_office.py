"""The office's record and its people."""

from dataclasses import replace

import pytest

from app.accounts import store
from app.accounts.model import Office, Role, User
from app.core.clock import Clock
from app.core.errors import DeskError, NotAllowedError
from app.core.ids import Ids
from app.desk.office import Administration
from app.storage import journal
from app.storage.database import Database
from tests.conftest import StandingClock


@pytest.fixture
def head(database: Database, clock: Clock, ids: Ids) -> Administration:
    """An office on its first day, seen by its head."""
    administration = Administration(database, clock=clock, ids=ids, author="head")
    administration.found(Office(name="Харківське бюро"), "Олена Коваль")
    return administration


def test_an_office_begins_with_its_head(head: Administration) -> None:
    (user,) = head.users()
    assert (user.id, user.name, user.role) == ("head", "Олена Коваль", Role.HEAD)
    assert head.me() == user
    assert head.office().name == "Харківське бюро"


def test_the_head_changes_the_offices_record_and_the_journal_knows(
    head: Administration, database: Database
) -> None:
    before = head.office()
    after = head.change_office(
        replace(before, address="м. Харків, вул. Сумська, 1", hours="пн–пт 9:00–18:00")
    )
    assert (after.address, after.hours, after.name) == (
        "м. Харків, вул. Сумська, 1", "пн–пт 9:00–18:00", "Харківське бюро",
    )  # fmt: skip
    with database.reading() as session:
        lines = journal.lines_of(session, "office", before.id)
    assert [line.act for line in lines] == ["office.founded", "office.changed"]
    assert set(lines[1].fields) == {"address", "hours"}


def test_two_people_do_not_overwrite_each_other(head: Administration) -> None:
    on_screen = head.office()
    head.change_office(replace(on_screen, phone="0800 213 103"))
    with pytest.raises(DeskError) as told:
        head.change_office(replace(on_screen, phone="0800 000 000"))
    assert told.value.code == "record.changed_meanwhile"
    assert head.change_office(replace(on_screen, email="office@example.org.ua")).email


def test_somebody_unknown_changes_nothing(
    head: Administration, database: Database, clock: Clock, ids: Ids
) -> None:
    stranger = Administration(database, clock=clock, ids=ids, author="nobody")
    with pytest.raises(NotAllowedError) as told:
        stranger.change_office(head.office())
    assert told.value.code == "role.not_allowed"


def test_an_office_that_was_not_founded_is_empty(
    database: Database, clock: Clock, ids: Ids
) -> None:
    nobody = Administration(database, clock=clock, ids=ids, author="head")
    assert nobody.office() == Office()
    assert nobody.users() == ()


def test_refusal_names_the_role(
    head: Administration, database: Database, clock: Clock, ids: Ids
) -> None:
    with database.writing("user.added", author="head") as session:
        store.add_user(
            session, User(id="petro", name="Петро", role=Role.FRONTLINE, added_at=clock.now())
        )
    clerk = Administration(database, clock=clock, ids=ids, author="petro")
    with pytest.raises(NotAllowedError) as told:
        clerk.change_office(head.office())
    assert told.value.code == "role.not_allowed"


def test_the_office_is_founded_once(
    head: Administration, database: Database, clock: Clock, ids: Ids
) -> None:
    usurper = Administration(database, clock=clock, ids=ids, author="second")
    with pytest.raises(NotAllowedError):
        usurper.found(Office(), "Хтось")
    assert [user.id for user in head.users()] == ["head"]


@pytest.mark.covers("F105")
def test_several_roles_of_one_person_are_kept_and_changed(
    head: Administration, database: Database, clock: Clock
) -> None:
    olha = User(
        id="olha",
        name="Ольга",
        role=Role.SENIOR,
        roles=frozenset({Role.SENIOR, Role.ADMINISTRATOR}),
        added_at=clock.now(),
    )
    with database.writing("user.added", author="head") as session:
        store.add_user(session, olha)
    assert head.users()[1] == olha
    with database.writing("user.changed", author="head") as session:
        store.change_roles(session, "olha", Role.AUDITOR, frozenset())
    assert head.users()[1].held == {Role.AUDITOR}


def test_a_clerk_of_an_old_vault_is_a_registrar_and_an_old_head_keeps_serving_people() -> None:
    assert Role("clerk") is Role.REGISTRAR
    clerk = User(id="c", name="", role=Role("clerk"), added_at=StandingClock().now())
    old_head = User(id="h", name="", role=Role.HEAD, added_at=StandingClock().now())
    assert clerk.held == {Role.REGISTRAR}
    assert old_head.held == {Role.HEAD, Role.SENIOR, Role.FRONTLINE}
    assert replace(old_head, roles=frozenset({Role.HEAD})).held == {Role.HEAD}
