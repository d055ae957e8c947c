"""What every command of the command line is given: the home, the words, the streams, the clock."""

import argparse
import json
from dataclasses import dataclass
from typing import TextIO, TypeAlias

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.paths import Home
from app.core.runner import Progress
from app.core.words import Words

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `add_parser` lives on; argparse has no public name for it."""


_WORTH_SAYING = 500


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


class Teller:
    """Says how far a long job is, now and then, for a person who waits."""

    def __init__(self, call: Call) -> None:
        """Nothing said yet."""
        self._call = call
        self._said = 0

    def __call__(self, now: Progress) -> None:
        """Say it when a hundredth more is done, and never for small jobs."""
        if now.done >= self._said + max(_WORTH_SAYING, now.total // 100):
            self._said = now.done
            key = "progress.of" if now.total else "progress.so_far"
            total = max(now.done, now.total)
            self._call.say(self._call.words(key, done=now.done, total=total))
