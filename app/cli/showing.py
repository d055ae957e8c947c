"""Commands that show the window: none at all, `demo` and `screenshots`."""

import argparse
from pathlib import Path

from app.cli.call import Call, Commands, Teller
from app.cli.window import can_show, show_window
from app.core.errors import Exit, InputError


def add(commands: Commands) -> None:
    """Register `demo` and `screenshots`."""
    demo = commands.add_parser("demo", help="fill a NEW home with invented people and open it")
    demo.add_argument("--clients", type=int, default=24, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    demo.add_argument("--no-window", action="store_true", help="only fill the home")
    demo.set_defaults(work=fill_demo)
    shots = commands.add_parser("screenshots", help="draw every screen with demo data, offscreen")
    shots.add_argument("folder", metavar="DIR", type=Path)
    shots.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    shots.add_argument("--lang", choices=("uk", "en"), default=argparse.SUPPRESS)
    shots.add_argument("--longer", action="store_true", help="texts accented and 40 %% longer")
    shots.set_defaults(work=draw_screens)


def open_window(call: Call, given: argparse.Namespace) -> int:
    """Open the window on the home; set-up, sign-in or the trouble screen come by themselves."""
    if not can_show():
        raise InputError("window.no_display")  # Qt would end the process without a word to people
    return show_window(call.home, language=given.lang)


def fill_demo(call: Call, given: argparse.Namespace) -> int:
    """Fill a new home with invented people, say who may sign in, and open the window."""
    from app.demo import office  # noqa: PLC0415  only this command needs the invented people

    if given.clients < 0:
        raise InputError("demo.count", number=given.clients)
    people = office.fill(
        call.home,
        clients=given.clients,
        seed=given.seed,
        clock=call.clock,
        ids=call.ids,
        told=Teller(call),
    )
    if given.json:
        call.json([{"name": user.name, "passphrase": user.passphrase} for user in people])
    else:
        for user in people:
            call.out.write(f"{user.name}\t{user.passphrase}\n")
    call.out.flush()
    if given.no_window:
        return int(Exit.DONE)
    return open_window(call, given)


def draw_screens(call: Call, given: argparse.Namespace) -> int:
    """Draw every screen into DIR, one PNG each."""
    from app.pictures import draw  # noqa: PLC0415  Qt only where a window is wanted

    language, longer = call.words.language, given.longer
    pictures = [*draw(given.folder, theme=given.theme, language=language, longer=longer)]
    if given.json:
        call.json([str(picture) for picture in pictures])
    else:
        call.out.writelines(f"{picture}\n" for picture in pictures)
    return int(Exit.DONE)
