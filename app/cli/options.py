"""The options that stand before every command."""

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
