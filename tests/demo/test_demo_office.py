"""The demo office: invented, repeatable, and good for the whole main job."""

from datetime import date
from pathlib import Path
from random import Random

import pypdfium2 as pdfium
import pytest

from app.core.clock import SystemClock
from app.core.errors import InputError
from app.core.ids import SystemIds
from app.core.paths import Home
from app.demo import office, people, tour
from app.desk.vaults import Vaults
from app.registry.model import Severity
from app.registry.validation import remarks

DAY = date(2026, 11, 24)


def test_the_same_seed_gives_the_same_people() -> None:
    first = [people.card(number, Random(3), DAY) for number in range(40)]
    again = [people.card(number, Random(3), DAY) for number in range(40)]
    assert first == again
    assert len({card.full_name for card in first}) > 20


def test_invented_people_break_no_rule() -> None:
    chance = Random(5)
    cards = [people.card(number, chance, DAY) for number in range(120)]
    wrong = [
        remark.words
        for card in cards
        for remark in remarks(card, on=DAY)
        if remark.severity is Severity.ERROR
    ]
    assert not wrong
    assert any(card.safe_contact.on for card in cards)
    assert any(card.representative for card in cards)


@pytest.mark.timeout(120)
def test_the_main_job_without_a_display(tmp_path: Path) -> None:
    home, clock, ids = Home(tmp_path / "home"), SystemClock(), SystemIds()
    users = office.fill(home, clients=4, seed=1, clock=clock, ids=ids)
    assert len(users) == 4
    with pytest.raises(InputError, match=r"home\.taken"):
        office.fill(home, clients=1, seed=1, clock=clock, ids=ids)
    made = tour.main_job(home, tmp_path / "papers", clock=clock, ids=ids)
    assert [path.stem for path in made] == list(tour.PAPERS)
    application = pdfium.PdfDocument(made[0])
    text = "".join(page.get_textpage().get_text_range() for page in application)
    assert "ЗАЯВА" in text
    assert "внутрішньо переміщена особа" in text
    opened = Vaults(home, clock=clock, ids=ids).open(users[0].name, users[0].passphrase)
    opened.database.close()
    assert set(Vaults(home, clock=clock, ids=ids).users()) == {user.name for user in users}
