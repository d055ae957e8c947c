"""The month as the head reads it: sums a person, and what is out of the way."""

from datetime import UTC, datetime, timedelta

import pytest

from app.sight.model import Access, Act, What
from app.sight.monthly import MANY_AN_HOUR, OFTEN, Odd, month

NOON = datetime(2026, 11, 2, 10, tzinfo=UTC)


def look(
    number: int, *, at: datetime = NOON, client: str = "olena", author: str = "marta",
    act: Act = Act.OPENED,
) -> Access:  # fmt: skip
    return Access(
        id=f"{number:04}", client_id=client, at=at, author=author, act=act, what=What.CARD
    )


@pytest.mark.covers("F66")
def test_sums_are_those_of_each_person() -> None:
    found = month(
        [
            look(1),
            look(2, client="ivan"),
            look(3, act=Act.REVEALED),
            look(4, author="petro", act=Act.PRINTED),
        ]
    )
    marta, petro = found.totals
    assert (marta.author, marta.opened, marta.people, marta.revealed) == ("marta", 2, 2, 1)
    assert (petro.author, petro.opened, petro.people, petro.printed) == ("petro", 0, 1, 1)
    assert not found.odd
    assert [one.id for one in found.entries] == ["0004", "0003", "0002", "0001"]


@pytest.mark.parametrize(
    ("entries", "odd"),
    [
        ([look(1, act=Act.BROKE_GLASS)], Odd.GLASS),
        ([look(1, at=NOON.replace(hour=23))], Odd.AT_NIGHT),
        (
            [
                look(n, client=f"c{n}", at=NOON + timedelta(minutes=n))
                for n in range(1, MANY_AN_HOUR + 1)
            ],
            Odd.MANY,
        ),
        ([look(n, at=NOON + timedelta(days=n)) for n in range(1, OFTEN + 1)], Odd.OFTEN),
    ],
)
def test_what_is_out_of_the_way_is_told_once(entries: list[Access], odd: Odd) -> None:
    found = month(entries)
    assert [why for _, why in found.odd] == [odd]


def test_a_full_day_of_work_is_nothing_odd() -> None:
    served = [
        look(n, client=f"c{n}", at=NOON - timedelta(hours=3) + timedelta(minutes=10 * n))
        for n in range(60)
    ]
    assert not month(served).odd
