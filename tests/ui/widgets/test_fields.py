"""Fields and answers: what a person does with keys, what a reader hears, what stays as it was."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.words import Words
from app.ui.widgets.choices import Answers, Choice
from app.ui.widgets.fields import Combo, Field, TextArea, TextLine
from app.ui.widgets.lines import DateLine, MoneyLine, PhoneLine, read_amount, shown_amount
from app.ui.widgets.ticks import Count, Tick
from tests.typing_hand import press, type_text
from tests.ui.access import faults_of, name_of, settle
from tests.ui.stage import shown


def read_day(text: str) -> date | None:
    return date(1986, 3, 7) if text.strip() in ("070386", "07.03.1986") else None


@pytest.mark.covers("A1")
def test_field_names_its_editor_even_a_combo(app: QApplication) -> None:
    combo = Combo()
    combo.set_items([("female", "жіноча"), ("male", "чоловіча")])
    window = shown(Field("Стать", combo), Field("Прізвище", TextLine(), required=True))
    assert name_of(combo) == "Стать"
    assert faults_of(window) == []


def test_error_is_seen_and_heard_and_goes(app: QApplication) -> None:
    line = TextLine()
    field = Field("Телефон", line, note="050 000 12 34")
    shown(field)
    field.set_error("Бракує трьох цифр. Наприклад: 050 000 12 34")
    assert line.property("wrong") == "1"
    heard = QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Description)
    assert "Бракує трьох цифр" in heard
    tall = line.height()
    field.set_error("")
    settle()
    assert line.property("wrong") == ""
    assert line.accessibleDescription() == "050 000 12 34"
    assert line.height() == tall


def test_required_is_a_word_in_both_languages(app: QApplication, words: Words) -> None:
    line = TextLine()
    shown(Field("Прізвище", line, required=True))
    assert line.accessibleDescription() == "обовʼязково"
    words.speak("en")
    assert line.accessibleDescription() == "required"


def test_only_people_edit(app: QApplication) -> None:
    line, told = TextLine(), []
    shown(line)
    line.edited.connect(lambda: told.append(line.value()))
    line.set_value("Ґалаґан")
    assert told == []
    line.set_value("")
    type_text(line, "Їжак")
    assert told[-1] == "Їжак"


def test_tab_leaves_a_text_area(app: QApplication) -> None:
    area, line = TextArea(name="Що сталося"), TextLine(name="Прізвище")
    shown(area, line)
    area.setFocus()
    type_text(area, "Припинили")
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert line.hasFocus()
    assert area.value() == "Припинили"


def wheel(widget: QWidget) -> None:
    here, nothing = QPointF(5, 5), Qt.MouseButton.NoButton
    event = QWheelEvent(
        here, here, QPoint(0, 0), QPoint(0, -120), nothing,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_wheel_changes_a_combo_only_with_focus(app: QApplication) -> None:
    combo, line = Combo(name="Стать"), TextLine(name="Прізвище")
    combo.set_items([("a", "а"), ("b", "б")])
    shown(line, combo)
    line.setFocus()
    wheel(combo)
    assert combo.value() == "a"
    combo.setFocus()
    wheel(combo)
    assert combo.value() == "b"


def test_ticks_and_counts_by_keys(app: QApplication) -> None:
    tick, count = Tick("Більший шрифт"), Count(1, 3, name="Примірників")
    window = shown(tick, count)
    told: list[object] = []
    tick.edited.connect(lambda: told.append(tick.isChecked()))
    count.edited.connect(lambda: told.append(count.value()))
    tick.show_on(True)
    count.show_number(2)
    assert told == []
    tick.setFocus()
    press(tick, Qt.Key.Key_Space)
    QTest.keyClick(tick, Qt.Key.Key_Tab)
    assert count.hasFocus()
    press(count, Qt.Key.Key_Up)
    press(count, Qt.Key.Key_Up)
    assert told == [False, 3]
    window.setFocus()
    wheel(count)
    assert count.value() == 3
    assert faults_of(window) == []


def test_combo_keeps_its_value_when_words_change(app: QApplication) -> None:
    combo = Combo(name="Стать")
    combo.set_items([("a", "жіноча"), ("b", "чоловіча")])
    combo.set_value("b")
    combo.set_items([("a", "female"), ("b", "male")])
    assert combo.value() == "b"
    assert combo.currentText() == "male"


def test_lines_show_one_spelling_when_left(app: QApplication) -> None:
    day, other = DateLine(read_day, name="Дата"), TextLine(name="Інше")
    phone = PhoneLine(lambda text: "+380 50 000 12 34" if text == "0500001234" else None)
    phone.setAccessibleName("Телефон")
    shown(day, phone, other)
    type_text(day, "070386")
    type_text(phone, "0500001234")
    other.setFocus()
    assert day.text() == "07.03.1986"
    assert day.date_value() == date(1986, 3, 7)
    assert phone.text() == "+380 50 000 12 34"
    day.setText("")
    type_text(day, "учора")
    other.setFocus()
    assert day.text() == "учора"
    assert day.read_failed
    assert day.date_value() is None


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("4200", "4200.00"), ("4 200,5", "4200.50"), ("4200.50 грн", "4200.50"), ("0", "0.00"),
        ("12,345", None), ("-5", None), ("мало", None), ("", None), ("1.2.3", None), ("٣", None),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(typed: str, amount: str | None) -> None:
    assert read_amount(typed) == (None if amount is None else Decimal(amount))


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_an_amount_shown_is_read_again(amount: Decimal) -> None:
    assert read_amount(shown_amount(amount)) == amount


def test_money_line(app: QApplication) -> None:
    line, other = MoneyLine(name="травень"), TextLine(name="Інше")
    shown(line, other)
    type_text(line, "21450")
    other.setFocus()
    assert line.text() == "21\u00a0450,00"
    assert line.amount() == Decimal("21450.00")


@pytest.mark.covers("A2", "A4")
def test_answers_by_keys(app: QApplication) -> None:
    answers, after = Answers(name="Чи безпечно телефонувати?"), TextLine(name="Далі")
    window = shown(answers, after)
    told: list[str] = []
    answers.edited.connect(lambda: told.append(answers.value()))
    assert answers.value() == ""
    answers.setFocus()
    assert answers.segment("yes").hasFocus()
    press(answers.segment("yes"), Qt.Key.Key_Space)
    assert answers.value() == "yes"
    press(answers.segment("yes"), Qt.Key.Key_Right)
    assert answers.value() == "no"
    press(answers.segment("no"), Qt.Key.Key_Right)
    assert answers.value() == "unknown"
    QTest.keyClick(answers.segment("unknown"), Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert answers.segment("unknown").hasFocus()
    press(answers.segment("unknown"), Qt.Key.Key_Backspace)
    assert answers.value() == ""
    assert told == ["yes", "no", "unknown", ""]
    assert faults_of(window) == []


def test_answers_are_heard_as_answers(app: QApplication, words: Words) -> None:
    answers = Answers(name="Чи є облік?")
    shown(answers)
    answers.set_value("no")
    no = QAccessible.queryAccessibleInterface(answers.segment("no"))
    assert no.role() == QAccessible.Role.RadioButton
    assert no.text(QAccessible.Text.Name) == "Ні"
    words.speak("en")
    assert answers.segment("no").text() == "No"
    assert answers.value() == "no"


def test_a_choice_can_be_pressed_anywhere(app: QApplication) -> None:
    choice = Choice([("dense", "Щільно"), ("guided", "Покроково")], name="Вигляд")
    shown(choice)
    guided = choice.segment("guided")
    corner = QPoint(guided.width() - 3, 3)
    QTest.mouseClick(guided, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
    assert choice.value() == "guided"


def test_enter_on_what_is_chosen_goes_up_to_the_form(app: QApplication) -> None:
    choice = Choice([("dense", "Щільно"), ("guided", "Покроково")], name="Вигляд")
    shown(choice)
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    choice.segment("guided").keyPressEvent(enter)
    assert choice.value() == "guided"
    assert enter.isAccepted()
    choice.segment("guided").keyPressEvent(enter)
    assert not enter.isAccepted()
