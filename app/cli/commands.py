"""Every command of the contract `cli.md` that stands today, put together from its groups."""

import argparse

from app.cli import clients, content, eligibility, forms, journal, showing, vault
from app.cli.options import common

GROUPS = (showing, vault, eligibility, content, clients, forms, journal)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    everything = common()
    commands = everything.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in GROUPS:
        group.add(commands)
    return everything
