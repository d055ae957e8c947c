"""Errors that people are told about; everything else is a bug.

A `DeskError` names its words in the catalogue (`error.<code>`): what happened, what is safe, what
to do, in at most twenty words and in both languages. It carries no personal data: codes and values
that may stand in a log.
"""

from collections.abc import Mapping
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line (a contract)."""

    DONE = 0
    NO = 1
    WRONG_INPUT = 2
    NOT_ALLOWED = 3
    NO_VAULT = 4


class DeskError(Exception):
    """Something that a person can understand and act on. `code` is `noun.problem`."""

    exit_code = Exit.NO

    def __init__(self, code: str, /, **values: object) -> None:
        """Name the words `error.<code>` and the values that they mention."""
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, object] = values

    @property
    def words_key(self) -> str:
        """The key of this error's sentence in the catalogue of words."""
        return f"error.{self.code}"


class InputError(DeskError):
    """What was given is wrong: which thing, where, how to mend it.

    `faults` lists every single fault as a finished sentence, so that nobody mends them one by one.
    """

    exit_code = Exit.WRONG_INPUT

    def __init__(self, code: str, /, *, faults: tuple[str, ...] = (), **values: object) -> None:
        """Name the words and list all faults found."""
        super().__init__(code, **values)
        self.faults = faults


class NotAllowedError(DeskError):
    """This person may not do this."""

    exit_code = Exit.NOT_ALLOWED


class VaultError(DeskError):
    """The vault cannot be opened or written."""

    exit_code = Exit.NO_VAULT


def in_words(problem: Exception) -> Exception:
    """A shortage of memory as an error that people are told about; any other as it is."""
    # Python 3.11 says the second when there is no room for one more call.
    short = isinstance(problem, MemoryError) or str(problem) == _NO_ROOM_FOR_A_CALL
    return DeskError("memory.short") if short else problem


_NO_ROOM_FOR_A_CALL = "error return without exception set"
