"""The question on the desk with the editor that fits it; «не знаю» is always one of the answers."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core.words import Words
from app.ui.check.editors import Editor, editor_for
from app.ui.check.state import QuestionBox as QuestionState
from app.ui.widgets.buttons import Button
from app.ui.widgets.choices import UNKNOWN
from app.ui.widgets.layouts import Box, clear, column, row
from app.ui.widgets.text import KeyCap, Label, label

# by position of the key, in both layouts; the letters are those that the language shows
_LETTERS = {
    "uk": {"т": "yes", "n": "yes", "н": "no", "y": "no", "з": "unknown", "p": "unknown"},
    "en": {"y": "yes", "н": "yes", "n": "no", "т": "no", "d": "unknown", "в": "unknown"},
}
ANSWERS = ("yes", "no", UNKNOWN)


class QuestionBox(Box):
    """One question; `big` is the way it is asked in guided mode."""

    answered = Signal(str, object)
    """Fact and its value in the spelling of the rules; None: nobody knows."""
    written = Signal(str, str)
    """Fact and half-typed text."""
    went_on = Signal()

    def __init__(self, words: Words, single_keys: Callable[[], bool], *, big: bool = False) -> None:
        """Nothing is asked yet."""
        self._words, self._single_keys, self._big = words, single_keys, big
        self._state: QuestionState | None = None
        self._editor: Editor | None = None
        self._number: Label = label("", "small_m", "primary_text")
        self._settles: Label = label("", "small", "text2")
        self._text: Label = label("", "speak" if big else "lead_b", wrap=True)
        self._why: Label = label("", "body", "text2", wrap=True)
        self._say: Label = label("", "lead" if big else "body", "text2", wrap=True)
        self._say_head: Label = label("", "small_m", "primary_text")
        self._place = column(gap=0)
        self._on = Button("", "quiet", "arrow-right")
        self._keys = QWidget()
        self._caps = [KeyCap("") for _ in ANSWERS]
        self._caps_note: Label = label("", "small", "text2", wrap=True)
        self._keys.setLayout(row(*self._caps, (self._caps_note, 1), gap=4))
        super().__init__(None, "card" if big else "soft")
        self._lay_out()
        self._on.clicked.connect(self.went_on)
        self.retranslate()

    def _lay_out(self) -> None:
        head = row(self._number, None, self._settles)
        foot = row((self._keys, 1), self._on)
        if self._big:
            asked = column(head, 8, self._text, 12, self._place, foot, gap=10)
            said = column(self._say_head, self._say, self._why, gap=4)
            self.setLayout(column(asked, said, gap=18, pad=(32, 24, 32, 24)))
        else:
            for hidden in (self._say_head, self._say, self._why):
                hidden.hide()
            parts = column(head, self._text, self._place, foot, gap=8, pad=(16, 12, 16, 12))
            self.setLayout(parts)

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._on.setText(self._words("check.further"))
        self._say_head.setText(self._words("check.why_we_ask"))
        self._caps_note.setText(self._words("check.keys_hint"))
        for cap, value in zip(self._caps, ANSWERS, strict=True):
            cap.setText(self._words(f"check.key.{value}"))
            cap.dress()

    def show_question(self, state: QuestionState | None) -> None:
        """Ask this; the focus follows when the worker was answering the question before."""
        before, self._state = self._state, state
        self.setVisible(state is not None)
        if state is None:
            return
        self._number.setText(state.put_so if self._big else state.number)
        self._settles.setText(state.settles)
        self._text.setText(state.text)
        self._why.setText(state.why)
        self._why.setVisible(self._big and bool(state.why))
        self._say.setText(state.say)
        self._say_head.setVisible(self._big and bool(state.say))
        self._say.setVisible(self._big and bool(state.say))
        self._on.setVisible(state.answered)
        self._keys.setVisible(state.kind == "bool" and self._single_keys())
        self._show_editor(before, state)

    def focus_editor(self) -> None:
        """Go to the answer."""
        if self._editor is not None:
            self._editor.focus()

    def entry(self) -> QWidget | None:
        """Where the focus goes."""
        return self._editor.entry() if self._editor is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters answer a yes-or-no question."""
        state = self._state
        letters = _LETTERS[self._words.language]
        value = letters.get(event.text().lower(), "")
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if state and state.kind == "bool" and value and plain and self._single_keys():
            self.answered.emit(state.fact, {"yes": True, "no": False}.get(value))
        else:
            super().keyPressEvent(event)

    def _show_editor(self, before: QuestionState | None, state: QuestionState) -> None:
        same = before is not None and _shape(before) == _shape(state) and self._editor is not None
        if not same:
            had_focus = self.holds_focus()
            clear(self._place)
            self._editor = editor_for(state, self._words, self._tell, self._write)
            self._place.addWidget(self._editor)
            if had_focus:
                self._editor.focus()
        if self._editor is not None:
            self._editor.show_question(state)

    def holds_focus(self) -> bool:
        """Whether the focus is on one of the own parts."""
        now = QApplication.focusWidget()
        return isinstance(now, QWidget) and self.isAncestorOf(now)

    def _tell(self, value: object) -> None:
        if self._state is not None:
            self.answered.emit(self._state.fact, value)

    def _write(self, text: str) -> None:
        if self._state is not None:
            self.written.emit(self._state.fact, text)


def _shape(state: QuestionState) -> tuple[object, ...]:
    bare = replace(state, written="", error="", answered=False, unknown=False)
    return (bare.fact, bare.kind, tuple(option.id for option in bare.options))
