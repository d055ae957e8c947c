"""The whole sheet as one widget: sections under each other, one signal for each change."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core.clock import Clock
from app.core.words import Words
from app.ui.registration.editors import as_editor
from app.ui.registration.place_line import PlaceLine
from app.ui.registration.section_box import FoldedSection, OpenSection
from app.ui.registration.sheet import SECTION_OF, Section, Values
from app.ui.registration.state import FieldRemark
from app.ui.widgets.fields import Field
from app.ui.widgets.layouts import column

Part = OpenSection | FoldedSection


class SheetForm(QWidget):
    """Shows values and remarks; tells what the person types and which field she leaves."""

    edited = Signal(str, str)
    left = Signal(str)
    passed = Signal()
    """Enter in the last field."""

    def __init__(
        self,
        sections: Sequence[Section],
        words: Words,
        clock: Clock,
        extras: Mapping[str, QWidget] | None = None,
    ) -> None:
        """`extras` stand under the fields of the sections of those names."""
        super().__init__()
        self._parts: dict[str, Part] = {}
        for section in sections:
            self._parts[section.name] = self._part(section, words, clock, extras or {})
        self.setLayout(column(*self._parts.values(), gap=8))
        self._here = ""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _part(
        self, section: Section, words: Words, clock: Clock, extras: Mapping[str, QWidget]
    ) -> Part:
        if section.daily:
            return OpenSection(section, words, clock, self._tell)
        return FoldedSection(section, words, clock, self._tell, extras.get(section.name))

    def part(self, name: str) -> Part:
        """One section."""
        return self._parts[name]

    def fill(self, values: Values) -> None:
        """Show these values."""
        for part in self._parts.values():
            (part.content if isinstance(part, OpenSection) else part).fill(values)

    def show_remarks(self, remarks: Mapping[str, FieldRemark]) -> None:
        """Say under each field what there is to say."""
        for part in self._parts.values():
            (part.content if isinstance(part, OpenSection) else part).show_remarks(remarks)

    def show_section(self, name: str, shown: bool) -> None:
        """Show or hide a whole section."""
        self._parts[name].setVisible(shown)

    def field(self, key: str) -> Field | None:
        """That field; its section unfolds."""
        name = SECTION_OF.get(key, "")
        part = self._parts.get(name)
        if isinstance(part, FoldedSection):
            part.unfold()
        return part.fields.get(key) if part else None

    def first_empty(self) -> Field | None:
        """The first field of the daily sections where nothing is written."""
        for part in self._parts.values():
            if isinstance(part, OpenSection) and not part.isHidden():
                for field in part.fields.values():
                    if not as_editor(field.editor).value():
                        return field
        return None

    def first(self) -> Field | None:
        """The first field of the sections that stand open."""
        return next(
            (field for part in self._parts.values() for field in part.fields.values()), None
        )

    @property
    def in_hand(self) -> str:
        """The key of the field with the focus, or nothing."""
        return self._key_at(QApplication.focusWidget())

    def offer_places(self, key: str, offers: Sequence[tuple[str, str]], spoken: str) -> None:
        """Offer settlements under that address, if it is asked here."""
        part = self._parts.get(SECTION_OF.get(key, ""))
        field = part.fields.get(key) if part else None
        if field is not None and isinstance(field.editor, PlaceLine):
            field.editor.offer(offers, spoken)

    def repair(self) -> None:
        """Take what is offered for the field in hand, or else the first offer."""
        fields = {key: one for part in self._parts.values() for key, one in part.fields.items()}
        here = fields.get(self.in_hand)
        for field in ([here] if here else []) + list(fields.values()):
            if field.offer is not None:
                field.offer.click()
                return

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for part in self._parts.values():
            part.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if enter and plain:
            self.focusNextChild()
            after = QApplication.focusWidget()
            if after is None or not self.isAncestorOf(after):
                self.passed.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, key: str, value: str) -> None:
        for part in self._parts.values():
            if isinstance(part, FoldedSection):
                part.noticed(key, value)
        self.edited.emit(key, value)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        now = self._key_at(new)
        if self._here and now != self._here:
            self._leave(self._here)
        self._here = now

    def _leave(self, key: str) -> None:
        part = self._parts.get(SECTION_OF.get(key, ""))
        field = part.fields.get(key) if part else None
        if field is not None:
            self.edited.emit(key, as_editor(field.editor).value())
            self.left.emit(key)

    def _key_at(self, widget: QWidget | None) -> str:
        if widget is None or not self.isAncestorOf(widget):
            return ""
        for part in self._parts.values():
            if part.isAncestorOf(widget):
                for key, field in part.fields.items():
                    if field.isAncestorOf(widget):
                        return key
        return ""
