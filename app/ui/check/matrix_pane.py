"""The table of several grounds: a row a ground, a column a service; arrows walk, readers hear."""

from app.core.words import Words
from app.ui.check.state import MatrixBox, MatrixRow
from app.ui.widgets.layouts import Box, column
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.text import label

_ROW = 44
_SERVICE = 128


def _service(at: int) -> Column[MatrixRow]:
    return Column(
        text=lambda line: line.cells[at].word,
        shape=lambda line: line.cells[at].shape,
        width=_SERVICE,
        role="body_m",
    )


class MatrixCard(Box):
    """Hidden while fewer than two grounds hold."""

    def __init__(self, words: Words) -> None:
        """No ground yet."""
        self._words = words
        self._title = label("", "lead_b", wrap=True)
        self._sums = label("", "small", "text2", wrap=True)
        self.table: RecordList[MatrixRow] = RecordList(
            [
                Column(text=lambda line: line.ground, note=lambda line: line.matter, role="body_m"),
                *(_service(at) for at in range(3)),
            ],
            name=words("check.matrix"),
            spoken=lambda line: line.spoken,
            row_height=_ROW,
        )
        super().__init__(
            column(
                column(self._title, self._sums, gap=2, pad=(14, 10, 14, 4)), self.table, gap=2,
                pad=(0, 0, 0, 6),
            ),
            "card",
        )  # fmt: skip
        self.hide()

    def show_box(self, state: MatrixBox | None) -> None:
        """Show the table, or nothing."""
        self.setVisible(state is not None)
        if state is None:
            return
        self._title.setText(self._words("check.matrix"))
        self._sums.setText(state.sums)
        self.table.set_words(name=self._words("check.matrix"), titles=state.titles)
        if state.rows != self.table.records:
            chosen = self.table.currentIndex().row()
            self.table.set_records(state.rows, choose=min(chosen, len(state.rows) - 1))
        self.dress()

    def dress(self) -> None:
        """All rows show."""
        self.table.setFixedHeight(self.table.fitting_height())
