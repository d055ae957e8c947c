"""Fields: one line, several lines, a choice from a list; and the frame of label, note and error.

All editors have `value()`, `set_value()`, `set_wrong()` and the signal `edited` (a person changed
it, not the program).
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from app.ui.theme import look, sheet, tokens
from app.ui.theme.icons import icon as drawn_icon
from app.ui.widgets import paint
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import column, row
from app.ui.widgets.placed import Placed
from app.ui.widgets.speech import said
from app.ui.widgets.text import Picture, label

_PAD = 10  # and two more pixels of Qt's own


def draw_frame(editor: QWidget) -> None:
    """Draw ground and border of an editor: usual, wrong, with the focus, or switched off."""
    painter = QPainter(editor)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    idle = not editor.isEnabled() or bool(editor.property("readOnly"))
    wrong = bool(editor.property("wrong"))
    edge = "focus" if editor.hasFocus() else "danger" if wrong else "edge"
    strong = editor.hasFocus() or wrong
    paint.ground(
        painter,
        QRectF(editor.rect()),
        fill="sunken" if idle else "surface",
        edge=edge,
        corner=tokens.CORNER_FIELD,
        width=look.ring_width() if strong else look.line_width(),
    )


def mark_wrong(editor: QWidget, wrong: bool) -> None:
    """Draw the editor's border as wrong or as usual."""
    mark = "1" if wrong else ""
    if (editor.property("wrong") or "") != mark:
        editor.setProperty("wrong", mark)
        if editor.styleSheet():
            editor.style().unpolish(editor)
            editor.style().polish(editor)
        editor.update()


