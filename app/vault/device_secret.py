"""The half of a key that the machine keeps: in the keyring of the operating system.

The keyring is a second lock, never the only way in. It may be absent, locked, broken or emptied,
and a call may block for as long as an unlock dialog is open: so every call runs in a thread of its
own and is given up after a while. A backend that keeps secrets in plain text is refused, not used
silently.
"""

import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

SERVICE = "pryimalnia"
SECRET_BYTES = 32
PATIENCE_SECONDS = 15.0

_REFUSED = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt", "keyrings.cryptfile")


class DeviceState(StrEnum):
    """What the keyring of this machine is like."""

    PRESENT = "present"
    ABSENT = "absent"
    LOCKED = "locked"
    """Locked, or silent: an unlock dialog that nobody answers looks the same."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What the keyring answered; `secret` is None when it has none (any more)."""

    state: DeviceState
    secret: bytes | None = field(default=None, repr=False)


class DeviceSecrets(Protocol):
    """Where this machine keeps its half of the keys."""

    def make(self, name: str) -> Fetched:
        """Make a new secret and keep it; it is given back only when it can be read again."""
        ...

    def fetch(self, name: str) -> Fetched:
        """The secret kept under that name."""
        ...

    def forget(self, name: str) -> None:
        """Throw it away if it is there."""
        ...


class _Backend(Protocol):
    """What is asked of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class OsKeyring:
    """The keyring of the operating system, asked in a thread of its own."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        """Wait at most `patience` seconds for each answer."""
        self._patience = patience

    def make(self, name: str) -> Fetched:
        """Keep a new secret and read it back: a backend that forgets is as good as none."""
        secret = secrets.token_bytes(SECRET_BYTES)

        def keep(backend: _Backend) -> bytes | None:
            backend.set_password(SERVICE, name, secret.hex())
            return secret if backend.get_password(SERVICE, name) == secret.hex() else None

        fetched = self._ask(keep)
        if fetched.state is DeviceState.PRESENT and fetched.secret is None:
            return Fetched(state=DeviceState.BROKEN)
        return fetched

    def fetch(self, name: str) -> Fetched:
        """The secret under that name; a spoilt one counts as none."""

        def read(backend: _Backend) -> bytes | None:
            kept = backend.get_password(SERVICE, name)
            return _secret(kept) if kept else None

        return self._ask(read)

    def forget(self, name: str) -> None:
        """Throw it away; a keyring that does not answer is left alone."""

        def drop(backend: _Backend) -> None:
            backend.delete_password(SERVICE, name)

        self._ask(drop)

    def _ask(self, question: Callable[[_Backend], bytes | None]) -> Fetched:
        answers: queue.SimpleQueue[Fetched] = queue.SimpleQueue()

        def work() -> None:
            answers.put(_answer(question))

        # A daemon, so that a dialog that nobody answers cannot keep the program from ending.
        threading.Thread(target=work, name="keyring", daemon=True).start()
        try:
            return answers.get(timeout=self._patience)
        except queue.Empty:
            return Fetched(state=DeviceState.LOCKED)


def _answer(question: Callable[[_Backend], bytes | None]) -> Fetched:
    from keyring.errors import (  # noqa: PLC0415  keyring looks for its backends: not at start-up
        InitError,
        KeyringLocked,
        NoKeyringError,
    )

    try:
        backend = _trusted_backend()
        if backend is None:
            return Fetched(state=DeviceState.ABSENT)
        return Fetched(state=DeviceState.PRESENT, secret=question(backend))
    except NoKeyringError:
        return Fetched(state=DeviceState.ABSENT)
    except (KeyringLocked, InitError):
        return Fetched(state=DeviceState.LOCKED)
    except Exception:  # noqa: BLE001  backends raise whatever their desktop does
        return Fetched(state=DeviceState.BROKEN)


def _trusted_backend() -> _Backend | None:
    """The backend in use, or the best trusted one of a chain; None when none can be trusted."""
    import keyring  # noqa: PLC0415  see _answer
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415  see _answer

    chosen = keyring.get_keyring()
    candidates = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    for candidate in candidates:
        kind = type(candidate)
        plain = kind.__module__.startswith(_REFUSED) or "plain" in kind.__name__.lower()
        if not plain and float(candidate.priority) >= 1:
            return candidate
    return None


def _secret(kept: str) -> bytes | None:
    try:
        secret = bytes.fromhex(kept)
    except ValueError:
        return None
    return secret if len(secret) == SECRET_BYTES else None
