"""What the program tells: banners, empty places, and the summary of what is wrong on a form."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import look, tokens
from app.ui.widgets import paint
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.layouts import Box, Fold, clear, column, row
from app.ui.widgets.placed import Placed
from app.ui.widgets.shapes import StateShape
from app.ui.widgets.speech import said
from app.ui.widgets.text import Label, Picture, label

_ICONS = {"info": "info", "ask": "circle-alert", "danger": "triangle-alert", "yes": "badge-check"}


class Banner(Box):
    """One sentence above the content: what is so, what is safe, one or two acts."""

    def __init__(
        self,
        title: str,
        note: str = "",
        *,
        kind: str = "info",
        icon: str = "",
        acts: Sequence[Button] = (),
    ) -> None:
        """Kinds: info for drafts, ask for care, danger only for lost integrity, yes for proof."""
        self.title: Label = label(title, "body_b", wrap=True)
        self.note: Label = label(note, "small", "text2", wrap=True)
        picture = Picture(icon or _ICONS.get(kind, "info"), 20, kind)
        words = QWidget()
        words.setLayout(column(None, self.title, self.note, None, gap=2))
        buttons = QWidget()
        buttons.setLayout(row(None, *acts, gap=8))
        text = self.title.fontMetrics().horizontalAdvance(self.title.text())
        wide = buttons.sizeHint().width() + min(text, look.px(360)) + 60
        fold = Fold((words, 1), (buttons, 0), below=round(wide / look.px(100) * 100), gap=8)
        super().__init__(
            row(column(4, picture, None, gap=0), (fold, 1), gap=12, pad=(16, 10, 12, 10)), kind
        )
        # only now: a widget without a parent that is shown becomes a window and takes the focus
        self.note.setVisible(bool(note))
        buttons.setVisible(bool(acts))
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)

    def show_words(self, title: str, note: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)


class EmptyState(Placed, QWidget):
    """Nothing here yet: one sentence and one act."""

    def __init__(self, sentence: str, *, icon: str = "folder", act: Button | None = None) -> None:
        """Show the sentence in the middle."""
        super().__init__()
        self.sentence: Label = label(sentence, "body", "text2", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        picture = row(None, Picture(icon, 48, "text3"), None)
        acts = [row(None, act, None)] if act is not None else []
        self.setLayout(column(None, picture, self.sentence, *acts, None, gap=12, pad=24))


class ErrorSummary(Box):
    """What must be looked at before a form can be saved: a count, and a link to each field."""

    def __init__(self) -> None:
        """Hidden until there is something to say."""
        self._title: Label = label("", "body_b", "danger", wrap=True)
        self._links = column(gap=0)
        sign = column(StateShape("danger", 20), None, gap=0)
        titled = row(self._title, pad=(4, 0, 0, 0))
        super().__init__(
            row(sign, (column(titled, self._links, gap=2), 1), gap=8, pad=(16, 12, 16, 10)),
            "danger",
        )
        self._faults: tuple[tuple[str, QWidget], ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the ring when the focus is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint.ring(painter, QRectF(self.rect()), tokens.CORNER_INNER - 2)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says is wrong."""
        return tuple(sentence for sentence, _ in self._faults)

    def show_faults(self, faults: Sequence[tuple[str, QWidget]], *, focus: bool = True) -> None:
        """List the sentences with the editors they speak of, and go there. Nothing hides it."""
        self._faults = tuple(faults)
        clear(self._links)
        for sentence, editor in faults:
            link = LinkLine(sentence)
            link.clicked.connect(lambda _=False, editor=editor: _go_to(editor))
            self._links.addWidget(link)
        self.setVisible(bool(faults))
        self.retranslate()
        if faults and focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"{self._title.text()}. {' '.join(self.sentences)}", at_once=True)

    def clear_faults(self) -> None:
        """All is well."""
        self.show_faults(())

    def retranslate(self) -> None:
        """Count in the language of now."""
        if self._faults:
            self._title.setText(said("widget.faults", n=len(self._faults)))
            self.setAccessibleName(self._title.text())
            self.setAccessibleDescription(" ".join(self.sentences))


def _go_to(editor: QWidget) -> None:
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
