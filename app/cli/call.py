"""What every command of the command line is given: the home, the words, the streams, the clock."""

import argparse
import json
from dataclasses import dataclass
from typing import TextIO, TypeAlias

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.paths import Home
from app.core.words import Words

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `add_parser` lives on; argparse has no public name for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of the command line."""

    home: Home
    words: Words
    clock: Clock
    ids: Ids
    inp: TextIO
    out: TextIO
    err: TextIO

    def json(self, answer: object) -> None:
        """Print one JSON document for a script."""
        json.dump(answer, self.out, ensure_ascii=False, indent=2)
        self.out.write("\n")

    def say(self, sentence: str) -> None:
        """Say something to a person; scripts do not read it."""
        self.err.write(sentence + "\n")
