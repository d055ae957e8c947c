"""The card of absence in the settings: minutes until a desk hides and locks, the shelter."""

from collections.abc import Callable

from app.core.words import Words
from app.ui.settings.state import SafetyState
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Combo, Field, TextLine
from app.ui.widgets.layouts import Box, Reflow, column, row
from app.ui.widgets.text import label

MINUTES = tuple(str(minutes) for minutes in range(1, 11))


class SafetyCard(Box):
    """Draws a `SafetyState`; `save` hears the minutes and the address of the shelter."""

    def __init__(self, words: Words) -> None:
        """Empty until it is shown."""
        self._words = words
        self._save_with: Callable[[int, int, str], None] | None = None
        self._title = label("", "lead_b")
        self._about = label("", "body", "text2", wrap=True)
        self.hide_after, self.lock_after, self.shelter = Combo(), Combo(), TextLine()
        self._fields = {
            "hide": Field("", self.hide_after),
            "lock": Field("", self.lock_after),
            "shelter": Field("", self.shelter),
        }
        self._note = label("", "small_m", "yes", wrap=True)
        self.save = Button("", "quiet", "save")
        minutes = Reflow(self._fields["hide"], self._fields["lock"], columns=2)
        super().__init__(
            column(
                self._title, self._about, minutes, self._fields["shelter"],
                row((self._note, 1), self.save), gap=12, pad=16,
            ),
            "card",
        )  # fmt: skip
        self.save.clicked.connect(self._tell)
        for combo in (self.hide_after, self.lock_after):
            combo.set_items([(minutes, minutes) for minutes in MINUTES])

    def follow(self, save: Callable[[int, int, str], None]) -> None:
        """Tell this what the person chose."""
        self._save_with = save

    def show_state(self, state: SafetyState) -> None:
        """Draw this."""
        self.hide_after.set_value(str(state.hide_after))
        self.lock_after.set_value(str(state.lock_after))
        self.shelter.set_value(state.shelter)
        self.save.allow(state.allowed, self._words("settings.office.only_head"))
        for editor in (self.hide_after, self.lock_after):
            editor.setEnabled(state.allowed)
        self.shelter.setReadOnly(not state.allowed)
        if state.note and state.note != self._note.text():
            announce(self, state.note)
        self._note.setText(state.note)
        self._fields["shelter"].set_error(state.fault)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        words = self._words
        self._title.setText(words("settings.safety"))
        self._about.setText(words("settings.safety.about"))
        for name, field in self._fields.items():
            field.set_label(words(f"settings.safety.{name}"))
        self.save.setText(words("settings.safety.save"))

    def _tell(self) -> None:
        if self._save_with is not None:
            self._save_with(
                int(self.hide_after.value()), int(self.lock_after.value()), self.shelter.value()
            )
