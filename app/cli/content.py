"""Commands of the packs: every fault with file and line; what editions there are."""

import argparse
from dataclasses import asdict
from pathlib import Path

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, opened_desk
from app.content.installed import library_of
from app.content.loader import Fault
from app.core.errors import Exit, InputError
from app.desk import bundle_words, packs
from app.desk.installing import Offer


def add(commands: Commands) -> None:
    """Register `content check | list | schema`."""
    group = commands.add_parser("content", help="packs of rules and forms: check, list")
    acts = group.add_subparsers(title="content", metavar="ACT", required=True)
    check = acts.add_parser("check", help="read every pack, run its examples and tables")
    check.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="default: the built-in")
    check.set_defaults(work=check_packs)
    acts.add_parser("list", help="editions and dates").set_defaults(work=list_packs)
    install = acts.add_parser("install", help="put a signed bundle of packs in force")
    install.add_argument("file", metavar="FILE", type=Path)
    install.add_argument("--dry-run", action="store_true", help="only say what would change")
    add_sign_in(install)
    install.set_defaults(work=install_bundle)
    back = acts.add_parser("back", help="put in force what was before the last bundle")
    add_sign_in(back)
    back.set_defaults(work=go_back)
    schema = acts.add_parser("schema", help="write a JSON Schema for each kind of packs")
    schema.add_argument("folder", metavar="DIR", type=Path)
    schema.set_defaults(work=write_schemas)


def check_packs(call: Call, given: argparse.Namespace) -> int:
    """Print every fault with file and line; exit 1 when there is one."""
    folder = given.folder
    if folder is not None and not folder.is_dir():
        raise InputError("content.no_folder", folder=str(folder))
    proof = packs.prove(folder, call.words)
    if not proof.packs and not proof.rows and not proof.faults:
        raise InputError("content.no_packs", folder=str(folder))
    if given.json:
        faults = [_fault(fault) for fault in proof.faults]
        call.json({"packs": proof.packs, "rows": proof.rows, "faults": faults})
        return Exit.NO if proof.faults else Exit.DONE
    for fault in proof.faults:
        line = call.words(
            "content.fault", file=fault.file, line=fault.line, words=call.words.of(fault.words)
        )
        call.out.write(f"{line}\n")
    if proof.faults:
        call.say(call.words("content.found", n=len(proof.faults)))
        return Exit.NO
    call.say(call.words("content.good", n=proof.packs))
    if proof.rows:
        call.say(call.words("content.rows", n=proof.rows))
    return Exit.DONE


def _fault(one: Fault) -> dict[str, object]:
    return {"file": one.file, "line": one.line, "uk": one.words.uk, "en": one.words.en}


def list_packs(call: Call, _given: argparse.Namespace) -> int:
    """Print every pack with its edition and dates as JSON."""
    call.json(packs.editions(library_of(call.home)))
    return Exit.DONE


def install_bundle(call: Call, given: argparse.Namespace) -> int:
    """Say what a bundle changes and put it in force; one that is no good changes nothing."""
    with opened_desk(call, given) as desk:
        work = desk.installing.look if given.dry_run else desk.installing.install
        offer = work(given.file)
    if given.json:
        call.json({**_offer(call, offer), "installed": not given.dry_run})
        return Exit.DONE
    for change in offer.changes:
        for line in bundle_words.lines(change, call.words):
            call.out.write(f"{line}\n")
    said = "bundle.would_install" if given.dry_run else "bundle.installed"
    call.say(call.words(said, number=offer.number, title=call.words.of(offer.title)))
    return Exit.DONE


def _offer(call: Call, offer: Offer) -> dict[str, object]:
    return {
        "number": offer.number,
        "before": offer.before,
        "made_on": offer.made_on,
        "title": call.words.of(offer.title),
        "note": call.words.of(offer.note),
        "signers": list(offer.signers),
        "changes": [asdict(change) for change in offer.changes],
    }


def go_back(call: Call, given: argparse.Namespace) -> int:
    """Put in force what was before."""
    with opened_desk(call, given) as desk:
        number = desk.installing.go_back()
    if given.json:
        call.json({"number": number})
    call.say(call.words("bundle.back_own") if not number else call.words("bundle.back", n=number))
    return Exit.DONE


def write_schemas(_call: Call, given: argparse.Namespace) -> int:
    """Write the schemas into a folder; `resources/schema` is made like this."""
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, schema in packs.schemas().items():
        (given.folder / name).write_text(schema, "utf-8")
    return Exit.DONE
