"""Puts values into a form: checks their types, says which required ones are missing. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from app.core.errors import InputError
from app.core.words import Language, Words
from app.forms.control import control_word
from app.forms.dates import in_words, plain
from app.forms.letters import clean
from app.forms.model import NOTHING, Column, Field, FieldKind, Filled, Form, Option, Row, Shown

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class _Wrong(Exception):  # noqa: N818  it never leaves this module
    """A value that does not fit its field; carries the key of the sentence and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def fill(
    form: Form, values: Mapping[str, object], *, words: Words, language: Language = "uk"
) -> Filled:
    """The filled form. Values that do not fit are refused together, each named: InputError."""
    if language not in form.languages:
        raise InputError("form.no_language", language=language, form=form.id)
    reader = _Reader(words, language)
    known = {field.name: field for field in form.fields}
    shown: dict[str, Shown] = {}
    faults: list[str] = []
    for name, value in values.items():
        try:
            shown[name] = reader.read(_known(known, name), value)
        except _Wrong as wrong:
            faults.append(words(wrong.key, field=name, **wrong.values))
    if faults:
        raise InputError("form.wrong_values", faults=tuple(faults), form=form.id)
    kept = {name: one for name, one in shown.items() if not one.empty}
    return Filled(
        form=form,
        language=language,
        values=kept,
        missing=tuple(one.name for one in form.fields if one.required and one.name not in kept),
        control=control_word(form.id, form.edition, language, kept),
    )


def empty(form: Form, *, language: Language = "uk") -> Filled:
    """The form with nothing in it, to be filled in by hand."""
    if language not in form.languages:
        raise InputError("form.no_language", language=language, form=form.id)
    return Filled(form=form, language=language, values={})


def _known(known: Mapping[str, Field], name: str) -> Field:
    if name in known:
        return known[name]
    close = get_close_matches(name, known, n=1)
    if close:
        raise _Wrong("form.fault.unknown_near", near=close[0])
    raise _Wrong("form.fault.unknown")


class _Reader:
    """Reads raw JSON values into what stands on paper."""

    def __init__(self, words: Words, language: Language) -> None:
        self._words = words
        self._language: Language = language
        self._by_kind: Mapping[FieldKind, Callable[[Field, object], Shown]] = {
            FieldKind.TEXT: lambda _, value: Shown(text=clean(_string(value))),
            FieldKind.LONG: lambda _, value: Shown(text=clean(_string(value), lines=True)),
            FieldKind.DATE: self._date,
            FieldKind.CHOICE: self._choice,
            FieldKind.TICKS: self._ticks,
            FieldKind.LIST: lambda _, value: _listed(value),
            FieldKind.ROWS: self._rows,
        }

    def read(self, field: Field, value: object) -> Shown:
        """What stands in the field; nothing for None."""
        return NOTHING if value is None else self._by_kind[field.kind](field, value)

    def _date(self, field: Field, value: object) -> Shown:
        if value == "":
            return NOTHING
        day = _day(value)
        if field.in_words:
            return Shown(text=in_words(day, self._words, self._language))
        return Shown(text=plain(day))

    def _choice(self, field: Field, value: object) -> Shown:
        if value == "":
            return NOTHING
        option = _option(field.options, _string(value))
        return Shown(text=option.words.of(self._language), chosen=(option.id,))

    def _ticks(self, field: Field, value: object) -> Shown:
        asked = [_option(field.options, _string(one)).id for one in _several(value)]
        chosen = tuple(option.id for option in field.options if option.id in asked)
        return Shown(chosen=chosen)

    def _rows(self, field: Field, value: object) -> Shown:
        rows = (self._row(field, one) for one in _several(value))
        return Shown(rows=tuple(row for row in rows if any(row.values())))

    def _row(self, field: Field, value: object) -> Row:
        if not isinstance(value, Mapping):
            raise _Wrong("form.fault.not_rows")
        columns = {column.name: column for column in field.columns}
        for name in value:
            if name not in columns:
                raise _Wrong("form.fault.unknown_column", column=name)
        given = [(name, columns[name]) for name in columns if name in value]
        return {name: self._cell(column, value[name]) for name, column in given}

    def _cell(self, column: Column, value: object) -> str:
        if value is None or value == "":
            return ""
        if column.kind == "count":
            if type(value) is not int or value < 0:
                raise _Wrong("form.fault.not_count", column=column.name)
            return str(value)
        if column.options:
            return _option(column.options, _string(value)).words.of(self._language)
        return clean(_string(value))


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong("form.fault.not_text")
    return value


def _several(value: object) -> tuple[object, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise _Wrong("form.fault.not_list")
    return tuple(value)


def _listed(value: object) -> Shown:
    texts = (clean(_string(one)) for one in _several(value))
    return Shown(rows=tuple({"text": text} for text in texts if text))


def _option(options: Iterable[Option], asked: str) -> Option:
    known = {option.id: option for option in options}
    if asked not in known:
        raise _Wrong("form.fault.not_option", options=", ".join(known))
    return known[asked]


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    text = _string(value)
    try:
        if DAY.fullmatch(text) is None:
            raise ValueError(text)  # noqa: TRY301  weeks and bare digits are no dates here
        return date.fromisoformat(text)
    except ValueError as problem:
        raise _Wrong("form.fault.not_date") from problem
