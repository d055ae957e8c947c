"""A desk out of one backup: on a new machine, or in the place of a vault that is damaged."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.accounts import store as accounts
from app.accounts.model import SignerKind
from app.copies import container, sealed_facts, sealed_file
from app.copies.container import Signed, SpoiltError
from app.copies.model import Fault
from app.copies.workroom import sweep, workroom
from app.core.clock import Clock
from app.core.disk import put_in_place, settle
from app.core.errors import DeskError, InputError, VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.gate import free
from app.storage import copying
from app.storage.database import KNOWN_REVISIONS
from app.vault import door, keyslots, pairs
from app.vault.device_secret import DeviceSecrets, OsKeyring
from app.vault.drives import expect_own_disk
from app.vault.keys import DatabaseKey
from app.vault.pairs import PublicPair

_NUMBERS = 1 << 48
FaultOf = Callable[[Path, str, copying.Facts], str]
_WHO = "nobody is signed in: whoever holds the code or a passphrase of the backup decides"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a backup holds, as far as it can be read without any key."""

    made_at: datetime
    size: int
    users: tuple[str, ...]
    """Who can open it with a passphrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A desk that came out of a backup; it has a number of its own and stands at that moment."""

    made_at: datetime
    desk: int
    before: int
    """The number of the desk that made the backup."""
    records: int
    lines: int
    aside: str
    """Where the vault that stood here before lies now; empty when there was none."""
    key: DatabaseKey = field(repr=False)


class Restoring:
    """Makes a home out of a backup. Every method may take long: not for the UI thread."""

    def __init__(
        self, home: Home, *, clock: Clock, ids: Ids, secrets_store: DeviceSecrets | None = None
    ) -> None:
        """`home` is the one to be made."""
        self._home, self._clock, self._ids = home, clock, ids
        self._secrets = secrets_store or OsKeyring()

    @free(_WHO)
    def look(self, path: Path) -> Offer:
        """Whether that file is a backup, and whose. Every byte is read."""
        with self._room() as room:
            found, staging = _unpacked(path, room)
            names = door.users(staging)
        return Offer(made_at=found.head.made_at, size=path.stat().st_size, users=names)

    @free(_WHO)
    def expect_renewal(self, path: Path, *, user: str, passphrase: str) -> None:
        """Refuse a new passphrase that could not be set, before anything is restored."""
        door.check_new_user(user, passphrase)
        if not any(keyslots.same_name(user, known) for known in self.look(path).users):
            raise InputError("user.unknown")

    @free(_WHO)
    def with_passphrase(
        self, path: Path, *, user: str, passphrase: str, replace: bool = False
    ) -> Restored:
        """Restore with the passphrase of somebody; needs the keyring that it was set with."""

        def key_of(staging: Home) -> DatabaseKey:
            entered = door.unlock(
                staging,
                user=user,
                passphrase=passphrase,
                clock=self._clock,
                secrets_store=self._secrets,
            )
            return entered.key

        return self._restored(path, key_of, replace=replace)

    @free(_WHO)
    def with_code(self, path: Path, *, code: str, replace: bool = False) -> Restored:
        """Restore with the printed recovery code, on any machine."""
        return self._restored(
            path,
            lambda staging: door.unlock_with_recovery(staging, code=code, clock=self._clock),
            replace=replace,
        )

    def after_evacuation(self, *, code: str) -> Restored:
        """Bring back what the evacuation of this very home sealed; the sealed file stays.

        With a wrong code nothing is touched: VaultError `vault.wrong_recovery`.
        """
        sealed = max(self._home.evacuated.glob("*.prevac"), default=None)
        if sealed is None:
            raise VaultError("vault.missing")
        return self.from_sealed(sealed, code=code)

    def from_sealed(self, path: Path, *, code: str) -> Restored:
        """A desk out of a file that an evacuation sealed, on any machine."""
        try:
            with self._room() as room:
                plain = room / "plain"
                sealed_file.unclose(path, plain, pairs.of_office(code))
                return self._restored(
                    plain,
                    lambda staging: door.unlock_with_recovery(
                        staging, code=code, clock=self._clock
                    ),
                    replace=self._home.was_evacuated,
                    fault_of=_differs,
                )
        except SpoiltError as spoilt:
            raise DeskError(f"copy.{spoilt.fault}") from None
        except VaultError as problem:
            if problem.code == "seal.not_for_you":
                raise VaultError("vault.wrong_recovery") from None
            raise

    def _restored(
        self,
        path: Path,
        key_of: Callable[[Home], DatabaseKey],
        *,
        replace: bool,
        fault_of: FaultOf = copying.fault_of,
    ) -> Restored:
        expect_own_disk(self._home.folder)
        if self._home.exists and not replace:
            raise InputError("home.taken")
        try:
            with self._room() as room:
                found, staging = _unpacked(path, room)
                key = key_of(staging)
                proven = _proven(found, staging, key, fault_of)
                desk = self._ids.below(_NUMBERS)
                copying.become_another_desk(staging.vault, key.hex, desk)
                stands = self._home.vault.exists() or self._home.keyslots.exists()
                aside = self._put_aside() if stands else ""  # what an evacuation left half-way too
                self._place(staging)
        except OSError as problem:
            raise InputError("home.not_writable") from problem
        return Restored(
            made_at=found.head.made_at,
            desk=desk,
            before=proven.desk,
            records=sum(proven.counts.values()),
            lines=proven.counts.get("journal", 0),
            aside=aside,
            key=key,
        )

    def _room(self) -> AbstractContextManager[Path]:
        self._home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(self._home.folder)
        return workroom(self._home.folder, self._ids)

    def _put_aside(self) -> str:
        """Move the vault that stands here into a folder of its own; nothing is thrown away."""
        home = self._home
        stamp = self._clock.now().strftime("%Y%m%d-%H%M%S")
        aside = home.folder / f"aside-{stamp}-{self._ids.below(10_000):04}"
        aside.mkdir(mode=0o700)
        ends = ("-wal", "-shm")
        for path in (
            home.vault,
            *(home.vault.with_name(home.vault.name + end) for end in ends),
            home.keyslots,
            keyslots.second_copy(home.keyslots),
            *home.rekeyed_vaults(),
        ):
            if path.exists():
                path.replace(aside / path.name)
        settle(aside)
        settle(home.folder)
        return str(aside)

    def _place(self, staging: Home) -> None:
        """The database aside, then its keyslots, then its name: as a new vault is made.

        Cut short before the keyslots are kept, the home is still new; after it, the next start
        gives the database its name.
        """
        home = self._home
        for pack in sorted(staging.packs.glob("*")):
            home.packs.mkdir(parents=True, exist_ok=True)
            put_in_place(pack, home.packs / pack.name)
        staging.vault.chmod(0o600)
        put_in_place(staging.vault, home.unfinished_vault)
        keyslots.save(home.keyslots, keyslots.load(staging.keyslots))
        door.finish(home)
        with suppress(OSError):
            home.keyslots.with_name("tries.json").unlink()


