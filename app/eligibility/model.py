"""The law as data and the answer as data: frozen records of the eligibility check.

A fact that nobody asked about is absent, which is never the same as no. Every judgement has three
answers: True, False and None for unknown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, overload

from app.core.words import Text
from app.eligibility.answers import Amounts, FactKind, Facts, Test, Three
from app.eligibility.law import (
    Confidence,
    Ground,
    Minimum,
    PackStamp,
    Place,
    Source,
    Term,
)
from app.eligibility.parts import Criterion, Documents, Group, Item, Reason, Remark, Warning
from app.eligibility.table import Tables

Track = Literal["standard", "immediate", "check"]
Service = Literal["defence", "representation", "drafting"]


class Answer(StrEnum):
    """Whether a category fits."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def answer(three: Three) -> Answer:
    """The name of a three-valued answer."""
    if three is None:
        return Answer.UNKNOWN
    return Answer.YES if three else Answer.NO


class Outcome(StrEnum):
    """The answer of the whole check; never a promise that aid is granted."""

    ELIGIBLE = "eligible"
    LIMITED = "limited"
    UNKNOWN = "unknown"
    NOT_ELIGIBLE = "not_eligible"


# ---- questions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value that a fact may take."""

    id: str
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One fact of the vocabulary and how to ask for it."""

    id: str
    kind: FactKind
    words: Text
    """The short name of the fact, e.g. «Статус ВПО»."""
    ask: Text
    """The question as one says it to the client."""
    choices: tuple[Choice, ...] = ()
    least: int | None = None
    most: int | None = None
    length: int | None = None
    group: str = ""
    """The quick filter that it belongs to."""
    order: int = 0
    """Cheap and safe questions first."""
    sensitive: bool = False
    """Asked alone and gently, after everything else."""
    why: Text | None = None
    """Why we ask, and how to say it."""
    instead: str = ""
    """What to ask when the client does not know this one, e.g. the age for the birth date."""
    asked_when: Test | None = field(default=None, repr=False)
    """It makes sense only when this holds, e.g. the matter of a report when there is one."""


# ---- the law in force on a day ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One ground of Article 14, as one edition of its pack gives it."""

    id: str
    edition: str
    order: int
    name: Text
    short: Text
    group: str
    services: tuple[Service, ...]
    applicants: Mapping[str, Test | None]
    """Who may apply, and the condition under which, if there is one."""
    criteria: tuple[Criterion, ...]
    """All of them must hold."""
    documents: tuple[Group, ...]
    scope_limit: Text | None
    six_decisions: bool | None
    track: Track
    confidence: Confidence
    source: Source
    note: Text | None = None
    flags: tuple[str, ...] = ()
    waives: tuple[str, ...] = ()
    """Ids of common groups that are not required in this category."""
    preview: bool = False
    """A bill that was not adopted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that the check needs, as it was in force on one day."""

    on: date
    categories: tuple[Category, ...]
    common: tuple[Group, ...]
    lookups: "Lookups" = field(repr=False, compare=False)
    minimums: tuple[Minimum, ...]
    questions: Mapping[str, Question]
    asking: tuple[tuple[Question, ...], tuple[Question, ...]]
    """The questions that do not sting, then those that do; each cheap ones first."""
    stamps: tuple[PackStamp, ...]
    checked_on: date
    """When the pack was checked that was not checked for the longest time."""
    remarks: tuple[Remark, ...]
    warnings: Mapping[str, Text]
    """Short names of all warnings by id, those of the engine too: for counting."""
    items: Mapping[str, Item]
    places: Mapping[str, Place]
    groups: Mapping[str, Text]
    """Names of the groups of categories."""
    applicants: Mapping[str, Text]
    services: Mapping[str, Text]
    terms: tuple[Term, ...]
    refusal: tuple[Ground, ...]
    termination: tuple[Ground, ...]
    replacement: tuple[Ground, ...]
    children_apply_alone: bool
    """Whether the law of that day lets a child of 14 to 17 apply alone (since 2023-08-01)."""

    def category(self, category_id: str) -> Category | None:
        """One category by its id."""
        return next((one for one in self.categories if one.id == category_id), None)


# ---- the answer ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Finding:
    """What a ground comes to for everybody who gave the same answers and has the same papers."""

    category: Category
    verdict: Answer
    reasons: tuple[Reason, ...]
    """Without the sums of a person."""
    missing_facts: tuple[str, ...]
    documents: Documents
    """How the ground's own papers stand."""


