"""What the publisher of rules runs: keys, bundles, signatures. Never part of the program.

    python -m installer.publish key KEY.pem             a key pair; prints the public half
    python -m installer.publish make FOLDER FILE …       rules and forms of FOLDER into one bundle
    python -m installer.publish sign KEY.pem FILE        add one signature

Private halves are made here, under a passphrase, and stay with their three holders.
"""

import argparse
import getpass
import json
import sys
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.content.bundle import FIRST_LINE, key_id
from app.content.library import from_yaml
from app.core.words import Text


def made(folder: Path, number: int, made_on: date, title: Text, note: Text) -> bytes:
    """The content of a bundle: every pack of a folder, read as the program reads them."""
    library = from_yaml(folder)
    if library.faults:
        raise SystemExit("\n".join(str(fault) for fault in library.faults))
    return content(
        {sheet.file: sheet.plain for sheet in library.sheets},
        number=number,
        made_on=made_on.isoformat(),
        title={"uk": title.uk, "en": title.en},
        note={"uk": note.uk, "en": note.en},
    )


def content(files: dict[str, object], **head: object) -> bytes:
    """The one JSON document that is signed."""
    document = {**head, "files": files}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1).encode()


def signed(payload: bytes, *keys: Ed25519PrivateKey) -> bytes:
    """A bundle with the signatures of these keys."""
    return FIRST_LINE + b"".join(_mark(key, payload) for key in keys) + b"\n" + payload


def signed_too(raw: bytes, key: Ed25519PrivateKey) -> bytes:
    """The same bundle with one more signature."""
    head, _, payload = raw.partition(b"\n\n")
    return head + b"\n" + _mark(key, payload) + b"\n" + payload


def public_half(key: Ed25519PrivateKey) -> bytes:
    """What stands in `resources/publishers.json`."""
    return key.public_key().public_bytes_raw()


def _mark(key: Ed25519PrivateKey, payload: bytes) -> bytes:
    return f"{key_id(public_half(key))} {key.sign(FIRST_LINE + payload).hex()}\n".encode()


def _new_key(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    locked = serialization.BestAvailableEncryption(_passphrase(twice=True))
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
    with path.open("xb") as file:
        path.chmod(0o600)
        file.write(pem)
    sys.stdout.write(public_half(key).hex() + "\n")


def _sign(key_file: Path, path: Path) -> None:
    key = serialization.load_pem_private_key(key_file.read_bytes(), _passphrase())
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit("this is no key of a publisher")
    path.write_bytes(signed_too(path.read_bytes(), key))


def _make(given: argparse.Namespace) -> None:
    title = Text(given.title_uk, given.title_en)
    note = Text(given.note_uk, given.note_en)
    payload = made(given.folder, given.number, given.made_on, title, note)
    # One empty line more: the first signature goes before it.
    given.file.write_bytes(FIRST_LINE.rstrip() + b"\n\n" + payload)


def _passphrase(*, twice: bool = False) -> bytes:
    typed = getpass.getpass("Passphrase of the key: ")
    if twice and getpass.getpass("Once more: ") != typed:
        raise SystemExit("the two differ")
    return typed.encode()


def main() -> int:
    """Do one of the three acts."""
    everything = argparse.ArgumentParser(prog="python -m installer.publish")
    acts = everything.add_subparsers(required=True, dest="act")
    key = acts.add_parser("key")
    key.add_argument("key", type=Path)
    sign = acts.add_parser("sign")
    sign.add_argument("key", type=Path)
    sign.add_argument("file", type=Path)
    make = acts.add_parser("make")
    make.add_argument("folder", type=Path)
    make.add_argument("file", type=Path)
    make.add_argument("--number", type=int, required=True)
    make.add_argument("--made-on", type=date.fromisoformat, required=True)
    for name in ("--title-uk", "--title-en", "--note-uk", "--note-en"):
        make.add_argument(name, required=True)
    given = everything.parse_args()
    if given.act == "key":
        _new_key(given.key)
    elif given.act == "sign":
        _sign(given.key, given.file)
    else:
        _make(given)
    return 0


if __name__ == "__main__":
    sys.exit(main())
