"""The system's own lock, a sleep, another user: what its messages mean, and that they arrive."""

import ctypes
import os
import shutil
import struct
import subprocess
import sys
import textwrap

import pytest

from app.ui.absence.machine import (
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    MessageWatch,
    means_away,
    session_path,
)


@pytest.mark.parametrize(
    ("message", "what", "away"),
    [
        (WM_WTSSESSION_CHANGE, 0x7, True),  # locked
        (WM_WTSSESSION_CHANGE, 0x2, True),  # another user at the console
        (WM_WTSSESSION_CHANGE, 0x4, True),  # the remote desktop is closed
        (WM_WTSSESSION_CHANGE, 0x8, False),  # unlocked
        (WM_WTSSESSION_CHANGE, 0x5, False),  # signed in
        (WM_POWERBROADCAST, 0x4, True),  # falls asleep
        (WM_POWERBROADCAST, 0x7, False),  # awake again
        (WM_POWERBROADCAST, 0xA, False),  # mains or battery
        (0x0100, 0x7, False),  # a key
    ],
)
def test_what_messages_of_windows_mean(message: int, what: int, away: bool) -> None:
    assert means_away(message, what) is away


def test_a_message_is_read_where_windows_puts_it(qapp: object) -> None:
    """The contract only: this was not run on Windows."""

    shape = struct.Struct("@PIN")

    def read(place: int) -> tuple[int, int]:
        _window, message, what = shape.unpack(ctypes.string_at(place, shape.size))
        return message, what

    told: list[str] = []
    watch = MessageWatch(lambda: told.append("away"), read=read)
    for what in (0x8, 0x7):
        message = ctypes.create_string_buffer(shape.pack(0, WM_WTSSESSION_CHANGE, what))
        place = ctypes.addressof(message)
        assert watch.nativeEventFilter(b"windows_generic_MSG", place) == (False, 0)
        assert watch.nativeEventFilter(b"xcb_generic_event_t", place) == (False, 0)
    assert told == ["away"]
    assert qapp


def test_sessions_are_spelt_as_the_bus_spells_them() -> None:
    assert session_path("c1") == "/org/freedesktop/login1/session/c1"
    assert session_path("2") == "/org/freedesktop/login1/session/_32"
    assert session_path("32-1") == "/org/freedesktop/login1/session/_332_2d1"
    assert session_path("") == ""


LISTENS = """
    import subprocess, sys
    from PySide6.QtCore import QCoreApplication, QTimer
    from PySide6.QtDBus import QDBusConnection
    from app.ui.absence.machine import BusWatch

    app = QCoreApplication([])
    told = []
    bus = QDBusConnection.sessionBus()
    watch = BusWatch(lambda: told.append(len(told)), system=bus, session=bus)

    names = (
        "org.freedesktop.login1", "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver",
    )
    sender = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "sender")
    assert all(sender.registerService(name) for name in names)
    from PySide6.QtDBus import QDBusMessage

    def send(path, interface, name, *values):
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(values))
        assert sender.send(message)

    manager = "org.freedesktop.login1.Manager"
    send("/org/freedesktop/login1", manager, "PrepareForSleep", False)
    send("/org/freedesktop/login1", manager, "PrepareForSleep", True)
    send("/org/freedesktop/login1/session/c1", "org.freedesktop.login1.Session", "Lock")
    send("/org/freedesktop/login1/session/c9", "org.freedesktop.login1.Session", "Lock")
    send("/org/freedesktop/ScreenSaver", names[1], "ActiveChanged", True)
    send("/org/gnome/ScreenSaver", names[2], "ActiveChanged", True)
    send("/org/gnome/ScreenSaver", names[2], "ActiveChanged", False)
    QTimer.singleShot(700, app.quit)
    app.exec()
    print(len(told))
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a bus of its own")
def test_logind_and_the_screen_savers_are_heard_on_a_real_bus() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(LISTENS)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "XDG_SESSION_ID": "c1", "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.stdout.strip(), done.returncode) == ("4", 0), done.stderr
