"""A brief never hides a card that is worth a look."""

import random

import pytest

from app.registry.blocks import brief_of, briefs_of, read_brief
from app.registry.likeness import hopeless, weigh
from bench.crowd import cards
from bench.duplicates import APART, MISTAKES


@pytest.mark.covers("F86", "F87")
def test_a_brief_comes_back_from_its_text() -> None:
    for card in cards(50, 4, names=200):
        assert read_brief(str(brief_of(card))) == brief_of(card)


@pytest.mark.covers("F87")
@pytest.mark.parametrize("kind", [*MISTAKES, *APART])
def test_what_is_likely_is_never_hopeless(kind: str) -> None:
    chance = random.Random(5)
    for card in cards(60, 4, names=200):
        other = {**MISTAKES, **APART}[kind](card, chance)
        shared = "p" if set(card.phones) & set(other.phones) else ""
        left_out = all(
            hopeless(one, two, shared) for one in briefs_of(other) for two in briefs_of(card)
        )
        assert not (left_out and weigh(card, other).likely)


@pytest.mark.covers("F87")
@pytest.mark.parametrize("kind", list(APART))
def test_twins_and_namesakes_of_a_household_stay_apart(kind: str) -> None:
    chance = random.Random(6)
    people = cards(100, 5, names=300)
    taken = [card for card in people if weigh(card, APART[kind](card, chance)).likely]
    assert len(taken) <= 1
