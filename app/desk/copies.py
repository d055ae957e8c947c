"""Backups of the open vault: made beside the work, proven by a trial restoring, thinned."""

import errno
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path

from app.accounts import store as accounts
from app.accounts.model import SignerKind
from app.accounts.permissions import Action
from app.anchors import store as anchors
from app.anchors.model import Anchor, Held
from app.copies import container, files, sealed_facts, store
from app.copies.container import Head, Part, Signed, SpoiltError
from app.copies.model import CopyMade, Fault, Proof, last_good
from app.copies.ring import ALL_FOR, EVERY, fitting
from app.copies.workroom import sweep, workroom
from app.core.clock import Clock
from app.core.disk import put_in_place
from app.core.errors import DeskError, InputError, VaultError
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.copies_standing import Standing, still_there
from app.desk.gate import Gate, free, job
from app.desk.vaults import Opened
from app.storage import copying
from app.storage.copying import Facts
from app.vault import keyslots
from app.vault.pairs import PublicPair

_TRIES = 3
_QUICK_BYTES = 64 * 1024 * 1024
_PATIENCE_SECONDS = 60
_TWICE_AND_MORE = 3
_SPARE_BYTES = 32 * 1024 * 1024


class _StoppedError(Exception):
    """The vault closes while a backup is made."""


def anchors_of(facts: Facts, at: datetime, path: Path) -> Iterator[Anchor]:
    """What a backup says of the journal: for each desk the last line and its hash."""
    for stream, desk, number, head in facts.heads:
        if stream == 0:
            yield Anchor(
                kind=Held.COPY, at=at, desk=desk, number=number, head=head, place=str(path)
            )


