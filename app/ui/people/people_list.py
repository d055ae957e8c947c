"""The list of people found; J and K walk in it when nobody is typing."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent

from app.ui.actions import chords
from app.ui.people.state import PersonLine
from app.ui.widgets.records import Column, RecordList

_STEPS = {"J": 1, "K": -1}


class PeopleList(RecordList[PersonLine]):
    """Name with the reason of the match under it, the birth date at the right."""

    def __init__(self, single_keys: Callable[[], bool]) -> None:
        """`single_keys` says whether letters walk."""
        super().__init__(
            [
                Column(
                    text=lambda line: line.name,
                    note=lambda line: line.note,
                    icon=lambda line: "shield-alert" if line.safe else "user",
                    role="body_m",
                ),
                Column(text=lambda line: line.born, width=132, right=True, tone="text2"),
            ],
            name="–",
            spoken=lambda line: ". ".join(
                part for part in (line.name, line.born, line.note) if part
            ),
            row_height=58,
            header=False,
        )
        self._single_keys = single_keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K by their place on the keyboard, in every layout."""
        step = next((_STEPS[chord] for chord in chords(event) if chord in _STEPS), 0)
        if step and self._single_keys() and self.records:
            at = self.currentIndex().row() + step
            self.setCurrentIndex(self.model().index(min(max(at, 0), len(self.records) - 1), 0))
        else:
            super().keyPressEvent(event)
