"""`retention …`: how long files are kept, what is due, and erasing by two people."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, opened_desk
from app.core.clock import local
from app.core.errors import Exit, InputError
from app.core.runner import LongJob
from app.desk.desk import Desk
from app.desk.retention import Due
from app.desk.retention_words import certificate_text, due_line, term_words
from app.keeping.terms import Purge


def add(commands: Commands) -> None:
    """Register the acts of `retention`."""
    group = commands.add_parser("retention", help="how long files are kept, and their erasure")
    acts = group.add_subparsers(required=True, metavar="ACT")
    listed = acts.add_parser("list", help="what is due; nothing is changed")
    listed.add_argument("--on", metavar="DATE", help="as of that day")
    listed.set_defaults(work=show)
    for name, what, work in (
        ("hold", "keep a file although its term is over", hold),
        ("lift", "let a file go again", lift),
    ):
        act = acts.add_parser(name, help=what)
        act.add_argument("reference", metavar="REFERENCE")
        if name == "hold":
            act.add_argument("--reason", required=True, metavar="WORDS")
        act.set_defaults(work=work)
    propose_ = acts.add_parser("propose", help="put everything due forward to be erased")
    propose_.set_defaults(work=propose)
    for name, what, work in (
        ("confirm", "the second person: erase what was put forward", confirm),
        ("withdraw", "it is not to be erased", withdraw),
    ):
        act = acts.add_parser(name, help=what)
        act.add_argument("purge", metavar="ID")
        act.set_defaults(work=work)
    proof = acts.add_parser("certificate", help="what proves an erasure, as text")
    proof.add_argument("purge", metavar="ID")
    proof.add_argument("--out", required=True, type=Path, metavar="FILE")
    proof.set_defaults(work=certificate)
    for act in acts.choices.values():
        add_sign_in(act)
        act.add_argument("--json", action="store_true", help="answer with one JSON document")


def show(call: Call, given: argparse.Namespace) -> int:
    """Every class with its clock, and the files that are due."""
    with opened_desk(call, given) as desk:
        found = desk.retention.due(_day(given.on))
        purges = desk.retention.purges()
    if given.json:
        call.json({"classes": [_due(one) for one in found], "purges": [_plain(p) for p in purges]})
        return int(Exit.DONE)
    for one in found:
        call.out.write(f"{term_words(one.term, call.words)} {due_line(one, call.words)}\n")
        for file in one.files:
            held = call.words("retention.held") if file.held else ""
            call.out.write(f"  {file.reference}  {file.due():%d.%m.%Y}  {held}\n".rstrip() + "\n")
    for purge in purges:
        call.out.write(f"{purge.id}  {local(purge.proposed_at):%d.%m.%Y}  {len(purge.files)}\n")
    return int(Exit.DONE)


def hold(call: Call, given: argparse.Namespace) -> int:
    """Hold one file back."""
    with opened_desk(call, given) as desk:
        desk.retention.hold(_client(desk, given.reference), reason=given.reason)
    call.say(call.words("retention.held_back", reference=given.reference))
    return int(Exit.DONE)


def lift(call: Call, given: argparse.Namespace) -> int:
    """Let one file go; exit 1 when nothing held it."""
    with opened_desk(call, given) as desk:
        was = desk.retention.lift(_client(desk, given.reference))
    call.say(call.words("retention.lifted" if was else "retention.not_held"))
    return int(Exit.DONE if was else Exit.NO)


def propose(call: Call, given: argparse.Namespace) -> int:
    """Put everything due forward; the id of the purge."""
    with opened_desk(call, given) as desk:
        due = next(one for one in desk.retention.due() if one.term.here)
        purge = desk.retention.propose(tuple(one.client_id for one in due.free))
    if given.json:
        call.json(_plain(purge))
    else:
        call.out.write(f"{purge.id}\n")
    call.say(call.words("retention.proposed", n=len(purge.files)))
    return int(Exit.DONE)


def confirm(call: Call, given: argparse.Namespace) -> int:
    """Erase what another person put forward."""
    with opened_desk(call, given) as desk:
        purge = _done(desk.retention.confirm(given.purge))
    if given.json:
        call.json(_plain(purge))
    call.say(call.words("retention.erased", n=len(purge.certificate.references)))
    return int(Exit.DONE)


def _done(job: LongJob[Purge]) -> Purge:
    while True:
        try:
            next(job)
        except StopIteration as end:
            purge: Purge = end.value
            return purge


def withdraw(call: Call, given: argparse.Namespace) -> int:
    """It is not to be."""
    with opened_desk(call, given) as desk:
        desk.retention.withdraw(given.purge)
    call.say(call.words("retention.withdrawn"))
    return int(Exit.DONE)


def certificate(call: Call, given: argparse.Namespace) -> int:
    """Write the certificate of a purge that is done."""
    with opened_desk(call, given) as desk:
        purge = next((one for one in desk.retention.purges() if one.id == given.purge), None)
        if purge is None or purge.done_at is None:
            raise InputError("purge.not_done")
        text = certificate_text(purge, desk.office.office(), desk.retention.names(), call.words)
    given.out.write_text(text, "utf-8")
    return int(Exit.DONE)


def _client(desk: Desk, reference: str) -> str:
    return desk.intake.by_reference(reference).id


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise InputError("retention.day", text=text) from problem


def _due(one: Due) -> dict[str, Any]:
    term = one.term
    return {
        "class": term.kept,
        "clock": term.start,
        "months": term.months,
        "days": term.days,
        "then": term.then,
        "confidence": term.confidence,
        "recorded_here": term.here,
        "due": one.count,
        "held": len(one.files) - len(one.free),
        "files": [
            {"id": file.client_id, "reference": file.reference, "due": file.due().isoformat(),
             "held": bool(file.held)}
            for file in one.files
        ],
    }  # fmt: skip


def _plain(purge: Purge) -> dict[str, Any]:
    return {
        "id": purge.id,
        "files": len(purge.files),
        "waits": purge.waits,
        "done": purge.done_at is not None,
        "counts": purge.certificate.counts,
        "references": purge.certificate.references,
    }
