"""`journal verify | sheet | match`: is every line as it was written, and who else holds that?"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, opened_vault
from app.content.installed import library_of
from app.core.clock import local
from app.core.errors import Exit
from app.desk.copies import Copies
from app.desk.proving import Proof, Proving
from app.desk.vaults import Opened


def add(commands: Commands) -> None:
    """Register the commands of the journal."""
    group = commands.add_parser("journal", help="the journal of all changes")
    acts = group.add_subparsers(required=True, metavar="ACT")
    verify = acts.add_parser("verify", help="check chain, signatures, anchors: head, first break")
    verify.add_argument("--json", action="store_true", help="answer with one JSON document")
    add_sign_in(verify)
    verify.set_defaults(work=verify_journal)
    sheet = acts.add_parser("sheet", help="the weekly sheet to print and sign: words and a code")
    sheet.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    add_sign_in(sheet)
    sheet.set_defaults(work=make_sheet)
    match = acts.add_parser("match", help="do the words of a sheet match the journal of now?")
    match.add_argument("number", type=int, help="the number of the line on the sheet")
    match.add_argument("words", nargs="+", help="its eight words")
    add_sign_in(match)
    match.set_defaults(work=match_sheet)


def verify_journal(call: Call, given: argparse.Namespace) -> int:
    """Check everything; exit 1 when something is not as it was written."""
    with _proving(call, given) as (proving, _):
        proof = proving.prove()
    broken = proof.first_break
    if given.json:
        call.json(_as_json(proof, call))
    elif broken is None:
        head, n = proof.verified.head, proof.entries
        call.out.write(call.words("journal.whole", n=n, head=head) + "\n")
    else:
        reason = call.words(f"journal.reason.{broken.reason}")
        sentence = call.words("journal.broken", n=proof.entries, number=broken.seq, reason=reason)
        call.out.write(sentence + "\n")
    if not given.json:
        _tell_of_anchors(call, proof)
    return int(Exit.DONE if broken is None else Exit.NO)


def make_sheet(call: Call, given: argparse.Namespace) -> int:
    """Write the weekly sheet; from now on it counts as an anchor."""
    with _proving(call, given) as (proving, opened):
        pdf, _ = proving.print_sheet(library_of(call.home), call.words, officer=opened.user.name)
        proving.save_sheet(given.out, pdf)
    call.say(call.words("journal.sheet_saved", file=str(given.out)))
    return int(Exit.DONE)


def match_sheet(call: Call, given: argparse.Namespace) -> int:
    """Compare typed words; exit 1 when they do not match."""
    with _proving(call, given) as (proving, _):
        fits = proving.matches(given.number, " ".join(given.words))
    key = "journal.sheet_matches" if fits else "journal.sheet_differs"
    call.out.write(call.words(key, number=given.number) + "\n")
    return int(Exit.DONE if fits else Exit.NO)


@contextmanager
def _proving(call: Call, given: argparse.Namespace) -> Iterator[tuple[Proving, Opened]]:
    with opened_vault(call, given) as opened:
        copies = Copies(opened, clock=call.clock, ids=call.ids)
        copies.find_second()
        yield (
            Proving(opened.database, clock=call.clock, ids=call.ids, witnesses=copies.witnesses),
            opened,
        )


def _as_json(proof: Proof, call: Call) -> dict[str, object]:
    broken, last, window = proof.first_break, proof.last, proof.window
    place = broken and {"desk": broken.replica, "number": broken.seq, "reason": broken.reason}
    anchor = last and {
        "kind": last.kind.value,
        "at": last.at.isoformat(),
        "number": last.number,
        "head": last.head,
    }
    return {
        "entries": proof.entries,
        "head": proof.verified.head,
        "first_break": place,
        "signatures": proof.verified.signatures,
        "unsigned_until": proof.verified.unsigned,
        "anchors": len(proof.anchors),
        "last_anchor": anchor,
        "unanchored": {"lines": window.lines, "days": window.days(call.clock.now())},
    }


def _tell_of_anchors(call: Call, proof: Proof) -> None:
    say, last = call.out.write, proof.last
    if proof.verified.unsigned:
        say(call.words("journal.unsigned", n=proof.verified.unsigned) + "\n")
    if last is None:
        say(call.words("journal.never_anchored") + "\n")
    else:
        where = call.words(f"journal.held.{last.kind.value}")
        day = f"{local(last.at):%d.%m.%Y %H:%M}"
        say(call.words("journal.anchored", number=last.number, day=day, where=where) + "\n")
    if proof.window.lines:
        say(call.words("journal.window", n=proof.window.lines) + "\n")
