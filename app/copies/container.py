"""The file of a backup: what is in it, signed; the keys as they lie beside the vault; the vault.

Layout: `PRCOPY`, version (1 byte), a line end, the length of the head (4 bytes), the head (JSON),
64 bytes of signature over everything before, then the parts one after the other. Each part stands
in the head with size and SHA-256 and nothing follows the last one: no byte can change unseen.
The vault stays encrypted as it lay on the disk; the head says nothing of people or of how many.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from app.copies.model import Fault

MAGIC = b"PRCOPY\x01\n"
VAULT, KEYSLOTS = "vault", "keyslots"
_LENGTH_BYTES, _SIGNATURE_BYTES = 4, 64
_LONGEST_HEAD = 1 << 20
_MOST_PARTS = 1000
_CHUNK = 1 << 20
_NAME = re.compile(r"vault|keyslots|packs/(?:[0-9]{6}\.pack|in-force)")
"""Names of parts, none of which leads out of a folder."""


class SpoiltError(Exception):
    """The file is not a whole backup."""

    def __init__(self, fault: Fault) -> None:
        """Say what is wrong with it."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the files in a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What everybody may read of a backup."""

    vault_id: str
    made_at: datetime
    desk: int
    facts: bytes = field(repr=False)
    """What stood in the vault, enclosed under a key of the database's own."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The head of a file, the bytes that were signed, and the signature."""

    head: Head
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    start: int
    """Where the first part begins."""


def write(
    path: Path,
    files: Mapping[str, Path],
    *,
    made: Callable[[tuple[Part, ...]], Head],
    sign: Callable[[bytes], bytes],
) -> None:
    """Write a backup of those files; the caller gives the file its name when it is proven.

    `made` makes the head once the parts are known. Every byte is on the disk afterwards.
    """
    parts = tuple(_measured(name, file) for name, file in files.items())
    head = _spelled(made(parts))
    signed = MAGIC + len(head).to_bytes(_LENGTH_BYTES, "big") + head
    with path.open("wb") as out:
        path.chmod(0o600)
        out.write(signed)
        out.write(sign(signed))
        for file in files.values():
            with file.open("rb") as source:
                for chunk in _chunks(source):
                    out.write(chunk)
        out.flush()
        os.fsync(out.fileno())


def read(path: Path) -> Signed:
    """The head of a backup. SpoiltError when the file is anything else, OSError from the disk."""
    with path.open("rb") as file:
        start = file.read(len(MAGIC) + _LENGTH_BYTES)
        length = int.from_bytes(start[len(MAGIC) :], "big")
        if not start.startswith(MAGIC) or not 0 < length <= _LONGEST_HEAD:
            raise SpoiltError(Fault.CUT)
        raw, signature = file.read(length), file.read(_SIGNATURE_BYTES)
        begins = file.tell()
        whole = file.seek(0, os.SEEK_END)
    head = _read_head(raw)
    if head is None:
        raise SpoiltError(Fault.CHANGED)
    if whole != begins + sum(part.size for part in head.parts):
        raise SpoiltError(Fault.CUT)
    return Signed(head=head, signed=start + raw, signature=signature, start=begins)


def unpack(path: Path, found: Signed, places: Mapping[str, Path]) -> None:
    """Write the parts where they are wanted; every part is read and must be as it was written."""
    with path.open("rb") as file:
        file.seek(found.start)
        for part in found.head.parts:
            target = places.get(part.name)
            if target is not None:
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _copied(file, part, target) != part.sha256:
                raise SpoiltError(Fault.CHANGED)


def _copied(file: BinaryIO, part: Part, target: Path | None) -> str:
    """The hash of one part, written to `target` on the way."""
    digest, left = hashlib.sha256(), part.size
    out = target.open("wb") if target is not None else None
    try:
        while left and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            digest.update(chunk)
            if out is not None:
                out.write(chunk)
        if out is not None:
            out.flush()
            os.fsync(out.fileno())
    finally:
        if out is not None:
            out.close()
    return digest.hexdigest()


def _measured(name: str, path: Path) -> Part:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        for chunk in _chunks(file):
            digest.update(chunk)
            size += len(chunk)
    return Part(name=name, size=size, sha256=digest.hexdigest())


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(_CHUNK), b"")


def _spelled(head: Head) -> bytes:
    body = {
        "vault_id": head.vault_id,
        "made_at": head.made_at.isoformat(),
        "desk": head.desk,
        "facts": head.facts.hex(),
        "parts": [[part.name, part.size, part.sha256] for part in head.parts],
    }
    return json.dumps(body, sort_keys=True).encode()


def _read_head(raw: bytes) -> Head | None:
    with suppress(ValueError, KeyError, TypeError, RecursionError):
        body = json.loads(raw)
        parts = tuple(_part(*part) for part in body["parts"])
        names = [part.name for part in parts]
        made_at = datetime.fromisoformat(body["made_at"])
        if len(set(names)) == len(names) <= _MOST_PARTS and {VAULT, KEYSLOTS} <= set(names):
            return Head(
                vault_id=str(body["vault_id"]),
                made_at=made_at,
                desk=int(body["desk"]),
                facts=bytes.fromhex(body["facts"]),
                parts=parts,
            )
    return None


def _part(name: Any, size: Any, sha256: Any) -> Part:
    if not (_NAME.fullmatch(name) and type(size) is int and size >= 0 and isinstance(sha256, str)):
        raise ValueError(name)
    return Part(name=name, size=size, sha256=sha256)
