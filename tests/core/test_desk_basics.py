"""Clock, ids, settings, places, the log and the runner."""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import clock, log, paths, settings
from app.core.errors import DeskError, Exit, InputError, NotAllowedError, VaultError
from app.core.ids import SystemIds
from app.core.runner import InlineRunner
from app.core.settings import Settings


def test_the_day_of_the_law_is_the_day_in_kyiv() -> None:
    class Evening:
        def now(self) -> datetime:
            return datetime(2026, 11, 23, 22, 30, tzinfo=UTC)

    assert clock.today(Evening()) == date(2026, 11, 24)
    assert clock.SystemClock().now().tzinfo is UTC


def test_ids_do_not_repeat() -> None:
    ids = SystemIds()
    assert len({ids.record() for _ in range(1000)}) == 1000
    assert all(0 <= ids.below(3) < 3 for _ in range(50))


def test_settings_come_back_as_saved(tmp_path: Path) -> None:
    chosen = Settings(language="en", theme="dark", letters=150, guided=True, single_keys=False)
    settings.save(tmp_path / "deep" / "settings.json", chosen)
    assert settings.load(tmp_path / "deep" / "settings.json") == chosen


@given(st.one_of(st.text(), st.recursive(st.none() | st.booleans() | st.integers() | st.text(),
                                         st.lists, max_leaves=5).map(json.dumps)))  # fmt: skip
def test_spoilt_settings_never_stop_the_program(
    tmp_path_factory: pytest.TempPathFactory, spoilt: str
) -> None:
    path = tmp_path_factory.mktemp("spoilt") / "settings.json"
    path.write_text(spoilt, "utf-8", errors="replace")
    assert settings.load(path) == Settings()


def test_a_wrong_choice_falls_back_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(asdict(Settings(theme="dark")) | {"letters": 999, "odd": 1}))
    assert settings.load(path) == Settings(theme="dark")


def test_home_is_where_one_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRYIMALNIA_HOME", str(tmp_path / "here"))
    assert paths.home().folder == tmp_path / "here"
    there = paths.home(str(tmp_path / "there"))
    assert there.folder == tmp_path / "there"
    before = there.exists
    there.folder.mkdir()
    there.vault.touch()
    assert (before, there.exists) == (False, True)
    monkeypatch.delenv("PRYIMALNIA_HOME")
    assert paths.home().folder.name == "pryimalnia"
    assert (paths.resources() / "words").is_dir()


def test_errors_carry_their_exit_code_and_their_words() -> None:
    problem = InputError("card.empty", faults=("рядок 1",), field="surname")
    assert (problem.exit_code, problem.words_key) == (Exit.WRONG_INPUT, "error.card.empty")
    assert problem.values == {"field": "surname"}
    assert problem.faults == ("рядок 1",)
    assert [kind("x.y").exit_code for kind in (DeskError, NotAllowedError, VaultError)] == [1, 3, 4]


@pytest.fixture
def quiet_log() -> Iterator[None]:
    logger = logging.getLogger("app")
    before, spread = list(logger.handlers), logger.propagate
    yield
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = spread


@pytest.mark.usefixtures("quiet_log")
def test_the_log_goes_to_its_folder(tmp_path: Path) -> None:
    log.start(tmp_path / "logs")
    logging.getLogger("app.test").warning("code=%s", "vault.busy")
    assert "code=vault.busy" in (tmp_path / "logs" / "pryimalnia.log").read_text("utf-8")


def test_the_inline_runner_answers_at_once() -> None:
    answers: list[object] = []
    runner = InlineRunner()
    runner.run(lambda: 1 + 1, answers.append)
    problem = DeskError("a.b")

    def fail() -> None:
        raise problem

    runner.run(fail, answers.append, answers.append)
    assert answers == [2, problem]
    with pytest.raises(DeskError):
        runner.run(fail, answers.append)
