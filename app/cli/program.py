"""The command line: finds the command, does it, and turns errors into one sentence and an exit code."""

import argparse
import sys
from collections.abc import Sequence
from typing import TextIO

from app.cli import clients, content, eligibility, forms, journal, showing, vault
from app.cli.call import Call
from app.content import words_catalogue
from app.core import paths, settings
from app.core.clock import Clock, SystemClock
from app.core.errors import DeskError, Exit, InputError
from app.core.ids import Ids, SystemIds
from app.core.words import LANGUAGES, Words

GROUPS = (showing, vault, eligibility, content, clients, forms, journal)


def parser() -> argparse.ArgumentParser:
    """Every command of the contract `cli.md` that stands today."""
    everything = argparse.ArgumentParser(
        prog="pryimalnia", description="Приймальня: the desk of free legal aid, without a network."
    )
    everything.add_argument("--home", metavar="DIR", help="where vault, settings and logs live")
    everything.add_argument("--lang", choices=LANGUAGES, help="language of texts for people")
    everything.set_defaults(work=None)
    commands = everything.add_subparsers(title="commands", metavar="COMMAND")
    for group in GROUPS:
        group.add(commands)
    return everything


def run(
    arguments: Sequence[str] | None = None,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    inp: TextIO | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Do what the arguments say and answer with the exit code; never a traceback for a DeskError."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8")
    try:
        given = parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    home = paths.home(given.home)
    language = given.lang or settings.load(home.settings).language
    call = Call(
        home=home,
        words=Words(words_catalogue.load(), language),
        clock=clock or SystemClock(),
        ids=ids or SystemIds(),
        inp=inp or sys.stdin,
        out=out or sys.stdout,
        err=err or sys.stderr,
    )
    try:
        work = given.work or showing.open_window
        return int(work(call, given))
    except DeskError as problem:
        call.say(call.words(problem.words_key, **problem.values))
        if isinstance(problem, InputError):
            for fault in problem.faults:
                call.say(f"  {fault}")
        return int(problem.exit_code)
    except BrokenPipeError:
        return int(Exit.DONE)
    except KeyboardInterrupt:
        return 130
