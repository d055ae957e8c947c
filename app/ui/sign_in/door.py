"""What the screens before the desk ask of the vault.

Each method may wait for the machine, so it is called in the runner and never on the UI thread.
"""

from typing import Protocol, TypeVar

Opened = TypeVar("Opened", covariant=True)

_EXPLAINED_HERE = ("keyring.", "recovery.", "passphrase.", "user.", "pin.", "invite.")
_ALSO_HERE = ("vault.wrong_passphrase", "vault.wrong_recovery", "vault.wait")


def needs_recovery(code: str) -> bool:
    """Whether the machine's key store failed: the recovery code helps, the passphrase does not."""
    return code.startswith("keyring.")


def explained_at_the_door(code: str) -> bool:
    """Whether the sign-in screen says it itself; all other errors have the trouble screen."""
    return code in _ALSO_HERE or code.startswith(_EXPLAINED_HERE)


class Door(Protocol[Opened]):
    """The way into one home."""

    def users(self) -> tuple[str, ...]:
        """Who may sign in here."""
        ...

    def unlock(self, user: str, passphrase: str) -> Opened:
        """Open the vault; the answer is the same whatever was wrong."""
        ...

    def pinned(self) -> str:
        """Whose PIN opens now, or nobody's."""
        ...

    def unlock_by_pin(self, pin: str) -> Opened:
        """Open the vault with the PIN of this stretch of work."""
        ...

    def unlock_with_recovery(self, code: str) -> None:
        """Find the key with the printed code; nothing opens before `renew`."""
        ...

    def unlock_with_invite(self, code: str) -> str:
        """Whose invitation the code is; nothing opens before `renew`."""
        ...

    def renew(self, user: str, passphrase: str) -> Opened:
        """Give this person a new passphrase after the recovery code fitted, and open the vault."""
        ...
