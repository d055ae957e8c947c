"""A bug becomes one window and a log line, and neither says anything about a person."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from app.core.bugs import technical_text
from app.ui.crash import Crashes


def bug() -> None:
    people = {"Соняшник Олена": 1}
    try:
        people["Соняшник Ольга"]
    except KeyError as problem:
        raise ValueError("Соняшник Ольга, +380501234567") from problem


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def crashes(qapp: QCoreApplication, shown: list[str]) -> Iterator[Crashes]:
    made = Crashes(shown.append)
    made.watch()
    yield made
    made.stop()


def test_the_text_for_support_says_where_and_not_to_whom() -> None:
    with pytest.raises(ValueError, match="Соняшник") as caught:
        bug()
    text = technical_text(caught.value)
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_crash.py" in text
    assert "Соняшник" not in text
    assert "+380" not in text


def test_an_error_nobody_took_is_shown_on_the_ui_thread(
    qtbot: QtBot, crashes: Crashes, shown: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        try:
            bug()
        except ValueError as problem:
            sys.excepthook(type(problem), problem, problem.__traceback__)
        qtbot.waitUntil(lambda: len(shown) == 1)
    assert "Соняшник" not in caplog.text


def test_an_error_in_a_thread_is_shown_too(
    qtbot: QtBot, crashes: Crashes, shown: list[str]
) -> None:
    thread = threading.Thread(target=bug)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(shown) == 1)


def test_a_loop_of_errors_is_not_a_tower_of_windows(qtbot: QtBot, qapp: QCoreApplication) -> None:
    threads: list[bool] = []
    depth: list[int] = []

    def show(_: str) -> None:
        threads.append(QThread.currentThread() is qapp.thread())
        depth.append(1)
        looping.take(RuntimeError())
        qtbot.wait(20)

    looping = Crashes(show)
    looping.take(RuntimeError())
    qtbot.waitUntil(lambda: len(depth) == 1)
    qtbot.wait(20)
    assert len(depth) == 1
    assert threads == [True]


def test_a_broken_crash_window_does_not_crash_again(
    qtbot: QtBot, qapp: QCoreApplication, caplog: pytest.LogCaptureFixture
) -> None:
    def show(_: str) -> None:
        raise RuntimeError

    crashes = Crashes(show)
    with caplog.at_level(logging.CRITICAL):
        crashes.take(ValueError())
        qtbot.waitUntil(lambda: "crash window failed" in caplog.text)
