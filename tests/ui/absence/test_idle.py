"""Whether a desk that nobody touches is hidden and locked, whatever the clock says."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.absence.idle import (
    ASLEEP,
    WARNING,
    WHOLE_DAY,
    Due,
    Idle,
    Patience,
    Silence,
    Verdict,
    judge,
)

PATIENCE = Patience.minutes(2, 5)


@dataclass
class Counter:
    """Ticks that a test moves."""

    now: float = 1000.0

    def seconds(self) -> float:
        return self.now


def sit(idle: Idle, counter: Counter, seconds: int) -> Verdict:
    """Nobody touches anything for so long; the program looks every second."""
    verdict = idle.look()
    for _ in range(seconds):
        counter.now += 1
        verdict = idle.look()
        if verdict.due is Due.LOCK:
            break
    return verdict


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def idle(counter: Counter) -> Idle:
    made = Idle(counter)
    made.begin(PATIENCE)
    return made


def test_two_minutes_hide_five_lock_and_half_a_minute_before_it_is_said(
    idle: Idle, counter: Counter
) -> None:
    assert sit(idle, counter, 119).due is Due.NOTHING
    assert sit(idle, counter, 1).due is Due.HIDE
    assert sit(idle, counter, 149).due is Due.HIDE
    assert sit(idle, counter, 1) == Verdict(due=Due.WARN, left=WARNING)
    assert sit(idle, counter, 29) == Verdict(due=Due.WARN, left=1)
    assert sit(idle, counter, 1).due is Due.LOCK


def test_a_touch_puts_it_off(idle: Idle, counter: Counter) -> None:
    sit(idle, counter, 290)
    idle.touched()
    assert sit(idle, counter, 119).due is Due.NOTHING


def test_a_touch_after_the_lock_was_due_comes_too_late(idle: Idle, counter: Counter) -> None:
    sit(idle, counter, 299)
    counter.now += 2
    idle.touched()
    assert idle.look().due is Due.LOCK


def test_after_a_sleep_the_first_key_opens_nothing(idle: Idle, counter: Counter) -> None:
    counter.now += ASLEEP + 1
    idle.touched()
    assert idle.look().due is Due.LOCK


def test_twelve_hours_are_the_most_however_busy_somebody_is(idle: Idle, counter: Counter) -> None:
    for _ in range(WHOLE_DAY // 30 - 1):
        assert sit(idle, counter, 30).due is not Due.LOCK
        idle.touched()
    assert sit(idle, counter, 29) == Verdict(due=Due.WARN, left=1)
    idle.touched()
    assert sit(idle, counter, 1).due is Due.LOCK


def test_the_office_may_change_how_long_its_desks_wait(idle: Idle, counter: Counter) -> None:
    idle.be_patient(Patience.minutes(1, 1))
    assert sit(idle, counter, 60).due is Due.LOCK


def test_nobody_is_locked_out_who_is_not_in(counter: Counter) -> None:
    idle = Idle(counter)
    idle.be_patient(PATIENCE)
    assert sit(idle, counter, 1000).due is Due.NOTHING
    idle.begin(PATIENCE)
    idle.end()
    assert sit(idle, counter, 1000).due is Due.NOTHING


seconds = st.floats(min_value=0, max_value=50_000)


@given(idle=seconds, signed_in=seconds, unseen=seconds, hide=st.integers(1, 10))
def test_no_silence_keeps_a_desk_open(
    idle: float, signed_in: float, unseen: float, hide: int
) -> None:
    verdict = judge(
        Silence(idle=idle, signed_in=signed_in, unseen=unseen), Patience.minutes(hide, 5)
    )
    overdue = idle >= 300 or signed_in >= WHOLE_DAY or unseen > ASLEEP
    assert (verdict.due is Due.LOCK) == overdue
    if verdict.due is Due.NOTHING:
        assert idle < 60 * hide


@given(back=st.floats(min_value=0.001, max_value=1e6))
def test_time_that_runs_backwards_locks(back: float) -> None:
    assert judge(Silence(idle=-back, signed_in=9, unseen=1), PATIENCE).due is Due.LOCK
    assert judge(Silence(idle=9, signed_in=9, unseen=-back), PATIENCE).due is Due.LOCK
