"""The editor that fits each kind of field."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock, today
from app.core.words import Words
from app.registry.dates import read_date
from app.registry.phones import read_phone, show_phone
from app.ui.registration.many import Many
from app.ui.registration.place_line import PlaceLine
from app.ui.registration.sheet import FieldSpec
from app.ui.widgets.choices import Answers
from app.ui.widgets.fields import Combo, TextArea, TextLine
from app.ui.widgets.lines import DateLine, PhoneLine

_LINES = 2


class Editor(Protocol):
    """What every editor of the sheet can do."""

    edited: SignalInstance

    def value(self) -> str:
        """What is written or chosen, as text."""
        ...

    def set_value(self, value: str) -> None:
        """Show this; nobody is told."""
        ...


class _AnswerChoice(Answers):
    """Three answers; nothing pressed means that nobody asked."""


def make_editor(spec: FieldSpec, words: Words, clock: Clock) -> QWidget:
    """An editor for that field, without a label."""
    makers: dict[str, Callable[[], QWidget]] = {
        "text": TextLine,
        "area": lambda: TextArea(_LINES),
        "date": lambda: DateLine(_reader(clock, ahead=False)),
        "birth": lambda: DateLine(_reader(clock, ahead=False)),
        "term": lambda: DateLine(_reader(clock, ahead=True)),
        "phone": lambda: PhoneLine(_tidy_phone),
        "place": PlaceLine,
        "answers": _AnswerChoice,
        "one": lambda: _combo(spec, words),
        "many": lambda: Many(_items(spec, words)),
    }
    return makers[spec.kind]()


def as_editor(widget: QWidget) -> Editor:
    """The same widget, as what the sheet asks of it."""
    return cast("Editor", widget)


def show_value(spec: FieldSpec, widget: QWidget, value: str, words: Words) -> None:
    """Show a value; a combo learns values that its list does not know."""
    if isinstance(widget, Combo):
        widget.set_items(_items(spec, words, value))
    as_editor(widget).set_value(value or spec.empty())


def carry(before: QWidget, after: QWidget) -> None:
    """Go on typing in another editor of the same field: the very letters, and the cursor."""
    if isinstance(before, TextLine) and isinstance(after, TextLine):
        after.setText(before.text())
        after.setCursorPosition(before.cursorPosition())
    elif isinstance(before, TextArea) and isinstance(after, TextArea):
        after.take_over(before)


def say_choices(spec: FieldSpec, widget: QWidget, words: Words) -> None:
    """Say the choices in the language of now."""
    if isinstance(widget, Combo):
        widget.set_items(_items(spec, words, widget.value()))
    elif isinstance(widget, Many):
        widget.set_words([said for _, said in _items(spec, words)])


def _combo(spec: FieldSpec, words: Words) -> Combo:
    combo = Combo()
    combo.set_items(_items(spec, words))
    return combo


def _items(spec: FieldSpec, words: Words, chosen: str = "") -> Sequence[tuple[str, str]]:
    if spec.choices is None:
        return []
    return spec.choices.items(words, "" if spec.kind == "many" else chosen)


def _reader(clock: Clock, *, ahead: bool) -> Callable[[str], date | None]:
    return lambda text: read_date(text, today(clock), ahead=ahead)


def _tidy_phone(text: str) -> str | None:
    kept = read_phone(text)
    return None if kept is None else show_phone(kept)
