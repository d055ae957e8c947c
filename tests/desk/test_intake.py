"""Intake over a real encrypted database: search first, register, change, visits, timeline, undo."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from app.core.errors import DeskError, InputError
from app.core.ids import Ids
from app.desk.intake import Intake
from app.desk.undoing import History, Undoing
from app.registry.model import (
    AidKind,
    Card,
    Channel,
    Client,
    Consent,
    ConsentPurpose,
    ConsentWay,
    DocumentKind,
    Happening,
    IdentityDocument,
    IdentityLevel,
    SafeContact,
    Sex,
    Status,
    Visit,
    VisitDraft,
    YesNo,
)
from app.registry.past import OtherName, OtherNameKind, PreWarAddress, Settlements
from app.registry.relations import (
    HouseholdMember,
    Kinship,
    OpposingParty,
    OpposingRole,
    Representative,
    RepresentativeKind,
    Whereabouts,
)
from app.storage import journal
from app.storage.database import Database
from tests.conftest import StandingClock

OLENA = Card(
    surname="Шевченко",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    sex=Sex.FEMALE,
    phones=("+380501234567",),
)


@pytest.fixture
def intake(database: Database, clock: StandingClock, ids: Ids) -> Intake:
    return Intake(database, clock=clock, ids=ids, author="worker")


@pytest.fixture
def undoing(database: Database) -> Undoing:
    return Undoing(database, history=History("worker"))


def whole_card() -> Card:
    return replace(
        OLENA,
        former_surname="Лук’янчук-Ґалаґан",
        other_names=(OtherName(kind=OtherNameKind.PASSPORT, surname="Shevchenko"),),
        name_reading="Шевченко Олена",
        alias="Оля",
        pre_war_address=PreWarAddress(
            address="м. Бахмут", settlement="UA14020010010050501", lived_until=date(2022, 5, 1)
        ),
        settlements=Settlements(actual_address="UA71080490010072613"),
        household=(
            HouseholdMember(
                kinship=Kinship.SPOUSE,
                surname="Шевченко",
                given_name="Тарас",
                state=Whereabouts.MISSING,
                since=date(2023, 1, 9),
            ),
        ),
        age=40,
        age_on=date(2026, 11, 24),
        identity=IdentityLevel.ORIGINAL,
        document=IdentityDocument(
            kind=DocumentKind.ID_CARD, number="000123456", issued_on=date(2019, 5, 4)
        ),
        rnokpp="3184710691",
        unzr="19860307-00026",
        registered_address="м. Маріуполь, вул. Миру, 1",
        actual_address="м. Київ, вул. Садова, 5",
        postal_address="01001, до запитання",
        email="olena@example.org",
        preferred_channel=Channel.EMAIL,
        preferred_hours="після 18",
        safe_contact=SafeContact(
            on=True, may_write=YesNo.YES, code_word="калина", forbidden=(Channel.PHONE,)
        ),
        language="crh",
        interpreter="sign",
        accessibility=("large_print", "hearing"),
        representative=Representative(
            kind=RepresentativeKind.POWER_OF_ATTORNEY, full_name="Шевченко Іван"
        ),
        statuses=(Status(kind="idp", valid_from=date(2024, 6, 14)),),
        consents=(
            Consent(
                purpose=ConsentPurpose.CASE, given_on=date(2026, 11, 24), way=ConsentWay.WRITTEN
            ),
        ),
        note="говорити повільно",
        note_until=date(2027, 1, 1),
    )


@pytest.mark.covers("3-020", "3-022", "3-008", "F3", "F7")
def test_every_field_of_a_card_comes_back(intake: Intake) -> None:
    kept = intake.register(whole_card()).client
    assert kept.card == whole_card()
    assert intake.client(kept.id) == kept
    assert kept.versions["surname"]


@pytest.mark.covers("3-022", "F8")
def test_an_alias_is_enough_and_nothing_is_not(intake: Intake) -> None:
    assert intake.register(Card(alias="Пані з 3-ї палати")).client.card.full_name
    with pytest.raises(InputError) as refused:
        intake.register(Card(phones=("+380501234567",), surname=" \u202e "))
    assert refused.value.code == "card.empty"


def test_what_cannot_be_true_is_not_saved(intake: Intake, database: Database) -> None:
    with pytest.raises(InputError) as refused:
        intake.register(replace(OLENA, birth_date=date(2030, 1, 1)))
    assert refused.value.code == "card.faulty"
    with database.reading() as session:
        assert journal.verify(session).entries == 0


@pytest.mark.covers("3-020", "F1")
def test_each_client_has_an_own_reference_that_finds_the_card(intake: Intake) -> None:
    clients = [intake.register(Card(alias=f"Людина {n}")).client for n in range(40)]
    assert len({client.reference for client in clients}) == 40
    assert len({client.reference[:3] for client in clients}) == 1, "one desk, one beginning"
    spoken = clients[7].reference.replace("-", " ").lower().replace("3", "З")
    assert intake.by_reference(spoken) == clients[7]
    with pytest.raises(InputError):
        intake.by_reference("AAA-AAA-AAA")


@pytest.mark.covers("3-021", "F9", "F83")
@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("шевч", "found.surname"),
        ("олена шевченко", "found.given_name"),
        ("Іванівна", "found.patronymic"),
        ("Шевченко О І", "found.initials"),
        ("шевченко о.і.", "found.initials"),
        ("лукянчук", "found.former_surname"),
        ("Лук'янчук", "found.former_surname"),
        ("галаган", "found.former_surname"),
        ("itdxtyrj", "found.layout"),
        ("jktyf", "found.layout"),
        ("Shevchenko Olena", "found.latin"),
        ("07.03.1986", "found.birth_date"),
        ("7 березня 1986", "found.birth_date"),
        ("1986-03-07", "found.birth_date"),
        ("070386", "found.birth_date"),
        ("шевченко 86", "found.birth_year"),
        ("шевченко 7.3.86", "found.birth_date"),
        ("4567", "found.phone"),
        ("050 123", "found.phone"),
        ("8 050 123 45 67", "found.phone"),
        ("+380 50 123-45-67", "found.phone"),
        ("шевченко 4567", "found.phone"),
        ("000123456", "found.document"),
        ("3184710691", "found.rnokpp"),
        ("шевчєнко", "found.similar"),
        ("шевчнко олена", "found.similar"),
        ("оля", "found.alias"),
        ("Шевченко Елена", "found.similar"),
    ],
)
def test_one_box_finds_her_and_says_why(intake: Intake, query: str, why: str) -> None:
    intake.register(replace(OLENA, surname="Шевчук", given_name="Ольга", phones=()))
    client = intake.register(replace(whole_card(), safe_contact=SafeContact())).client
    found = intake.find(query)
    hers = [one for one in found if one.client_id == client.id]
    assert hers, found
    assert why in hers[0].why


def test_a_struck_out_letter_or_an_empty_box_finds_nobody(intake: Intake) -> None:
    intake.register(OLENA)
    for query in ("", "   ", "\u202e", "😀", "ю" * 500, "%", "_", "' OR 1=1 --", "\x00", "\ud800"):
        assert intake.find(query) == ()


@pytest.mark.covers("F86")
def test_the_better_hit_stands_first(intake: Intake) -> None:
    whole = intake.register(replace(OLENA, surname="Соняшник", given_name="Іван")).client
    exact = intake.register(replace(OLENA, surname="Соняш", given_name="Марія")).client
    other = intake.register(
        replace(OLENA, surname="Соняш", given_name="Петро", birth_date=date(1990, 1, 1))
    ).client
    assert [one.client_id for one in intake.find("соняш 86")][:2] == [exact.id, whole.id]
    assert other.id not in [one.client_id for one in intake.find("соняш 86")]


@pytest.mark.covers("F84")
@pytest.mark.parametrize(
    ("name", "query"),
    [("Микола", "Николай Шевченко"), ("Дмитро", "Дмитрий Шевченко"), ("Світлана", "Светлана")],
)
def test_a_name_in_another_language_is_found(intake: Intake, name: str, query: str) -> None:
    client = intake.register(replace(OLENA, given_name=name)).client
    found = intake.find(query)
    assert [one.client_id for one in found] == [client.id]
    assert "found.similar" in found[0].why


@pytest.mark.covers("F1", "F83")
def test_a_half_typed_reference_finds_the_card(intake: Intake) -> None:
    clients = [intake.register(Card(alias=f"Людина {n}")).client for n in range(10)]
    for client in clients:
        for typed in (client.reference[:6], client.reference.lower(), client.reference[:-2]):
            found = intake.find(typed)
            hers = [one for one in found if one.client_id == client.id]
            if not typed.replace("-", "").isdigit():
                assert hers
                assert "found.reference" in hers[0].why


def test_search_follows_a_changed_card(intake: Intake) -> None:
    client = intake.register(OLENA).client
    intake.change(client.id, replace(OLENA, surname="Коваль", phones=()), seen=client.versions)
    assert intake.find("шевченко") == ()
    assert intake.find("4567") == ()
    assert [one.reference for one in intake.find("коваль")] == [client.reference]


@pytest.mark.covers("3-021", "F9", "F87")
def test_a_likely_duplicate_is_named_and_does_not_block(intake: Intake) -> None:
    first = intake.register(OLENA).client
    again = replace(OLENA, surname="Шевчинко", phones=("050 123 45 67",))
    likely = intake.likely_duplicates(again)
    assert [one.client_id for one in likely] == [first.id]
    assert "likeness.same_birth_date" in likely[0].speaks_for
    done = intake.register(again)
    assert [one.client_id for one in done.duplicates] == [first.id]
    assert intake.likely_duplicates(again, but=first.id)[0].client_id == done.client.id


def test_at_most_five_duplicates(intake: Intake) -> None:
    for _ in range(8):
        intake.register(OLENA)
    assert len(intake.likely_duplicates(OLENA)) == 5


@pytest.mark.covers("3-023", "3-024", "3-020")
def test_a_visit_comes_with_the_card(intake: Intake, clock: StandingClock) -> None:
    draft = VisitDraft(
        kind=AidKind.SECONDARY_AID,
        topic="idp_rights",
        essence="Мені не дають довідку.\nЩо робити?\u202e",
        wanted_result="довідка",
        deadline=date(2026, 12, 1),
        opposing=(OpposingParty(name="ТОВ «Обрій»", role=OpposingRole.EMPLOYER),),
    )
    done = intake.register(OLENA, draft)
    assert done.visit is not None
    assert done.visit.on_date == date(2026, 11, 24)
    assert done.visit.at_time == time(10, 30)
    assert done.visit.essence == "Мені не дають довідку.\nЩо робити?"
    assert done.visit.author == "worker"
    assert intake.today() == ((done.visit, done.client),)
    assert done.visit.opposing == draft.opposing
    later = intake.change_visit(replace(done.visit, topic="pension", opposing=()))
    assert (later.topic, later.opposing) == ("pension", ())


def test_deadlines_between_two_days(intake: Intake) -> None:
    days = [date(2026, 11, 30), date(2026, 11, 25), date(2026, 12, 24), None]
    for day in days:
        intake.register(Card(alias=f"До {day}"), VisitDraft(deadline=day))
    due = intake.deadlines(date(2026, 11, 24), date(2026, 12, 1))
    assert [visit.deadline for visit, _ in due] == [date(2026, 11, 25), date(2026, 11, 30)]
    assert due[0][1].card.alias == "До 2026-11-25"


@pytest.mark.covers("F2")
def test_the_timeline_gathers_one_client(intake: Intake, clock: StandingClock) -> None:
    client = intake.register(OLENA, VisitDraft(essence="перше")).client
    clock.forward(timedelta(days=1))
    intake.add_visit(Visit(id="", client_id=client.id, on_date=date(2026, 11, 25), essence="друге"))
    entries = intake.timeline(client.id)
    assert [(entry.kind, entry.detail) for entry in entries] == [
        (Happening.VISIT, "друге"),
        (Happening.VISIT, "перше"),
        (Happening.REGISTERED, ""),
    ]


def test_two_people_change_different_fields(intake: Intake) -> None:
    client = intake.register(OLENA).client
    mine = intake.change(client.id, replace(OLENA, email="o@example.org"), seen=client.versions)
    theirs = intake.change(
        client.id, replace(OLENA, note="телефонувати зранку"), seen=client.versions
    )
    assert mine.card.email == "o@example.org"
    assert theirs.card.email == "o@example.org", "what the second form did not touch stays"
    assert theirs.card.note == "телефонувати зранку"


def test_two_people_change_one_field(intake: Intake) -> None:
    client = intake.register(OLENA).client
    intake.change(client.id, replace(OLENA, surname="Коваль"), seen=client.versions)
    with pytest.raises(DeskError) as refused:
        intake.change(client.id, replace(OLENA, surname="Мельник"), seen=client.versions)
    assert refused.value.code == "client.changed_meanwhile"
    assert intake.client(client.id).card.surname == "Коваль"


def test_a_save_that_changes_nothing_writes_nothing(intake: Intake, database: Database) -> None:
    client = intake.register(OLENA).client
    assert intake.change(client.id, OLENA, seen=client.versions) == client
    with database.reading() as session:
        assert journal.verify(session).entries == 1


def test_undo_takes_back_the_last_save(
    intake: Intake, undoing: Undoing, clock: StandingClock
) -> None:
    client = intake.register(OLENA).client
    clock.forward(timedelta(seconds=5))
    intake.change(client.id, replace(OLENA, surname="Коваль", note="н"), seen=client.versions)
    undone = undoing.undo()
    assert (undone.act, undone.client_id, undone.gone) == ("client.changed", client.id, False)
    assert intake.client(client.id).card == OLENA
    assert [one.reference for one in intake.find("шевченко")] == [client.reference]


def test_undo_of_a_registration_hides_card_and_visit(
    intake: Intake, undoing: Undoing, database: Database
) -> None:
    client = intake.register(OLENA, VisitDraft(essence="помилково")).client
    assert undoing.undo().gone
    assert intake.find("шевченко") == ()
    assert intake.recent() == ()
    assert intake.today() == ()
    with pytest.raises(DeskError):
        intake.client(client.id)
    with database.reading() as session:
        assert journal.verify(session).whole


def test_undo_of_a_visit(intake: Intake, undoing: Undoing, clock: StandingClock) -> None:
    client = intake.register(OLENA, VisitDraft(essence="перше")).client
    clock.forward(timedelta(minutes=5))
    visit = intake.add_visit(
        Visit(id="", client_id=client.id, on_date=date(2026, 11, 24), essence="друге")
    )
    clock.forward(timedelta(minutes=5))
    intake.change_visit(replace(visit, essence="третє", deadline=date(2026, 12, 1)))
    clock.forward(timedelta(minutes=5))
    assert undoing.undo().client_id == client.id
    assert intake.visit(visit.id).essence == "друге"
    assert intake.visit(visit.id).deadline is None
    assert len(intake.visits_of(client.id)) == 2


def test_recent_clients_newest_first(intake: Intake, clock: StandingClock) -> None:
    first = intake.register(OLENA).client
    second = intake.register(Card(alias="Друга")).client
    assert [one.id for one in intake.recent()] == [second.id, first.id]
    intake.add_visit(Visit(id="", client_id=first.id, on_date=date(2026, 11, 24)))
    assert [one.id for one in intake.recent(limit=1)] == [first.id]


@pytest.mark.parametrize(
    "name",
    [
        "Ш" * 300,
        "👩‍⚖️ Олена 😀",
        "\u202eолена\u202c",
        "אבג ابج",
        "Ім\u00adя",
        "О'Конор;DROP TABLE client",
        "а" * 50 + " " + "б " * 200,
        "Ґ́ї",
    ],
)
def test_strange_names_are_kept_safe_and_found(intake: Intake, name: str) -> None:
    client = intake.register(Card(surname=name, alias="знак")).client
    kept: Client = intake.client(client.id)
    assert not set(kept.card.surname) & set("\u202e\u202c\u00ad\x00\u200d")
    assert [one.client_id for one in intake.find("знак")] == [client.id]
    assert intake.likely_duplicates(client.card)


def test_an_unknown_client_is_told_plainly(intake: Intake) -> None:
    for ask in (intake.client, intake.timeline):
        with pytest.raises(DeskError) as refused:
            ask("0" * 32)
        assert refused.value.code == "client.unknown"
    with pytest.raises(DeskError):
        intake.visit("0" * 32)


def test_a_visit_of_nobody_is_refused(intake: Intake, database: Database) -> None:
    nobody = Visit(id="", client_id="0" * 32, on_date=date(2026, 11, 24))
    with pytest.raises(DeskError) as refused:
        intake.add_visit(nobody)
    assert refused.value.code == "client.unknown"
    with pytest.raises(DeskError) as refused:
        intake.change_visit(replace(nobody, id="1"))
    assert refused.value.code == "visit.unknown"
    with database.reading() as session:
        assert journal.verify(session).entries == 0


def test_two_people_change_one_visit(intake: Intake) -> None:
    visit = intake.register(OLENA, VisitDraft(essence="перше")).visit
    assert visit is not None
    intake.change_visit(replace(visit, essence="друге"))
    with pytest.raises(DeskError) as refused:
        intake.change_visit(replace(visit, essence="третє"))
    assert refused.value.code == "visit.changed_meanwhile"


def test_remarks_are_of_today(intake: Intake) -> None:
    assert intake.remarks(replace(OLENA, birth_date=date(2026, 11, 25)))
    assert not intake.remarks(OLENA)


def test_a_registration_with_other_records_is_not_undone(
    intake: Intake, undoing: Undoing, database: Database
) -> None:
    from app.forms import store as prints
    from app.forms.model import PrintRecord

    client = intake.register(OLENA).client
    with database.writing("form.printed", author="worker") as session:
        prints.add(
            session,
            PrintRecord(
                id="1" * 32,
                client_id=client.id,
                form="consent",
                edition="1",
                reference=client.reference,
                language="uk",
                large_print=False,
                copies=1,
                printed_at=client.registered_at + timedelta(minutes=1),
                reprint_of="",
                reason="",
                sha256="",
                values={},
                author="worker",
            ),
        )
    with pytest.raises(DeskError) as refused:
        undoing.undo()
    assert refused.value.code == "undo.in_the_way"
    assert intake.client(client.id) == client
    assert [entry.kind for entry in intake.timeline(client.id)] == [
        Happening.PRINT,
        Happening.REGISTERED,
    ]


def test_the_search_tables_can_be_made_again(intake: Intake, database: Database) -> None:
    client = intake.register(whole_card()).client
    with database.local_writing() as session:
        for table in ("client_key", "client_block", "name_word"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
    assert intake.find("шевч") == ()
    assert intake.rebuild_search() == 1
    assert intake.find("шевч")[0].client_id == client.id
    assert intake.find("шевчнко")[0].client_id == client.id


def test_the_file_shows_no_name(intake: Intake, tmp_path: Path) -> None:
    intake.register(OLENA)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert "Шевченко".encode() not in file.read_bytes()
            assert "шевченко".encode() not in file.read_bytes()
