"""How one paper stands: its state, until when, who obtains it, what replaces it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.papers.state import Details, RouteLine
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo, Field, TextLine
from app.ui.widgets.layouts import box, clear, column, grid, row
from app.ui.widgets.text import label


class DetailsBox(QWidget):
    """A few fields under a paper; each change is saved at once."""

    state_chosen = Signal(str)
    who_chosen = Signal(str)
    promised = Signal(str)
    valid = Signal(str)
    substitute = Signal(str)
    closed = Signal()

    def __init__(self, words: Words) -> None:
        """Nothing is opened yet."""
        super().__init__()
        self._words = words
        self._state, self._who = Combo(), Combo()
        self._promised, self._valid, self._substitute = TextLine(), TextLine(), Combo()
        self._state_field = Field("", self._state)
        self._who_field = Field("", self._who)
        self._promised_field = Field("", self._promised)
        self._valid_field = Field("", self._valid)
        self._substitute_field = Field("", self._substitute)
        self._close = Button("", "quiet", "check")
        fields = grid(
            [
                [self._state_field, self._who_field],
                [self._promised_field, self._valid_field],
                [(self._substitute_field, 2)],
            ],
            gap=(14, 8),
        )
        self._routes_title = label("", "body_b", wrap=True)
        self._routes = column(gap=6)
        self._routes_shown: tuple[RouteLine, ...] = ()
        self._ways = QWidget()
        self._ways.setLayout(column(self._routes_title, self._routes, gap=4))
        inner = box(
            column(fields, self._ways, row(None, self._close), gap=8, pad=(16, 12, 16, 12)),
            "sunken",
        )
        self.setLayout(column(inner, pad=(12, 2, 12, 8)))
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._state.edited.connect(lambda: self.state_chosen.emit(self._state.value()))
        self._who.edited.connect(lambda: self.who_chosen.emit(self._who.value()))
        self._promised.editingFinished.connect(lambda: self.promised.emit(self._promised.value()))
        self._valid.editingFinished.connect(lambda: self.valid.emit(self._valid.value()))
        self._substitute.edited.connect(lambda: self.substitute.emit(self._substitute.value()))
        self._close.clicked.connect(self.closed)

    def retranslate(self) -> None:
        """Say the own words in the language of now."""
        self._state_field.set_label(self._words("papers.state_label"))
        self._who_field.set_label(self._words("papers.who"))
        self._promised_field.set_label(self._words("papers.promised_by"))
        self._valid_field.set_label(self._words("papers.valid_until"))
        self._substitute_field.set_label(self._words("papers.substitute"))
        self._routes_title.setText(self._words("papers.routes"))
        self._close.setText(self._words("papers.close"))
        self._close.updateGeometry()

    def show_details(self, details: Details) -> None:
        """Show how the paper stands."""
        self.setAccessibleName(details.title)
        for combo, options in (
            (self._state, details.states),
            (self._who, details.who),
            (self._substitute, details.substitutes),
        ):
            combo.set_items([(option.id, option.words) for option in options])
            combo.set_value(next((option.id for option in options if option.on), ""))
        self._show_routes(details.routes)
        self._promised_field.setVisible(details.asks_promise)
        self._promised_field.set_error(details.promised_error)
        self._valid_field.setVisible(details.asks_validity)
        self._valid_field.set_error(details.valid_error)
        self._substitute_field.setVisible(details.asks_substitute)
        for line, text in (
            (self._promised, details.promised_by),
            (self._valid, details.valid_until),
        ):
            if not line.hasFocus():
                line.set_value(text)

    def _show_routes(self, routes: tuple[RouteLine, ...]) -> None:
        self._ways.setVisible(bool(routes))
        if routes == self._routes_shown:
            return
        self._routes_shown = routes
        clear(self._routes)
        for route in routes:
            self._routes.addLayout(
                column(
                    label(route.text, "body", wrap=True),
                    label(f"{route.where} · {route.ref}".strip(" ·"), "small", "text2", wrap=True),
                    gap=1,
                )
            )

    def focus_first(self) -> None:
        """Go to the state."""
        self._state.setFocus()
