"""Initials and year for lists that others may see."""

from dataclasses import replace
from datetime import date

import pytest

from app.registry.model import Card, masked

OLENA = Card(
    surname="Шевченко", given_name="Олена", patronymic="Іванівна", birth_date=date(1986, 3, 7)
)


@pytest.mark.parametrize(
    ("card", "shown"),
    [
        (OLENA, "Ш-о О. І., 1986"),
        (replace(OLENA, birth_date=None), "Ш-о О. І."),
        (replace(OLENA, surname="Ко", patronymic=""), "К О., 1986"),
        (Card(alias="Оля з ринку"), "О."),
        (Card(alias="Оля", birth_date=date(1990, 1, 1)), "О., 1990"),
    ],
)
def test_a_masked_name_says_enough_and_no_more(card: Card, shown: str) -> None:
    assert masked(card) == shown
