"""Builds the list of passwords that people choose first, `resources/directory/common_secrets.txt`.

    python installer/common_secrets.py

The English half are the passwords that `zxcvbn` 4.5.0 (MIT) carries in the order of how often they
were met in leaks; the package is needed only here. The Ukrainian half is written by hand
(`common_ukrainian.txt`): no public list with a licence was at hand. Other layouts, capitals, digits
for letters, repeats and sequences are not in the list: the program reads a phrase in all these
ways (`app/vault/passphrases.py`), so that each line stands for a few dozen.
"""

import re
import unicodedata
from pathlib import Path

from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped]

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "resources" / "directory" / "common_secrets.txt"
SHORTEST = 4
STEM = 6
"""A word of this length stands in the list without its last letter too: other cases begin so."""
FIRST = 2_000
"""The very first are worth less than those that stand further down."""


def main() -> None:
    """Write the list: the Ukrainian words and the first English ones, a line `-`, all others."""
    ukrainian = _ukrainian()
    english = [
        word
        for word in FREQUENCY_LISTS["passwords"]
        if len(word) >= SHORTEST and not word.isdigit()
    ]
    first = dict.fromkeys([*ukrainian, *english[:FIRST]])
    others = dict.fromkeys(word for word in english[FIRST:] if word not in first)
    TARGET.write_text("\n".join([*first, "-", *others]) + "\n", "utf-8")


def _ukrainian() -> list[str]:
    lines = (HERE / "common_ukrainian.txt").read_text("utf-8").splitlines()
    text = " ".join(line for line in lines if not line.startswith("#"))
    plain = re.sub(r"['’ʼ]", "", unicodedata.normalize("NFC", text).casefold())
    words = [word for word in plain.split() if len(word) > 2]
    return [*words, *(word[:-1] for word in words if len(word) >= STEM)]


if __name__ == "__main__":
    main()
