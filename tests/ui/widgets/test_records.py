"""Lists, sheets, summaries: what they show, how they are walked, what is heard."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.settings import Settings
from app.core.words import Words
from app.ui.theme import look
from app.ui.widgets import notices
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.fields import Field, TextLine
from app.ui.widgets.layouts import Fold, Reflow, ScrollPane, card, column
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.shapes import Kind
from app.ui.widgets.text import label
from tests.typing_hand import press
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.stage import shown


@dataclass(frozen=True, slots=True)
class Line:
    number: str
    who: str
    state: Kind


LINES = (Line("07", "О. С., 1986", "now"), Line("08", "П. Т., 1951", "wait"))


def queue() -> RecordList[Line]:
    made: RecordList[Line] = RecordList(
        [
            Column(text=lambda line: line.number, title="№", width=64),
            Column(text=lambda line: line.who, title="Людина", note=lambda _: "перша"),
            Column(text=lambda _: "стан", title="Стан", width=160, shape=lambda line: line.state),
        ],
        name="Черга",
        spoken=lambda line: f"{line.number}, {line.who}",
        empty="Черга порожня.",
    )
    return made


def test_list_is_walked_and_opened_by_keys(app: QApplication) -> None:
    records, after = queue(), TextLine(name="Далі")
    opened: list[Line] = []
    chosen: list[Line] = []
    records.opened.connect(opened.append)
    records.chosen.connect(chosen.append)
    records.set_records(LINES)
    window = shown(records, after)
    records.setFocus()
    assert records.current() == LINES[0]
    press(records, Qt.Key.Key_Down)
    assert chosen == list(LINES)
    press(records, Qt.Key.Key_Return)
    assert opened == [LINES[1]]
    QTest.keyClick(records, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert faults_of(window) == []


@pytest.mark.covers("A14")
def test_a_row_is_heard_as_a_sentence(app: QApplication) -> None:
    records = queue()
    records.set_records(LINES)
    heard = records.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "07, О. С., 1986"
    titles = [records.model().headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert titles == ["№", "Людина", "Стан"]


def test_an_empty_list_says_so(app: QApplication) -> None:
    records = queue()
    records.set_records(())
    shown(records)
    assert records.accessibleDescription() == "Черга порожня."
    records.set_records(LINES)
    assert records.accessibleDescription() == ""


def test_rows_grow_with_the_letters(app: QApplication) -> None:
    records = queue()
    records.set_records(LINES)
    shown(records)
    assert records.rowHeight(0) == 44
    look.apply(app, Settings(letters=200))
    assert records.rowHeight(0) == 88


@pytest.fixture
def heard(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []

    def listen(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
        said.append(f"{'!' if at_once else ''}{sentence}")

    monkeypatch.setattr(notices, "announce", listen)
    return said


@pytest.mark.covers("A13", "A16")
def test_summary_counts_links_and_takes_the_focus(
    app: QApplication, words: Words, heard: list[str]
) -> None:
    name, phone = TextLine(), TextLine()
    summary = notices.ErrorSummary()
    window = shown(summary, Field("Прізвище", name), Field("Телефон", phone))
    assert not summary.isVisible()
    summary.show_faults([("Впишіть прізвище.", name), ("Бракує трьох цифр.", phone)])
    settle()
    assert summary.hasFocus()
    assert summary.accessibleName() == "Перевірте 2 поля"
    assert heard == ["!Перевірте 2 поля. Впишіть прізвище. Бракує трьох цифр."]
    assert faults_of(window) == []
    links = summary.findChildren(LinkLine)
    press(links[1], Qt.Key.Key_Return)
    assert phone.hasFocus()
    words.speak("en")
    assert summary.accessibleName() == "Check 2 fields"
    summary.clear_faults()
    assert not summary.isVisible()


def test_a_long_fault_wraps(app: QApplication) -> None:
    line = TextLine()
    summary = notices.ErrorSummary()
    window = shown(summary, Field("Прізвище", line), width=320)
    summary.show_faults([("Таку дату народження не прийнято: вона в майбутньому. " * 2, line)])
    settle()
    assert summary.findChildren(LinkLine)[0].height() > 50
    assert cut_text(window) == []


@pytest.mark.parametrize("width", [360, 900])
@pytest.mark.parametrize("letters", [100, 200])
def test_banner_never_cuts_its_words(app: QApplication, width: int, letters: int) -> None:
    look.apply(app, Settings(letters=letters))
    later, go_on = Button("Відкинути", "ghost"), Button("Продовжити", keys="Enter")
    banner = notices.Banner("Чернетка прийому", "Нічого не втрачено.", acts=[later, go_on])
    window = shown(banner, width=width * letters // 100)
    assert cut_text(window) == []


def test_building_widgets_takes_no_focus_from_the_window(app: QApplication) -> None:
    line = TextLine(name="Прізвище")
    window = shown(line)
    line.setFocus()
    banner = notices.Banner("Чернетка", "Нічого не втрачено.", acts=[Button("Далі")])
    field = Field("Телефон", TextLine(), required=True, error="Бракує цифр.")
    hint = label("Підказка")
    hint.setVisible(False)
    hint.setVisible(True)
    empty = notices.EmptyState("Порожньо.", act=Button("Новий прийом"))
    settle()
    assert [top for top in app.topLevelWidgets() if top.isVisible()] == [window]
    assert line.hasFocus()
    held = shown(hint)
    assert hint.isVisible(), "it shows with its parent"
    del banner, field, empty, held


def test_fields_flow_into_fewer_columns(app: QApplication) -> None:
    cells = [Field(f"Поле {at}", TextLine()) for at in range(4)]
    wide = Field("Довге", TextLine())
    flow = Reflow(*cells, (wide, 3), columns=3, least=200)
    window = shown(flow, width=700)
    assert flow.columns == 3
    assert wide.width() > 600
    window.resize(450, 400)
    settle()
    assert flow.columns == 2
    look.apply(app, Settings(letters=200))
    settle()
    assert flow.columns == 1
    assert cells[0].geometry().bottom() < cells[1].geometry().top()


def test_panes_fold_under_each_other(app: QApplication) -> None:
    main, side = card(label("Головне")), card(label("Бічне"))
    fold = Fold((main, 2), (side, 1), below=600)
    window = shown(fold, width=800)
    assert not fold.folded
    window.resize(500, 400)
    settle()
    assert fold.folded


def test_a_scrolled_pane_follows_the_focus(app: QApplication) -> None:
    lines = [TextLine(name=f"Поле {at}") for at in range(30)]
    pane = ScrollPane(column(*lines))
    shown(pane, height=200)
    lines[-1].setFocus()
    settle()
    assert pane.verticalScrollBar().value() > 500


def test_a_sheet_keeps_the_focus_and_gives_it_back(app: QApplication) -> None:
    behind = TextLine(name="Позаду")
    window = shown(behind)
    behind.setFocus()
    keep, other = Button("Лишити"), Button("Далі", "outline_danger")
    sheet = Overlay(window, column(keep, other), width=480, top=120)
    sheet.open_over(keep)
    settle()
    assert keep.hasFocus()
    QTest.keyClick(keep, Qt.Key.Key_Tab)
    assert other.hasFocus()
    QTest.keyClick(other, Qt.Key.Key_Tab)
    assert keep.hasFocus()
    press(keep, Qt.Key.Key_Escape)
    assert behind.hasFocus()


def test_a_forbidden_button_says_why(app: QApplication) -> None:
    button = Button("Надрукувати", icon="printer")
    button.allow(False, "Спершу збережіть картку")
    described = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Description)
    assert described == "Спершу збережіть картку"
    button.allow(True)
    assert button.toolTip() == ""
