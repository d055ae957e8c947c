"""Other cards of perhaps the same person, and cards merged into the one that is shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.core.words import Words
from app.desk.merging import MergedCard, Unmerged
from app.registry.merging import CHOICES
from app.registry.model import Likeness
from app.registry.reference import shown
from app.ui.client.state import TwinLine
from app.ui.registration.likely import masked_name

_MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """What the desk knows of them."""

    likely: tuple[Likeness, ...] = field(default=(), repr=False)
    merged: tuple[MergedCard, ...] = field(default=(), repr=False)


def twin_lines(twins: Twins, words: Words) -> Iterator[TwinLine]:
    """The likeliest other cards with masked names, then the cards merged into this one."""
    for one in twins.likely[:_MOST]:
        year = f", {one.birth_date.year}" if one.birth_date else ""
        yield TwinLine(
            sentence=words("client.twice", name=masked_name(one.full_name) + year),
            act=words("client.compare"),
            other_id=one.client_id,
        )
    for merged in twins.merged:
        yield TwinLine(
            sentence=words("client.holds_merged", reference=shown(merged.client.reference)),
            act=words("client.unmerge"),
            merge_id=merged.merge.id,
        )


def unmerged(done: Unmerged, words: Words) -> str:
    """What came of the undo of a merge."""
    groups = [name for name, group in CHOICES.items() if {*group} & {*done.left}]
    if not groups:
        return words("client.unmerged")
    what = ", ".join(words(f"pair.{name}").lower() for name in groups)
    return words("client.unmerged_but", what=what)
