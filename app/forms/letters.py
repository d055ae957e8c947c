"""Letters fit for paper: invisible marks are dropped, odd spaces made plain, the rest kept."""

import re
import unicodedata

# Marks that nobody sees: soft hyphen, zero width, direction, variation selectors, controls.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
SPACES = re.compile("[ \t\u2000-\u200a\u205f\u3000]+")
NO_BREAK = re.compile("[\u202f]")
BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
LONE = re.compile("[\ud800-\udfff]")
HYPHEN = re.compile("[\u2010\u2011]")


def clean(text: str, *, lines: bool = False) -> str:
    """The text as it can stand on paper; `lines` keeps its line breaks, else they become spaces."""
    text = unicodedata.normalize("NFC", BREAKS.sub("\n", LONE.sub("\ufffd", text)))
    text = HYPHEN.sub("-", NO_BREAK.sub("\u00a0", INVISIBLE.sub("", text)))
    rows = [SPACES.sub(" ", row).strip(" ") for row in text.split("\n")]
    if not lines:
        return " ".join(row for row in rows if row)
    return "\n".join(rows).strip("\n")
