"""The box of protection on a client’s card: conflicts, what is sealed, whether it is closed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.runner import Runner
from app.core.words import Words
from app.sight.model import ConflictAnswer, SealedKind
from app.ui.sight.guard import Desk, GuardPresenter
from app.ui.sight.guard_state import FindingLine, GuardState, SealedLine
from app.ui.sight.revealing import AskWhy
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.filling import refilling
from app.ui.widgets.layouts import Reflow, column, row
from app.ui.widgets.shapes import StateShape
from app.ui.widgets.text import Picture, label


class GuardBox(QWidget):
    """Draws a `GuardState`; decides nothing."""

    drawn = Signal()

    def __init__(
        self,
        words: Words,
        desk: Desk,
        runner: Runner,
        *,
        go: Callable[..., None],
        say: Callable[..., None],
        ask_why: AskWhy,
    ) -> None:
        """`go` opens another screen, `say` tells of something done, `ask_why` asks for words."""
        super().__init__()
        self._words = words
        self._state = GuardState()
        self._rows = column(gap=8)
        self.setLayout(self._rows)
        self.presenter = GuardPresenter(self, desk, runner, words, go=go, say=say, ask_why=ask_why)

    def show_state(self, state: GuardState) -> None:
        """Draw this."""
        if state == self._state:
            return
        self._state = state
        with refilling(self._rows):
            if state.loaded:
                self._draw(state)
        self.drawn.emit()

    def _draw(self, state: GuardState) -> None:
        sentence = label(state.conflict, "body_m", wrap=True)
        self._rows.addLayout(row(StateShape(state.mark, 16), (sentence, 1), gap=10))
        for finding in state.findings:
            self._rows.addWidget(self._finding(finding))
        if state.answered:
            self._rows.addWidget(label(state.answered, "small", "text2", wrap=True))
        answers = [self._button(text, "", self._answer(one)) for one, text in state.answers]
        self._rows.addWidget(Reflow(*answers, columns=3, least=150, gap=(8, 6)))
        for line in state.sealed:
            self._rows.addWidget(self._sealed(line))
        here = self.presenter
        kinds = [self._button(text, "lock", self._seal(kind)) for kind, text in state.kinds]
        self._rows.addWidget(Reflow(*kinds, columns=3, least=150, gap=(8, 6)))
        if state.closed:
            shut = label(state.closed, "body", wrap=True)
            self._rows.addLayout(row(StateShape("no", 16), (shut, 1), gap=10))
        extract = self._button(self._words("guard.extract"), "file-text", here.extract)
        last = [extract]
        if state.closing:
            last.append(self._button(state.closing, "shield-alert", here.close_or_open))
        self._rows.addWidget(Reflow(*last, columns=2, least=190, gap=(8, 6)))

    def _answer(self, answer: ConflictAnswer) -> Callable[[], None]:
        return lambda: self.presenter.answer(answer)

    def _seal(self, kind: SealedKind) -> Callable[[], None]:
        return lambda: self.presenter.seal(kind)

    def _finding(self, line: FindingLine) -> LinkLine:
        link = LinkLine(line.sentence)
        link.clicked.connect(lambda: self.presenter.look_at(line))
        return link

    def _sealed(self, line: SealedLine) -> QWidget:
        opener = Button(self._words("sealed.close" if line.text else "sealed.open"), "quiet", "eye")
        opener.name_it(f"{opener.text()}. {line.title}")
        opener.allow(line.may_open, self._words("sealed.not_for_you"))
        opener.clicked.connect(lambda: self.presenter.unseal(line))
        said = column(label(line.title, "body_m", wrap=True), gap=1)
        if line.text:
            said.addWidget(label(line.text, "body", wrap=True))
        cell = QWidget()
        cell.setLayout(row(Picture("lock", 16), (said, 1), opener, gap=10))
        return cell

    @staticmethod
    def _button(text: str, icon: str, work: Callable[[], None]) -> Button:
        made = Button(text, "quiet", icon, wide=True) if icon else Button(text, "quiet", wide=True)
        made.clicked.connect(lambda _=False: work())
        return made
