"""The search over a real encrypted vault, beside the raw covering-index query on the same file.

BENCH_CLIENTS (100,000 unless given) says how many people; with BENCH_DIR their vault is kept for
the next run. The people are invented, see `crowd.py`.
"""

import gc
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.desk.intake import Intake
from app.registry.model import Card
from bench.crowd import kept_vault, opened, typo
from bench.hard_queries import graded
from bench.measure import Figure, each, percentile

CLIENTS = int(os.environ.get("BENCH_CLIENTS", "100000"))
ASKED = 250
ROUNDS = 5
LIMIT = 20
COVERING = (
    "SELECT client_id, reference, full_name, born, safe, what FROM client_key "
    "WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT 20"
)
Ask = Callable[[Any], object]


def p99_in_turns(ours: Ask, limit: Ask, given: Sequence[Any]) -> tuple[float, float, float]:
    """p99 of both in seconds and the median of their ratios, taken inside each round.

    As in the program, garbage is not collected in the midst of a question.
    """
    mine: list[float] = []
    bare: list[float] = []
    ratios: list[float] = []
    for turn in range(ROUNDS):
        for ask, kept in ((ours, mine), (limit, bare))[:: 1 if turn % 2 else -1]:
            gc.collect()
            gc.disable()
            kept.append(percentile(each(ask, given), 0.99))
            gc.enable()
        ratios.append(mine[-1] / bare[-1])
    middle = ROUNDS // 2
    return sorted(mine)[middle], sorted(bare)[middle], sorted(ratios)[middle]


def beginnings(people: Sequence[Card]) -> dict[str, list[tuple[str, str, str]]]:
    """Queries of one to six signs: what is typed, and the kind and key of the raw query."""
    names = [one.surname.casefold().replace("ґ", "г") for one in people]
    phones = [one.phones[0][1:] for one in people]
    numbers = [one.rnokpp for one in people if one.rnokpp]
    return {
        "name": [(name[:n].title(), "s", name[:n]) for n in range(1, 7) for name in names],
        "phone": [(f"+{phone[:n]}", "d", phone[:n]) for n in range(1, 7) for phone in phones],
        "number": [(number[:n], "d", number[:n]) for n in range(1, 7) for number in numbers],
    }


def figures() -> Iterator[Figure]:
    """Prefix search, misspelt surnames, and the hard queries."""
    with tempfile.TemporaryDirectory() as folder:
        path, people = kept_vault(Path(folder), CLIENTS)
        database = opened(path)
        intake = Intake(database, clock=SystemClock(), ids=SystemIds(), author="bench")
        chance = random.Random(7)
        chosen = chance.sample(people, ASKED)
        with database.asking() as driver:
            yield from _beginnings(intake, driver, chosen)
        yield from _misspelt(intake, chosen, chance)
        database.close()
    yield from graded()


def _beginnings(intake: Intake, driver: Any, chosen: Sequence[Card]) -> Iterator[Figure]:
    for what, queries in beginnings(chosen).items():
        random.Random(3).shuffle(queries)
        ours, limit, ratio = p99_in_turns(
            lambda query: intake.find(query[0], limit=LIMIT),
            lambda query: driver.execute(
                COVERING, (query[1], query[2], f"{query[2]}\U0010ffff")
            ).fetchall(),
            queries[:600],
        )
        yield Figure(
            name=f"search by the first 1-6 signs of a {what}, p99, {CLIENTS:,} clients",
            ours=ours * 1e3,
            unit="ms",
            limit=limit * 1e3,
            limit_name="the raw covering query",
            value=ratio,
            goal=1.3,
        )


def _misspelt(intake: Intake, chosen: Sequence[Card], chance: random.Random) -> Iterator[Figure]:
    wrong = [(typo(one.surname.casefold(), chance), one.surname) for one in chosen]
    plain = [one.surname[:length] for one in chosen for length in range(1, 7)][: 3 * ASKED]
    ours, limit, ratio = p99_in_turns(
        lambda query: intake.find(query[0] if isinstance(query, tuple) else query, limit=LIMIT),
        lambda query: intake.find(
            plain[hash(query) % len(plain)] if isinstance(query, tuple) else query, limit=LIMIT
        ),
        wrong,
    )
    yield Figure(
        name=f"misspelt surname, p99, {CLIENTS:,} clients",
        ours=ours * 1e3,
        unit="ms",
        limit=limit * 1e3,
        limit_name="the search by first letters",
        value=ratio,
        goal=5,
    )
    more = [(typo(one.surname.casefold(), chance), one.surname) for one in chosen for _ in range(4)]
    among = sum(meant in shown(intake, query) for query, meant in more) / len(more)
    yield Figure(
        name=f"misspelt surname among the first ten, {CLIENTS:,} clients",
        ours=among,
        unit="",
        value=among,
        goal=0.97,
        at_least=True,
    )


def shown(intake: Intake, query: str) -> set[str]:
    """The surnames among the first ten."""
    return {one.full_name.split()[0] for one in intake.find(query, limit=LIMIT)[:10]}
