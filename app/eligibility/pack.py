"""The shape of the rule packs in `resources/rules`: what a lawyer may write, and nothing else."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, field_validator

from app.content.library import Kind
from app.core.words import Text
from app.eligibility.answers import FactKind
from app.eligibility.condition import ConditionPart, Id, Part
from app.eligibility.law import Confidence, TerritoryStatus
from app.eligibility.model import Service, Track


class Window(Part):
    """From which day it is in force, and the first day on which it is no more (or still is)."""

    begin: date = Field(alias="from")
    until: date | None = None


class SourcePart(Part):
    """The act, the place in it, who looked when and where, and how sure we are."""

    act: str
    article: str = ""
    part: str = ""
    point: str = ""
    point_before_2023_08: str = ""
    introduced_by: str = ""
    checked_on: date
    sources: tuple[str, ...] = ()
    confidence: Confidence


class Edition(Part):
    """What every rule pack begins with."""

    id: Id
    edition: str
    in_force: Window
    source: SourcePart


class CriterionPart(Part):
    """One condition of a category and what we say when it holds, fails or is not known."""

    id: Id
    when: ConditionPart
    ref: str = ""
    """Where it stands, if it is not the place of the category itself."""
    holds: Text
    fails: Text
    unknown: Text
    change: Text


# ---- papers -------------------------------------------------------------------------------------


class GroupPart(Part):
    """Papers of which all, or any one, are needed."""

    id: Id
    name: Text
    mode: Literal["all_of", "any_of"]
    required: bool = True
    condition: Text | None = None
    applies_when: ConditionPart | None = None
    required_when: ConditionPart | None = None
    items: tuple[Id, ...] = Field(min_length=1)


class ItemPart(Part):
    """One paper: what it is called, in which form it is taken, where it is obtained."""

    id: Id
    name: Text
    kind: Literal["original", "copy", "either"]
    from_register: bool = False
    where: Id
    note: Text | None = None
    substitutes: tuple[Id, ...] = ()
    if_lost: Text | None = None
    valid_days: int | None = None


class RoutePart(Part):
    """A lawful way to a paper whose issuing body is occupied or whose archive is lost."""

    id: Id
    papers: tuple[Id, ...] = Field(min_length=1)
    where: Id
    """Who issues it now."""
    instead: tuple[Id, ...] = ()
    """Papers that lawfully stand for it."""
    words: Text
    ref: str
    confidence: Confidence


class Named(Part):
    """Something with an id and a name."""

    id: Id
    name: Text


class PlacePart(Named):
    """Where papers are obtained."""

    advice: Text | None = None


class PapersPack(Edition):
    """Every paper that a category or a common group may name, and where it is obtained."""

    places: tuple[PlacePart, ...] = Field(min_length=1)
    papers: tuple[ItemPart, ...] = Field(min_length=1)
    lost_archives: tuple[RoutePart, ...] = ()


# ---- categories ---------------------------------------------------------------------------------


class Example(Part):
    """Facts and the answer that they must give; the tests and `content check` run it."""

    name: Text
    on: date | None = None
    facts: dict[str, object]
    verdict: Literal["yes", "no", "unknown"]
    papers: tuple[Id, ...] = ()
    may_apply: bool | None = None
    complete: bool | None = None


class ConditionalApplicant(Part):
    """An applicant who may apply only under a condition."""

    who: Id
    when: ConditionPart


class CategoryPack(Edition):
    """One ground of Article 14 in one edition."""

    order: int
    group: Id
    name: Text
    short: Text
    services: tuple[Service, ...] = Field(min_length=1)
    services_confidence: Confidence
    scope_limit: Text | None = None
    applicants: tuple[Id | ConditionalApplicant, ...] = Field(min_length=1)
    six_decisions: bool | None = None
    decision_track: Track
    criteria: tuple[CriterionPart, ...] = Field(min_length=1)
    documents: tuple[GroupPart, ...] = Field(min_length=1)
    documents_confidence: Confidence
    waives: tuple[Id, ...] = ()
    flags: tuple[Id, ...] = ()
    note: Text | None = None
    preview: bool = False
    examples: tuple[Example, ...] = Field(min_length=2)

    @field_validator("examples")
    @classmethod
    def both_ways(cls, given: tuple[Example, ...]) -> tuple[Example, ...]:
        """A category shows at least one person who fits and one who does not."""
        if {"yes", "no"} - {example.verdict for example in given}:
            raise ValueError(
                "потрібні приклади і для «yes», і для «no» / examples of both yes and no are needed"
            )
        return given


# ---- facts, common things, money, terms ---------------------------------------------------------


class ValuePart(Part):
    """One value of a fact."""

    id: Id
    words: Text


class FactPart(Part):
    """One fact of the vocabulary and the question for it."""

    id: Id
    kind: FactKind
    words: Text
    ask: Text
    values: tuple[ValuePart, ...] = ()
    min: int | None = None
    max: int | None = None
    length: int | None = None
    topic: Id
    order: int
    sensitive: bool = False
    why: Text | None = None
    asked_when: ConditionPart | None = None
    instead: Id | None = None
    """What to ask when the client does not know this one."""


class FactsPack(Edition):
    """The vocabulary of facts."""

    facts: tuple[FactPart, ...] = Field(min_length=1)


class ApplicantGroup(Part):
    """A name for several kinds of applicants."""

    id: Id
    who: tuple[Id, ...]


class RemarkPart(Part):
    """A warning: when it is said, and how."""

    id: Id
    when: ConditionPart
    words: Text


class CommonPack(Edition):
    """What all categories share."""

    children_apply_alone: bool
    services: tuple[Named, ...]
    applicants: tuple[Named, ...]
    applicant_groups: tuple[ApplicantGroup, ...]
    groups: tuple[Named, ...]
    documents: tuple[GroupPart, ...]


class WarningsPack(Edition):
    """Everything that the answers are warned about; the ids are counted in reports."""

    names: tuple[Named, ...]
    """Every id that a warning may have, with a short name: the only list of them."""
    warnings: tuple[RemarkPart, ...]


class MinimumPart(Part):
    """The subsistence minimum of one period."""

    in_force: Window
    general: Decimal
    under_6: Decimal
    from_6_to_18: Decimal
    able_bodied: Decimal
    lost_ability: Decimal
    confidence: Confidence
    sources: tuple[str, ...]
    note: Text | None = None


class SubsistencePack(Edition):
    """The table of the subsistence minimum, one row after the other without a gap."""

    minimums: tuple[MinimumPart, ...] = Field(min_length=1)


class TermPart(Part):
    """A time limit."""

    id: Id
    name: Text
    value: int | None = None
    unit: Id
    starts_from: str
    ref: str
    confidence: Confidence
    sources: tuple[str, ...] = ()
    note: Text | None = None


class TermsPack(Edition):
    """Time limits of the law and of practice."""

    deadlines: tuple[TermPart, ...] = Field(min_length=1)


class GroundPart(Part):
    """A ground of refusal, termination or replacement."""

    id: Id
    name: Text
    ref: str
    confidence: Confidence


class GroundsPack(Edition):
    """Grounds on which aid is refused or ended, and a lawyer is replaced."""

    refusal: tuple[GroundPart, ...]
    termination: tuple[GroundPart, ...]
    replacement: tuple[GroundPart, ...]


class PeriodPart(Part):
    """What a place was from a day on, by which act, and how sure that is."""

    status: TerritoryStatus
    in_force: Window
    act: str
    confidence: Confidence


class TerritoryPart(Part):
    """A place of the state codifier and its periods, one after the other."""

    code: str = Field(pattern=r"^UA\d{17}$")
    name: str
    was: str = ""
    region: str = ""
    periods: tuple[PeriodPart, ...] = Field(min_length=1)


class TerritoriesPack(Edition):
    """Which places were occupied or in a zone of hostilities, and when."""

    territories: tuple[TerritoryPart, ...] = Field(min_length=1)


CATEGORIES = Kind(
    "category", CategoryPack, frozenset({"criteria", "decision_track", "services_confidence"})
)
FACTS = Kind("facts", FactsPack, frozenset({"facts"}))
PAPERS = Kind("papers", PapersPack, frozenset({"papers", "places"}))
COMMON = Kind("common", CommonPack, frozenset({"applicant_groups"}))
WARNINGS = Kind("warnings", WarningsPack, frozenset({"warnings"}))
SUBSISTENCE = Kind("subsistence", SubsistencePack, frozenset({"minimums"}))
TERMS = Kind("terms", TermsPack, frozenset({"deadlines"}))
GROUNDS = Kind("grounds", GroundsPack, frozenset({"refusal", "termination", "replacement"}))
TERRITORIES = Kind("territories", TerritoriesPack, frozenset({"territories"}))
RULES: tuple[Kind[Any], ...] = (
    *(CATEGORIES, FACTS, PAPERS, COMMON, WARNINGS, SUBSISTENCE, TERMS, GROUNDS),
)
"""What the rules of a day are made of."""
KINDS: tuple[Kind[Any], ...] = (*RULES, TERRITORIES)
