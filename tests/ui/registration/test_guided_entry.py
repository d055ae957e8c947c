"""One question at a time or all at once: two drawings of one form, and no letter is ever lost."""

from dataclasses import replace
from functools import partial
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.core.clock import Clock
from app.core.ids import Ids
from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Language, Words
from app.registry.aid import QUESTIONS
from app.registry.model import Card, VisitDraft
from app.registry.phones import show_phone
from app.ui.registration import stepping
from app.ui.registration.presenter import RegistrationPresenter
from app.ui.registration.sheet import SECTIONS, SPECS, VISIT_KEYS
from app.ui.registration.view import RegistrationView
from app.ui.screens import Navigator
from app.ui.shell.window import Shell
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.registration.register_hand import Page, SmallDesk
from tests.ui.registration.test_registration_view import desk, opened, stage

__all__ = ["desk", "stage"]
SWITCHES = 10_000
LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ -'0123456789.+"
WRITTEN = ("surname", "given_name", "patronymic", "safe_hours", "actual_address", "essence")


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def presenter(
    page: Page, desk: SmallDesk, words: Words, clock: Clock, ids: Ids
) -> RegistrationPresenter:
    return RegistrationPresenter(
        page, desk, InlineRunner(), words, clock=clock, ids=ids, go=page.go
    )


@pytest.mark.parametrize("changing", [False, True])
def test_both_ways_ask_the_same(changing: bool) -> None:
    asked = [spec.key for step in stepping.steps_of(changing=changing) for spec in step.fields]
    sheet = [spec.key for part in SECTIONS for spec in part.fields]
    assert asked == [key for key in sheet if not (changing and key in VISIT_KEYS)]
    widths = [
        (sum(spec.span for spec in step.fields if not spec.occasional), step.columns)
        for step in stepping.steps_of(changing=changing)
        if not step.growing  # rows of one kind come one after the other by themselves
    ]
    assert all(width <= columns for width, columns in widths)


@pytest.mark.covers("F7", "X5")
def test_ten_thousand_switches_lose_no_letter(presenter: RegistrationPresenter) -> None:
    chance, expected = Random(5), dict[str, str]()
    keys = [key for key, spec in SPECS.items() if spec.kind in ("text", "area", "date", "phone")]
    presenter.open()
    guide = presenter.guide
    kinds = set()
    for _ in range(SWITCHES):
        key = chance.choice(keys)
        text = expected.get(key, "") + chance.choice(LETTERS)
        expected[key] = text[-40:]
        presenter.edited(key, expected[key])
        chance.choice(
            (guide.turn, guide.forward, guide.backward, guide.read, partial(guide.change, key))
        )()
        kinds.add(presenter.state.page.kind)
        assert presenter.state.values == expected
    assert kinds == {"dense", "guided", "answers"}


@pytest.mark.covers("F7", "X5")
def test_switching_while_typing_keeps_letters_spaces_and_cursor(
    stage: Navigator, shell: Shell
) -> None:
    chance, view = Random(11), opened(stage)
    expected = dict.fromkeys(WRITTEN, "")
    for _ in range(40):
        key = chance.choice(WRITTEN)
        if view.presenter.state.page.kind == "guided":
            view.presenter.guide.go(key)
        editor = field_of(view, key)
        editor.setFocus()
        assert letters_of(editor).strip() == expected[key].strip()
        expected[key] = letters_of(editor)  # with or without the spaces around it
        for held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            press(editor, Qt.Key.Key_End, held)
        for _ in range(chance.randrange(1, 6)):
            letter = chance.choice(LETTERS)
            type_text(QApplication.focusWidget() or editor, letter)
            expected[key] += letter
            if chance.random() < 0.5:
                shell.acts.run("view.guided")
        view.keep_now()
    typed = {key: view.presenter.state.values.get(key, "") for key in WRITTEN}
    assert typed == {key: text.strip() for key, text in expected.items()}


def letters_of(editor: QWidget) -> str:
    return str(editor.property("plainText") or editor.property("text") or "")


def field_of(view: RegistrationView, key: str) -> QWidget:
    guided = view.presenter.state.page.kind == "guided"
    field = view.guided.form_field(key) if guided else view.form.field(key)
    assert field is not None
    return field.editor


def test_enter_in_the_last_field_asks_the_next_group(stage: Navigator, shell: Shell) -> None:
    view = opened(stage)
    shell.acts.run("view.guided")
    for name in ("Бджілка", "Остап", "Левич"):
        focused = QApplication.focusWidget()
        assert focused is not None
        type_text(focused, name)
        press(focused, Qt.Key.Key_Return)
    settle()
    assert view.presenter.state.page.at == 1
    assert QApplication.focusWidget() is field_of(view, "birth")
    view.bar.back.click()
    assert field_of(view, "patronymic").property("text") == "Левич"


