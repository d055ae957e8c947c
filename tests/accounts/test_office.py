"""The office's record and its people."""

from dataclasses import replace

import pytest

from app.accounts import store
from app.accounts.model import Office, Role, User
from app.accounts.permissions import Right, may
from app.core.clock import Clock
from app.core.errors import DeskError, InputError, NotAllowedError
from app.core.ids import Ids
from app.desk.office import Administration
from app.storage import journal
from app.storage.database import Database


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


def test_only_the_head_changes_the_office(
    head: Administration, database: Database, clock: Clock, ids: Ids
) -> None:
    stranger = Administration(database, clock=clock, ids=ids, author="nobody")
    with pytest.raises(InputError) as told:
        stranger.change_office(head.office())
    assert told.value.code == "user.unknown"


@pytest.mark.parametrize("role", [Role.FRONTLINE, Role.CLERK])
@pytest.mark.parametrize("right", list(Right))
def test_rights_of_the_head_belong_to_the_head(role: Role, right: Right) -> None:
    assert may(Role.HEAD, right)
    assert not may(role, right)


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
            session, User(id="clerk", name="Петро", role=Role.CLERK, added_at=clock.now())
        )
    clerk = Administration(database, clock=clock, ids=ids, author="clerk")
    with pytest.raises(NotAllowedError) as told:
        clerk.change_office(head.office())
    assert told.value.code == "role.not_allowed"