def _unpacked(path: Path, room: Path) -> tuple[Signed, Home]:
    """Everything that is in a backup, in a scratch home."""
    staging = Home(room / "home")
    if not path.is_file():
        raise InputError("copy.no_file", file=str(path))
    try:
        found = container.read(path)
        places = {part.name: staging.folder / part.name for part in found.head.parts}
        container.unpack(
            path,
            found,
            {**places, container.VAULT: staging.vault, container.KEYSLOTS: staging.keyslots},
        )
    except SpoiltError as spoilt:
        raise DeskError(f"copy.{spoilt.fault}") from None
    return found, staging


def _differs(vault: Path, key_hex: str, facts: copying.Facts) -> str:
    """The proof that an evacuation makes before it destroys anything: nothing more is asked here.

    A fault that the vault had before comes back with it; the check of the journal and the doctor
    tell of it. A copy that can be had again is refused for it, this one is the only one.
    """
    return "" if copying.facts_of(vault, key_hex, facts) == facts else "counts"


def _proven(found: Signed, staging: Home, key: DatabaseKey, fault_of: FaultOf) -> copying.Facts:
    """What stood in the vault, once all of it came back and a desk of this office signed it.

    The keys of desks are those in the vault that was just opened: whoever could put another one
    there has the key of the vault already.
    """
    facts = sealed_facts.opened(found.head.facts, key, found.head.vault_id)
    if facts is None:
        raise DeskError(f"copy.{Fault.CHANGED}")
    if facts.revision not in KNOWN_REVISIONS:
        raise VaultError("vault.newer")
    fault = fault_of(staging.vault, key.hex, facts)
    if fault:
        raise DeskError(f"copy.{fault}")
    with copying.opened_copy(staging.vault, key.hex) as session:
        signers = accounts.signers(session, ended=True)
    signed = any(
        PublicPair(sign=one.sign, seal=one.seal).signed(found.signed, found.signature)
        for one in signers
        if one.kind is SignerKind.DESK
    )
    if not signed:
        raise DeskError(f"copy.{Fault.SIGNATURE}")
    return facts