class CategoryVerdict(NamedTuple):
    """The answer for one category, with its reasons and papers."""

    finding: Finding
    reasons: tuple[Reason, ...]
    covers_needed: Three
    """Whether it gives every service that is needed; None when that is not known."""
    may_apply: Three
    """Whether this applicant may apply; None when that is not known."""
    common: Documents
    """How the papers stand that all grounds share."""

    @property
    def category(self) -> Category:
        """The ground."""
        return self.finding.category

    @property
    def verdict(self) -> Answer:
        """Whether it fits."""
        return self.finding.verdict

    @property
    def missing_facts(self) -> tuple[str, ...]:
        """The facts that the answer still hangs on."""
        return self.finding.missing_facts

    @property
    def documents(self) -> Documents:
        """All groups of papers, the common ones first."""
        common, own = self.common, self.finding.documents
        return Documents(
            complete=common.complete and own.complete,
            groups=common.groups + own.groups,
            lacking=common.lacking + own.lacking,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds(Sequence[CategoryVerdict]):
    """The answers ground by ground, kept side by side; a row is put together when it is read."""

    findings: Sequence[Finding]
    reasons: Sequence[tuple[Reason, ...]]
    covers_needed: Sequence[Three]
    may_apply: Sequence[Three]
    common: Sequence[Documents]

    def __len__(self) -> int:
        """How many grounds there are."""
        return len(self.findings)

    @overload
    def __getitem__(self, place: int) -> CategoryVerdict: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[CategoryVerdict]: ...
    def __getitem__(self, place: int | slice) -> CategoryVerdict | Sequence[CategoryVerdict]:
        """The answer for the ground at that place."""
        if isinstance(place, slice):
            return tuple(self)[place]
        return CategoryVerdict(
            finding=self.findings[place],
            reasons=self.reasons[place],
            covers_needed=self.covers_needed[place],
            may_apply=self.may_apply[place],
            common=self.common[place],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The whole answer."""

    on: date
    stamps: tuple[PackStamp, ...]
    outcome: Outcome
    best: str | None
    categories: Sequence[CategoryVerdict]
    next_question: str | None
    settles: int
    """How many open categories the next question can settle."""
    warnings: tuple[Warning, ...]
    needed: frozenset[str] | None = None
    """The services that the client needs; None when that is not known."""

    def category(self, category_id: str) -> CategoryVerdict | None:
        """The answer for one category."""
        return next((one for one in self.categories if one.category.id == category_id), None)


# ---- papers of one client ------------------------------------------------------------


class PaperState(StrEnum):
    """How it stands with one paper of the checklist."""

    ORIGINAL_SEEN = "original_seen"
    COPY = "copy"
    PHOTO = "photo"
    SHOWN_IN_DIIA = "shown_in_diia"
    FROM_REGISTER = "from_register"
    PROMISED = "promised"
    REFUSED = "refused"
    EXPIRED = "expired"
    LOST = "lost"


class WhoObtains(StrEnum):
    """Who gets the paper."""

    CLIENT = "client"
    DIIA = "diia"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of one client; `item` is an id of the rule packs."""

    item: str
    state: PaperState
    seen_on: date | None = None
    promised_by: date | None = None
    valid_until: date | None = None
    who_obtains: WhoObtains = WhoObtains.CLIENT
    substitute: str = ""
    """For a lost paper: the id of the paper that lawfully stands for it."""
    note: str = field(default="", repr=False)
    id: str = ""


# ---- what the engine looks up -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """For each ground, whether it gives what is needed and whether this applicant may apply."""

    covers_needed: tuple[Three, ...]
    may_apply: tuple[Three, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookups:
    """The rules of a day made ready to be looked up for many people."""

    signs: Callable[[Facts, frozenset[str], date], int]
    """What the law tells apart in facts and papers of a person, as one number."""
    findings: Tables[Finding]
    """A table for each ground."""
    terms: Tables[Terms]
    """One table."""
    common: Tables[tuple[Documents, ...]]
    """One table: the common papers as each ground asks for them."""
    sums: tuple[tuple[int, int, Amounts], ...]
    """Which ground, which of its reasons mentions sums of the person, and the sums."""