class TextLine(Placed, QLineEdit):
    """One line of text. A placeholder is only for search; an example stands under the field."""

    edited = Signal()

    def __init__(self, placeholder: str = "", *, icon: str = "", name: str = "") -> None:
        """`name` is for lines that stand without a `Field`."""
        super().__init__()
        self._icon = icon
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setFrame(False)
        look.clear_ground(self)
        self.textEdited.connect(self._tell)
        self.dress()

    def _tell(self, _text: str) -> None:
        self.edited.emit()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body"))
        self.setFixedHeight(look.px(tokens.FIELD))
        before = look.px(18) + 18 if self._icon else _PAD
        self.setTextMargins(before, 0, _PAD, 0)

    def value(self) -> str:
        """What is written, without spaces around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Write this; nobody is told."""
        if value != self.text():
            self.setText(value)
            self.setCursorPosition(0)

    def set_wrong(self, wrong: bool) -> None:
        """Draw the border of an error."""
        mark_wrong(self, wrong)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, border, words and icon."""
        draw_frame(self)
        super().paintEvent(event)
        if self._icon:
            side = look.px(18)
            at = QPoint(11, (self.height() - side) // 2)
            QPainter(self).drawPixmap(at, drawn_icon(self._icon, 18, "text3"))


class TextArea(Placed, QPlainTextEdit):
    """Several lines of text; Tab leaves, as everywhere."""

    edited = Signal()

    def __init__(self, lines: int = 3, *, name: str = "") -> None:
        """As tall as `lines` at first; it scrolls."""
        super().__init__()
        self._lines = lines
        self._quiet = False
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._tell)
        self.dress()

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body"))
        sheet.wear(self, "area")
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + 24)

    def value(self) -> str:
        """What is written, without spaces around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Write this; nobody is told."""
        if value != self.toPlainText():
            self._quiet = True
            self.setPlainText(value)
            self._quiet = False

    def set_wrong(self, wrong: bool) -> None:
        """Draw the border of an error."""
        mark_wrong(self, wrong)

    def take_over(self, other: "TextArea") -> None:
        """Go on where the person was typing in another one; nobody is told."""
        self._quiet = True
        self.setPlainText(other.toPlainText())
        self._quiet = False
        cursor = self.textCursor()
        cursor.setPosition(other.textCursor().position())
        self.setTextCursor(cursor)


class Combo(Placed, QComboBox):
    """A choice from a list. The wheel changes nothing unless the person is in it."""

    edited = Signal()

    def __init__(self, *, name: str = "") -> None:
        """`name` is for combos that stand without a `Field`."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setView(QListView())
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(self._tell)
        self.dress()

    def _tell(self, _index: int) -> None:
        self.edited.emit()

    def dress(self) -> None:
        """Take the letters of now."""
        self.setFont(look.font("body"))
        self.view().setFont(look.font("body"))
        sheet.wear(self, "combo")
        self.setFixedHeight(look.px(tokens.FIELD))

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer values with their words; the chosen value stays if it is still there."""
        chosen = self.value()
        self.blockSignals(True)
        self.clear()
        for value, words in items:
            self.addItem(words, value)
        self.blockSignals(False)
        self.set_value(chosen)

    def value(self) -> str:
        """The chosen value, or ""."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose this; nobody is told. An unknown value chooses the first."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def set_wrong(self, wrong: bool) -> None:
        """Draw the border of an error."""
        mark_wrong(self, wrong)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the value, unless the person is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def showPopup(self) -> None:  # noqa: N802  Qt's name
        """Let the list be as wide as its words."""
        view = self.view()
        wide = view.sizeHintForColumn(0) + 40
        view.setMinimumWidth(max(self.width(), min(wide, look.px(560))))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the chosen words and our arrow."""
        draw_frame(self)
        painter = QPainter(self)
        side = look.px(16)
        at = QPoint(self.width() - side - 12, (self.height() - side) // 2)
        on = self.isEnabled()
        painter.drawPixmap(at, drawn_icon("chevron-down", 16, "text2" if on else "text3"))
        words = QRectF(self.rect()).adjusted(_PAD + 2, 0, -side - 20, 0)
        tone = "text" if on else "text3"
        paint.words(painter, words, self.currentText(), font=self.font(), tone=tone)


class Field(Placed, QWidget):
    """A label above an editor; under it a note (an example) or what is wrong with the value."""

    def __init__(
        self,
        label_text: str,
        editor: QWidget,
        *,
        required: bool = False,
        note: str = "",
        error: str = "",
    ) -> None:
        """Frame `editor` and give it its accessible name."""
        super().__init__()
        self.editor = editor
        self._note_text, self._error_text = note, ""
        self._required_now = required
        self._label = label(label_text, "body_m", "text2", wrap=True)
        self._label.setBuddy(editor)
        self._required = label("", "tiny", "text3")
        self._sign = Picture("triangle-alert", 14, "danger")
        self._below = label("", "small", "text3", wrap=True)
        top = row((self._label, 1), self._required, gap=6)
        self._foot = QWidget()
        self._foot.setLayout(row(column(1, self._sign, None, gap=0), (self._below, 1), gap=6))
        tall = editor.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding
        items = column(top, (editor, 1 if tall else 0), self._foot, gap=4)
        if not tall:
            items.addStretch(1)
        self._items = items
        self._offer: Button | None = None
        self._take: Callable[[], object] = self.focus
        self.setLayout(items)
        self.set_label(label_text)
        self.retranslate()
        self.set_error(error)

    @property
    def error(self) -> str:
        """What is wrong, or ""."""
        return self._error_text

    @property
    def label_text(self) -> str:
        """The words above the editor."""
        return self._label.text()

    def set_label(self, text: str) -> None:
        """Change the label, and with it the editor's accessible name."""
        self._label.setText(text)
        self.editor.setAccessibleName(text)

    def set_required(self, required: bool) -> None:
        """Show or hide the word that says so."""
        self._required_now = required
        self.retranslate()

    def set_note(self, note: str) -> None:
        """Show an example or explanation under the editor."""
        self._note_text = note
        self._show_foot()

    def set_offer(self, words: str, take: Callable[[], object]) -> None:
        """Offer one thing to do about the value, under it; no words take the offer away."""
        if self._offer is None:
            if not words:
                return
            self._offer = Button("", "link", "pencil")
            self._items.insertWidget(self._items.indexOf(self._foot) + 1, self._offer)
            self._offer.clicked.connect(self._take_offer)
            QWidget.setTabOrder(self.editor, self._offer)
        self._offer.setText(words)
        self._offer.setVisible(bool(words))
        self._offer.dress()
        self._offer.setMinimumHeight(look.px(28))
        self._take = take

    def _take_offer(self) -> None:
        self._take()

    @property
    def offer(self) -> Button | None:
        """The button of what is offered, if anything is."""
        return self._offer if self._offer is not None and not self._offer.isHidden() else None

    def set_error(self, sentence: str) -> None:
        """Say what is wrong (with an example), or "" when all is well."""
        self._error_text = sentence
        mark = getattr(self.editor, "set_wrong", None)
        if callable(mark):
            mark(bool(sentence))
        self._show_foot()

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._required.setVisible(self._required_now)
        self._required.setText(said("widget.required") if self._required_now else "")
        self._show_foot()

    def focus(self) -> None:
        """Go into the editor."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_foot(self) -> None:
        wrong = bool(self._error_text)
        text = self._error_text or self._note_text
        self._sign.setVisible(wrong)
        self._below.setText(text)
        self._below.dress_as("small_m" if wrong else "small", "danger" if wrong else "text3")
        self._foot.setVisible(bool(text))
        spoken = (self._required.text() if self._required_now else "", text)
        self.editor.setAccessibleDescription(". ".join(part for part in spoken if part))
