"""What is being printed for whom: one frozen record and its small changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.core.words import Language
from app.forms.model import Field, FieldKind, Form, PrintRecord
from app.registry.dates import read_date
from app.registry.model import Client
from app.ui.printing.pages import PageImage

EDITED = (FieldKind.TEXT, FieldKind.LONG, FieldKind.DATE, FieldKind.CHOICE, FieldKind.TICKS)
ZOOMS = (50, 75, 100, 125, 150, 200, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence to show: its key and values, so that it follows the language."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The work on the desk of the print screen."""

    today: date
    client: Client | None = None
    check_id: str = ""
    forms: tuple[Form, ...] = ()
    form_id: str = ""
    values: Mapping[str, object] = field(default_factory=dict, repr=False)
    """What the desk knows: from the card, the check, the checklist."""
    hand: Mapping[str, object] = field(default_factory=dict, repr=False)
    """What was corrected by hand, as typed."""
    missing: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Required fields that were empty when first seen: they stay in sight while they are filled."""
    warned: bool = False
    """It was said that places are empty: the next press prints them empty."""
    pdf: bytes = field(default=b"", repr=False)
    pages: tuple[PageImage, ...] = ()
    sha256: str = ""
    prints: tuple[PrintRecord, ...] = ()
    earlier: PrintRecord | None = None
    """The print that already carried these very values: the next one is a reprint."""
    doubtful: tuple[str, ...] = ()
    """Names whose grammatical case is not certain."""
    copies: int = 1
    language: Language = "uk"
    large: bool = False
    blank: bool = False
    mono: bool = False
    reason: str = field(default="", repr=False)
    asked_reason: bool = False
    all_fields: bool = False
    zoom: int = 0
    looking: bool = False
    """All answers of the paper are looked over."""
    looked: bool = False
    """They were, since something was changed last."""
    hidden: bool = False
    loading: bool = True
    busy: bool = False
    done: Said | None = None
    problem: Said | None = None

    @property
    def form(self) -> Form | None:
        """The chosen form."""
        return next((one for one in self.forms if one.id == self.form_id), None)

    @property
    def whose(self) -> str:
        """The id of the client, or nothing before the card is open."""
        return self.client.id if self.client else ""


def chosen(job: Job, form_id: str) -> Job:
    """Another form: its own values, nothing corrected yet."""
    form = next((one for one in job.forms if one.id == form_id), None)
    language = job.language if form and job.language in form.languages else "uk"
    return replace(
        job,
        form_id=form_id,
        language=language,
        values={},
        hand={},
        missing=(),
        earlier=None,
        doubtful=(),
        asked=(),
        warned=False,
        pages=(),
        pdf=b"",
        reason="",
        asked_reason=False,
        all_fields=False,
        loading=True,
        done=None,
        problem=None,
    )


def written(job: Job, name: str, text: object) -> Job:
    """A field corrected by hand."""
    return replace(job, hand={**job.hand, name: text}, done=None)


def zoomed(job: Job, step: int) -> Job:
    """One step larger (1) or smaller (-1); from the whole page that is the paper's own size."""
    if job.zoom == 0:
        return replace(job, zoom=100 if step > 0 else ZOOMS[0])
    place = min(max(ZOOMS.index(job.zoom) + step, 0), len(ZOOMS) - 1)
    return replace(job, zoom=ZOOMS[place])


def wrong(job: Job, one: Field) -> str:
    """The key of what is wrong with a hand-written field, or nothing."""
    text = job.hand.get(one.name)
    if one.kind is not FieldKind.DATE or not isinstance(text, str) or not text.strip():
        return ""
    return "" if _day(job, text) else "printing.bad_date"


def merged(job: Job) -> dict[str, object]:
    """What goes on paper: the desk's values with the corrections over them."""
    form = job.form
    if form is None:
        return {}
    values = {**job.values}
    for name, text in job.hand.items():
        one = form.named(name)
        if wrong(job, one):
            values.pop(name, None)
        else:
            values[name] = _raw(job, one, text)
    return values


def _raw(job: Job, one: Field, text: object) -> object:
    if one.kind is FieldKind.DATE and isinstance(text, str):
        return _day(job, text) or ""
    if one.kind is FieldKind.LIST and isinstance(text, str):
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text.strip() if isinstance(text, str) else text


def _day(job: Job, text: str) -> str:
    day = read_date(text.strip(), job.today) if text.strip() else None
    return day.isoformat() if day else ""
