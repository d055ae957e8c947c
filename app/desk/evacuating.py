"""Leaving in a hurry: all goes into one file sealed to the office's key, then no key is left.

The order is what protects: the file lies proven on the disk before the first key is destroyed, and
the keys go before the ciphertext. Whoever has the printed recovery sheet, in whatever place, brings
everything back; nobody who is present can, whatever is asked of them.
"""

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.accounts import store as accounts
from app.accounts.permissions import Action
from app.alarms.model import Kind
from app.copies import container, files, sealed_facts, sealed_file, store
from app.copies.container import Head, Part
from app.copies.workroom import workroom
from app.core.clock import Clock
from app.core.disk import put_in_place, settle
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.alarms import Alarms
from app.desk.gate import Gate, job
from app.desk.signers import Signers
from app.desk.vaults import Opened
from app.storage import copying
from app.storage.copying import Facts
from app.vault import door, keyslots
from app.vault.device_secret import DeviceSecrets
from app.vault.pairs import Pair

_HEAD_BYTES = 1 << 20
"""How much of a file of ciphertext is written over before its name goes: its keys stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left of a desk that was evacuated."""

    kept: Path
    """The sealed file in the home."""
    taken: Path | None
    """The same file on the stick, if one was chosen."""
    records: int


class Evacuating:
    """One act of one open vault. It takes seconds: not for the UI thread."""

    def __init__(
        self, opened: Opened, *, clock: Clock, ids: Ids, secrets_store: DeviceSecrets
    ) -> None:
        """`secrets_store` is the keyring that holds the machine's halves."""
        self.gate = Gate(opened.database, opened.user.id)
        self._opened, self._clock, self._ids = opened, clock, ids
        self._secrets = secrets_store
        self._home = Home(opened.database.folder)
        self._alarms = Alarms(opened.database, clock=clock, ids=ids, author=opened.user.id)

    @job(Action.EVACUATE)
    def expect_sheet(self) -> None:
        """Refuse where nobody could bring the data back: no sheet was printed and re-typed."""
        self._recipient()

    @job(Action.EVACUATE)
    def leave(self, folder: Path | None = None) -> Left:
        """Seal everything, prove it, destroy every key here. The vault is closed afterwards.

        The file stays in the home, and a second one goes to `folder`. DeskError: nothing was
        destroyed, everything is as it was; but `evacuation.incomplete`: everything is sealed, and
        something could not be destroyed.
        """
        office = self._recipient()
        self._note()
        try:
            kept, taken, backups, records = self._kept(office, folder)
        except OSError as problem:
            self._take_back()
            raise DeskError("evacuation.not_written") from problem
        except DeskError:
            self._take_back()
            raise
        slots = keyslots.load(self._home.keyslots)
        self._opened.database.close()
        for name in door.device_names(slots):  # from here on there is no way back but the sheet
            self._secrets.forget(name)
        if not destroy(self._home, backups):
            raise DeskError("evacuation.incomplete")
        return Left(kept=kept, taken=taken, records=records)

    def _kept(
        self, office: bytes, folder: Path | None
    ) -> tuple[Path, Path | None, tuple[Path, ...], int]:
        """The sealed file here and on the stick, the backups that go, and how much it holds."""
        with workroom(self._home.folder, self._ids) as room:
            sealed, facts = self._sealed(room, office)
            taken = self._taken(sealed, folder) if folder is not None else None
            kept = self._home.evacuated / sealed.name
            kept.parent.mkdir(mode=0o700, exist_ok=True)
            backups = self._beside(sealed)
            put_in_place(sealed, kept)
        return kept, taken, backups, sum(facts.counts.values())

    def _recipient(self) -> bytes:
        office = Signers(self._opened.database).office()
        with self._opened.database.reading() as session:
            sure = accounts.recovery_confirmed(session)
        if office is None or not sure or keyslots.load(self._home.keyslots).recovery() is None:
            raise DeskError("evacuation.no_sheet")
        return office

    def _note(self) -> None:
        self._alarms.begin(Kind.EVACUATION)

    def _take_back(self) -> None:
        with suppress(DeskError):
            self._alarms.end(Kind.EVACUATION)

    def _sealed(self, room: Path, office: bytes) -> tuple[Path, Facts]:
        """The sealed file, read back once through a key that is thrown away afterwards."""
        plain, vault_id, facts = self._packed(room)
        sealed = files.free_path(room, self._clock.now(), vault_id).with_suffix(".prevac")
        witness, back = Pair.random(), room / "back"
        sealed_file.close(plain, sealed, (office, witness.public().seal))
        sealed_file.unclose(sealed, back, witness)
        if _hash(back) != _hash(plain):
            raise DeskError("evacuation.not_written")
        return sealed, facts

    def _packed(self, room: Path) -> tuple[Path, str, Facts]:
        """A backup as any other, but of its keyslots only the recovery code's can be opened."""
        slots, vault, plain = room / "keyslots.json", room / "vault.db", room / "plain"
        key = self._opened.key
        facts = copying.snapshot(self._home.vault, vault, key.hex, below=self._ids.below)
        known = keyslots.load(self._home.keyslots)
        keyslots.save(slots, door.without_people(known))
        if copying.facts_of(vault, key.hex, facts) != facts:
            raise DeskError("evacuation.not_written")

        def head(parts: tuple[Part, ...]) -> Head:
            return Head(
                vault_id=known.vault_id,
                made_at=self._clock.now(),
                desk=facts.desk,
                facts=sealed_facts.closed(facts, key, known.vault_id),
                parts=parts,
            )

        container.write(
            plain,
            {container.KEYSLOTS: slots, container.VAULT: vault},
            made=head,
            sign=self._opened.keys.desk.sign,
        )
        vault.unlink()
        return plain, known.vault_id, facts

    def _beside(self, sealed: Path) -> tuple[Path, ...]:
        """Backups on the second disk, if it is here: the sealed file takes their place.

        A passphrase could open them. Where the sealed file does not fit they stay, and nothing is
        destroyed.
        """
        with self._opened.database.reading() as session:
            chosen = store.second_folder(session)
        second = Path(chosen) if chosen else None
        if second is None or not second.is_dir():
            return ()
        vault_id = keyslots.load(self._home.keyslots).vault_id
        backups = tuple(files.backups_in(second, vault_id))
        if backups:
            self._taken(sealed, second)
        return backups

    def _taken(self, sealed: Path, folder: Path) -> Path:
        target = folder / sealed.name
        if not files.carry(sealed, target, self._ids):
            raise DeskError("evacuation.not_written")
        return target


def destroy(home: Home, beside: tuple[Path, ...] = ()) -> bool:
    """Write over every key in the home, then over the heads of what they opened; take all away.

    Backups in the home and `beside` go too: a passphrase could open them. What an SSD keeps of old
    blocks is ciphertext without a key. One file that cannot be taken away keeps no other: whether
    all of them are gone.
    """
    keys = [*home.folder.rglob("keyslots*.json*"), *home.folder.rglob("tries.json")]
    ends = ("", "-wal", "-shm")
    vaults = [
        path.with_name(path.name + end)
        for path in (home.vault, home.unfinished_vault)
        for end in ends
    ]
    backups = (*home.folder.rglob(files.PATTERN), *beside)
    gone = [_overwritten(path) for path in (*keys, *backups, *vaults)]
    settle(home.folder)
    return all(gone)


def _overwritten(path: Path) -> bool:
    try:
        size = path.stat().st_size
        with path.open("rb+") as file:
            file.write(secrets.token_bytes(min(size, _HEAD_BYTES)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _hash(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
