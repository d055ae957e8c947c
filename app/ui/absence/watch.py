"""Watches over an open desk: hides and locks it when nobody touches it, or the system says so."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow

from app.core.words import Words
from app.ui.absence.idle import Due, Idle, Patience, Verdict
from app.ui.actions import Acts
from app.ui.shell.window import Shell

_LOOK_MS = 1_000
HELD_MS = 1_500
"""How long the keys of the panic close are held: long enough not to be a slip."""
_HELD_KEYS = (Qt.Key.Key_F12, Qt.Key.Key_Control, Qt.Key.Key_Shift)
_TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
)


class AbsenceWatch(QObject):
    """From sign-in to lock. It listens to the windows, not to each widget in them."""

    def __init__(
        self,
        shell: Shell,
        acts: Acts,
        words: Words,
        idle: Idle,
        *,
        lock: Callable[[], None],
        panic: Callable[[], None],
    ) -> None:
        """Nobody is signed in yet."""
        super().__init__(shell)
        self._shell, self._words, self._idle, self._lock = shell, words, idle, lock
        self._mouse = QPointF()
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(HELD_MS)
        self._held.timeout.connect(panic)
        acts.bind("app.panic", self._held.start)
        acts.done.connect(self._touched)  # also by voice or a screen reader, without any key
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)
        self._listen(shell.windowHandle())

    def begin(self, patience: Patience) -> None:
        """Somebody signed in."""
        self._idle.begin(patience)
        self._timer.start()

    def be_patient(self, patience: Patience) -> None:
        """The office changed how long its desks wait."""
        self._idle.be_patient(patience)

    def end(self) -> None:
        """The desk is locked."""
        self._timer.stop()
        self._idle.end()
        self._take_back()

    def look(self) -> None:
        """Do what is due."""
        verdict = self._idle.look()
        if verdict.due is Due.LOCK:
            self._lock()
        elif verdict.due is Due.WARN:
            self._warn(verdict)
        elif verdict.due is Due.HIDE and not self._shell.covered:
            self._shell.hide_content()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A touch puts everything off. Nothing is kept from anybody."""
        if event.type() in _TOUCHES or self._moved(event):
            self._touched()
        if event.type() is QEvent.Type.KeyRelease and _lets_go(event):
            self._held.stop()
        return False

    def _moved(self, event: QEvent) -> bool:
        """Whether the mouse moved indeed: a window that comes under it is no hand."""
        if event.type() is not QEvent.Type.MouseMove or not isinstance(event, QMouseEvent):
            return False
        before, self._mouse = self._mouse, event.globalPosition()
        return before != self._mouse

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _touched(self) -> None:
        self._idle.touched()
        self._take_back()

    def _warn(self, verdict: Verdict) -> None:
        sentence = self._words("absence.soon", n=verdict.left)
        self._shell.tell_lock(sentence, aloud=not self._warned)
        self._warned = True

    def _take_back(self) -> None:
        if self._warned:
            self._warned = False
            self._shell.tell_lock("")


def _lets_go(event: QEvent) -> bool:
    """Whether one of the held keys came up indeed: a key that repeats does not."""
    return isinstance(event, QKeyEvent) and not event.isAutoRepeat() and event.key() in _HELD_KEYS
