"""The door of one home for the window: who comes in, by which way, and what waits behind it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.core.clock import Clock
from app.core.errors import VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.ui.absence.idle import Patience
from app.ui.window import Window

if TYPE_CHECKING:
    from app.desk.restoring import Offer, Restoring
    from app.ui.setup.presenter import Built
    from app.ui.setup.state import NewOffice


_HASTE_SECONDS = 2.0
"""How long the keyring may take where somebody leaves in a hurry."""


class Session(Protocol):
    """The screens of the person who signed in."""

    def leave(self) -> None:
        """Keep every letter."""
        ...

    def make_last_copy(self) -> None:
        """Put what was saved into a backup before the program ends."""
        ...

    def end(self) -> None:
        """Close the vault and take the screens away."""
        ...


class Workplace(Protocol):
    """An open vault, ready for its first screen."""

    @property
    def patience(self) -> Patience:
        """How long the desk may stay open without a touch."""
        ...

    def confirm_recovery(self) -> None:
        """Note that the recovery code is on paper; not on the UI thread."""
        ...

    def begin(self, window: Window) -> Session:
        """Build the session in that window."""
        ...


class HomeDoor:
    """The door of one home for the window. Nothing here runs on the UI thread.

    The vault and the desk are imported at their first use: their libraries cost several painted
    windows.
    """

    def __init__(self, home: Home, *, clock: Clock, ids: Ids, **how: Any) -> None:
        """`how` goes to the vaults as it is: another key store or price of a guess in tests."""
        self.home, self._clock, self._ids, self._how = home, clock, ids, how
        self._key: Any = None
        self._restored = False
        self._histories: Any = None
        self._quick: Any = None

    def expect_own_disk(self) -> None:
        """Refuse to make an office on a network drive, before anybody types its name."""
        from app.vault import drives  # noqa: PLC0415  after the first paint

        drives.expect_own_disk(self.home.folder)

    def users(self) -> tuple[str, ...]:
        """Who may sign in here."""
        from app.vault import door  # noqa: PLC0415  after the first paint

        door.expect(self.home)
        return door.users(self.home)

    def unlock(self, user: str, passphrase: str) -> Workplace:
        """Open the vault and prepare the desk; the PIN of somebody else ends."""
        opened = self._vaults().open(user, passphrase)
        if self._quick is not None and self._quick.user != opened.user.name:
            self.forget_pin()
        return self._prepare(opened)

    def pinned(self) -> str:
        """Whose PIN opens now, or nobody's."""
        self.tick()
        return self._quick.user if self._quick is not None else ""

    def unlock_by_pin(self, pin: str) -> Workplace:
        """Open the vault with the PIN of this session."""
        if self._quick is None:
            raise VaultError("pin.gone")
        return self._prepare(self._vaults().reopen(self._quick, pin))

    def tick(self) -> None:
        """A sign of life: after a sleep of the machine, or the last try, no PIN opens."""
        if self._quick is not None:
            self._quick.tick(self._clock.now())
            if not self._quick.left:
                self._quick = None

    def forget_pin(self) -> None:
        """From now on only passphrases open."""
        if self._quick is not None:
            self._quick.forget()
            self._quick = None

    def unlock_with_recovery(self, code: str) -> None:
        """Keep the key that the code gives until `renew`."""
        self._key = self._vaults().recover(code)

    def unlock_with_invite(self, code: str) -> str:
        """Keep the key that the code of an invitation gives until `renew`; who is invited."""
        invited = self._vaults().invited(code)
        self._key = invited.key
        return str(invited.user)

    def renew(self, user: str, passphrase: str) -> Workplace:
        """A new passphrase for that user, and in."""
        opened = self._vaults().renew(
            self._key, user=user, passphrase=passphrase, elsewhere=self._restored
        )
        self._key, self._restored = None, False
        return self._prepare(opened)

    def newest_copy(self) -> Path | None:
        """The newest backup that lies in this home."""
        from app.copies import files  # noqa: PLC0415  only where somebody restores

        found = files.newest_in(self.home.copies)
        return found[0] if found else None

    def look_at_copy(self, path: Path) -> "Offer":
        """What that backup holds, as far as it can be read without any key."""
        return self._restoring().look(path)

    def restore_with_code(self, path: Path, code: str) -> None:
        """Make this home out of a backup; the key waits for `renew`."""
        restored = self._restoring().with_code(path, code=code, replace=self.home.exists)
        self._key, self._restored = restored.key, True

    def restore_with_passphrase(self, path: Path, user: str, passphrase: str) -> Workplace:
        """Make this home out of a backup and open it."""
        self._restoring().with_passphrase(
            path, user=user, passphrase=passphrase, replace=self.home.exists
        )
        return self.unlock(user, passphrase)

    def _restoring(self) -> "Restoring":
        from app.desk.restoring import Restoring  # noqa: PLC0415  only where somebody restores

        store = self._how.get("secrets_store")
        return Restoring(self.home, clock=self._clock, ids=self._ids, secrets_store=store)

    def build(self, wished: "NewOffice") -> "Built[Workplace]":
        """Make the vault of a new office."""
        from app.accounts.model import Office  # noqa: PLC0415  after the first paint
        from app.ui.setup.presenter import Built  # noqa: PLC0415  the first start only

        office = Office(
            name=wished.name, address=wished.address, hours=wished.hours, phone=wished.phone
        )
        made = self._vaults().make(office, user=wished.person, passphrase=wished.passphrase)
        return Built(
            recovery_code=made.recovery_code,
            device=made.device,
            opened=self._prepare(made.opened),
        )

    def warm_up(self) -> None:
        """Import what the first unlock will need while the person types."""
        from app.ui import workplace  # noqa: F401, PLC0415  after the first paint

    def _vaults(self) -> Any:
        from app.desk.vaults import Vaults  # noqa: PLC0415  after the first paint

        return Vaults(self.home, clock=self._clock, ids=self._ids, **self._how)

    def _prepare(self, opened: Any) -> Workplace:
        from app.desk.undoing import Histories  # noqa: PLC0415  after the first paint
        from app.ui import workplace  # noqa: PLC0415  after the first paint

        self._histories = self._histories or Histories()
        return workplace.prepare(
            opened,
            histories=self._histories,
            clock=self._clock,
            ids=self._ids,
            people=self._vaults().people(opened),
            renew_recovery=lambda: str(self._vaults().renew_recovery(opened)),
            take_pin=lambda pin: self._take_pin(opened, pin),
            leaving=self._leaving(opened),
        )

    def _leaving(self, opened: Any) -> Any:
        from app.desk.evacuating import Evacuating  # noqa: PLC0415  after the first paint
        from app.vault.device_secret import OsKeyring  # noqa: PLC0415  after the first paint

        store = self._how.get("secrets_store") or OsKeyring(patience=_HASTE_SECONDS)
        return Evacuating(opened, clock=self._clock, ids=self._ids, secrets_store=store)

    def _take_pin(self, opened: Any, pin: str) -> None:
        made = self._vaults().quick(opened, pin)
        self.forget_pin()
        self._quick = made
