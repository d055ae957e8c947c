"""A desk over a real encrypted vault, and the invented people who come to it."""

from dataclasses import dataclass, field
from datetime import date

from app.content.library import Library
from app.core.clock import Clock
from app.core.ids import Ids
from app.desk.desk import Desk, assemble
from app.registry.model import Card, Client, SafeContact, Sex, Status
from app.storage.database import Database

AUTHOR = "0" * 32
OLENA = Card(
    surname="Соняшник",
    given_name="Олена",
    patronymic="Іванівна",
    birth_date=date(1986, 3, 7),
    sex=Sex.FEMALE,
    phones=("+380500001234",),
    actual_address="с. Липове, вул. Садова, 7",
)


def desk_over(database: Database, *, clock: Clock, ids: Ids) -> Desk:
    """All jobs of one signed-in person."""
    return assemble(database, Library.load(), clock=clock, ids=ids, author=AUTHOR)


def comes(desk: Desk, card: Card = OLENA) -> Client:
    """This person is registered."""
    return desk.intake.register(card).client


def displaced() -> Card:
    """A displaced person as the card knows her."""
    return Card(
        surname="Ґалаґан",
        given_name="Марія",
        patronymic="Петрівна",
        birth_date=date(1979, 11, 2),
        sex=Sex.FEMALE,
        statuses=(Status(kind="idp", valid_from=date(2024, 6, 14)),),
        safe_contact=SafeContact(),
        actual_address="с. Липове",
    )


@dataclass
class Board:
    """A view that only remembers what it was shown."""

    states: list[object] = field(default_factory=list)

    def show_state(self, state: object) -> None:
        self.states.append(state)
