"""The set-up screen: keys alone, nothing cut, a sheet that can be printed."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.runner import InlineRunner
from app.core.settings import Settings
from app.core.words import Language, Words
from app.ui.setup import recovery_sheet
from app.ui.setup.presenter import Built, SetupPresenter
from app.ui.setup.state import NewOffice, Step
from app.ui.setup.view import SetupView
from app.ui.shell.window import Shell
from app.ui.sign_in.page import DoorPage
from tests.conftest import RepeatingIds
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle

CODE = "2346-ACDE-HJKM-NPRT-WXY2-3467-89AC-DEFH"


class Scene:
    """The screen in the window; the office is built from thin air."""

    def __init__(self, shell: Shell, words: Words, ids: RepeatingIds) -> None:
        self.wished: list[NewOffice] = []
        self.entered: list[str] = []
        self.confirmed: list[str] = []
        self.view = SetupView(words, Settings())
        self.page = DoorPage(words, "setup", self.view)
        self.presenter = SetupPresenter[str](
            self.view,
            self._build,
            InlineRunner(),
            words,
            ids=ids,
            confirm=self.confirmed.append,
            enter=self.entered.append,
        )
        self.view.follow(self.presenter)
        self.presenter.open()
        shell.show_screen(self.page)
        self.view.first_field().setFocus()
        settle()

    def _build(self, wished: NewOffice) -> Built[str]:
        self.wished.append(wished)
        return Built(recovery_code=CODE, device="absent", opened="the desk")

    def type_line(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        type_text(focus, text)

    def step(self) -> Step:
        return self.presenter.state.step

    def enter(self) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, Qt.Key.Key_Return)
        settle()

    def tab(self, times: int = 1) -> None:
        for _ in range(times):
            focus = QApplication.focusWidget()
            assert focus is not None
            press(focus, Qt.Key.Key_Tab)


@pytest.fixture
def scene(shell: Shell, words: Words, ids: RepeatingIds) -> Scene:
    return Scene(shell, words, ids)


def to_step(scene: Scene, step: Step) -> None:
    complete = NewOffice(
        name="Бюро «Липове»", person="Марта Гілка", passphrase="сова рахує сухі дрова",
        again="сова рахує сухі дрова",
    )  # fmt: skip
    while scene.presenter.state.step < step:
        scene.presenter.go_on(complete)
    settle()


def test_an_office_is_set_up_by_keys_alone(scene: Scene) -> None:
    to_step(scene, Step.OFFICE)
    scene.type_line("Бюро «Липове»")
    scene.enter()
    assert scene.step() is Step.PERSON
    scene.type_line("Марта Гілка")
    scene.tab()
    scene.type_line("сова рахує сухі дрова")
    scene.tab(2)  # past the eye
    scene.type_line("сова рахує сухі дрова")
    scene.enter()
    assert scene.wished[0].person == "Марта Гілка"
    assert scene.step() is Step.RECOVERY
    to_step(scene, Step.CHECK)
    first, second = scene.presenter.state.asked
    groups = CODE.split("-")
    scene.type_line(groups[first - 1].lower())
    scene.tab()
    scene.type_line(groups[second - 1])
    scene.enter()
    assert scene.confirmed == scene.entered == ["the desk"]


def test_the_strength_is_told_while_typing(scene: Scene) -> None:
    to_step(scene, Step.PERSON)
    line = scene.view._fields["passphrase"].editor
    type_text(line, "сова")
    assert scene.view._strength.text() == "Закоротко: 4 знаки з 15"
    type_text(line, " рахує сухі дрова")
    assert scene.view._strength.text() == "Міцна"


def test_the_offered_phrase_is_taken_once_and_typed_again(scene: Scene) -> None:
    to_step(scene, Step.PERSON)
    scene.presenter.suggest()
    scene.view._take.click()
    fields = scene.view._fields
    taken = scene.view._suggestion.text()
    assert len(taken.split()) == 5
    assert getattr(fields["passphrase"].editor, "text")() == taken  # noqa: B009
    assert QApplication.focusWidget() is fields["again"].editor


def test_the_secrets_leave_the_screen_when_the_office_stands(scene: Scene) -> None:
    to_step(scene, Step.PERSON)
    type_text(scene.view._fields["passphrase"].editor, "сова рахує сухі дрова")
    to_step(scene, Step.RECOVERY)
    assert not getattr(scene.view._fields["passphrase"].editor, "text")()  # noqa: B009


@pytest.mark.covers("A1", "A3", "A4", "A9")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("step", list(Step))
def test_everybody_can_use_it(
    scene: Scene, shell: Shell, words: Words, language: Language, step: Step
) -> None:
    words.speak(language)
    to_step(scene, step)
    assert not faults_of(shell)
    assert not cut_text(shell)


@pytest.mark.covers("A7", "A8")
@pytest.mark.parametrize("step", list(Step))
def test_nothing_is_cut_with_the_largest_letters(scene: Scene, shell: Shell, step: Step) -> None:
    shell.change_settings(Settings(letters=200))
    to_step(scene, step)
    scene.presenter.suggest()
    settle()
    assert shell.width() == 1366
    assert not cut_text(shell)


def test_the_sheet_holds_the_code_and_what_it_is_for(scene: Scene, tmp_path: Path) -> None:
    to_step(scene, Step.RECOVERY)
    path = tmp_path / "sheet.pdf"
    assert recovery_sheet.save_pdf(str(path), scene.view._code.sheet())
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    for number, group in enumerate(CODE.split("-"), 1):
        assert f"{number}) {group}" in text, "whoever copies it out of the file gets the code"
    assert "компʼютера" in text
    assert CODE in scene.view._code.sheet().code
    assert not recovery_sheet.save_pdf(str(tmp_path / "no" / "such" / "sheet.pdf"),
                                       scene.view._code.sheet())  # fmt: skip
