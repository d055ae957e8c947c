"""The command line: finds the command, does it, answers with one sentence and an exit code."""

import argparse
import io
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

STOPPED_BY_KEYS = 130
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
    """Do what the arguments say and answer with the exit code; no traceback for a DeskError."""
    speak_utf8()
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
        return int((given.work or showing.open_window)(call, given))
    except DeskError as problem:
        explain(call, problem)
        return int(problem.exit_code)
    except BrokenPipeError:
        return int(Exit.DONE)
    except KeyboardInterrupt:
        return STOPPED_BY_KEYS


def explain(call: Call, problem: DeskError) -> None:
    """Say what is wrong in one sentence, and every single fault under it."""
    call.say(call.words(problem.words_key, **problem.values))
    if isinstance(problem, InputError):
        for fault in problem.faults:
            call.say(f"  {fault}")


def speak_utf8() -> None:
    """Write UTF-8 whatever the console thinks: a Windows console may stand on cp1251."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
