"""Letters of two alphabets in a name: noticed, repaired only where look-alikes were in the way."""

import pytest

from app.registry.letters import reading_of, repaired, without_marks
from app.registry.model import Card
from app.registry.tidy import tidied


@pytest.mark.covers("F85", "W11")
@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("Шевчeнкo", "Шевченко"),  # two Latin letters
        ("POMAH Шевченко", "РОМАН Шевченко"),
        ("Smіth", "Smith"),  # a Cyrillic і
        ("Ivаn Petrov", "Ivan Petrov"),
        ("Iвана", "Івана"),
    ],
)
def test_look_alikes_are_repaired(typed: str, better: str) -> None:
    assert repaired(typed) == better
    assert repaired(better) == better


@pytest.mark.parametrize(
    "name", ["", "Шевченко", "Smith", "Nguyễn", "Їжакевич-Щербаківʼюк", "Wасиль", "POMAH", "О. І."]
)
def test_other_names_are_left_alone(name: str) -> None:
    assert repaired(name) == name


@pytest.mark.covers("F85")
def test_a_foreign_name_gets_a_reading() -> None:
    assert reading_of("Kowalski", "Jan") == "Ковальський Ян"
    assert reading_of("Kowаlski") == "Ковальський"  # a Cyrillic а
    assert reading_of("Шевченко", "Олена") == ""
    assert reading_of("", "") == ""


@pytest.mark.covers("F85")
def test_stress_marks_and_unseen_signs_are_cleaned() -> None:
    assert without_marks("Шевче\u0301нко") == "Шевченко"
    assert without_marks("Їжак Йосип") == "Їжак Йосип"
    card = tidied(Card(surname="Шев\u200bче\u0301нко\u202e", given_name="Андрі\u0438\u0306"))
    assert (card.surname, card.given_name) == ("Шевченко", "Андрій")
