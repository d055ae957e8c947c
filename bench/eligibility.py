"""Deciding one person with every explanation, and reading the packs."""

import statistics
import time
from datetime import UTC, datetime
from decimal import Decimal

from app.content.library import Library
from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.desk.checks import Checks

ROUNDS = 200


def main() -> int:
    begun = time.perf_counter()
    checks = Checks(None, Library.load(), clock=SystemClock(), ids=SystemIds(), author="bench")
    day = datetime.now(UTC).date()
    checks.rules(day)
    print(f"packs read and rules of the day made: {(time.perf_counter() - begun) * 1000:.1f} ms")
    facts = checks.facts(
        {
            "birth_date": "1986-03-07",
            "applicant": "self",
            "service_needed": ["representation"],
            "idp_status": "registered",
            "income_group": "able_bodied",
            "income_six_months": [str(Decimal(4200))] * 6,
        }
    )
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        checks.decide(facts, presented=frozenset({"id_card"}), on=day)
        taken.append((time.perf_counter() - begun) * 1000)
    print(
        f"decide, with all reasons: median {statistics.median(taken):.2f} ms, max {max(taken):.2f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