class Copies:
    """The backups of one open vault. Every method may take long: not for the UI thread."""

    def __init__(self, opened: Opened, *, clock: Clock, ids: Ids) -> None:
        """Take the keys from the open vault for as long as it is open."""
        self._opened, self._clock, self._ids = opened, clock, ids
        self._database = opened.database
        self._home = Home(opened.database.folder)
        self.gate = Gate(opened.database, opened.user.id)
        self._here = False
        self._busy = threading.Lock()
        self._unwanted = threading.Event()
        self._last: threading.Event | None = None

    @free("nothing is read: the vault closes")
    def end(self) -> None:
        """The vault closes: what is being made stops at its next step; this waits for that."""
        if self._last is not None:
            self._last.wait(_PATIENCE_SECONDS)
        self._unwanted.set()
        with self._busy:
            pass

    @free("nothing is read")
    def expect_last(self) -> None:
        """`last` is going to be called: `end` waits for it."""
        self._last = threading.Event()

    @free("the program makes it by itself")
    def last(self) -> None:
        """The last one before the vault closes, if one is due and the vault is small.

        A large vault would keep somebody waiting who wants to go home; the next sign-in makes it.
        """
        try:
            if self._home.vault.stat().st_size <= _QUICK_BYTES:
                self.automatic()
        finally:
            if self._last is not None:
                self._last.set()

    @free("only what a kill left goes")
    def sweep(self) -> None:
        """Take away what a kill left half-made."""
        sweep(self._home.copies)
        self.find_second()
        second = self._second()
        if second is not None:
            sweep(second)

    @free("whether a disk is there")
    def find_second(self) -> bool:
        """Ask for the second disk. One on a network that is away may keep this waiting for long."""
        with self._database.reading() as session:
            second = store.second_folder(session)
        self._here = bool(second) and Path(second).is_dir()
        return self._here

    @job(Action.BACKUP)
    def create(self, folder: Path | None = None) -> CopyMade:
        """Make a backup now, in `folder` or in the home; what is no good is not kept.

        One in the home goes to the second place too.
        """
        with self._busy:
            made = self._made(folder or self._home.copies)
            if folder is None and made.fault is None:
                self._second_copy(made)
            return made

    @job(Action.BACKUP)
    def prove(self, path: Path) -> Proof:
        """Restore a backup to a scratch place and compare. InputError when there is no such file.

        The keys that are trusted are those this vault knows, never one out of the backup.
        """
        if not path.is_file():
            raise InputError("copy.no_file", file=str(path))
        with self._busy, self._room() as room:
            return self._proof(path, room)

    @free("when, not what")
    def due(self) -> bool:
        """Whether something is in no backup, and the last try was a while ago."""
        standing = self.look()
        now = self._clock.now()  # a copy of the future was made under a wrong date: it counts not
        last = max((one.made_at for one in standing.copies if one.made_at <= now), default=None)
        return standing.changed and (last is None or now - last >= EVERY)

    @free("the program makes it by itself")
    def automatic(self) -> CopyMade | None:
        """Make the backup that is due, a second one when its disk is there, and thin both rings.

        What went wrong is noted. None: nothing was due, or the vault closes.
        """
        with self._busy:
            if self._unwanted.is_set() or not self.due():
                return None
            try:
                made = self._made(self._home.copies)
            except _StoppedError:
                return None
            except DeskError:
                path, now = self._home.copies / "-", self._clock.now()
                return self._noted(path, now, 0, "", Fault.NOT_WRITTEN)
            if made.fault is None:
                self._second_copy(made)
                self._thin(self._home.copies)
            return made

    @free("when backups were made is told to everybody")
    def look(self) -> Standing:
        """What is known of all backups."""
        with self._database.reading() as session:
            known, second = store.copies(session), store.second_folder(session)
            mark = copying.mark_of(session)
        there = tuple(one for one in known if still_there(one, second=second))
        good = last_good(there)
        return Standing(
            copies=there,
            second=second,
            second_here=bool(second) and self._here,
            changed=good is None or good.mark != mark,
            allowed=self.gate.could(Action.BACKUP),
        )

    @job(Action.BACKUP)
    def choose_second(self, folder: Path | None) -> None:
        """From now on a second copy goes there; None: nowhere."""
        if folder is not None:
            if not folder.is_dir():
                raise InputError("copy.no_folder", folder=str(folder))
            if folder.resolve().is_relative_to(self._home.folder.resolve()):
                raise InputError("copy.same_disk")
        with self._database.local_writing() as session:
            store.choose_second_folder(session, str(folder) if folder is not None else "")
        self._here = folder is not None

    @free("control words stand on paper anyway")
    def witnesses(self) -> tuple[Anchor, ...]:
        """What the backups that are here say the journal was: anchors that lie outside the vault.

        A file that cannot be read says nothing; backups under an older key say nothing any more.
        """
        folders = (self._home.copies, self._second())
        vault_id = keyslots.load(self._home.keyslots).vault_id
        found: list[Anchor] = []
        for folder in folders:
            for path in files.backups_in(folder, vault_id) if folder else ():
                with suppress(OSError, SpoiltError):
                    head = container.read(path).head
                    facts = sealed_facts.opened(head.facts, self._opened.key, head.vault_id)
                    found += anchors_of(facts, head.made_at, path) if facts else ()
        return tuple(found)

    # ---- making -----------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self._unwanted.is_set():
            raise _StoppedError

    def _made(self, folder: Path) -> CopyMade:
        """A backup, proven before it has its name."""
        now = self._clock.now()
        with self._database.reading() as session:
            mark = copying.mark_of(session)  # before: what is saved meanwhile makes the next due
        try:
            with self._room() as room:
                self._expect_space(room)
                draft, vault_id, facts = self._written(room)
                self._go_on()
                target = files.free_path(folder, now, vault_id)
                proof = self._proof(draft, room)
                self._go_on()
                if proof.good:
                    proof = self._placed(draft, target, proof)
        except OSError as problem:
            raise DeskError("copy.not_written", folder=str(folder)) from problem
        if proof.good:
            self._anchored(facts, now, target)
        return self._noted(target, now, proof.size, mark, proof.fault)

    def _expect_space(self, room: Path) -> None:
        """The trial takes the vault twice: it must not be what fills the disk under the work."""
        needed = _TWICE_AND_MORE * self._home.vault.stat().st_size + _SPARE_BYTES
        if shutil.disk_usage(room).free < needed:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _placed(self, draft: Path, target: Path, proof: Proof) -> Proof:
        if target.parent == self._home.copies:
            put_in_place(draft, target)
            return proof
        target.parent.mkdir(parents=True, exist_ok=True)
        arrived = files.carry(draft, target, self._ids)
        return proof if arrived else Proof(fault=Fault.CHANGED, size=proof.size)

    def _written(self, room: Path) -> tuple[Path, str, Facts]:
        """The file of a backup, not yet proven: keys, vault and packs of one moment."""
        slots, vault = room / "keyslots.json", room / "vault.db"
        for _ in range(_TRIES):
            raw = self._home.keyslots.read_bytes()
            facts = copying.snapshot(
                self._home.vault, vault, self._opened.key.hex, below=self._ids.below
            )
            if self._home.keyslots.read_bytes() == raw:  # nobody changed the keys meanwhile
                break
        else:
            raise DeskError("vault.busy")
        slots.write_bytes(raw)
        vault_id = keyslots.load(slots).vault_id
        draft = room / "draft"
        packs = {
            f"packs/{path.name}": path
            for path in sorted(self._home.packs.glob("*"))
            if path.suffix == ".pack" or path.name == "in-force"
        }
        container.write(
            draft,
            {container.KEYSLOTS: slots, container.VAULT: vault, **packs},
            made=lambda parts: self._head(facts, vault_id, parts),
            sign=self._opened.keys.desk.sign,
        )
        vault.unlink()
        return draft, vault_id, facts

    def _head(self, facts: Facts, vault_id: str, parts: tuple[Part, ...]) -> Head:
        return Head(
            vault_id=vault_id,
            made_at=self._clock.now(),
            desk=facts.desk,
            facts=sealed_facts.closed(facts, self._opened.key, vault_id),
            parts=parts,
        )

    def _anchored(self, facts: Facts, at: datetime, path: Path) -> None:
        """A good backup holds the head of the journal: remember it where the backup may be away."""
        with self._database.local_writing() as session:
            for anchor in anchors_of(facts, at, path):
                if anchor.desk == self._database.replica:
                    anchors.add(session, self._ids.record(), anchor)

    # ---- proving ----------------------------------------------------------------------------

    def _proof(self, path: Path, room: Path) -> Proof:
        trial, size = room / "trial.db", path.stat().st_size
        try:
            found = container.read(path)
            self._expect_ours(found)
            container.unpack(path, found, {container.VAULT: trial})
        except SpoiltError as spoilt:
            return Proof(fault=spoilt.fault, size=size)
        head, key = found.head, self._opened.key
        facts = sealed_facts.opened(head.facts, key, head.vault_id)
        if facts is None:
            raise VaultError("copy.other_key")
        fault = copying.fault_of(trial, key.hex, facts)
        return Proof(
            fault=Fault(fault) if fault else None,
            made_at=head.made_at,
            size=size,
            records=sum(facts.counts.values()),
            lines=facts.counts.get("journal", 0),
        )

    def _expect_ours(self, found: Signed) -> None:
        if found.head.vault_id != keyslots.load(self._home.keyslots).vault_id:
            raise SpoiltError(Fault.OTHER_VAULT)
        with self._database.reading() as session:
            signers = accounts.signers(session, ended=True)
        desks = (one for one in signers if one.kind is SignerKind.DESK)
        if not any(
            PublicPair(sign=one.sign, seal=one.seal).signed(found.signed, found.signature)
            for one in desks
        ):
            raise SpoiltError(Fault.SIGNATURE)

    # ---- keeping ----------------------------------------------------------------------------

    def _second_copy(self, made: CopyMade) -> None:
        """The same file on another disk; a disk that is away or full stops nothing."""
        folder = self._second() if self.find_second() else None
        if folder is None:
            return
        source = Path(made.path)
        target = folder / source.name
        try:
            arrived = files.carry(source, target, self._ids)
        except OSError:
            arrived = False
        fault = None if arrived else Fault.NOT_WRITTEN
        self._noted(target, made.made_at, made.size, made.mark, fault)
        self._thin(folder)

    def _thin(self, folder: Path) -> None:
        """Take away what the ring does not keep."""
        found = files.backups_in(folder, keyslots.load(self._home.keyslots).vault_id)
        sizes = {moment: path.stat().st_size for path, moment in found.items()}
        room = files.budget(folder, sum(sizes.values())) if sizes else 0
        stay = fitting(sizes, self._clock.now(), room)
        gone = [path for path, moment in found.items() if moment not in stay]
        for path in gone:
            path.unlink(missing_ok=True)
        with self._database.local_writing() as session:
            store.forget(session, {str(path) for path in gone})
            store.forget_failed(session, self._clock.now() - ALL_FOR)

    def _noted(
        self, path: Path, made_at: datetime, size: int, mark: str, fault: Fault | None
    ) -> CopyMade:
        """Remember what became of a backup."""
        made = CopyMade(
            id=self._ids.record(),
            path=str(path),
            made_at=made_at,
            size=size,
            mark=mark,
            fault=fault,
            proved_at=self._clock.now(),
        )
        with self._database.local_writing() as session:
            store.add(session, made)
        return made

    def _second(self) -> Path | None:
        """The second place, if its disk was there when it was asked for last."""
        with self._database.reading() as session:
            second = store.second_folder(session)
        return Path(second) if second and self._here else None

    def _room(self) -> AbstractContextManager[Path]:
        self._home.copies.mkdir(mode=0o700, parents=True, exist_ok=True)
        return workroom(self._home.copies, self._ids)
