"""The people around a client drawn: who they are, how it is with them, the way to their cards."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.client.state import PersonLine
from app.ui.widgets.buttons import Button
from app.ui.widgets.layouts import Fold, clear, column, row
from app.ui.widgets.text import Picture, label


class PeopleBox(QWidget):
    """A line for each; a card opens, somebody without one can be registered."""

    def __init__(
        self,
        words: Words,
        opened: Callable[[PersonLine], None],
        registered: Callable[[PersonLine | None], None],
    ) -> None:
        """`opened` hears whose card is wanted, `registered` who is to have one."""
        super().__init__()
        self._words, self._opened, self._registered = words, opened, registered
        self._lines = column(gap=8)
        self.another = Button("", "quiet", "user-plus")
        self.another.clicked.connect(lambda: registered(None))
        self.setLayout(column(self._lines, row(self.another, None), gap=10))

    def show_people(self, people: Sequence[PersonLine]) -> None:
        """Draw these."""
        clear(self._lines)
        for person in people:
            self._lines.addWidget(self._line(person))
        if not people:
            nobody = self._words("client.people_none")
            self._lines.addWidget(label(nobody, "body", "text2", wrap=True))
        self.another.setText(self._words("client.another_member"))
        self.another.dress()

    def _line(self, person: PersonLine) -> QWidget:
        said = column(
            label(person.name, "body_m", wrap=True),
            label(person.said, "small", "text2", wrap=True),
            gap=1,
        )
        who = QWidget()
        who.setLayout(row(column(2, Picture(person.icon, 18), None, gap=0), (said, 1), gap=12))
        button = self._button(person)
        if button is None:
            return who
        return Fold((who, 1), (button, 0), below=420, gap=8)

    def _button(self, person: PersonLine) -> Button | None:
        if person.client_id:
            key, work = "client.open_card", self._opened
        elif person.member >= 0:
            key, work = "client.register_member", self._registered
        else:
            return None
        button = Button(self._words(key), "link")
        button.name_it(self._words(f"{key}_named", name=person.name))
        button.clicked.connect(lambda: work(person))
        return button
