"""The codifier offline: letters find places, old names find the place of now."""

import csv
import re
import time

import pytest

from app.core.paths import resources
from app.registry.settlements import directory, other_names
from tests.machine import slowness, traced

CODE = re.compile(r"UA\d{17}")
OLD_NAMES = resources() / "directory" / "old_names.tsv"


@pytest.mark.covers("F7", "W11")
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ки", "Київ"),
        ("Дніп", "Дніпро"),
        ("харьков", "Харків"),
        ("Запоріжя", "Запоріжжя"),
        ("бхмут", "Бахмут"),
        ("Bakhmut", "Бахмут"),
        (",f[ven", "Бахмут"),
        ("м. Мена", "Мена"),
        ("Збур'ївка", "Збур’ївка"),
        ("ДНІПРОПЕТРОВСЬК", "Дніпро"),
        ("Кіровоград", "Кропивницький"),
        ("Красноармійськ", "Покровськ"),
        ("Новоград-Волинський", "Звягель"),
        ("Червоноград", "Шептицький"),
        ("Красноград", "Берестин"),
        ("Сєвєродонецьк", "Сіверськодонецьк"),
        ("Ворошиловград", "Луганськ"),
    ],
)
def test_the_place_stands_first(typed: str, name: str) -> None:
    assert directory().find(typed)[0].name == name


@pytest.mark.covers("F7", "W11")
def test_an_ambiguous_old_name_offers_all_and_says_which() -> None:
    found = directory().find("Артемівськ")
    assert [(place.name, place.region, place.was) for place in found[:2]] == [
        ("Бахмут", "Донецька", "Артемівськ"),
        ("Кипуче", "Луганська", "Артемівськ"),
    ]
    assert other_names("артемівськ") == {"бахмут", "кипуче"}
    assert "артемівськ" in other_names("Бахмут")
    assert other_names("Полтава") == frozenset()


def test_where_it_lies_narrows_down() -> None:
    for typed in ("Іванівка одес", "Одеська обл., Іванівка", "Одеська обл., с. Іванівка"):
        found = directory().find(typed)
        assert found[0].name == "Іванівка"
        assert {place.region for place in found} == {"Одеська"}


def test_it_is_explained_and_written_as_on_papers() -> None:
    bakhmut = directory().find("Бахмут")[0]
    assert (bakhmut.region, bakhmut.district, bakhmut.community) == (
        "Донецька",
        "Бахмутський",
        "Бахмутська",
    )
    assert bakhmut.address == "Донецька обл., Бахмутський р-н, м. Бахмут"
    assert directory().find("Київ")[0].address == "м. Київ"
    assert directory().settlement(bakhmut.code) == bakhmut
    assert directory().settlement("UA00") is None


@pytest.mark.parametrize(
    "typed", ["", "к", "вул. Миру", "м. Київ, вул. Миру", "12", "ыыыыыыы", "\x00", "м. "]
)
def test_a_street_or_nothing_asks_for_nothing(typed: str) -> None:
    assert directory().find(typed) == ()


def test_every_place_is_there_with_its_code() -> None:
    rows = (resources() / "directory" / "settlements.tsv").read_text("utf-8").splitlines()[1:]
    kinds = [line.split("\t")[0] for line in rows]
    assert sum(kind in "KMXC" for kind in kinds) == 29_703
    assert all(CODE.fullmatch(line.split("\t")[1]) for line in rows)


def test_old_names_say_act_date_and_how_sure() -> None:
    with OLD_NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    units = (resources() / "directory" / "settlements.tsv").read_text("utf-8")
    known = {line.split("\t")[1]: line.split("\t")[2] for line in units.splitlines()[1:]}
    assert len(rows) >= 150
    assert all(known[row["code"]] == row["now"] for row in rows)
    assert all(row["old"] and row["act"] for row in rows)
    assert {row["confidence"] for row in rows} <= {"mixed", "knowledge"}
    assert len({(row["old"], row["code"]) for row in rows}) == len(rows)


@pytest.mark.covers("F7")
def test_a_letter_is_answered_at_once() -> None:
    directory().find("прогрів")
    words = ["ів", "нова", "красноармейск", "ghbkerb", "kryvyi rih", "хмельницкий", "щщщщщщщщ"]
    typed = [word[:length] for word in words for length in range(2, len(word) + 1)]
    spent = []
    for text in typed:
        before = time.process_time()
        directory().find(text)
        spent.append(time.process_time() - before)
    assert max(spent) < 0.05 * slowness() * traced()
