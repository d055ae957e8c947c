"""Names with combining accents, invisible signs and mixed scripts: the person stays findable.

Each is registered, found, offered as a likely twin, printed, taken out, and brought in elsewhere.
"""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from app.accounts.model import Office
from app.content.library import Library
from app.core.clock import Clock
from app.core.ids import Ids
from app.core.words import Words
from app.desk.desk import Desk, assemble
from app.desk.exporting import Wish
from app.registry.model import Card
from app.storage.database import Database
from tests.desk.test_importing import brought, done
from tests.forms.paper import solid, text
from tests.vaults import KEY

ACUTE, BREVE = "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING BREVE}"
ODD = {
    "a stress mark": (f"Га{ACUTE}лаган", "Галаган"),
    "parted into signs": (unicodedata.normalize("NFD", "Їжакевич"), "Їжакевич"),
    "parted by hand": (f"Заи{BREVE}ченко", "Зайченко"),
    "a zero-width space": ("Шев\N{ZERO WIDTH SPACE}ченко", "Шевченко"),
    "a zero-width joiner": ("Мель\N{ZERO WIDTH JOINER}ник", "Мельник"),
    "a soft hyphen": ("Пала\N{SOFT HYPHEN}мар", "Паламар"),
    "a byte order mark": ("\N{ZERO WIDTH NO-BREAK SPACE}Осока", "Осока"),
    "a direction mark": ("Верба\N{RIGHT-TO-LEFT MARK}", "Верба"),
    "a hard space": ("Нечуй\N{NO-BREAK SPACE}Левицький", "Нечуй Левицький"),
    "a Latin letter among Cyrillic": ("K\u043eваль", "Коваль"),
    "Latin letters that look alike": ("Pоcтик", "Ростик"),
    "a foreign apostrophe": ("О\N{RIGHT SINGLE QUOTATION MARK}Коннор", "ОʼКоннор"),
    "accents of another language": ("Nguyễn", "Nguyen"),
}
BORN = date(1986, 3, 7)


def new_desk(folder: Path, clock: Clock, ids: Ids) -> Desk:
    folder.mkdir()
    vault = folder / "vault.db"
    Database.create(vault, KEY, ids=ids)
    database = Database.open(vault, KEY, clock=clock, ids=ids)
    desk = assemble(database, Library.load(), clock=clock, ids=ids, author="head")
    desk.office.found(Office(name="Бюро"), "Марта")
    return desk


def found(desk: Desk, query: str) -> set[str]:
    return {hit.client_id for hit in desk.intake.find(query)}


def printed(desk: Desk, client_id: str) -> str:
    """What stands on the application of that person, without spaces."""
    values = desk.papers.values_for("bvpd_application", client_id)
    return solid(text(desk.papers.preview("bvpd_application", values, client_id=client_id).pdf))


@pytest.mark.covers("F84", "F85", "F120", "R-10")
@pytest.mark.parametrize(("typed", "plain"), ODD.values(), ids=ODD)
def test_a_person_with_an_odd_name_stays_findable_all_the_way(
    tmp_path: Path, clock: Clock, ids: Ids, words: Words, typed: str, plain: str
) -> None:
    desk = new_desk(tmp_path / "one", clock, ids)
    card = Card(surname=typed, given_name="Олена", birth_date=BORN)
    client = desk.intake.register(card).client
    for query in (typed, plain, plain[:4].strip(), f"{plain} Олена"):
        assert client.id in found(desk, query), query
    twin = Card(surname=plain, given_name="Олена", birth_date=BORN)
    assert client.id in {one.client_id for one in desk.intake.likely_duplicates(twin)}
    stem = solid(client.card.surname)[:4]  # what every grammatical case of it keeps
    assert stem in printed(desk, client.id)

    other = new_desk(tmp_path / "other", clock, ids)
    for kind in ("csv", "xlsx"):
        file = tmp_path / f"out.{kind}"
        done(desk.exporting.take_out(Wish(path=file, plain=True)))
        outcome, told = brought(other.importing, file, words)
        assert (outcome.good, outcome.bad) == (1, 0), told
        assert outcome.batch is not None
        for query in (typed, plain):
            assert found(other, query), query
        done(other.importing.take_back(outcome.batch.id))
        assert not found(other, plain)
    for one in (desk, other):
        one.database.close()
