"""The bar under the form of a card: when it was kept, the way back and on, looking over, saving."""

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.registration.state import RegistrationState
from app.ui.widgets.buttons import Button
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import Box, Fold, column, row
from app.ui.widgets.text import Label, Picture, label


class FormBar(Box):
    """Shows the buttons that fit the drawing in front; whoever made it connects them."""

    def __init__(self, words: Words) -> None:
        """Speak through `words`."""
        self._words = words
        self._kept: Label = label("", "small", "text2")
        self._kept_row = QWidget()
        self._kept_row.setLayout(row(Picture("save", 16), (self._kept, 1), gap=8))
        self.likely = Button("", "soft", "users-round")
        self.likely.setCheckable(True)
        self.likely.hide()
        self.back = Button("", "quiet", "arrow-left")
        self.look = Button("", "quiet", "list-checks")
        self.check = Button("", "quiet", "scale")
        self.save = Button("", "primary", "check", "Ctrl+Enter")
        self.next = Button("", "primary", "arrow-right", "Enter")
        shown = (self.back, self.look, self.check, self.save, self.next)
        buttons = QWidget()
        buttons.setLayout(Flow(self.likely, *shown, at_end=True))
        fold = Fold((self._kept_row, 1), (buttons, 0), below=760, gap=6)
        super().__init__(column(fold, gap=0, pad=(24, 9, 16, 9)), "bar")

    def show_state(self, state: RegistrationState) -> None:
        """Draw this."""
        words, page = self._words, state.page
        guided = page.kind == "guided"
        self._kept.setText(state.kept)
        self._kept_row.setVisible(bool(state.kept))
        self._say(self.back, words("check.back"))
        self._say(self.look, words("answers.look") if guided else "")
        self.look.name_it(words("answers.look"))
        self._say(self.check, words("registration.save_and_check"))
        save = "registration.save_change" if state.changing else "registration.save"
        self._say(self.save, words(save))
        on = "answers.to_answers" if page.returning else "registration.next"
        self._say(self.next, words(on))
        self.back.setVisible(page.kind != "dense")
        self.back.allow(page.kind == "answers" or page.at > 0)
        self.look.setVisible(page.kind != "answers")
        self.next.setVisible(guided)
        for button in (self.check, self.save):
            button.setVisible(not guided)
            button.allow(not state.busy, words("registration.saving"))

    def show_likely(self, count: int) -> None:
        """How many likely duplicates wait behind the button."""
        self.likely.setChecked(False)
        self._say(self.likely, str(count))
        self.likely.name_it(self._words("registration.likely.title"))

    @staticmethod
    def _say(button: Button, text: str) -> None:
        if button.text() != text:
            button.setText(text)
            button.dress()
