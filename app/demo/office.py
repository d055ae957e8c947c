"""A demo office: four invented people at the desk, and as many invented clients as wanted."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from app.accounts.model import Office, Role
from app.content.library import Library
from app.core.clock import Clock, today
from app.core.errors import InputError
from app.core.ids import Ids
from app.core.paths import Home
from app.core.runner import Progress
from app.demo import people
from app.desk.desk import Desk, assemble
from app.desk.editions import Editions
from app.desk.office import Administration
from app.desk.vaults import Opened, Vaults
from app.eligibility.answers import Facts
from app.eligibility.model import Paper, PaperState
from app.registry.model import AidKind, Card, Client, VisitDraft
from app.storage.engine import of_invented_people

LAWYER_WANTED = 0.5
AS_AT_A_DESK, AT_ONCE = 200, 500
ORDINARY_ANSWERS: Facts = {
    "applicant": "self",
    "service_needed": frozenset({"representation", "drafting"}),
    "income_group": "able_bodied",
    "disability": "none",
    "veteran_status": "none",
    "captivity": "none",
    "torture_victim": False,
    "special_merits": False,
    "nazi_persecution_victim": False,
    "detention": "none",
    "defence_appointed": False,
    "serving_sentence": False,
    "protection_status": "none",
    "detained_for_removal": False,
    "stateless_applicant": False,
    "lacks_identity_documents": False,
    "capacity_case_in_court": False,
    "psychiatric_case_in_court": False,
    "rehabilitated": False,
    "whistleblower": False,
    "asset_reporter": False,
    "treaty_ground": False,
}
"""What most people answer; questions that sting were not asked."""

OFFICE = Office(
    name="Бюро правничої допомоги «Липове» (навчальне)",
    address="с. Липове, вул. Садова, 1",
    hours="понеділок – пʼятниця, 8:00–17:00",
    phone="0 800 213 103",
    head_title="Начальниця бюро",
    head_name="Марта ГІЛКА",
    centre_name="Центр з надання безоплатної правничої допомоги «Вигаданий»",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUser:
    """Somebody who may sign in to the demo office."""

    name: str
    role: Role
    passphrase: str = field(repr=False)


_PEOPLE = (
    ("Марта Гілка", Role.HEAD, "липа садить теплий вечір"),
    ("Остап Жолудь", Role.FRONTLINE, "човен пише синій лист"),
    ("Дарина Роса", Role.SENIOR, "лампа гріє довгий міст"),
    ("Лука Камінець", Role.REGISTRAR, "сова рахує сухі дрова"),
)
USERS = tuple(DemoUser(name=name, role=role, passphrase=words) for name, role, words in _PEOPLE)


def fill(
    home: Home,
    *,
    clients: int,
    seed: int,
    clock: Clock,
    ids: Ids,
    told: Callable[[Progress], object] = lambda _: None,
) -> Sequence[DemoUser]:
    """Make the demo office in a NEW home and answer with who may sign in.

    The first people are registered, checked and asked for papers as at a desk, today; the others
    came before, many at once. `told` hears how far it is. Raises InputError `home.taken` when
    something lives there already.
    """
    if home.exists:
        raise InputError("home.taken")
    with of_invented_people():
        _filled(home, clients=clients, seed=seed, clock=clock, ids=ids, told=told)
    return USERS


def _filled(
    home: Home,
    *,
    clients: int,
    seed: int,
    clock: Clock,
    ids: Ids,
    told: Callable[[Progress], object],
) -> None:
    vaults = Vaults(home, clock=clock, ids=ids)
    head = USERS[0]
    opened = vaults.make(OFFICE, user=head.name, passphrase=head.passphrase).opened
    with closing(opened.database):
        office = Administration(opened.database, clock=clock, ids=ids, author=opened.user.id)
        office.confirm_recovery()  # an invented office has nothing to lose
        Editions(
            opened.database, Library.load(), clock=clock, ids=ids, author=opened.user.id
        ).confirm()
        for user in USERS[1:]:
            vaults.add_user(opened, name=user.name, role=user.role, passphrase=user.passphrase)
        desk = _desk_of_lawyer(opened, clock, ids)
        chance = Random(seed)  # noqa: S311  invented people need no secrets
        for number in range(min(clients, AS_AT_A_DESK)):
            _register(desk, number, chance, today(clock))
            told(Progress(number + 1, clients))
        for first in range(AS_AT_A_DESK, clients, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, clients))
            desk.intake.register_many(
                [_earlier(number, chance, today(clock)) for number in numbers]
            )
            told(Progress(numbers.stop, clients))


def _earlier(number: int, chance: Random, day: date) -> tuple[Card, VisitDraft | None]:
    """Somebody who came in the last two years; names differ more than one list of them allows."""
    card = people.card(number, chance, day)
    first, second = chance.sample(people.SURNAMES[:-1], 2)
    matter = people.matter(chance, day)
    visit = VisitDraft(
        on_date=day - timedelta(days=chance.randrange(1, 700)),
        at_time=time(9 + number % 8, number % 4 * 15),
        channel=matter.channel,
        kind=AidKind.CONSULTATION,
        topic=matter.topic,
        essence=matter.essence,
    )
    return replace(card, surname=f"{first}-{second}"), visit if number % 3 else None


def _desk_of_lawyer(opened: Opened, clock: Clock, ids: Ids) -> Desk:
    """The desk of the first frontline lawyer, in whose name the clients are registered."""
    library = Library.load()
    desk = assemble(opened.database, library, clock=clock, ids=ids, author=opened.user.id)
    lawyer = next(user for user in desk.office.users() if user.role is Role.FRONTLINE)
    return assemble(opened.database, library, clock=clock, ids=ids, author=lawyer.id)


def _register(desk: Desk, number: int, chance: Random, day: date) -> None:
    card = people.card(number, chance, day)
    matter = people.matter(chance, day)
    wants_lawyer = chance.random() < LAWYER_WANTED
    registered = desk.intake.register(
        card,
        VisitDraft(
            at_time=time(9 + number // 4 % 8, number % 4 * 15),
            channel=matter.channel,
            kind=AidKind.SECONDARY_AID if wants_lawyer else AidKind.CONSULTATION,
            topic=matter.topic,
            essence=matter.essence,
            wanted_result=matter.wanted_result,
            deadline=matter.deadline,
        ),
    )
    if wants_lawyer and registered.visit is not None:
        _check(desk, registered.client, registered.visit.id, chance, day)


def _income(chance: Random) -> tuple[Decimal, ...]:
    """Six sums in hryvnias, some with kopiikas."""
    return tuple(Decimal(chance.randrange(3000_00, 9000_00)) / 100 for _ in range(6))


def _check(desk: Desk, client: Client, visit_id: str, chance: Random, day: date) -> None:
    """Papers as they stand, and the check that goes with them."""
    desk.checks.keep_paper(
        client.id, Paper(item="id_card", state=PaperState.ORIGINAL_SEEN, seen_on=day)
    )
    if client.card.statuses and chance.random() < LAWYER_WANTED:
        desk.checks.keep_paper(
            client.id,
            Paper(
                item="idp_certificate",
                state=PaperState.PROMISED,
                promised_by=day + timedelta(days=chance.randrange(1, 8)),
            ),
        )
    facts = {
        **ORDINARY_ANSWERS,
        **desk.checks.facts_from_card(client.card, day),
        "income_six_months": _income(chance),
    }
    papers = desk.checks.papers(client.id)
    desk.checks.save(client.id, facts, papers, day, visit_id=visit_id)
