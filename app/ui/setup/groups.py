"""The proof that a recovery code is on paper: two of its groups, typed from the sheet."""

from app.core.ids import Ids

GROUPS_ASKED = 2
_TWINS = str.maketrans("АСЕНКМРТХУ", "ACEHKMPTXY")


def draw(code: str, ids: Ids) -> tuple[int, ...]:
    """Numbers of the groups to ask for, from 1, drawn by chance."""
    count = len(code.split("-"))
    drawn: set[int] = set()
    while len(drawn) < GROUPS_ASKED:
        drawn.add(ids.below(count) + 1)
    return tuple(sorted(drawn))


def differing(code: str, asked: tuple[int, ...], typed: tuple[str, ...]) -> dict[int, int]:
    """Which typed groups do not match: place of the field -> number of the group."""
    groups = code.split("-")
    return {
        place: number
        for place, (number, text) in enumerate(zip(asked, typed, strict=True))
        if _signs(text) != groups[number - 1]
    }


def _signs(typed: str) -> str:
    """What was typed in the code's own signs: capitals, Cyrillic twins read as Latin."""
    return "".join(sign for sign in typed.upper().translate(_TWINS) if sign.isalnum())
