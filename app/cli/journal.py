"""`journal verify`: is every line as it was written?"""

import argparse

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, opened_vault
from app.core.errors import Exit
from app.desk.office import Administration


def add(commands: Commands) -> None:
    """Register `journal verify`."""
    group = commands.add_parser("journal", help="the journal of all changes")
    acts = group.add_subparsers(required=True, metavar="ACT")
    verify = acts.add_parser("verify", help="check the whole chain: entries, head, first break")
    verify.add_argument("--json", action="store_true", help="answer with one JSON document")
    add_sign_in(verify)
    verify.set_defaults(work=verify_journal)


def verify_journal(call: Call, given: argparse.Namespace) -> int:
    """Check the whole chain; exit 1 when it is broken."""
    with opened_vault(call, given) as opened:
        proof = Administration(
            opened.database, clock=call.clock, ids=call.ids, author=opened.user.id
        ).verify_journal()
    broken = proof.first_break
    if given.json:
        place = broken and {"desk": broken.replica, "number": broken.seq, "reason": broken.reason}
        call.json(
            {
                "entries": proof.entries,
                "head": proof.head,
                "first_break": place,
                "signatures": proof.signatures,
                "unsigned_until": proof.unsigned,
            }
        )
    elif broken is None:
        call.out.write(call.words("journal.whole", n=proof.entries, head=proof.head) + "\n")
        if proof.unsigned:
            call.out.write(call.words("journal.unsigned", n=proof.unsigned) + "\n")
    else:
        reason = call.words(f"journal.reason.{broken.reason}")
        sentence = call.words("journal.broken", n=proof.entries, number=broken.seq, reason=reason)
        call.out.write(sentence + "\n")
    return int(Exit.DONE if broken is None else Exit.NO)
