"""The options that every command knows: they stand before it or after it."""

import argparse

from app.core.words import LANGUAGES


def common() -> argparse.ArgumentParser:
    """`--home` and `--lang`; whoever wants commands adds them."""
    options = argparse.ArgumentParser(
        prog="pryimalnia", description="Приймальня: the desk of free legal aid, without a network."
    )
    options.add_argument("--home", metavar="DIR", help="where vault, settings and logs live")
    options.add_argument("--lang", choices=LANGUAGES, help="language of texts for people")
    return options


def common_again(command: argparse.ArgumentParser) -> None:
    """The same options after a command, and `--json`; what it has already stays its own."""
    has = {option for action in command._actions for option in action.option_strings}
    if "--home" not in has:
        command.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help="see above")
    if "--lang" not in has:
        command.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)
    if "--json" not in has:
        command.add_argument("--json", action="store_true", help="answer with one JSON document")
