"""Sections of the sheet: the daily ones stand open, the rarer ones unfold when they are asked for.

Folded sections make their fields when they are first opened: the window stays quick.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.words import Words
from app.ui.registration.editors import as_editor, make_editor, say_choices, show_value
from app.ui.registration.ordering import tab_after
from app.ui.registration.sheet import FieldSpec, Section, Values, is_filled
from app.ui.registration.state import FieldRemark
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Field
from app.ui.widgets.layouts import Box, Reflow, box, column, row
from app.ui.widgets.text import Picture, label

Edited = Callable[[str, str], None]


class SectionFields(QWidget):
    """The fields of one section in as many columns as there is room for."""

    def __init__(self, section: Section, words: Words, clock: Clock, edited: Edited) -> None:
        """`edited` hears each change by the person."""
        super().__init__()
        self._words, self._section, self._edited = words, section, edited
        self.fields = {spec.key: self._field(spec, clock, edited) for spec in section.fields}
        cells = [(self.fields[spec.key], spec.span) for spec in section.fields]
        asks = any(spec.kind == "answers" for spec in section.fields)  # three buttons in a row
        self._cells = Reflow(*cells, columns=section.columns, least=240 if asks else 200)
        self._offered: set[str] = set()
        self.setLayout(column(self._cells))
        self._show_occasional()

    def _field(self, spec: FieldSpec, clock: Clock, edited: Edited) -> Field:
        editor = make_editor(spec, self._words, clock)
        field = Field(spec.label(self._words), editor, note=spec.note(self._words))
        as_editor(editor).edited.connect(lambda: edited(spec.key, as_editor(editor).value()))
        field.setAccessibleName(f"{self._section.title(self._words)}: {field.label_text}")
        return field

    def fill(self, values: Values) -> None:
        """Show these values."""
        for spec in self._section.fields:
            show_value(spec, self.fields[spec.key].editor, values.get(spec.key, ""), self._words)
        self._show_occasional()

    def show_remarks(self, remarks: Mapping[str, FieldRemark]) -> None:
        """Say under each field what there is to say."""
        for spec in self._section.fields:
            field, remark = self.fields[spec.key], remarks.get(spec.key)
            wrong = remark.sentence if remark and remark.wrong else ""
            note = remark.sentence if remark and not remark.wrong else spec.note(self._words)
            field.set_note(note)
            field.set_offer(
                remark.offered if remark else "", partial(self._repair, spec.key, remark)
            )
            if field.error != wrong:
                field.set_error(wrong)
        self._offered = {key for key, remark in remarks.items() if remark.repair}
        self._show_occasional()

    def _show_occasional(self) -> None:
        """Fields for rare people take no room on the page of the others."""
        rare = [spec.key for spec in self._section.fields if spec.occasional]
        if len(rare) == len(self._section.fields):
            return
        for key in rare:
            field = self.fields[key]
            wanted = key in self._offered or bool(as_editor(field.editor).value())
            if field.isHidden() == wanted:
                field.setVisible(wanted)
                self._cells.refresh()

    def _repair(self, key: str, remark: FieldRemark | None) -> None:
        if remark is None:
            return
        self.fields[key].focus()
        if remark.into:
            self._edited(remark.into, remark.repair)
        else:
            as_editor(self.fields[key].editor).set_value(remark.repair)
            self._edited(key, remark.repair)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for spec in self._section.fields:
            field = self.fields[spec.key]
            field.set_label(spec.label(self._words))
            field.set_note(spec.note(self._words))
            field.setAccessibleName(f"{self._section.title(self._words)}: {field.label_text}")
            say_choices(spec, field.editor, self._words)


class GrowingFields(QWidget):
    """Rows of one kind, made one by one: a row appears when the one before has something in it."""

    def __init__(self, section: Section, words: Words, clock: Clock, edited: Edited) -> None:
        """The first row only."""
        super().__init__()
        self._section, self._words, self._clock, self._edited = section, words, clock, edited
        self._values: Values = {}
        self._remarks: Mapping[str, FieldRemark] = {}
        self._rows: list[SectionFields] = []
        self._inner = column(gap=14)
        self.setLayout(self._inner)
        self._grow()

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields of the rows that are there."""
        return {key: field for part in self._rows for key, field in part.fields.items()}

    def fill(self, values: Values) -> None:
        """Show these values, in as many rows as they need and one more."""
        self._values = dict(values)
        self._grow()
        for part in self._rows:
            part.fill(values)

    def show_remarks(self, remarks: Mapping[str, FieldRemark]) -> None:
        """Say under each field what there is to say."""
        self._remarks = remarks
        for part in self._rows:
            part.show_remarks(remarks)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for part in self._rows:
            part.retranslate()

    def _tell(self, key: str, value: str) -> None:
        self._values = {**self._values, key: value}
        self._grow()
        self._edited(key, value)

    def _grow(self) -> None:
        by_row = [
            tuple(group) for _, group in groupby(self._section.fields, key=lambda spec: spec.row)
        ]
        filled = [at for at, specs in enumerate(by_row) if self._is_filled(specs)]
        wanted = min(len(by_row), max(filled, default=-1) + 2)
        while len(self._rows) < wanted:
            part = replace(self._section, fields=by_row[len(self._rows)], growing=False)
            fields = SectionFields(part, self._words, self._clock, self._tell)
            fields.fill(self._values)
            fields.show_remarks(self._remarks)
            self._inner.addWidget(fields)
            if self._rows:
                tab_after(list(self._rows[-1].fields.values())[-1].editor, fields)
            self._rows.append(fields)

    def _is_filled(self, specs: tuple[FieldSpec, ...]) -> bool:
        return any(is_filled(self._values, spec.key) for spec in specs)


