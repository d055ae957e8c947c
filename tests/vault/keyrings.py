"""Keyrings of every temper, registered through the library's own seam `keyring.set_keyring`."""

import threading

from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from app.vault.wrapping import Cost

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
"""For tests only: the shipped cost is never lower than `wrapping.STANDARD`."""


class MemoryKeyring(KeyringBackend):
    """A keyring that works."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError(username)
        del self.kept[(service, username)]


class PlaintextKeyring(MemoryKeyring):
    """One that would keep secrets in a readable file."""


class PlainChain(ChainerBackend):
    """A chain of nothing but readable files."""

    backends = (PlaintextKeyring(),)


class WeakKeyring(MemoryKeyring):
    """One that its own library does not recommend."""

    priority = 0.5  # type: ignore[assignment]


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class RaisingKeyring(MemoryKeyring):
    """Answers every question with an error."""

    def __init__(self, problem: Exception) -> None:
        super().__init__()
        self.problem = problem

    def get_password(self, service: str, username: str) -> str | None:
        raise self.problem

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.problem


class HangingKeyring(MemoryKeyring):
    """An unlock dialog is open and nobody answers it."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.released.wait(30)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.released.wait(30)


LOCKED = (KeyringLocked("locked"), InitError("Prompt dismissed"))
