"""Everything the print screen shows, as finished words and pictures of pages."""

from dataclasses import dataclass, field
from typing import Literal

from app.ui.printing.pages import PageImage
from app.ui.registration.state import PageState

FieldShape = Literal["text", "long", "date", "choice", "ticks", "lines", "rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One form that can be printed for this person."""

    id: str
    title: str
    number: str
    note: str
    spoken: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a field."""

    id: str
    words: str
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One field of the form, as it can be corrected by hand."""

    name: str
    label: str
    shape: FieldShape
    written: str = field(default="", repr=False)
    options: tuple[Choice, ...] = ()
    required: bool = False
    missing: bool = False
    note: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintingState:
    """The whole screen."""

    crumbs: str = field(default="", repr=False)
    loading: bool = False
    forms: tuple[FormLine, ...] = ()
    pages: tuple[PageImage, ...] = ()
    page_names: tuple[str, ...] = ()
    zoom: int = 0
    """Per cent of the paper's own size; 0 shows the whole page."""
    zoom_words: str = ""
    hidden: bool = False
    asked: tuple[FieldLine, ...] = ()
    """Required fields that were empty; they stay here while they are filled."""
    missing: int = 0
    missing_words: str = ""
    warning: str = ""
    fields: tuple[FieldLine, ...] = ()
    all_fields: bool = False
    copies: int = 1
    languages: tuple[Choice, ...] = ()
    large: bool = False
    blank: bool = False
    mono: bool = False
    reprint: str = ""
    """Asked when this form was printed before: when, and why again."""
    reason: str = field(default="", repr=False)
    reason_error: str = ""
    print_words: str = ""
    busy: bool = False
    done: str = ""
    problem: str = ""
    doubt: str = ""
    can_print: bool = False
    answers: PageState | None = None
    """All answers of the paper, while they are looked over instead of its pages."""
