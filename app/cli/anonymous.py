"""`anonymous`: a copy without people, for support and for figures."""

import argparse
from pathlib import Path

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, opened_desk
from app.core.errors import Exit


def add(commands: Commands) -> None:
    """Register `anonymous`."""
    copy = commands.add_parser("anonymous", help="a copy without people: ages, kinds, sums")
    copy.add_argument("--out", required=True, type=Path, metavar="FILE")
    copy.add_argument("--statistics", action="store_true", help="the sums alone")
    add_sign_in(copy)
    copy.set_defaults(work=make)


def make(call: Call, given: argparse.Namespace) -> int:
    """Write the copy."""
    with opened_desk(call, given) as desk:
        work = desk.anonymity.figures if given.statistics else desk.anonymity.copy
        clients = work(given.out)
    if given.json:
        call.json({"clients": clients, "file": str(given.out)})
    call.say(call.words("anonymous.made", n=clients))
    return int(Exit.DONE)
