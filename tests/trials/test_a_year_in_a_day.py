"""A year in a day: 250 working days of 40 visits through the real jobs, on a clock that runs.

The memory of the program stays flat, and saving is as quick on the last day as on the first.
"""

import gc
import resource
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app.content.library import Library
from app.core.clock import today
from app.core.paths import Home
from app.demo import people
from app.desk.desk import Desk, assemble
from app.eligibility.model import Paper, PaperState
from app.registry.model import Visit, VisitDraft
from tests.conftest import RepeatingIds, StandingClock
from tests.trials.frame import Trial
from tests.trials.plugged import expect_whole
from tests.ui.doors import new_office

VISITS = 40
WARM_DAYS = 2
"""After these the caches are full: memory is counted from here on."""
MIB = 1024 * 1024
GROWTH_FOR_1000 = 1 * MIB
SAVE_MS = 50


def memory() -> int:
    """Bytes that the program has in memory now."""
    gc.collect()
    if Path("/proc/self/statm").exists():
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Year:
    """One desk, day by day; what each save took, in milliseconds."""

    def __init__(self, desk: Desk, clock: StandingClock, ids: RepeatingIds, chance: Random) -> None:
        self.desk, self.clock, self.ids, self.chance = desk, clock, ids, chance
        self.number = 0
        self.took: list[float] = []

    def day(self) -> None:
        """Forty people come; a third were here before, every fourth is checked and gets a paper."""
        self.took.clear()
        for _ in range(VISITS):
            self.clock.forward(timedelta(minutes=10))
            self._visit()
        self.clock.forward(timedelta(days=1) - timedelta(minutes=10 * VISITS))

    def _visit(self) -> None:
        desk, chance, day = self.desk, self.chance, today(self.clock)
        matter = people.matter(chance, day)
        visit = VisitDraft(
            topic=matter.topic, essence=matter.essence, wanted_result=matter.wanted_result
        )
        draft = desk.drafts.keep("registration", "", {"essence": matter.essence})
        name = chance.choice(people.SURNAMES)
        before = desk.intake.find(name)[:1] if chance.random() < 0.3 else ()
        since = time.perf_counter()
        if before:
            client = before[0].client_id
            desk.intake.add_visit(
                Visit(id=self.ids.record(), client_id=client, on_date=day, essence=matter.essence)
            )
        else:
            self.number += 1
            card = people.card(self.number, chance, day)
            client = desk.intake.register(card, visit).client.id
        self.took.append((time.perf_counter() - since) * 1000)
        if chance.random() < 0.25:
            self._check(client)
        desk.drafts.drop(draft.id)

    def _check(self, client: str) -> None:
        desk, day = self.desk, today(self.clock)
        paper = Paper(item="id_card", state=PaperState.ORIGINAL_SEEN, seen_on=day)
        kept = desk.checks.keep_paper(client, paper)
        facts = desk.checks.facts({"birth_date": "1986-03-07", "idp_status": "registered"})
        desk.checks.save(client, facts, [kept], day)
        form = desk.papers.forms()[0].id
        values = desk.papers.values_for(form, client)
        desk.papers.preview(form, values, client_id=client)


def p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


@pytest.mark.covers("R-21")
@pytest.mark.timeout(300)
def test_a_year_in_a_day(trial: Trial, tmp_path: Path) -> None:
    clock, home = StandingClock(), Home(tmp_path / "home")
    opened = new_office(home, clock=clock, ids=RepeatingIds(trial.chance("ids"))).opened
    days = trial.times(ci=5, soak=250)
    with closing(opened.database):
        desk = assemble(
            opened.database, Library.load(), clock=clock, ids=RepeatingIds(trial.chance("desk")),
            author=opened.user.id,
        )  # fmt: skip
        year = Year(desk, clock, RepeatingIds(trial.chance("more")), trial.chance("visits"))
        first, warm = 0.0, 0
        for day in range(days):
            year.day()
            if day == WARM_DAYS - 1:
                first, warm = p95(year.took), memory()
            trial.tell(reached_day=day + 1, mib=round(memory() / MIB, 1))
        grown = memory() - warm
        last = p95(year.took)
        lines = expect_whole(opened.database)
    visits = days * VISITS
    trial.tell(
        visits=visits, journal_lines=lines, grown_mib=round(grown / MIB, 1),
        p95_save_ms_first=round(first, 1), p95_save_ms_last=round(last, 1),
        vault_mib=round(home.vault.stat().st_size / MIB, 1),
    )  # fmt: skip
    if trial.soak:
        assert grown <= GROWTH_FOR_1000 * visits / 1000
        assert last <= SAVE_MS
    else:
        assert grown < 60 * MIB
