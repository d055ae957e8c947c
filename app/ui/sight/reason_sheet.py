"""Why somebody wants to see more: a reason chosen with Enter, or one’s own words."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.sight.model import REASON_SIGNS
from app.ui.sight.revealing import WhyKind
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import column, row
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.text import label

_WIDE, _TOP = 720, 24
_OFFERED: tuple[WhyKind, ...] = ("reveal", "life")
"""Where a reason is chosen; elsewhere it is always written."""
_OFFERS = ("serving", "calling", "paper", "checking")


class ReasonSheet(Overlay):
    """Enter on the empty line takes the first reason: whom one serves is one key further away."""

    def __init__(self, window: QWidget, words: Words) -> None:
        """Hidden over `window`."""
        self._words = words
        self._then: Callable[[str], None] | None = None
        self._kind: WhyKind = "reveal"
        self._title = label("", "title", wrap=True)
        self._note = label("", "body", "text2", wrap=True)
        self.line = TextLine()
        self._field = Field("", self.line)
        self.offers = tuple(LinkLine("") for _ in _OFFERS)
        self.save = Button("", "primary", "eye", "Enter")
        self._close = Button("", "quiet", keys="Esc")
        buttons = row(None, self._close, self.save, gap=8)
        offers = column(*self.offers, gap=2)
        parts = (self._title, self._note, self._field, offers, buttons)
        super().__init__(window, column(*parts, gap=8, pad=16), width=_WIDE, top=_TOP)
        for button in self.offers:
            button.clicked.connect(lambda _=False, button=button: self._take(button.text()))
        self.save.clicked.connect(self._try)
        self._close.clicked.connect(self.close_over)
        self.line.returnPressed.connect(self._try)
        self.closed.connect(self._forget)

    def ask(self, kind: WhyKind, then: Callable[[str], None]) -> None:
        """Ask why; `then` hears the reason, nothing when the sheet is closed."""
        words = self._words
        self._then, self._kind = then, kind
        self._title.setText(words(f"why.{kind}.title"))
        self._note.setText(words(f"why.{kind}.note"))
        self._field.set_label(words("why.what" if kind == "seal" else "why.own"))
        self._field.set_error("")
        self.line.set_value("")
        for button, key in zip(self.offers, _OFFERS, strict=True):
            button.setText(words(f"why.offer.{key}"))
            button.dress()
            button.setVisible(kind in _OFFERED)
        self.save.setText(words(f"why.{kind}.do"))
        self._close.setText(words("help.close"))
        self.setAccessibleName(words(f"why.{kind}.title"))
        self.open_over(self.line)

    def _try(self) -> None:
        said = " ".join(self.line.value().split())
        if not said and self._kind in _OFFERED:
            self._take(self.offers[0].text())
        elif len(said) < (1 if self._kind == "seal" else REASON_SIGNS):
            self._field.set_error(self._words("why.short", n=REASON_SIGNS))
            self.line.setFocus()
        else:
            self._take(said)

    def _take(self, reason: str) -> None:
        then = self._then
        self.close_over()
        if then is not None:
            then(reason)

    def _forget(self) -> None:
        self._then = None
        self.line.set_value("")
