"""What one search box may mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.queries import Reading, readings
from app.registry.reference import ALPHABET, check_sign

TODAY = date(2026, 11, 24)


@pytest.mark.covers("F83")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("соняш 86", Reading(words=("соняш",), year=1986)),
        ("соняш 1986", Reading(words=("соняш",), year=1986)),
        ("07.03.1986", Reading(born=date(1986, 3, 7))),
        ("070386", Reading(born=date(1986, 3, 7))),
        ("070386", Reading(digits="070386")),
        ("1986", Reading(year=1986)),
        ("Шевченко О.І.", Reading(words=("шевченко", "о", "і"))),
        ("Олена 7 березня 1986 Шевч", Reading(words=("олена", "шевч"), born=date(1986, 3, 7))),
        ("050 123-45", Reading(digits="05012345")),
        ("шевченко 4567", Reading(words=("шевченко",), digits="4567")),
        ("КВ 123456", Reading(document="кв123456")),
        ("95r f7n d63", Reading(reference="95RF7ND63")),
        ("itdx", Reading(words=("шевч",), how="found.layout")),
        ("Shev", Reading(words=("шев",), how="found.latin")),
    ],
)
def test_readings_of_a_query(query: str, expected: Reading) -> None:
    assert expected in readings(query, TODAY)


@pytest.mark.parametrize("query", ["", "  ", "\u202e", "😀", "!?", "-"])
def test_nothing_is_asked(query: str) -> None:
    assert readings(query, TODAY) == ()


@given(st.text(max_size=400))
def test_nothing_makes_it_fall(query: str) -> None:
    for reading in readings(query, TODAY):
        assert len(reading.words) <= 6
        assert (
            reading.words
            or reading.born
            or reading.year
            or reading.digits
            or reading.document
            or reading.reference
        )


@given(st.text(ALPHABET, min_size=8, max_size=8))
def test_every_reference_is_understood(signs: str) -> None:
    whole = signs + check_sign(signs)
    assert Reading(reference=whole) in readings(whole.lower(), TODAY)
