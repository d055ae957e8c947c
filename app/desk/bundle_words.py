"""What a bundle changes, as sentences: the same for the window and for the command line."""

from app.content.changes import Change
from app.core.words import Words


def lines(change: Change, words: Words) -> tuple[str, ...]:
    """The pack, then each place of it that is another one now."""
    said = {"name": change.name, "edition": change.edition or "—", "date": change.begin or "—"}
    nothing = words("bundle.nothing")
    parts = (
        words("bundle.part", place=part.place, was=part.was or nothing, now=part.now or nothing)
        for part in change.parts
    )
    more = (words("bundle.more", n=change.more),) if change.more else ()
    return (words(f"bundle.change.{change.kind}", **said), *parts, *more)
