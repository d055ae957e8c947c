"""Everything the check screen shows, as finished words: the view only draws it."""

from dataclasses import dataclass, field
from typing import Literal

Shape = Literal["yes", "no", "ask", "part"]
QuestionKind = Literal["bool", "enum", "set", "date", "int", "money", "income"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One answer given, which may be opened again."""

    fact: str
    question: str
    answer: str = field(repr=False)
    spoken: str
    """What the pencil beside it says to a screen reader."""
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose; `id` is its spelling in the rules."""

    id: str
    words: str
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBox:
    """The question on the desk."""

    fact: str
    kind: QuestionKind
    number: str
    put_so: str
    """The number with how to put the question: as it stands, or alone."""
    text: str
    settles: str
    options: tuple[Option, ...] = ()
    """Exclusive options of a list; for yes and no the three answers."""
    written: str = field(default="", repr=False)
    """Text of a date, a number or a sum as typed."""
    hint: str = ""
    error: str = ""
    why: str = ""
    """Which grounds the answer decides."""
    say: str = ""
    """Why we ask, in the words of the rules."""
    answered: bool = False
    """It was answered before and is open again: it stays until the worker goes on."""
    unknown: bool = False
    """The answer given is that nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A quick filter that brings the questions of a group forward."""

    id: str
    words: str
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthField:
    """Income of one month."""

    key: str
    name: str
    spoken: str
    written: str = field(default="", repr=False)
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeBox:
    """The sum of six months beside its limit."""

    months: tuple[MonthField, ...]
    groups: tuple[Option, ...]
    total: str = field(repr=False)
    limit: str
    limit_words: str
    limit_note: str
    shape: Shape
    verdict: str
    each: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The sentence above all grounds; it promises nothing."""

    shape: Shape
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundLine:
    """One category and how it stands."""

    id: str
    shape: Shape
    word: str
    name: str
    note: str
    spoken: str
    best: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """One condition of a ground: whether it holds, by which norm, from which answer."""

    shape: Shape
    text: str
    source: str
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """One thing about the ground that is not a condition: may apply, covers, term."""

    shape: Shape
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyBox:
    """Why the chosen ground stands as it does."""

    heading: str
    shape: Shape
    name: str
    reasons: tuple[ReasonLine, ...]
    marks: tuple[MarkLine, ...]
    scope: str
    norm: str
    doubt: str
    edition: str
    papers: str
    paper_lines: tuple[MarkLine, ...]
    best_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """Whether a ground gives a service."""

    shape: Shape
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One ground of several: for which matters, and which services."""

    ground: str
    matter: str
    cells: tuple[MatrixCell, ...]
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixBox:
    """Several grounds against the services, and what they give together."""

    titles: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    sums: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewBox:
    """The mark of a preview, and what it is a preview of."""

    mark: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBox:
    """A lawyer's own answer beside that of the rules, or the fields to write it."""

    told: str = field(repr=False)
    rules: str
    open: bool
    answers: tuple[Option, ...]
    reason: str = field(repr=False)
    evidence: str = field(repr=False)
    seconds: tuple[Option, ...]
    asks_second: bool
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckState:
    """The whole screen."""

    crumbs: str = field(default="", repr=False)
    loading: bool = False
    guided: bool = False
    checking: bool = False
    on_date: str = ""
    date_error: str = ""
    answers: tuple[AnswerLine, ...] = ()
    answers_count: str = ""
    question: QuestionBox | None = None
    no_question: str = ""
    topics: tuple[Topic, ...] = ()
    income: IncomeBox | None = None
    outcome: Outcome | None = None
    counts: tuple[str, str, str] = ("", "", "")
    grounds_count: str = ""
    grounds: tuple[GroundLine, ...] = ()
    """Those that hold and those not known yet, in this order."""
    noes: tuple[GroundLine, ...] = ()
    noes_note: str = ""
    why: WhyBox | None = None
    warnings: tuple[str, ...] = ()
    preview: PreviewBox | None = None
    can_preview: bool = False
    matrix: MatrixBox | None = None
    own: OwnBox | None = None
    problem: str = ""
    """What went wrong, in words; the answers are safe."""
    read_only: str = ""
    """For a saved check: when it was saved and by which edition it was explained."""
    draft: str = ""
    draft_back: str = ""
    """Said once when the answers of a draft came back."""
    can_save: bool = False
    can_go_back: bool = False
