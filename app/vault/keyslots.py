"""The keyslot file: the database key wrapped once for each user and once for the recovery code.

Two copies, each with its own check sum, each written whole or not at all. Losing both loses the
vault; reading them gives nothing to somebody without a passphrase or the printed code.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from app.core.disk import put_in_place
from app.core.errors import VaultError
from app.vault.wrapping import Cost

FORMAT = 2
"""2: slots of people carry their pair. Files of 1 are read; the next sign-in makes the pair.

Invitations are slots of their own kind, and a slot may hold newer keys that were handed on: see
`rotation.py`.
"""

Kind = Literal["passphrase", "recovery", "invite"]
_BYTES = ("salt", "wrapped", "pair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way to the database key."""

    id: str
    kind: Kind
    user: str
    """Who opens with it; empty for the recovery code."""
    cost: Cost
    salt: bytes = field(repr=False)
    device: bool
    """Whether the machine's half is needed too; False when there was no keyring."""
    wrapped: bytes = field(default=b"", repr=False)
    pair: bytes = field(default=b"", repr=False)
    """The private halves of the person, enclosed under the same key; empty until a sign-in."""
    handed: tuple[bytes, ...] = field(default=(), repr=False)
    """From the wrapped key to the one in force: each opens with the key before and the pair."""
    until: str = ""
    """The moment after which an invitation opens nothing (ISO, UTC); empty for all others."""

    def context(self, vault_id: str) -> bytes:
        """What this slot is: sealed together with the key, so that slots cannot be altered."""
        parts = (vault_id, self.id, self.kind, self.user, str(self.device), *_numbers(self.cost))
        parts += (self.until,) if self.until else ()
        return "\x1f".join(parts).encode()


def _numbers(cost: Cost) -> tuple[str, ...]:
    return str(cost.memory_kib), str(cost.iterations), str(cost.lanes)


def same_name(one: str, other: str) -> bool:
    """Whether two spellings mean the same user: case, spaces and Unicode form do not matter."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """A user's name as it is compared."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyslots:
    """Everything in the keyslot file."""

    vault_id: str
    slots: tuple[Slot, ...] = ()
    key_name: str = ""
    """The name of the key that opens the vault, since it was changed for the first time."""

    def of_user(self, user: str, kind: Kind = "passphrase") -> Slot | None:
        """The slot of that user."""
        return next(
            (slot for slot in self.slots if slot.kind == kind and same_name(slot.user, user)),
            None,
        )

    def of_kind(self, kind: Kind) -> tuple[Slot, ...]:
        """All slots of that kind."""
        return tuple(slot for slot in self.slots if slot.kind == kind)

    def replaced(self, slot_id: str, new: Slot) -> "Keyslots":
        """The same file with another slot in the place of that one, if it is still there."""
        return replace(
            self, slots=tuple(new if slot.id == slot_id else slot for slot in self.slots)
        )

    def without(self, gone: Iterable[Slot]) -> "Keyslots":
        """The same file without those slots."""
        ids = {slot.id for slot in gone}
        return replace(self, slots=tuple(slot for slot in self.slots if slot.id not in ids))

    def recovery(self) -> Slot | None:
        """The slot of the printed code."""
        return next((slot for slot in self.slots if slot.kind == "recovery"), None)

    def with_slot(self, new: Slot) -> "Keyslots":
        """The same file with that slot in place of the old one of the same user or kind."""
        others = tuple(
            slot
            for slot in self.slots
            if slot.kind != new.kind or not same_name(slot.user, new.user)
        )
        return replace(self, slots=(*others, new))


def second_copy(path: Path) -> Path:
    """Where the second copy lies."""
    return path.with_name(f"{path.stem}-2{path.suffix}")


def load(path: Path) -> Keyslots:
    """Read the first copy, or the second when the first is damaged or gone."""
    copies = [copy for copy in (path, second_copy(path)) if copy.exists()]
    if not copies:
        raise VaultError("keyslots.missing")
    for copy in copies:
        found = _read(copy)
        if found is not None:
            return found
    raise VaultError("keyslots.damaged")


def save(path: Path, keyslots: Keyslots) -> None:
    """Write both copies, one after the other, so that one is whole at any moment."""
    body = _body(keyslots)
    text = json.dumps({"check": _check(body), **body}, ensure_ascii=False, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        for copy in (path, second_copy(path)):
            _write_whole(copy, text.encode())
    except OSError as problem:
        raise VaultError("keyslots.not_written") from problem


def change(path: Path, change: Callable[[Keyslots], Keyslots]) -> Keyslots:
    """Change what lies there now, not what somebody read earlier; the file as it is afterwards."""
    now = load(path)
    new = change(now)
    if new != now:
        save(path, new)
    else:
        mend(path)
    return new


def mend(path: Path) -> None:
    """Write a copy that is damaged, gone or older anew; what cannot be written can wait."""
    first, second = (_read(copy) for copy in (path, second_copy(path)))
    whole = first or second
    if whole is not None and first != second:
        with suppress(VaultError):
            save(path, whole)


def remove(path: Path) -> None:
    """Throw both copies away: only for a vault that never came to be.

    The second copy goes first: what is left half-way is then a set-up that the next start finishes.
    """
    for copy in (second_copy(path), path):
        copy.unlink(missing_ok=True)


def _write_whole(path: Path, content: bytes) -> None:
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(content)
    draft.chmod(0o600)
    put_in_place(draft, path)


def _body(keyslots: Keyslots) -> dict[str, Any]:
    slots = [
        {
            **asdict(slot),
            **{name: getattr(slot, name).hex() for name in _BYTES},
            "handed": [one.hex() for one in slot.handed],
        }
        for slot in keyslots.slots
    ]
    return {
        "version": FORMAT,
        "vault_id": keyslots.vault_id,
        "key_name": keyslots.key_name,
        "slots": slots,
    }


def _check(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _read(path: Path) -> Keyslots | None:
    """One copy, or None when it is not exactly what was written."""
    try:
        body = json.loads(path.read_bytes())
        if not isinstance(body, dict) or body.pop("check", None) != _check(body):
            return None
        if body["version"] > FORMAT:
            raise VaultError("vault.newer")
        slots = tuple(_slot(raw) for raw in body["slots"])
        return Keyslots(vault_id=body["vault_id"], slots=slots, key_name=body.get("key_name", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _slot(raw: dict[str, Any]) -> Slot:
    coded = {name: bytes.fromhex(raw.get(name, "")) for name in _BYTES}
    handed = tuple(bytes.fromhex(one) for one in raw.get("handed", ()))
    return Slot(**{**raw, **coded, "handed": handed, "cost": Cost(**raw["cost"])})
