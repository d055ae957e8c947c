"""Help: what this screen does, and every key, drawn from the registry of acts."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.actions import SCOPES, Acts
from app.ui.help import topics
from app.ui.palette.rows import split_keys
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import TextLine
from app.ui.widgets.layouts import Fold, ScrollPane, clear, column, row
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.text import KeyCap, Label, label

WIDTH, TOP = 760, 56


class HelpSheet(Overlay):
    """One sheet: a few sentences about the screen, then the keys by subject."""

    def __init__(self, window: QWidget, acts: Acts) -> None:
        """Over that window; hidden."""
        self._acts = acts
        self._key = ""
        self._title: Label = label("", "title", wrap=True)
        self._topic: Label = label("", "body", "text2", wrap=True)
        self._close = Button("", "quiet", keys="Esc")
        self.line = TextLine(icon="search")
        self._answers = QVBoxLayout()
        self._answers.setSpacing(12)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(16)
        self._keys = QWidget()
        self._keys.setLayout(self._groups)
        inner = QWidget()
        inner.setLayout(
            column(self._answers, self._topic, self._keys, None, gap=16, pad=(24, 0, 24, 16))
        )
        self._pane = ScrollPane(inner)
        top = row((self._title, 1), self._close, gap=12)
        head = column(top, self.line, gap=10, pad=(24, 20, 20, 12))
        super().__init__(window, column(head, (self._pane, 1), gap=0), width=WIDTH, top=TOP)
        self._close.clicked.connect(self.close_over)
        self._pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line.edited.connect(self._look)

    def open_help(self, title: str, key: str) -> None:
        """Show the topic of that key, if there is one, and the keys."""
        self._key = key
        words = self._acts.words
        topic = words(key) if words.has(key) else ""
        self._title.setText(title)
        self._topic.setText(topic)
        self._topic.setVisible(bool(topic))
        self.line.set_value("")
        self.line.setAccessibleName(words("help.look"))
        self.line.setPlaceholderText(words("help.look"))
        self._close.setText(words("help.close"))
        self._close.dress()
        self._pane.setAccessibleName(words("act.app.keys.name"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(topic)
        self._fill()
        self._look()
        self.open_over(self._close)
        self._grow()
        QTimer.singleShot(0, self, self._grow)  # what was just made may know its height only now

    @property
    def topic(self) -> str:
        """What it says about the screen."""
        return self._topic.text()

    @property
    def answers(self) -> tuple[topics.Topic, ...]:
        """What was found for the letters in the line."""
        query = self.line.value()
        if not query:
            return ()
        words, acts = self._acts.words, self._acts.all
        known = topics.keys_of(words, ((act.id, act.keys) for act in acts))
        return topics.found(query, words, known)

    def _look(self) -> None:
        """Answers instead of the topic and the keys, while letters stand in the line."""
        clear(self._answers)
        asked, answers = bool(self.line.value()), self.answers
        self._topic.setVisible(not asked and bool(self._topic.text()))
        self._keys.setVisible(not asked)
        for answer in answers:
            self._answers.addWidget(_answer(answer))
        if asked and not answers:
            nothing = self._acts.words("help.nothing")
            self._answers.addWidget(label(nothing, "body", "text2", wrap=True))
        self._pane.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        """The sheet says nothing until it is opened again in the language of now."""
        self.close_over()

    def _grow(self) -> None:
        content = self._pane.widget()
        if content is not None:
            wanted = (
                content.heightForWidth(self.panel.width())
                + self._close.height()
                + self.line.height()
                + 58
            )
            self.panel.setMinimumHeight(min(wanted, self.panel.maximumHeight()))

    def _fill(self) -> None:
        clear(self._groups)
        groups = [self._group(scope) for scope in SCOPES]
        left = column(*groups[:2], None, gap=20)
        right = column(*groups[2:], None, gap=20)
        halves = []
        for half in (left, right):
            area = QWidget()
            area.setLayout(half)
            halves.append((area, 1))
        self._groups.addWidget(Fold(*halves, below=560, gap=32))

    def _group(self, scope: str) -> QWidget:
        words = self._acts.words
        lines = [label(words(f"scope.{scope}"), "body_b")]
        area = QWidget()
        inner = column(*lines, gap=6)
        for act in self._acts.all:
            if act.scope == scope and act.keys:
                inner.addLayout(self._line(act.id, act.keys))
        area.setLayout(inner)
        return area

    def _line(self, act_id: str, keys: tuple[str, ...]) -> QVBoxLayout:
        caps: list[QWidget] = []
        for at, chord in enumerate(keys):
            if at:
                caps.append(label("/", "small", "text3"))
            caps += [KeyCap(key) for key in split_keys(chord)]
        return column(row((label(self._acts.name(act_id), wrap=True), 1), *caps, gap=4))


def _answer(answer: topics.Topic) -> QWidget:
    caps = [KeyCap(key) for chord in answer.keys[:1] for key in split_keys(chord)]
    shown = QWidget()
    title = row((label(answer.title, "body_b", wrap=True), 1), *caps, gap=4)
    shown.setLayout(column(title, label(answer.text, "body", "text2", wrap=True), gap=4))
    return shown
