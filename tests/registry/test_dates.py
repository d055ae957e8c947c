"""Dates in all usual spellings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.dates import full_years, in_full, read_date

TODAY = date(2026, 11, 24)
BORN = date(1986, 3, 7)
GENITIVE = (
    *("січня", "лютого", "березня", "квітня", "травня", "червня"),
    *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
)


@pytest.mark.covers("F83")
@pytest.mark.parametrize(
    "text",
    [
        "07.03.1986",
        "7.3.1986",
        "7.3.86",
        "07/03/1986",
        "07-03-86",
        "7 3 1986",
        "1986-03-07",
        "1986.03.07",
        "070386",
        "07031986",
        "19860307",
        "7 березня 1986",
        "7 березня 1986 року",
        "7 БЕРЕЗНЯ 1986 р.",
        "7 бер 1986",
        "7 бер. 86",
        "7березня1986",
        "March 7, 1986",
        "7 Mar 1986",
        "7.3.'86",
        " 07.03.1986\u200e ",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert read_date(text, TODAY) == BORN


@pytest.mark.parametrize(
    "text",
    [
        "31.02.1990",
        "00.01.1990",
        "32.01.1990",
        "1.13.1990",
        "29.02.2023",
        "290223",
        "7 брехня 1986",
        "березень 1986",
        "1986",
        "86",
        "",
        "abc",
        "7.3",
        "1.1.0001",
        "12.12.12345",
        "৭.৩.1986 x",
        "😀",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert read_date(text, TODAY) is None


def test_two_digits_mean_a_year_that_has_come() -> None:
    assert read_date("24.11.26", TODAY) == TODAY
    assert read_date("25.11.26", TODAY) == date(1926, 11, 25)
    assert read_date("25.11.26", TODAY, ahead=True) == date(2026, 11, 25)
    assert (in_full(26, TODAY), in_full(27, TODAY)) == (2026, 1927)


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_from_every_spelling(day: date) -> None:
    for text in (
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day:%d%m%Y}",
        f"{day.day} {GENITIVE[day.month - 1]} {day.year}",
    ):
        assert read_date(text, TODAY) == day


@given(st.dates(date(1926, 11, 25), TODAY))
def test_every_living_persons_short_date_is_read(day: date) -> None:
    assert read_date(f"{day.day}.{day.month}.{day:%y}", TODAY) == day
    assert read_date(f"{day:%d%m%y}", TODAY) == day


@given(st.text())
def test_nothing_makes_it_fall(text: str) -> None:
    read_date(text, TODAY)


def test_full_years_turn_on_the_birthday() -> None:
    assert full_years(date(2012, 11, 24), TODAY) == 14
    assert full_years(date(2012, 11, 25), TODAY) == 13
    assert full_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert full_years(date(2008, 2, 29), date(2026, 3, 1)) == 18
