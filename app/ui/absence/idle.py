"""How long nobody touched the desk, and what is due: hide, warn, lock.

Judged by ticks that go on while the machine sleeps and that no setting of the clock moves: neither
a lid closed over lunch nor a clock set back keeps a desk open.
"""

from dataclasses import dataclass
from enum import Enum

from app.core.clock import Ticks

HIDE_AFTER, LOCK_AFTER = 2, 5
"""Minutes, unless the office wants others."""
WARNING = 30
"""Seconds between the warning and the lock: time to come back and press a key."""
WHOLE_DAY = 12 * 3600
"""Seconds after which a desk is locked, whoever works there."""
ASLEEP = 45
"""Seconds without a look: the machine slept, so nobody sat here."""


class Due(Enum):
    """What has to be done now."""

    NOTHING = "nothing"
    HIDE = "hide"
    WARN = "warn"
    LOCK = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds of silence before the desk is hidden and before it is locked."""

    hide: int
    lock: int

    @classmethod
    def minutes(cls, hide: int, lock: int) -> "Patience":
        """As an office sets it; 0 where it left that to the program."""
        return cls(hide=60 * (hide or HIDE_AFTER), lock=60 * (lock or LOCK_AFTER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What was seen at one look, in seconds: since the last touch, the sign-in, the last look."""

    idle: float
    signed_in: float
    unseen: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is due, and in how many seconds the lock comes."""

    due: Due
    left: int = 0


def judge(silence: Silence, patience: Patience) -> Verdict:
    """What is due after such a silence. Time that ran backwards is no time to trust."""
    left = min(patience.lock - silence.idle, WHOLE_DAY - silence.signed_in)
    if left <= 0 or silence.unseen > ASLEEP or min(silence.idle, silence.unseen) < 0:
        return Verdict(due=Due.LOCK)
    if left <= WARNING:
        return Verdict(due=Due.WARN, left=int(left) + (left > int(left)))
    if silence.idle >= patience.hide:
        return Verdict(due=Due.HIDE)
    return Verdict(due=Due.NOTHING)


class Idle:
    """The silence of one desk while somebody is signed in."""

    def __init__(self, ticks: Ticks) -> None:
        """Nobody is signed in yet."""
        self._ticks = ticks
        self._patience: Patience | None = None
        self._since = self._touched = self._looked = 0.0

    def begin(self, patience: Patience) -> None:
        """Somebody signed in now."""
        self._patience = patience
        self._since = self._touched = self._looked = self._ticks.seconds()

    def be_patient(self, patience: Patience) -> None:
        """The office changed how long its desks wait."""
        if self._patience is not None:
            self._patience = patience

    def end(self) -> None:
        """Nobody is signed in any more."""
        self._patience = None

    def touched(self) -> None:
        """A key or the mouse. After the lock was due it comes too late."""
        if self._judged().due is not Due.LOCK:
            self._touched = self._ticks.seconds()

    def look(self) -> Verdict:
        """What is due now; asked every second, or the desk takes it for a sleep."""
        verdict = self._judged()
        self._looked = self._ticks.seconds()
        return verdict

    def _judged(self) -> Verdict:
        if self._patience is None:
            return Verdict(due=Due.NOTHING)
        now = self._ticks.seconds()
        seen = Silence(
            idle=now - self._touched, signed_in=now - self._since, unseen=now - self._looked
        )
        return judge(seen, self._patience)
