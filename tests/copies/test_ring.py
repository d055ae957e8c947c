"""Which backups stay: a year back in few files, and never without the newest."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.copies.ring import ALL_FOR, DAILY, EVERY, LEAST, MONTHLY, WEEKLY, fitting, kept

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
moments = st.lists(
    st.integers(min_value=0, max_value=900 * 24 * 60).map(lambda ago: NOW - timedelta(minutes=ago)),
    max_size=150,
)


@given(moments)
def test_the_newest_and_all_of_two_days_stay(made: list[datetime]) -> None:
    stay = kept(made, NOW)
    assert stay <= set(made)
    assert not made or max(made) in stay
    assert {moment for moment in made if NOW - moment <= ALL_FOR} <= stay


@given(moments)
def test_few_are_kept_and_asking_twice_drops_nothing_more(made: list[datetime]) -> None:
    stay = kept(made, NOW)
    old = [moment for moment in stay if NOW - moment > ALL_FOR]
    assert len(old) <= DAILY + WEEKLY + MONTHLY
    assert kept(stay, NOW) == stay


@given(moments, st.integers(min_value=0, max_value=40))
def test_what_was_dropped_is_not_missed_later(made: list[datetime], days: int) -> None:
    later = NOW + timedelta(days=days)
    assert kept(kept(made, NOW), later) <= kept(made, NOW)


def test_a_clock_that_went_back_drops_nothing_of_the_future() -> None:
    ahead = {NOW + timedelta(days=day) for day in range(40)}
    assert kept(ahead, NOW) == ahead


@pytest.mark.covers("F135")
def test_a_year_of_work_reaches_most_of_a_year_back() -> None:
    files: set[datetime] = set()
    now = datetime(2026, 1, 5, 7, tzinfo=UTC)
    most = 0
    for _ in range(365):
        if now.isoweekday() <= 5:
            files |= {now + step * EVERY for step in range(32)}
            files = set(kept(files, now + timedelta(hours=9)))
            most = max(most, len(files))
        now += timedelta(days=1)
    ages = sorted((now - moment).days for moment in files)
    assert ages[-1] > 300
    assert most <= 3 * 32 + DAILY + WEEKLY + MONTHLY
    gaps = [older - newer for newer, older in pairwise(ages)]
    assert max(gaps) <= 35, "no hole longer than a month"


@given(moments, st.integers(min_value=0, max_value=200))
def test_where_there_is_little_room_the_newest_stay(made: list[datetime], budget: int) -> None:
    sizes = dict.fromkeys(made, 1)
    stay = fitting(sizes, NOW, budget)
    assert len(stay) <= max(budget, LEAST)
    assert set(sorted(sizes)[-LEAST:]) <= stay <= set(made)
    assert fitting(dict.fromkeys(made, 1), NOW, 10_000) >= kept(made, NOW)


def test_little_room_thins_the_hours_before_it_shortens_the_year() -> None:
    made = {NOW - step * EVERY for step in range(40 * 24 * 4)}
    all_of = kept(made, NOW)
    some = fitting(dict.fromkeys(all_of, 1), NOW, 90)
    assert len(some) <= 90 < len(all_of)
    assert min(some).date() == min(all_of).date()
    few = fitting(dict.fromkeys(all_of, 1), NOW, 20)
    assert min(few).date() == min(all_of).date()
