"""Guided entry: one small group of questions at a time, drawn from the same sheet."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock
from app.core.words import Words
from app.ui.registration.form import SheetForm
from app.ui.registration.ordering import tab_after
from app.ui.registration.sheet import SECTIONS
from app.ui.registration.state import FieldRemark, PageState, RegistrationState
from app.ui.registration.stepping import steps_of
from app.ui.theme import look
from app.ui.widgets.fields import Field
from app.ui.widgets.layouts import Box, column, row
from app.ui.widgets.text import Label, Picture, label

_WIDE = 900
_SECTIONS = {section.name: section for section in SECTIONS}


class Advice(Box):
    """Why that kind of aid: one sentence, or nothing."""

    def __init__(self, sentence: str) -> None:
        """Say this."""
        self._said: Label = label("", "small_m", "info", wrap=True)
        inner = row(Picture("info", 18, "info"), (self._said, 1), gap=8, pad=(12, 8, 12, 8))
        super().__init__(inner, "info")
        self.say(sentence)

    def say(self, sentence: str) -> None:
        """Say this; nothing hides it."""
        self._said.setText(sentence)
        self.setVisible(bool(sentence))


class GuidedPage(QWidget):
    """Builds the form of a group when it is first asked; the presenter holds what is typed."""

    edited = Signal(str, str)
    left = Signal(str)
    passed = Signal()

    def __init__(
        self,
        words: Words,
        clock: Clock,
        extras: Callable[[str], QWidget | None],
        *,
        after: QWidget,
    ) -> None:
        """`extras` makes what stands under the fields of a section; Tab comes `after` that."""
        super().__init__()
        self._words, self._clock, self._extras, self._after = words, clock, extras, after
        self._forms: dict[tuple[str, str], SheetForm] = {}
        self._places: dict[tuple[str, str], QWidget] = {}
        self._form: SheetForm | None = None
        self._where: Label = label("", "small", "text2")
        self._page = PageState()
        self._groups = column(gap=0)
        self._inner = QWidget()
        self._inner.setLayout(column(self._where, self._groups, gap=10))
        self.setLayout(column(self._inner, gap=0))
        self.dress()

    @property
    def form(self) -> SheetForm | None:
        """The group in front."""
        return self._form

    def dress(self) -> None:
        """Lines stay short enough to read."""
        self._inner.setMaximumWidth(look.px(_WIDE))

    def show_state(self, state: RegistrationState, *, fill: bool) -> None:
        """Ask the group of now; `fill` when the editors must take the values."""
        self._page = state.page
        place = self._made(state)
        before, self._form = self._form, self._forms[place]
        if fill or self._form is not before:
            self._form.fill(state.values)
        self.show_remarks(state.remarks)
        for other, group in self._places.items():
            group.setVisible(other == place)
        self._say_where()

    def show_remarks(self, remarks: Mapping[str, FieldRemark]) -> None:
        """Say under each field what there is to say."""
        if self._form is not None:
            self._form.show_remarks(remarks)

    def form_field(self, key: str) -> Field | None:
        """That field if it stands in the group in front."""
        return self._form.field(key) if self._form else None

    def field(self, key: str) -> Field | None:
        """That field, or the first of the group."""
        if self._form is None:
            return None
        return self.form_field(key) or self._form.first_empty() or self._form.first()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for form in self._forms.values():
            form.retranslate()
        self._say_where()

    def _say_where(self) -> None:
        at, steps = self._page.at + 1, self._page.steps
        self._where.setText(self._words("registration.step", at=at, steps=steps))

    def _made(self, state: RegistrationState) -> tuple[str, str]:
        step = steps_of(changing=state.changing)[state.page.at]
        place = (step.name, step.fields[0].key)
        if place not in self._forms:
            form = SheetForm((step,), self._words, self._clock)
            form.edited.connect(self.edited)
            form.left.connect(self.left)
            form.passed.connect(self.passed)
            page = QWidget()
            last = _SECTIONS[step.name].fields[-1] == step.fields[-1]
            extra = self._extras(step.name) if last else None
            page.setLayout(column(form, *([extra] if extra else []), gap=10))
            self._forms[place], self._places[place] = form, page
            self._groups.addWidget(page)
            tab_after(self._after, page)
        return place
