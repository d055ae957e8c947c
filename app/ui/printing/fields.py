"""The fields of a form, each with the editor that fits it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.printing.state import Choice, FieldLine
from app.ui.widgets.fields import Combo, Field, TextArea, TextLine
from app.ui.widgets.layouts import clear, column
from app.ui.widgets.text import Label, label
from app.ui.widgets.ticks import Tick

Told = Callable[[str, object], None]


class TickList(QWidget):
    """Several options, any of which may hold."""

    def __init__(self, options: tuple[Choice, ...], told: Callable[[list[str]], None]) -> None:
        """Call `told` with the ids that hold."""
        super().__init__()
        self._told = told
        self._boxes = {option.id: Tick(option.words) for option in options}
        for box in self._boxes.values():
            box.edited.connect(self._tell)
        self.setLayout(column(*self._boxes.values(), gap=4))
        self.setFocusProxy(next(iter(self._boxes.values())))

    def show_options(self, options: tuple[Choice, ...]) -> None:
        """Tick what holds; nobody is told."""
        for option in options:
            box = self._boxes[option.id]
            box.setText(option.words)
            box.show_on(option.on)

    def _tell(self) -> None:
        self._told([known for known, box in self._boxes.items() if box.isChecked()])


class FieldsBox(QWidget):
    """Fields under each other. Editors stay while their fields stay: nobody loses the place."""

    def __init__(self, told: Told, not_chosen: Callable[[], str]) -> None:
        """Call `told` with the name and the new value of an edited field."""
        super().__init__()
        self._told, self._not_chosen = told, not_chosen
        self._made: tuple[tuple[str, str], ...] = ()
        self._fields: dict[str, Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_fields(self, lines: tuple[FieldLine, ...]) -> None:
        """Show these fields with their values and faults."""
        wanted = tuple((line.name, line.shape) for line in lines)
        if wanted != self._made:
            self._made = wanted
            clear(self._column)
            self._fields = {line.name: self._make(line) for line in lines}
            for one in self._fields.values():
                self._column.addWidget(one)
        for line in lines:
            self._update(self._fields[line.name], line)
        self.setVisible(bool(lines))

    def focus_first(self, names: tuple[str, ...]) -> None:
        """Go into the first of these fields."""
        for name in names:
            if name in self._fields:
                self._fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _make(self, line: FieldLine) -> Field:
        return Field(line.label, self._editor(line), required=line.required)

    def _editor(self, line: FieldLine) -> QWidget:
        name = line.name
        if line.shape == "choice":
            combo = Combo()
            combo.edited.connect(lambda: self._told(name, combo.value()))
            return combo
        if line.shape == "ticks":
            return TickList(line.options, lambda on: self._told(name, on))
        if line.shape in ("long", "lines"):
            area = TextArea(3)
            area.edited.connect(lambda: self._told(name, area.value()))
            return area
        if line.shape == "rows":
            return label("", "small", "text2", wrap=True)
        text = TextLine()
        text.edited.connect(lambda: self._told(name, text.value()))
        return text

    def _update(self, one: Field, line: FieldLine) -> None:
        editor = one.editor
        one.set_label(line.label)
        if isinstance(editor, Label):
            editor.setText(line.note)
        else:
            one.set_note(line.note)
        one.set_error(line.error)
        if isinstance(editor, Combo):
            options = [(option.id, option.words) for option in line.options]
            editor.set_items([("", self._not_chosen()), *options])
            editor.set_value(next((option.id for option in line.options if option.on), ""))
        elif isinstance(editor, TickList):
            editor.show_options(line.options)
        elif isinstance(editor, TextLine | TextArea) and not editor.hasFocus():
            editor.set_value(line.written)
