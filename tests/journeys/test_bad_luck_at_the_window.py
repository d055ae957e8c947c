"""What the window says: the file is damaged, the drive is another machine’s, the clock jumps."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.content.library import Library
from app.core.paths import Home
from app.desk.desk import assemble
from app.main import Program
from app.registry.model import Card
from app.ui.home.view import HomeView
from app.ui.widgets.notices import Banner
from app.ui.workplace import Session
from app.vault import drives
from app.vault.device_secret import DeviceState
from tests.conftest import RepeatingIds, StandingClock
from tests.journeys.test_start_journey import Hands, start
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.doors import PASSPHRASE, Drawer, new_office

PAGE = 4096


@pytest.fixture
def started(qapp: QApplication, qtbot: QtBot) -> Iterator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.shell.close()
        program.stop()


def filled(home: Home, clock: StandingClock, ids: RepeatingIds, clients: int = 40) -> None:
    opened = new_office(home, clock=clock, ids=ids).opened
    desk = assemble(opened.database, Library.load(), clock=clock, ids=ids, author=opened.user.id)
    for number in range(clients):
        desk.intake.register(Card(surname=f"Осока{number}", note="примітка " * 200))
    opened.database.close()


def signed_in(hands: Hands) -> None:
    hands.type(PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    hands.wait()


def broken_pages(place: str, pages: int) -> slice:
    """Which bytes of a file of so many pages are broken."""
    first, last = {
        "first": (0, 1),
        "middle": (pages // 2, pages // 2 + 1),
        "last": (pages - 1, pages),
        "second half": (pages // 2, pages),
    }[place]
    return slice(first * PAGE, last * PAGE)


@pytest.mark.covers("R-06")
@pytest.mark.parametrize("place", ["first", "middle", "last", "second half"])
def test_a_damaged_page_is_told_on_the_screen_of_trouble_or_never_needed(
    started: list[Program],
    home: Home,
    clock: StandingClock,
    ids: RepeatingIds,
    qtbot: QtBot,
    place: str,
) -> None:
    filled(home, clock, ids)
    whole = home.vault.read_bytes()
    there = broken_pages(place, len(whole) // PAGE)
    broken = bytes(byte ^ 0xFF for byte in whole[there])
    home.vault.write_bytes(whole[: there.start] + broken + whole[there.stop :])
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    assert hands.at() == "sign_in"
    signed_in(hands)
    hands.wait()
    assert hands.at() == "trouble" or place in ("middle", "last")
    if hands.at() == "trouble":
        assert hands.program.doors.trouble.state.title == "Файл даних не читається"
        assert hands.program.session is None
    else:  # nobody needed that page: what is shown is right
        screen = hands.program.shell.screen_now
        assert isinstance(screen, HomeView)
        assert [line.good for line in screen._state.health if line.icon == "link"] == [True]
    assert home.vault.read_bytes()[there] == broken, "what is damaged stays as it was found"
    if hands.at() == "trouble":
        home.vault.write_bytes(whole)
        hands.key(Qt.Key.Key_Return)
        hands.wait()
        assert hands.at() == "sign_in", "the file came back from a copy"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no table of mounts")
@pytest.mark.covers("R-12")
@pytest.mark.parametrize("made", [True, False])
def test_a_home_on_a_network_drive_is_explained_before_anybody_types(
    started: list[Program],
    home: Home,
    clock: StandingClock,
    ids: RepeatingIds,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *,
    made: bool,
) -> None:
    if made:
        new_office(home, clock=clock, ids=ids).opened.database.close()
    table = tmp_path / "mounts"
    table.write_text(f"server:/export {tmp_path} nfs4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(drives, "MOUNTS", table)
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    assert hands.at() == "trouble"
    assert "nfs4" in hands.program.doors.trouble.state.happened
    assert home.exists == made
    table.write_text("/dev/sda2 / ext4 rw 0 0\n", "utf-8")
    hands.key(Qt.Key.Key_Return)
    hands.wait()
    assert hands.at() == ("sign_in" if made else "setup")


def clock_banners(program: Program) -> list[str]:
    return [
        banner.title.text()
        for banner in program.shell.findChildren(Banner)
        if banner.isVisible() and "24.11.2026" in banner.title.text()
    ]


@pytest.mark.covers("R-08", "W4")
@pytest.mark.parametrize("jump", [timedelta(days=-365), timedelta(days=3653)])
def test_a_clock_that_jumped_is_told_at_home_and_in_the_check(
    started: list[Program],
    home: Home,
    clock: StandingClock,
    ids: RepeatingIds,
    qtbot: QtBot,
    jump: timedelta,
) -> None:
    filled(home, clock, ids, clients=1)
    clock.forward(jump)
    hands = start(started, home, clock, ids, qtbot, Drawer(DeviceState.ABSENT))
    signed_in(hands)
    program = hands.program
    assert hands.at() == "home"
    assert len(clock_banners(program)) == 1
    settle()
    assert not faults_of(program.shell)
    assert not cut_text(program.shell)
    session = program.session
    assert isinstance(session, Session)
    (found,) = session.desk.intake.find("осока")
    session.navigator.open("check", client_id=found.client_id)
    hands.wait()
    assert hands.at() == "check"
    (told,) = clock_banners(program)
    assert f"{clock.now():%d.%m.%Y}" in told
    program.acts.run("view.language")
    assert clock_banners(program)[0].startswith("This computer says")
    clock.forward(-jump)
    session.navigator.open("home")
    hands.wait()
    assert not clock_banners(program), "the date is right again"
    program.lock()
    hands.wait()
    assert not clock_banners(program)
