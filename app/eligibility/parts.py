"""Parts of the law and of its answer: reasons, conditions, papers, warnings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.core.words import Text
from app.eligibility.answers import Amounts, Sums, Test, Three
from app.eligibility.law import Confidence
from app.eligibility.sums import filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One condition of a category: whether it holds, in words, with the law beside it."""

    holds: Three
    wording: Text
    """The sentence; it may leave room for sums."""
    ref: str
    facts: tuple[str, ...]
    would_change: Text | None = None
    """What would make this condition hold; None when it holds."""
    sums: Sums | None = field(default=None, repr=False)

    @property
    def text(self) -> Text:
        """The sentence in words, the person's sums put in."""
        return self.wording if self.sums is None else filled(self.wording, self.sums)

    def with_sums(self, sums: Sums) -> "Reason":
        """The same reason for one person; the words are made when somebody reads them."""
        return Reason(
            holds=self.holds,
            wording=self.wording,
            ref=self.ref,
            facts=self.facts,
            would_change=self.would_change,
            sums=sums,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One condition of a category: a test of facts and its three sentences."""

    id: str
    test: Test = field(repr=False)
    facts: tuple[str, ...]
    ref: str
    said: Mapping[Three, Reason] = field(repr=False)
    amounts: Amounts | None = field(default=None, repr=False)
    """The sums that the sentences mention, if they mention any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A lawful way to a paper whose archive is lost: who issues it now, and by which norm."""

    id: str
    where: str
    """Id of the place: `Rules.places`."""
    words: Text
    ref: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A paper that can satisfy a group."""

    id: str
    name: Text
    kind: Literal["original", "copy", "either"]
    from_register: bool
    where: str
    """Id of the place where it is obtained: `Rules.places`."""
    note: Text | None = None
    substitutes: tuple[str, ...] = ()
    """Papers that may stand for it when it is lost."""
    if_lost: Text | None = None
    routes: tuple[Route, ...] = ()
    """The ways to it when the issuing body is occupied or its archive is lost."""
    valid_days: int | None = None
    """How long it is fresh enough, counted from its date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Papers of which all, or some, are needed."""

    id: str
    name: Text
    mode: Literal["all_of", "any_of"]
    items: tuple[Item, ...]
    required: bool = True
    condition: Text | None = None
    """In words, when it is needed."""
    applies: Test | None = field(default=None, repr=False)
    """It stands in the list only when this is True."""
    required_when: Test | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """Something that a lawyer should look at; it blocks nothing."""

    id: str
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A warning and when it is said."""

    warning: Warning
    when: tuple[int, ...]
    """It is said to whoever has a sign of each of these masks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """How one group of papers stands."""

    group: Group
    required: bool
    satisfied: bool
    items: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Documents:
    """Groups of papers and how they stand together."""

    complete: bool
    groups: tuple[GroupState, ...]
    lacking: int
    """How many papers are still needed at the least."""
