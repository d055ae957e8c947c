"""The command line: finds the command, does it, answers with one sentence and an exit code.

Without a command the window opens; then nothing of the other commands is imported, for they cost
more than the window itself.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from app.cli import showing
from app.cli.call import Call
from app.cli.options import common
from app.content import words_catalogue
from app.core import paths, settings
from app.core.bugs import technical_text
from app.core.clock import Clock, SystemClock
from app.core.errors import DeskError, Exit, InputError
from app.core.ids import Ids, SystemIds
from app.core.words import Words

STOPPED_BY_KEYS = 130


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
        given = understood(sys.argv[1:] if arguments is None else arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    home = paths.home(given.home)
    language = given.lang or settings.load(home.settings).language
    call = Call(
        home=home,
        words=Words(words_catalogue.load(), language),
        clock=clock or SystemClock(),
        ids=ids or SystemIds(),
        inp=inp or sys.stdin or io.StringIO(),
        out=out or sys.stdout or _nowhere(),
        err=err or sys.stderr or _nowhere(),
    )
    try:
        return _answered(call, given)
    except Exception as problem:  # noqa: BLE001  a bug is told as one, to whoever waits for a code
        explain(call, DeskError("program.bug"))
        call.err.write(f"{technical_text(problem)}\n")
        return int(Exit.NO)


def _answered(call: Call, given: argparse.Namespace) -> int:
    """Do it; whatever can go wrong without anybody's fault in the program is one sentence."""
    try:
        code = int(given.work(call, given))
        call.out.flush()
    except DeskError as problem:
        explain(call, problem)
        return int(problem.exit_code)
    except MemoryError:
        explain(call, DeskError("memory.short"))
        return int(Exit.NO)
    except UnicodeError:
        explain(call, InputError("input.bad_encoding"))
        return int(Exit.WRONG_INPUT)
    except BrokenPipeError:
        _forget(call.out)
        return int(Exit.DONE)
    except OSError as problem:
        _forget(call.out)
        explain(call, DeskError("system.refused", reason=os.strerror(problem.errno or 0)))
        return int(Exit.NO)
    except KeyboardInterrupt:
        return STOPPED_BY_KEYS
    return code


def understood(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options. SystemExit on `--help` and on what is not understood."""
    given, rest = options_only(arguments)
    if not rest:
        given.work = showing.open_window
        return given
    from app.cli.commands import parser  # noqa: PLC0415  the window starts without them

    return parser().parse_args(arguments)


def options_only(arguments: Sequence[str]) -> tuple[argparse.Namespace, Sequence[str]]:
    """The options before the command, and whatever else was said."""
    before = common()
    if any(argument in ("-h", "--help") for argument in arguments):
        return argparse.Namespace(), arguments
    return before.parse_known_args(arguments)


def explain(call: Call, problem: DeskError) -> None:
    """Say what is wrong in one sentence, and every single fault under it."""
    call.say(call.words(problem.words_key, **problem.values))
    if isinstance(problem, InputError):
        for fault in problem.faults:
            call.say(f"  {fault}")


def speak_utf8() -> None:
    """Read and write UTF-8 whatever the console thinks: a Windows console may stand on cp1251.

    Half a character, as a damaged file name holds it, is written escaped and not refused.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _nowhere() -> TextIO:
    """Where words go when the caller closed the stream."""
    return io.StringIO()


def _forget(stream: TextIO) -> None:
    """Nobody can be told any more: what still waits in the stream must not fail at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
