"""Making the vault, and opening it for every command that needs it."""

import argparse
import getpass
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.accounts.model import Office
from app.cli.call import Call, Commands
from app.content.installed import library_of
from app.core.clock import local
from app.core.errors import Exit, InputError
from app.desk.desk import Desk, assemble
from app.desk.vaults import Opened, Vaults
from app.registry.names import clean

LONGEST_NAME = 300


def add(commands: Commands) -> None:
    """Register `init`."""
    init = commands.add_parser("init", help="make the vault of a new office")
    init.add_argument("--office", required=True, metavar="NAME", help="name of the office")
    add_sign_in(init)
    init.set_defaults(work=make_vault)


def add_sign_in(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Who opens the vault, and where the passphrase comes from: never an argument."""
    parser.add_argument("--user", required=required, metavar="NAME", help="who signs in")
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="its first line is the passphrase"
    )
    source.add_argument(
        "--passphrase-stdin", action="store_true", help="the first line of standard input is it"
    )


def make_vault(call: Call, given: argparse.Namespace) -> int:
    """Make the vault and its first head of office; print the recovery code once."""
    for name, code in ((given.office, "init.no_office"), (given.user, "init.no_user")):
        if not 0 < len(clean(name)) <= LONGEST_NAME:
            raise InputError(code, most=LONGEST_NAME)
    vaults = Vaults(call.home, clock=call.clock, ids=call.ids)
    if call.home.exists:
        raise InputError("home.taken")
    phrase = passphrase(call, given, new=True)
    office = Office(name=clean(given.office))
    made = vaults.make(office, user=clean(given.user), passphrase=phrase)
    made.opened.database.close()
    call.say(call.words(f"init.device.{made.device}"))
    call.say(call.words("init.keep_code"))
    if given.json:
        call.json({"recovery_code": made.recovery_code, "device": made.device})
    else:
        call.out.write(made.recovery_code + "\n")
    return int(Exit.DONE)


@contextmanager
def opened_vault(call: Call, given: argparse.Namespace) -> Iterator[Opened]:
    """The open vault of the home; closed at the end whatever happens."""
    vaults = Vaults(call.home, clock=call.clock, ids=call.ids)
    vaults.expect()
    opened = vaults.open(given.user, passphrase(call, given))
    with closing(opened.database):
        yield opened


@contextmanager
def opened_desk(call: Call, given: argparse.Namespace) -> Iterator[Desk]:
    """The desk of the person who signs in with `--user` and a passphrase."""
    with opened_vault(call, given) as opened:
        desk = assemble(
            opened.database,
            library_of(call.home),
            clock=call.clock,
            ids=call.ids,
            author=opened.user.id,
            pair=opened.keys.person,
        )
        doubt = desk.timekeeping.doubt()
        if doubt is not None:
            now, known = (f"{local(one):%d.%m.%Y}" for one in (doubt.now, doubt.known))
            call.say(call.words("clock.doubt", now=now, known=known))
        yield desk


def passphrase(call: Call, given: argparse.Namespace, *, new: bool = False) -> str:
    """The first line of the file or of standard input, or what is typed on a terminal."""
    if given.passphrase_file is not None:
        return first_line_of(given.passphrase_file)
    if given.passphrase_stdin:
        return call.inp.readline().rstrip("\r\n")
    if not call.inp.isatty():
        raise InputError("passphrase.not_given")
    typed = getpass.getpass(call.words("passphrase.ask") + " ")
    if new and getpass.getpass(call.words("passphrase.ask_again") + " ") != typed:
        raise InputError("passphrase.differ")
    return typed


def first_line_of(path: Path) -> str:
    """A passphrase from the first line of a file."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError("passphrase.file", file=str(path)) from problem
