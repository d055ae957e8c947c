"""What the machine says of itself: the system was locked, another user came, it goes to sleep.

Linux tells it over D-Bus (logind, the screen savers of the desktops), Windows in messages to the
window. Each is a thin adapter over Qt; what the messages mean is judged by plain functions.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QCoreApplication,
    QObject,
    Slot,
)
from PySide6.QtWidgets import QWidget

_LOGIND = "org.freedesktop.login1"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
_SUSPENDS = 0x0004
_CONSOLE_LEFT, _REMOTE_LEFT, _SESSION_LOCKED = 0x2, 0x4, 0x7
_THIS_SESSION = 0
_PLATFORM: str = sys.platform


def means_away(message: int, what: int) -> bool:
    """Whether a message of Windows says that nobody will sit at this screen now."""
    if message == WM_POWERBROADCAST:
        return what == _SUSPENDS
    return message == WM_WTSSESSION_CHANGE and what in (
        _CONSOLE_LEFT,
        _REMOTE_LEFT,
        _SESSION_LOCKED,
    )


def session_path(session: str) -> str:
    """Where logind keeps the session of that id; "" for every session, when it is not known."""
    if not session:
        return ""
    spelt = (
        sign
        if sign.isascii() and (sign.isalpha() or (at and sign.isdigit()))
        else f"_{ord(sign):02x}"
        for at, sign in enumerate(session)
    )
    return f"/org/freedesktop/login1/session/{''.join(spelt)}"


class BusWatch(QObject):
    """Listens to the buses of a Linux desktop. What is not there says nothing."""

    def __init__(self, away: Callable[[], None], *, system: Any, session: Any) -> None:
        """`system` and `session` are connections of QtDBus to the two buses."""
        super().__init__()
        self._away = away
        own = session_path(os.environ.get("XDG_SESSION_ID", ""))
        manager = (_LOGIND, "/org/freedesktop/login1", f"{_LOGIND}.Manager", "PrepareForSleep")
        system.connect(*manager, self, SLOT("changed(bool)"))
        system.connect(_LOGIND, own, f"{_LOGIND}.Session", "Lock", self, SLOT("locked()"))
        for name, path in _SAVERS:
            session.connect(name, path, name, "ActiveChanged", self, SLOT("changed(bool)"))

    @Slot(bool)
    def changed(self, begins: bool) -> None:
        """A sleep or a screen saver begins, or ends."""
        if begins:
            self._away()

    @Slot()
    def locked(self) -> None:
        """The session was locked."""
        self._away()


class MessageWatch(QAbstractNativeEventFilter):
    """Listens to the messages of Windows."""

    def __init__(self, away: Callable[[], None], *, read: Callable[[int], tuple[int, int]]) -> None:
        """`read` takes the place of a message in memory and gives what it is and what it says."""
        super().__init__()
        self._away, self._read = away, read

    def nativeEventFilter(self, kind: Any, message: Any, /) -> tuple[bool, int]:  # noqa: N802  Qt's name
        """Nothing is kept from the window."""
        if bytes(kind).startswith(b"windows_") and means_away(*self._read(int(message))):
            self._away()
        return False, 0


def watch_machine(window: QWidget, away: Callable[[], None]) -> object | None:
    """Call `away` when the machine is locked or falls asleep; keep what is given back."""
    app = QCoreApplication.instance()
    if _PLATFORM == "win32" and app is not None:
        filter_ = MessageWatch(away, read=_message_at)
        app.installNativeEventFilter(filter_)
        _ask_for_session_changes(int(window.winId()))
        return filter_
    if _PLATFORM == "linux":
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  Linux only

        buses = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        return BusWatch(away, system=buses[0], session=buses[1])
    return None


def _message_at(place: int) -> tuple[int, int]:
    from ctypes import wintypes  # noqa: PLC0415  Windows only

    message = wintypes.MSG.from_address(place)
    return int(message.message), int(message.wParam)


def _ask_for_session_changes(window: int) -> None:
    import ctypes  # noqa: PLC0415  Windows only

    windll: Any = vars(ctypes).get("windll")
    if windll is not None:
        windll.wtsapi32.WTSRegisterSessionNotification(window, _THIS_SESSION)
