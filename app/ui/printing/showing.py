"""From the print job to what the screen shows: pure."""

from collections.abc import Iterator, Mapping
from datetime import date

from app.core.clock import local
from app.core.words import LANGUAGES, Words
from app.forms.model import Field, FieldKind, Form
from app.registry.model import masked
from app.ui.printing.answering import page_of
from app.ui.printing.job import EDITED, Job, merged, wrong
from app.ui.printing.state import Choice, FieldLine, FieldShape, FormLine, PrintingState

_SHAPES: Mapping[FieldKind, FieldShape] = {
    FieldKind.TEXT: "text",
    FieldKind.LONG: "long",
    FieldKind.DATE: "date",
    FieldKind.CHOICE: "choice",
    FieldKind.TICKS: "ticks",
    FieldKind.LIST: "lines",
    FieldKind.ROWS: "rows",
}


def shown(job: Job, words: Words) -> PrintingState:
    """The whole screen in today's language."""
    form = job.form
    fields = tuple(_fields(job, form, words)) if form else ()
    asked = () if job.blank else tuple(line for line in fields if line.name in job.asked)
    pages = () if job.hidden else job.pages
    return PrintingState(
        crumbs=_crumbs(job, words),
        loading=job.loading,
        forms=tuple(_form_line(job, one, words) for one in job.forms),
        pages=pages,
        page_names=tuple(
            words("printing.page", number=number, all=len(job.pages))
            for number in range(1, len(pages) + 1)
        ),
        zoom=job.zoom,
        zoom_words=words("printing.scale", n=job.zoom)
        if job.zoom
        else words("printing.whole_page"),
        hidden=job.hidden,
        asked=asked,
        missing=sum(line.missing for line in asked),
        missing_words=_missing_words(job, asked, words),
        warning=words("printing.print_empty") if job.warned and job.missing else "",
        fields=_others(job, fields),
        all_fields=job.all_fields,
        copies=job.copies,
        languages=_languages(job, form, words),
        large=job.large,
        blank=job.blank,
        mono=job.mono,
        reprint=_reprint(job, words),
        reason=job.reason,
        reason_error=words("printing.reason_missing") if job.asked_reason else "",
        print_words=words("printing.print", n=job.copies),
        busy=job.busy,
        done=words(job.done.key, **job.done.values) if job.done else "",
        problem=words(job.problem.key, **job.problem.values) if job.problem else "",
        doubt=words("printing.doubt") if form and form.doubtful else "",
        can_print=bool(job.pdf) and not job.busy and not job.loading,
        answers=page_of(job, fields, words) if job.looking and not job.hidden else None,
    )


def day(moment: date) -> str:
    """A date as people here write it."""
    return f"{moment:%d.%m.%Y}"


def _crumbs(job: Job, words: Words) -> str:
    if job.client is None:
        return ""
    name = masked(job.client.card)
    return words("printing.crumbs", name=name, reference=job.client.reference)


def _form_line(job: Job, form: Form, words: Words) -> FormLine:
    title = words.of(form.title)
    note = _note(job, form, words)
    number = words("printing.form_number", number=form.number, note=note) if form.number else note
    return FormLine(
        id=form.id,
        title=title,
        number=number,
        note=note,
        spoken=words("printing.form_spoken", title=title, note=number),
        chosen=form.id == job.form_id,
    )


def _note(job: Job, form: Form, words: Words) -> str:
    if form.id == job.form_id and job.missing and not job.blank:
        return words("printing.note.missing", n=len(job.missing))
    days = [local(one.printed_at).date() for one in job.prints if one.form == form.id]
    if days:
        return words("printing.note.printed", date=day(max(days)))
    return words("printing.note.ready")


def _reprint(job: Job, words: Words) -> str:
    if job.earlier is None or job.blank:
        return ""
    return words("printing.reprint", date=day(local(job.earlier.printed_at).date()))


def _others(job: Job, fields: tuple[FieldLine, ...]) -> tuple[FieldLine, ...]:
    """All other fields when they are wanted; else only names whose case is to be looked at."""
    wanted = {line.name for line in fields} if job.all_fields else set(job.doubtful)
    return tuple(line for line in fields if line.name in wanted and line.name not in job.asked)


def _missing_words(job: Job, asked: tuple[FieldLine, ...], words: Words) -> str:
    if not asked:
        return ""
    if not job.missing:
        return words("printing.nothing_empty")
    return words("printing.empty_fields", n=len(job.missing))


def _languages(job: Job, form: Form | None, words: Words) -> tuple[Choice, ...]:
    if form is None or len(form.languages) < 2:
        return ()
    return tuple(
        Choice(id=one, words=words(f"printing.language.{one}"), on=one == job.language)
        for one in LANGUAGES
        if one in form.languages
    )


def _fields(job: Job, form: Form, words: Words) -> Iterator[FieldLine]:
    values = merged(job)
    for one in form.fields:
        fault = wrong(job, one)
        written = job.hand.get(one.name, values.get(one.name))
        yield FieldLine(
            name=one.name,
            label=words.of(one.words),
            shape=_SHAPES[one.kind],
            written=_written(one, written),
            options=_options(one, written, words),
            required=one.required,
            missing=one.name in job.missing,
            note=_field_note(job, one, words),
            error=words(fault) if fault else "",
        )


def _field_note(job: Job, one: Field, words: Words) -> str:
    if one.name in job.doubtful:
        return words("printing.check_case")
    if one.kind is FieldKind.LIST:
        return words("printing.by_lines")
    return "" if one.kind in EDITED else words("printing.from_card")


def _written(one: Field, value: object) -> str:
    if one.kind is FieldKind.LIST and isinstance(value, list | tuple):
        return "\n".join(str(item) for item in value)
    if one.kind is FieldKind.DATE:
        return _date_text(value)
    return value if isinstance(value, str) and one.kind is not FieldKind.CHOICE else ""


def _date_text(value: object) -> str:
    if isinstance(value, date):
        return day(value)
    text = value if isinstance(value, str) else ""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _options(one: Field, value: object, words: Words) -> tuple[Choice, ...]:
    on = value if isinstance(value, list | tuple) else (value,)
    return tuple(
        Choice(id=option.id, words=words.of(option.words), on=option.id in on)
        for option in one.options
    )
