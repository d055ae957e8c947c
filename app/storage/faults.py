"""What can go wrong with the file, in words that people can act on."""

import zlib

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError, StatementError

from app.core.errors import DeskError, VaultError
from app.storage.capture import UnjournalledError
from app.storage.guards import GUARD

_TOLD: tuple[tuple[str, type[DeskError], str], ...] = (
    ("SQLITE_BUSY", DeskError, "vault.busy"),
    ("SQLITE_LOCKED", DeskError, "vault.busy"),
    ("SQLITE_FULL", DeskError, "vault.disk_full"),
    ("SQLITE_IOERR", DeskError, "vault.disk_error"),
    ("SQLITE_READONLY", VaultError, "vault.read_only"),
    ("SQLITE_CORRUPT", VaultError, "vault.damaged"),
    ("SQLITE_NOTADB", VaultError, "vault.damaged"),
    ("SQLITE_CANTOPEN", VaultError, "vault.unreachable"),
)
_REPLACED = "no such table: journal"
"""A vault under a new key took the place of the file that this program still has open."""


def told(problem: Exception) -> Exception:
    """The error that people are told about, for one of the driver's; else the same error."""
    original = problem.orig if isinstance(problem, DBAPIError) else problem
    name = str(getattr(original, "sqlite_errorname", ""))
    for start, kind, code in _TOLD:
        if name.startswith(start):
            return kind(code)
    if str(original) == _REPLACED:
        return VaultError("vault.replaced")
    if name.startswith("SQLITE_CONSTRAINT") and str(original).startswith(GUARD):
        return UnjournalledError(str(original))
    return problem


class _Explained:
    """Without a generator: it stands around what is asked at every key press."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, StatementError) and isinstance(problem.orig, MemoryError):
            raise problem.orig from None
        if isinstance(problem, DBAPIError | sqlcipher.Error):
            better = told(problem)
            if better is not problem:
                raise better from None


_EXPLAINED = _Explained()


def explained() -> _Explained:
    """Let errors of the file leave as errors that people understand."""
    return _EXPLAINED


UNREADABLE = (
    DeskError,
    DBAPIError,
    UnjournalledError,
    sqlcipher.Error,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    zlib.error,
)
"""What reading or mending a damaged vault may end in: to be told, never to be shown as it is."""
