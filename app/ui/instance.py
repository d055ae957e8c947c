"""One window per home: a second start raises the first window instead of opening another."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QLockFile, QObject, Signal

from app.core.paths import Home

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ASK = b"raise\n"
DONE = b"raised\n"
PATIENCE_MS = 2_000
_STEP_MS = 200


class Standing(Enum):
    """What this start of the program is."""

    FIRST = "first"
    SECOND = "second"
    """Another window has this home open and came to the front."""
    SILENT = "silent"
    """Another process holds this home and does not answer."""


class Instance(QObject):
    """Holds a home for one window. The lock is a file in the home, the bell is a local socket.

    The lock names its process, so the lock of a killed program counts for nothing; its socket is
    cleared by the next start.
    """

    asked_to_raise = Signal()

    def __init__(self, home: Home) -> None:
        """Nothing is claimed yet."""
        super().__init__()
        self._home = home
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def claim(self) -> Standing:
        """Become the one window of this home, or ring at the one that is."""
        self._home.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = QLockFile(str(self._home.folder / "window.lock"))
        lock.setStaleLockTime(0)
        if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
            # where nothing can be written the trouble screen says so: the lock stops nobody
            self._lock = lock
            return Standing.FIRST
        return Standing.SECOND if self._ring() else Standing.SILENT

    def listen(self) -> None:
        """Hang up the bell; after the first paint, for its library costs time."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  after the first paint

        name = bell_name(self._home.folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def release(self) -> None:
        """Let the next start be the first again."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _ring(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  only a second start rings

        name = bell_name(self._home.folder)
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < PATIENCE_MS:
            socket = QLocalSocket()
            socket.connectToServer(name)
            if socket.waitForConnected(_STEP_MS):
                socket.write(ASK)
                return socket.waitForBytesWritten(PATIENCE_MS) and self._heard(socket)
            socket.waitForReadyRead(_STEP_MS)
        return False

    @staticmethod
    def _heard(socket: "QLocalSocket") -> bool:
        return socket.waitForReadyRead(PATIENCE_MS) and socket.readAll().data() == DONE

    def _answer(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._take)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _take(self) -> None:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  after the first paint

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: "QLocalSocket") -> None:
        if socket.readAll().data() == ASK:
            self.asked_to_raise.emit()
            socket.write(DONE)
            socket.flush()


def bell_name(folder: Path) -> str:
    """The name of the socket: the same for every spelling of one home, another for another user."""
    import getpass  # noqa: PLC0415  after the first paint
    import hashlib  # noqa: PLC0415  after the first paint

    place = f"{getpass.getuser()}|{folder.resolve()}"
    return f"pryimalnia-{hashlib.sha256(place.encode()).hexdigest()[:20]}"
