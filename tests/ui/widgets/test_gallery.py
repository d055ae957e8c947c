"""All widgets on one page, in every look and language: whole words, names, a visible focus."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.ui.theme import look
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.choices import Answers
from app.ui.widgets.fields import Combo, Field, TextArea, TextLine
from app.ui.widgets.layouts import Reflow, ScrollPane, box, card, column, row, rule
from app.ui.widgets.lines import MoneyLine
from app.ui.widgets.notices import Banner, EmptyState, ErrorSummary
from app.ui.widgets.records import Column, RecordList
from app.ui.widgets.shapes import TONES, StateShape, state_row
from app.ui.widgets.text import Chip, KeyCap, Picture, label
from app.ui.widgets.ticks import Count, Tick
from tests.ui.access import cut_text, faults_of, focusable, settle
from tests.ui.stage import shown


def gallery() -> QWidget:
    """Everything once."""
    name, phone, essence = TextLine(), TextLine(), TextArea()
    sex = Combo()
    sex.set_items([("female", "жіноча"), ("male", "чоловіча")])
    name.set_value("Щербаківʼюк-Їжакевич")
    answers = Answers()
    answers.set_value("no")
    summary = ErrorSummary()
    summary.show_faults([("Бракує трьох цифр. Наприклад: 050 000 12 34", phone)], focus=False)
    forbidden = Button("Надрукувати", icon="printer")
    forbidden.allow(False, "Спершу збережіть картку")
    records: RecordList[str] = RecordList(
        [
            Column(text=lambda line: line, title="Людина", note=lambda _: "перша в черзі"),
            Column(text=lambda _: "очікує", title="Стан", width=150, shape=lambda _: "wait"),
            Column(text=lambda _: "12 хв", title="Чекає", width=90, right=True, optional=True),
        ],
        name="Черга",
        spoken=str,
    )
    records.set_records(["О. С., 1986", "П. Т., 1951"])
    records.setFixedHeight(records.fitting_height())
    kinds = list(TONES)
    safe = Reflow(Field("Чи безпечно телефонувати?", answers), Field("травень", MoneyLine()))
    page = column(
        summary,
        Banner("Чернетка прийому, 10:26", "Нічого не втрачено.", acts=[Button("Продовжити")]),
        Reflow(
            Field("Прізвище", name, required=True),
            Field("Телефон", phone, error="Бракує трьох цифр."),
            Field("Стать", sex, note="як у документі"),
        ),
        box(column(row(Picture("phone-off", 20, "ask"), label("Контакт", "lead_b"), None), safe,
                   pad=16), "ask"),
        Field("Що сталося", essence),
        row(Tick("Більший шрифт"), Tick("Чорно-білий"), Field("Примірників", Count()), None),
        row(Button("Зберегти", "primary", "check"), Button("Покроково", "ghost"), forbidden, None),
        row(Button("Чому", "link"), Button(icon="lock", kind="ghost", name="Замкнути"), None),
        LinkLine("Жертви нацистських переслідувань: що принести й де це видають"),
        card(label("Стани", "lead_b"), rule(), *[state_row(kind, kind) for kind in kinds]),
        row(Chip("2 очікують", "primary"), Chip("чернетка", "info", "history"), KeyCap("F12"),
            StateShape("yes", 34, name="так"), None),
        card(records, pad=0),
        EmptyState("Черга порожня."),
        pad=24, gap=12,
    )  # fmt: skip
    return ScrollPane(page)


@pytest.mark.covers("A1", "A2", "A3", "A4", "A7", "A9")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_widget_in_every_look(
    app: QApplication, words: Words, tmp_path: Path, theme: Theme, language: Language
) -> None:
    window = shown(gallery(), width=900, height=900)
    look.apply(app, Settings(theme=theme))
    words.speak(language)
    settle()
    assert faults_of(window) == []
    assert cut_text(window) == []
    picture = tmp_path / f"gallery-{theme}-{language}.png"
    assert window.grab().save(str(picture))


@pytest.mark.covers("A8")
@pytest.mark.parametrize("letters", [150, 200])
def test_no_widget_is_cut_by_large_letters(app: QApplication, letters: int) -> None:
    window = shown(gallery(), width=1100, height=900)
    look.apply(app, Settings(letters=letters))
    settle()
    assert cut_text(window) == []
    pane = window.findChildren(ScrollPane)[0]
    assert pane.horizontalScrollBar().maximum() == 0


@pytest.mark.covers("A5")
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_focus_can_be_seen_on_every_widget(app: QApplication, theme: Theme) -> None:
    window = shown(gallery(), width=900, height=1400)
    look.apply(app, Settings(theme=theme))
    settle()
    stops = [widget for widget in focusable(window) if widget.isEnabled()]
    assert len(stops) > 10
    ring = look.colour("focus").rgb()
    for at, widget in enumerate(stops):
        stops[at - 1].setFocus()
        settle()
        before = in_sight(widget).count(ring)
        widget.setFocus()
        settle()
        assert in_sight(widget).count(ring) - before > 2 * min(widget.width(), 100), widget


def in_sight(widget: QWidget) -> list[int]:
    picture: QImage = widget.grab().toImage()
    return [picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())]
