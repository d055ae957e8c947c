"""The chosen person beside the list: what was agreed, a few facts, what happened last."""

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.client.portrait_box import ContactBox, FactsBox
from app.ui.client.state import PastLine
from app.ui.people.presenter import PeoplePresenter
from app.ui.people.state import PeopleState
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Reflow, card, clear, column, row, rule
from app.ui.widgets.notices import EmptyState
from app.ui.widgets.text import Chip, Picture, label


class PersonBeside(QWidget):
    """Draws the portrait; its buttons do what the keys do."""

    def __init__(self, words: Words, presenter: PeoplePresenter) -> None:
        """`presenter` hears the buttons."""
        super().__init__()
        self._words = words
        self._name = label("", "title", wrap=True)
        self._born = label("", "body", "text2", wrap=True)
        self._reference = Chip("", "primary", "id-card")
        self.contact = ContactBox(words, presenter.open_contacts)
        self._facts = FactsBox(short=True)
        self._past_title = label("", "lead_b")
        self._past = column(gap=10)
        self._buttons = (
            (Button("", "primary", "user", wide=True), "people.open", presenter.open_chosen),
            (Button("", "quiet", "plus", wide=True), "client.visit", presenter.visit),
            (Button("", "quiet", "scale", wide=True), "client.check", presenter.check),
            (Button("", "quiet", "pencil", wide=True), "client.edit", presenter.change),
        )
        for button, _, work in self._buttons:
            button.clicked.connect(work)
        acts = Reflow(*(button for button, _, _ in self._buttons), columns=4, least=168, gap=(8, 8))
        born = row(self._born, self._reference, None, gap=10)
        self._card = card(
            column(self._name, born, gap=2),
            acts,
            self.contact,
            self._facts,
            rule(),
            self._past_title,
            self._past,
            None,
            gap=14,
            pad=20,
        )
        self._empty = EmptyState("", icon="users-round")
        self.setLayout(column((self._card, 1), (self._empty, 1), pad=(0, 16, 16, 16)))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for button, key, _ in self._buttons:
            button.setText(self._words(key))
            button.dress()
        self._past_title.setText(self._words("client.timeline"))
        self._empty.sentence.setText(self._words("people.choose"))
        self.setAccessibleName(self._words("client.title"))

    def show_state(self, state: PeopleState) -> None:
        """Draw the chosen person."""
        shown = state.portrait
        self._card.setVisible(shown is not None)
        self._empty.setVisible(shown is None and not state.people)
        if shown is None:
            return
        self._name.setText(shown.name)
        self._born.setText(shown.born)
        self._reference.show_text(self._words("client.reference", number=shown.reference))
        self.contact.show_portrait(shown, opened=state.opened)
        self._facts.show_facts(shown.telling_facts, shown.note)
        clear(self._past)
        for line in state.past:
            self._past.addWidget(_past(line))


def _past(line: PastLine) -> QWidget:
    shown = QWidget()
    words = column(
        label(line.title, "body_m", wrap=True),
        *([label(line.note, "small", "text2", wrap=True)] if line.note else []),
        gap=1,
    )
    day = label(line.when, "small_m", "text2")
    shown.setLayout(
        row(column(2, day, None, gap=0), column(2, Picture(line.icon, 16), None, gap=0),
            (words, 1), gap=12)
    )  # fmt: skip
    return shown
