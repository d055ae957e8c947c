"""Every command of the contract `cli.md` that stands today, put together from its groups."""

import argparse
from collections.abc import Iterator

from app.cli import (
    anonymous,
    backup,
    clients,
    consents,
    content,
    doctor,
    eligibility,
    forms,
    journal,
    retention,
    showing,
    vault,
)
from app.cli.options import common, common_again

GROUPS = (
    showing,
    vault,
    eligibility,
    content,
    clients,
    forms,
    journal,
    backup,
    doctor,
    retention,
    consents,
    anonymous,
)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    everything = common()
    commands = everything.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in GROUPS:
        group.add(commands)
    for act in _acts(everything):
        common_again(act)
    return everything


def _acts(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every command that has no commands of its own."""
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not inner:
        yield parser
    for group in inner:
        for act in group.choices.values():
            yield from _acts(act)