@pytest.mark.covers("F126", "F7")
def test_guided_entry_shows_all_answers_before_it_saves(
    stage: Navigator, shell: Shell, desk: SmallDesk
) -> None:
    view = opened(stage)
    shell.acts.run("view.guided")
    type_text(field_of(view, "surname"), "Бджілка")
    shell.acts.run("screen.main")
    assert view.presenter.state.page.kind == "answers"
    assert desk.intake.recent() == ()
    view.presenter.guide.change("phone_0")
    type_text(field_of(view, "phone_0"), "0500001234")
    view.bar.next.click()
    lines = {line.key: line.value for line in view.presenter.state.page.answers}
    assert (lines["surname"], lines["phone_0"]) == ("Бджілка", show_phone("+380500001234"))
    shell.acts.run("screen.main")
    assert [client.card.surname for client in desk.intake.recent()] == ["Бджілка"]


@pytest.mark.covers("F126")
def test_dense_entry_saves_at_once_and_looks_over_when_asked(
    stage: Navigator, shell: Shell, desk: SmallDesk
) -> None:
    view = opened(stage)
    type_text(field_of(view, "surname"), "Бджілка")
    shell.acts.run("form.answers")
    assert view.answers.isVisible()
    shell.acts.run("go.back")
    assert not view.answers.isVisible(), "Esc goes back to the form, not away from it"
    assert stage.screen is view
    shell.acts.run("screen.main")
    assert [client.card.surname for client in desk.intake.recent()] == ["Бджілка"]


def test_a_fault_is_shown_where_it_is_asked(stage: Navigator, shell: Shell) -> None:
    view = opened(stage)
    shell.acts.run("view.guided")
    view.presenter.guide.go("phone_0")
    type_text(field_of(view, "phone_0"), "050 000 12")
    view.presenter.guide.go("essence")
    shell.acts.run("screen.main")
    settle()
    assert view.presenter.state.page.kind == "guided"
    assert view.summary.isVisible()
    assert not faults_of(shell)


SAFE = {"surname": "Мак", "may_call": "no", "phone_0": "0500001234", "code_word": "барвінок"}


@pytest.mark.covers("F126")
@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_script_reads_everything_back(
    presenter: RegistrationPresenter, words: Words, language: Language
) -> None:
    words.speak(language)
    presenter.open()
    for key, text in {
        "surname": "Бджілка", "birth": "07.03.1986", "phone_0": "0500001234",
        "actual_address": "с. Липове", "topic": "family", "essence": "не віддає дитину",
    }.items():  # fmt: skip
        presenter.edited(key, text)
    presenter.guide.read()
    script = " ".join(presenter.state.page.script)
    for said in (
        "Бджілка",
        "07.03.1986",
        "40",
        show_phone("+380500001234"),
        "с. Липове",
        "не віддає дитину",
    ):
        assert said in script
    assert ("Вас звати" in script) == (language == "uk")


def test_half_a_number_is_not_read_aloud(presenter: RegistrationPresenter) -> None:
    presenter.open()
    presenter.edited("surname", "Бджілка")
    presenter.edited("phone_0", "0501")
    presenter.guide.read()
    assert "0501" not in " ".join(presenter.state.page.script)


@pytest.mark.covers("F126")
def test_who_asked_for_care_hears_no_number_and_no_code_word(
    presenter: RegistrationPresenter,
) -> None:
    presenter.open()
    for key, text in SAFE.items():
        presenter.edited(key, text)
    presenter.guide.read()
    script = " ".join(presenter.state.page.script)
    assert show_phone("+380500001234") not in script
    assert "барвінок" not in script
    assert "на екрані" in script


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("letters", [100, 200])
def test_everybody_can_use_guided_entry_and_the_answers(
    stage: Navigator, shell: Shell, language: Language, letters: int
) -> None:
    shell.change_settings(replace(Settings(), language=language, letters=letters))
    view = opened(stage)
    shell.acts.run("view.guided")
    for key in ("surname", "may_call", "essence", "asked_" + QUESTIONS[0], "status_0_kind"):
        view.presenter.guide.go(key)
        settle()
        assert not cut_text(shell), key
        assert not faults_of(shell), key
    for key, text in SAFE.items():
        view.presenter.edited(key, text)
    view.presenter.guide.read()
    settle()
    assert not cut_text(shell)
    shell.resize(1366, 4000)  # nothing scrolls, so that places on the screen can be compared
    settle()
    assert not faults_of(shell)


def test_a_card_to_change_asks_nothing_of_the_visit(stage: Navigator, desk: SmallDesk) -> None:
    known = desk.intake.register(Card(surname="Мак"), VisitDraft(topic="family")).client
    view = opened(stage, client_id=known.id)
    view.presenter.guide.read()
    assert "topic" not in {line.key for line in view.presenter.state.page.answers}
