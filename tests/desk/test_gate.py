"""The gate of the desk: each job as each role against a real vault, allowed and refused."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from app.accounts import store as accounts
from app.accounts.model import Office as AnOffice
from app.accounts.model import Role, Signer, SignerKind, User
from app.accounts.permissions import AT_THE_DESK, CELLS, Action, Answer, Gives
from app.accounts.seconds import asks
from app.content.library import Library
from app.core.errors import DeskError, NotAllowedError
from app.desk.desk import Desk, assemble
from app.desk.exporting import Wish
from app.desk.gate import Gate, because
from app.eligibility.model import Paper, PaperState
from app.exchange.model import Layout
from app.registry.model import Card, Channel, Visit, VisitDraft
from app.sight import store as looks
from app.storage.database import Database
from tests.conftest import RepeatingIds, StandingClock

pytestmark = pytest.mark.covers("F105", "4-033", "4-034")
WHY = "прийшла знову, чекає в коридорі"
LIBRARY = Library.load()


@dataclass
class Office:
    """A vault with somebody of each role, a client of long ago and one of today."""

    database: Database
    clock: StandingClock
    ids: RepeatingIds
    folder: Path
    theirs: str = ""
    visit: str = ""
    todays: str = ""

    def desk(self, author: str) -> Desk:
        return assemble(self.database, LIBRARY, clock=self.clock, ids=self.ids, author=author)

    def joins(self, name: str, *roles: Role, been: bool = False) -> None:
        user = User(
            id=name, name=name, role=roles[0], roles=frozenset(roles), added_at=self.clock.now()
        )
        with self.database.writing("user.added", author="head") as session:
            accounts.add_user(session, user)
            if been:
                accounts.put_signer(
                    session,
                    Signer(
                        id=self.ids.record(),
                        kind=SignerKind.PERSON,
                        holder=name,
                        sign=b"\1" * 32,
                        seal=b"\2" * 32,
                        made_at=self.clock.now(),
                    ),
                )


@pytest.fixture
def office(database: Database, clock: StandingClock, ids: RepeatingIds, tmp_path: Path) -> Office:
    place = Office(database, clock, ids, tmp_path)
    for role in Role:
        place.joins(role.value, role)
    place.joins("colleague", Role.SENIOR)
    with database.writing("office.founded", author="head") as session:
        accounts.add_office(session, AnOffice(id=ids.record(), name="Бюро"))
    desk = place.desk("colleague")
    came = VisitDraft(channel=Channel.IN_PERSON, essence="Оренда житла")
    old = desk.intake.register(Card(surname="Давня", given_name="Олена"), came)
    assert old.visit is not None
    place.theirs, place.visit = old.client.id, old.visit.id
    clock.forward(timedelta(days=40))
    new = desk.intake.register(Card(surname="Давня", given_name="Марта"), came)
    place.todays = new.client.id
    return place


def _over(job: Any) -> None:
    for _ in job:
        pass


JOBS: dict[str, tuple[Action, Callable[[Desk, Office, str], object]]] = {
    "register": (
        Action.REGISTER_VISIT,
        lambda desk, _o, _c: desk.intake.register(Card(surname="Нова", given_name="Ірина")),
    ),
    "client": (Action.FIND_PERSON, lambda desk, _o, c: desk.intake.client(c)),
    "circle": (Action.FIND_PERSON, lambda desk, _o, c: desk.household.circle(c)),
    "timeline": (Action.OPEN_CONSULTATION, lambda desk, _o, c: desk.intake.timeline(c)),
    "visits": (Action.OPEN_CONSULTATION, lambda desk, _o, c: desk.intake.visits_of(c)),
    "checks": (Action.OPEN_CONSULTATION, lambda desk, _o, c: desk.checks.of_client(c)),
    "scans": (Action.OPEN_CONSULTATION, lambda desk, _o, c: desk.scans.of_client(c)),
    "paper": (
        Action.EDIT_CONSULTATION,
        lambda desk, _o, c: desk.checks.keep_paper(
            c, Paper(item="id_card", state=PaperState.PROMISED)
        ),
    ),
    "blank": (Action.PRINT_BLANK, lambda desk, _o, _c: desk.papers.forms()),
    "filled": (Action.PRINT_FILLED, lambda desk, _o, c: desk.papers.values_for("consent", c)),
    "prints": (Action.REPRINT, lambda desk, _o, c: desk.papers.prints_of(c)),
    "feedback": (Action.READ_INCIDENTS, lambda desk, _o, _c: desk.opinions.said()),
    "warnings": (
        Action.DASHBOARDS,
        lambda desk, o, _c: desk.checks.warnings(o.clock.now().date(), o.clock.now().date()),
    ),
    "export": (
        Action.EXPORT_ROWS,
        lambda desk, o, _c: _over(
            desk.exporting.take_out(Wish(path=o.folder / "out.csv", plain=True))
        ),
    ),
    "import": (Action.IMPORT_FILE, lambda desk, _o, _c: desk.importing.batches()),
    "packs": (Action.INSTALL_PACK, lambda desk, _o, _c: desk.editions.confirm()),
    "office": (
        Action.EDIT_LOCAL_CONTENT,
        lambda desk, _o, _c: desk.office.change_office(desk.office.office()),
    ),
    "pairs": (Action.RESOLVE_CONFLICTS, lambda desk, o, c: desk.merging.compare(c, o.todays)),
    "chain": (Action.READ_CHAIN, lambda desk, _o, _c: desk.office.verify_journal()),
    "recover": (Action.RECOVER, lambda desk, _o, _c: desk.office.confirm_recovery()),
    "close": (
        Action.RESTRICTED_CASE,
        lambda desk, _o, c: desk.glass.close_card(c, reason=WHY),
    ),
}


def done(work: Callable[[], object]) -> str:
    """Empty when it was done; else the code of the refusal. Other refusals are not of the gate."""
    try:
        work()
    except NotAllowedError as problem:
        return problem.code
    except DeskError:
        return ""
    return ""


_OF_NOBODY = frozenset(
    {
        *("register", "paper", "blank", "close", "feedback", "warnings", "export"),
        *("import", "packs", "office", "chain", "recover"),
    }
)


@pytest.mark.parametrize("role", list(Role))
def test_each_job_as_each_role(office: Office, role: Role) -> None:
    desk = office.desk(role.value)
    for name, (action, work) in JOBS.items():
        whose = name not in _OF_NOBODY
        expected = {
            Answer.YES: "",
            Answer.OWN: "role.not_own" if whose else "",
            Answer.OWN_OR_REASON: "role.reason_needed" if whose else "",
            Answer.REASON: "role.reason_needed",
            Answer.SECOND: "",
            Answer.BREAK_GLASS: "role.not_allowed",
            Answer.SEALED: "role.sealed_only",
            Answer.AGGREGATES: "role.sums_only",
        }.get(CELLS[role, action].answer, "role.not_allowed")
        if CELLS[role, action].limit in AT_THE_DESK:
            expected = ""
        told = done(lambda work=work: work(desk, office, office.theirs))  # type: ignore[misc]
        assert told == expected, (name, told)


@pytest.mark.parametrize("role", list(Role))
def test_every_cell_through_the_gate(office: Office, role: Role) -> None:
    def passes(action: Action, client: str, reason: str = "", gives: Gives = Gives.ROWS) -> bool:
        gate = Gate(office.database, role.value)
        with because(reason):
            return not done(lambda: gate.admit(action, client=client, gives=gives))

    for action in Action:
        answer = CELLS[role, action].answer
        own = answer in (Answer.OWN, Answer.OWN_OR_REASON)
        served = CELLS[role, action].limit in AT_THE_DESK
        free = served or answer in (Answer.YES, Answer.SECOND)
        reasoned = answer in (Answer.OWN_OR_REASON, Answer.REASON)
        sums = answer is Answer.AGGREGATES
        assert passes(action, office.theirs) == free, action
        assert passes(action, office.todays) == (free or own), action
        assert passes(action, office.theirs, "бо так") == free, action
        assert passes(action, office.theirs, WHY) == (free or reasoned), action
        assert passes(action, office.theirs, "", Gives.AGGREGATES) == (free or sums), action


def test_a_role_change_acts_at_once_in_an_open_desk(office: Office) -> None:
    desk = office.desk("registrar")
    assert done(lambda: desk.intake.timeline(office.todays)) == "role.not_allowed"
    with office.database.writing("user.changed", author="head") as session:
        accounts.change_roles(session, "registrar", Role.SENIOR, frozenset())
    assert done(lambda: desk.intake.timeline(office.todays)) == ""
    with office.database.writing("user.changed", author="head") as session:
        accounts.change_roles(session, "registrar", Role.ANALYST, frozenset())
    assert done(lambda: desk.intake.timeline(office.todays)) == "role.not_allowed"


@pytest.mark.parametrize("role", [Role.FRONTLINE, Role.HEAD, Role.REGISTRAR, Role.SENIOR])
def test_whoever_comes_is_found_by_everybody_at_the_desk(office: Office, role: Role) -> None:
    desk = office.desk(role.value)
    both = {office.theirs, office.todays}
    assert {one.client_id for one in desk.intake.find("Давня")} == both
    assert {one.id for one in desk.intake.recent()} == both
    assert desk.intake.client(office.theirs).card.surname == "Давня"


def test_what_was_said_at_the_desk_is_not_shown_to_a_registrar(office: Office) -> None:
    assert office.desk("frontline").intake.today()[0][0].essence == "Оренда житла"
    assert office.desk("registrar").intake.today()[0][0].essence == ""


def test_the_full_view_of_anothers_client_asks_the_registrar_away(office: Office) -> None:
    with pytest.raises(NotAllowedError) as told:
        office.desk("registrar").sight.reveal(office.theirs, reason=WHY)
    assert told.value.code == "role.not_own"


def test_a_correction_of_an_earlier_day_is_a_row_of_its_own(office: Office) -> None:
    visit: Visit = office.desk("senior").intake.visit(office.visit)
    later = replace(visit, essence="Оренда землі")
    assert done(lambda: office.desk("registrar").intake.change_visit(later)) == "role.not_allowed"
    frontline = office.desk("frontline")
    assert done(lambda: frontline.intake.change_visit(later)) == "role.reason_needed"
    with because("описка, людина виправила сама"):
        assert frontline.intake.change_visit(later).essence == "Оренда землі"
    with office.database.reading() as session:
        (told,) = [one for one in looks.of_client(session, office.theirs) if one.reason]
    assert (told.author, told.act) == ("frontline", "reasoned")


def test_a_registrar_records_the_person_and_not_the_matter(office: Office) -> None:
    desk = office.desk("registrar")
    card = Card(surname="Нова", given_name="Ірина")
    with pytest.raises(NotAllowedError) as told:
        desk.intake.register(card, VisitDraft(channel=Channel.IN_PERSON, essence="Розлучення"))
    assert told.value.code == "role.identity_only"
    assert desk.intake.register(card, VisitDraft(channel=Channel.IN_PERSON)).visit is not None


def test_an_administrator_imports_without_reading(office: Office) -> None:
    path = office.folder / "in.csv"
    path.write_text("surname;given_name\nКоваль;Олена\n", "utf-8")
    look = office.desk("administrator").importing.look(path, Layout())
    assert look.first_rows == ()
    assert office.desk("senior").importing.look(path, Layout()).first_rows


def test_a_second_person_confirms_and_nobody_confirms_oneself(office: Office) -> None:
    office.joins("deputy", Role.HEAD, been=True)
    head, deputy = office.desk("head"), office.desk("deputy")
    gate = Gate(office.database, "head")
    assert head.second.needed(Action.MANAGE_USERS)
    for _ in range(2):
        with pytest.raises(NotAllowedError) as told:
            gate.admit(Action.MANAGE_USERS)
        assert told.value.code == "role.second_needed"
    (wait,) = deputy.second.waiting()
    assert (wait.name, wait.ask.action) == ("head", Action.MANAGE_USERS)
    assert not head.second.waiting()
    assert done(lambda: head.second.answer(wait.ask.id, agrees=True)) == "second.oneself"
    clerk = office.desk("registrar")
    assert done(lambda: clerk.second.answer(wait.ask.id, agrees=True)) == "role.not_allowed"
    deputy.second.answer(wait.ask.id, agrees=True)
    assert gate.admit(Action.MANAGE_USERS).by is Answer.SECOND
    assert done(lambda: gate.admit(Action.MANAGE_USERS)) == "role.second_needed", "it serves once"
    (wait,) = deputy.second.waiting()
    deputy.second.answer(wait.ask.id, agrees=False)
    assert done(lambda: gate.admit(Action.MANAGE_USERS)) == "role.second_needed"
    office.clock.forward(timedelta(hours=25))
    assert not deputy.second.waiting()
    with pytest.raises(DeskError) as old:
        deputy.second.answer("no such", agrees=True)
    assert old.value.code == "second.over"


def test_where_nobody_else_ever_signed_in_one_goes_on_and_the_journal_says_so(
    office: Office,
) -> None:
    gate = Gate(office.database, "head")
    assert gate.admit(Action.EXPORT_ROWS).alone
    with office.database.reading() as session:
        (ask,) = asks(session, office.clock.now() - timedelta(hours=1))
    assert (ask.answer, ask.author, ask.action) == ("nobody", "head", Action.EXPORT_ROWS)


def test_a_key_press_reads_no_roles(office: Office) -> None:
    gate = Gate(office.database, "senior")
    gate.admit(Action.FIND_PERSON)
    read: list[str] = []
    engine = office.database._engine
    event.listen(engine, "begin", lambda _c: read.append("begin"))
    for _ in range(20):
        gate.admit(Action.FIND_PERSON)
    assert not read


def test_somebody_who_left_may_do_nothing(office: Office) -> None:
    assert Gate(office.database, "nobody").roles() == frozenset()
    assert done(lambda: office.desk("nobody").intake.find("Давня")) == "role.not_allowed"
