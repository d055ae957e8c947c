"""A PIN opens for one stretch of work only: few tries, nothing on disk, gone after a sleep."""

from datetime import timedelta

import pytest

from app.core.errors import InputError
from app.vault.keys import DatabaseKey
from app.vault.pairs import Pair
from app.vault.quick import ASLEEP_AFTER, TRIES, QuickKey
from app.vault.slots import Entered
from tests.conftest import StandingClock
from tests.ui.doors import CHEAP

PIN = "304172"


def entered() -> Entered:
    return Entered(key=DatabaseKey.random(), pair=Pair.random())


def made(clock: StandingClock, keys: Entered) -> QuickKey:
    return QuickKey(keys, PIN, user="Марта Гілка", now=clock.now(), cost=CHEAP)


@pytest.mark.covers("T2")
def test_the_pin_gives_the_key_and_nothing_else_does(clock: StandingClock) -> None:
    keys = entered()
    quick = made(clock, keys)
    assert quick.open("304173", now=clock.now()) is None
    assert quick.open(PIN, now=clock.now()) == keys
    assert quick.left == TRIES
    assert PIN not in repr(vars(quick))
    assert keys.key.raw not in vars(quick).values()


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "٣٠٤١٧٢", "000000"])
def test_what_is_no_pin_is_refused(clock: StandingClock, pin: str) -> None:
    with pytest.raises(InputError):
        QuickKey(entered(), pin, user="Марта Гілка", now=clock.now(), cost=CHEAP)


def test_five_wrong_tries_end_it_even_for_the_right_pin(clock: StandingClock) -> None:
    quick = made(clock, entered())
    for _ in range(TRIES):
        assert quick.open("111112", now=clock.now()) is None
    assert quick.open(PIN, now=clock.now()) is None


@pytest.mark.parametrize("slept", [ASLEEP_AFTER + timedelta(seconds=1), timedelta(seconds=-1)])
def test_a_sleep_or_a_moved_clock_ends_it(clock: StandingClock, slept: timedelta) -> None:
    keys = entered()
    quick = made(clock, keys)
    for _ in range(100):
        clock.forward(timedelta(seconds=10))
        quick.tick(clock.now())
    assert quick.open(PIN, now=clock.now()) == keys
    clock.forward(slept)
    assert quick.open(PIN, now=clock.now()) is None
