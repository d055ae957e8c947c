"""The frame of the trials itself: the same seed is the same run, and the report tells it."""

import json

import pytest

from tests.trials import frame, table
from tests.trials.frame import Trial


def test_a_turn_has_the_same_chance_whatever_ran_before_it() -> None:
    one = Trial(name="x", seed=7, soak=False)
    other = Trial(name="x", seed=8, soak=False)
    drawn = [chance.random() for _, chance in one.turns(ci=5, soak=9)]
    assert drawn[3] == one.chance(3).random()
    assert len(set(drawn)) == 5
    assert other.chance(3).random() != drawn[3]
    assert one.figures == {"turns": 5}
    assert len(list(Trial(name="x", seed=7, soak=True).turns(ci=5, soak=9))) == 9


INNER = """
import pytest
def test_good(trial):
    trial.tell(lost=0)
def test_bad(trial):
    for turn, chance in trial.turns(ci=9, soak=9):
        assert turn < 4
def test_not_here(trial):
    pytest.skip("needs root")
def test_no_trial():
    pass
"""


def test_each_trial_leaves_one_line_and_a_failure_says_how_it_is_run_again(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = pytester.path / "build" / "trials.jsonl"
    monkeypatch.setattr(frame, "REPORT", report)
    monkeypatch.setenv("TRIAL_SEED", "41")
    pytester.makepyfile(INNER)
    pytester.makeini("[pytest]\nmarkers = trial: a trial\n")
    ran = pytester.inline_run("-p", "no:randomly", plugins=[frame])
    ran.assertoutcome(passed=2, failed=1, skipped=1)
    lines = {line["name"]: line for line in map(json.loads, report.read_text().splitlines())}
    assert {name: line["result"] for name, line in lines.items()} == {
        "test_good": "passed",
        "test_bad": "failed",
        "test_not_here": "skipped",
    }
    assert lines["test_good"]["lost"] == 0
    assert lines["test_bad"]["reached"] == 4
    assert "needs root" in lines["test_not_here"]["why"]
    assert {line["seed"] for line in lines.values()} == {41}
    (bad,) = [one for one in ran.getreports("pytest_runtest_logreport") if one.failed]
    assert "TRIAL_SEED=41" in dict(bad.sections)["trial"]


def test_the_table_shows_the_last_run_of_each() -> None:
    lines = [
        {"name": "b", "size": "ci", "seed": 1, "result": "failed", "seconds": 1.0, "at": ""},
        {"name": "b", "size": "ci", "seed": 2, "result": "passed", "seconds": 1.5, "at": ""},
        {"name": "a", "size": "soak", "seed": 1, "result": "passed", "seconds": 2, "lost": 0},
    ]
    assert table.rows(lines)[2:] == [
        "| a | soak | 1 | passed | 2 | lost 0 |",
        "| b | ci | 2 | passed | 1.5 |  |",
    ]