def fields_of(
    section: Section, words: Words, clock: Clock, edited: Edited
) -> SectionFields | GrowingFields:
    """The fields of a section, all at once or row by row."""
    made = GrowingFields if section.growing else SectionFields
    return made(section, words, clock, edited)


class OpenSection(QWidget):
    """A daily section: its name and its fields."""

    def __init__(
        self, section: Section, words: Words, clock: Clock, edited: Edited, *, titled: bool = True
    ) -> None:
        """Safe contact stands on a ground of its own, so that it is asked before any number."""
        super().__init__()
        self._section, self._words = section, words
        self.content = fields_of(section, words, clock, edited)
        self._title = label("", "lead_b")
        self._hint = label("", "small", "text2", wrap=True)
        self._hint.setVisible(section.name == "safe")
        if section.name == "safe":
            top = row(Picture("phone-off", 20, "ask"), self._title, (self._hint, 1), gap=10)
            inner: Box = box(column(top, self.content, gap=6, pad=(16, 10, 16, 12)), "ask")
            self.setLayout(column(inner))
        else:
            self._title.setVisible(titled)
            self.setLayout(column(self._title, self.content, gap=6))
        self.retranslate()

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields by key."""
        return self.content.fields

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._title.setText(self._section.title(self._words))
        self._hint.setText(self._words("registration.safe_hint"))
        self.setAccessibleName(self._section.title(self._words))
        self.content.retranslate()


class FoldedSection(QWidget):
    """A rarer section: a button with its name; the fields unfold under it."""

    unfolded = Signal(str)

    def __init__(
        self,
        section: Section,
        words: Words,
        clock: Clock,
        edited: Edited,
        extra: QWidget | None = None,
    ) -> None:
        """`extra` stands under the fields: acts or advice that belong to them."""
        super().__init__()
        self._section, self._words, self._clock = section, words, clock
        self._edited, self._extra = edited, extra
        self._values: Values = {}
        self._remarks: Mapping[str, FieldRemark] = {}
        self.content: SectionFields | GrowingFields | None = None
        self.head = Button("", "ghost", "chevron-right")
        self.head.setCheckable(True)
        self.head.toggled.connect(self._turn)
        self._summary = label("", "small", "text3")
        self._body = QWidget()
        self._inner = column(gap=8, pad=(0, 4, 0, 10))
        self._body.setLayout(self._inner)
        self.setLayout(column(row(self.head, self._summary, None, gap=10), self._body, gap=0))
        self._body.hide()
        self.retranslate()

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields by key; none before the section was unfolded."""
        return self.content.fields if self.content else {}

    def unfold(self) -> None:
        """Show the fields."""
        self.head.setChecked(True)

    def fill(self, values: Values) -> None:
        """Show these values, now or when it is unfolded."""
        self._values = values
        if self.content:
            self.content.fill(values)
        self._summarise()

    def noticed(self, key: str, value: str) -> None:
        """The person changed a field: the summary follows."""
        if any(spec.key == key for spec in self._section.fields):
            self._values = {**self._values, key: value}
            self._summarise()

    def show_remarks(self, remarks: Mapping[str, FieldRemark]) -> None:
        """Say under each field what there is to say; something wrong unfolds the section."""
        self._remarks = remarks
        keys = {spec.key for spec in self._section.fields}
        if any(key in keys and said.wrong for key, said in remarks.items()):
            self.unfold()
        if self.content:
            self.content.show_remarks(remarks)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.head.setText(self._section.title(self._words))
        self.head.dress()
        if self.content:
            self.content.retranslate()
        self._summarise()

    def _summarise(self) -> None:
        filled = sum(is_filled(self._values, spec.key) for spec in self._section.fields)
        self._summary.setText(self._words("registration.filled", n=filled) if filled else "")

    def _turn(self, shown: bool) -> None:
        self.head.set_icon("chevron-down" if shown else "chevron-right")
        new = shown and self.content is None
        if new:
            self.content = fields_of(self._section, self._words, self._clock, self._edited)
            self._inner.addWidget(self.content)
            if self._extra is not None:
                self._inner.addWidget(self._extra)
            self.content.fill(self._values)
            self.content.show_remarks(self._remarks)
        self._body.setVisible(shown)
        if new:
            tab_after(self.head, self.content, self._extra)
        if shown:
            self.unfolded.emit(self._section.name)
