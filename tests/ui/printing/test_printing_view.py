"""The print screen as people meet it: by keyboard, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.runner import InlineRunner
from app.core.words import Language, Words
from app.storage.database import Database
from app.ui.printing.pages import count
from app.ui.printing.presenter import Sheets
from app.ui.printing.system_printer import prepared, spool
from app.ui.printing.view import PrintingView
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.check.people import comes, desk_over
from tests.ui.stage import shown


@dataclass
class Tray:
    sent: list[Sheets] = field(default_factory=list)

    def __call__(self, sheets: Sheets) -> Callable[[], None]:
        return lambda: self.sent.append(sheets)


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def view(
    app: QApplication,
    database: Database,
    clock: StandingClock,
    ids: RepeatingIds,
    words: Words,
    tray: Tray,
) -> PrintingView:
    desk = desk_over(database, clock=clock, ids=ids)
    made = PrintingView(
        words, desk, InlineRunner(), clock=clock, printer=tray, choose_file=lambda _name: None
    )
    shown(made, *made.top_acts(), width=1274, height=720)
    made.open(client_id=comes(desk).id)
    settle()
    return made


@pytest.mark.covers("A1", "A3", "A4")
@pytest.mark.parametrize("language", ["uk", "en"])
def test_everybody_can_use_it(view: PrintingView, words: Words, language: Language) -> None:
    words.speak(language)
    settle()
    assert not faults_of(view.window())
    assert not cut_text(view.window())


def test_the_main_act_prints_and_goes_to_what_is_empty_first(
    view: PrintingView, tray: Tray
) -> None:
    view.acts()["screen.main"]()
    settle()
    assert not tray.sent
    focused = QApplication.focusWidget()
    assert focused is not None
    assert view.empty.isAncestorOf(focused)
    view.acts()["screen.main"]()
    settle()
    assert len(tray.sent) == 1


def test_another_form_is_chosen_by_keys(view: PrintingView) -> None:
    rows = view.forms.rows
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    QTest.keyClick(rows[1], Qt.Key.Key_Return)
    settle()
    assert view.presenter.job.form_id == rows[1].key
    assert rows[1].isChecked()


def test_a_corrected_field_is_drawn_when_the_hand_rests(view: PrintingView) -> None:
    line = next(one for one in view._state.asked if one.shape == "text")
    view.empty.written.emit(line.name, "Центр «Липове»")
    assert view._typing.isActive()
    view._typing.timeout.emit()
    assert view.presenter.job.hand[line.name] == "Центр «Липове»"
    assert line.name not in view.presenter.job.missing


def test_pages_are_hidden_after_a_while_and_shown_again(view: PrintingView) -> None:
    view._idle.timeout.emit()
    settle()
    assert view._show_again.isVisible()
    assert not view.pages.isVisible()
    view._show_again.click()
    settle()
    assert view.pages.isVisible()


def test_pages_go_out_finely_under_a_title_that_names_nobody(
    view: PrintingView, tmp_path: Path
) -> None:
    pdf = view.presenter.job.pdf
    sheets = Sheets(title="Документ", pdf=pdf, copies=1, grey=True)
    printer = prepared(sheets)
    assert printer.docName() == "Документ"
    assert printer.resolution() >= 300
    out = tmp_path / "аркуші.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    spool(printer, sheets)
    assert count(out.read_bytes()) == count(pdf)
    with pdfium.PdfDocument(out) as document:
        assert document.get_metadata_dict()["Title"] == "Документ"


def test_only_the_pages_chosen_in_the_dialog_go_out(view: PrintingView, tmp_path: Path) -> None:
    sheets = Sheets(title="Документ", pdf=view.presenter.job.pdf, copies=1, grey=False)
    printer = prepared(sheets)
    out = tmp_path / "аркуш.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setFromTo(1, 1)
    spool(printer, sheets)
    assert count(out.read_bytes()) == 1


@pytest.mark.covers("F126")
@pytest.mark.parametrize("language", ["uk", "en"])
def test_change_leads_to_the_field_and_the_answers_come_back(
    view: PrintingView, words: Words, language: Language
) -> None:
    words.speak(language)
    view.retranslate()
    view.acts()["form.answers"]()
    settle()
    assert view.answers.isVisible()
    assert not cut_text(view)
    line = next(one for one in view._state.answers.answers if one.value)  # type: ignore[union-attr]
    view._change_answer(line.key)
    settle()
    assert not view.answers.isVisible()
    view.acts()["form.answers"]()
    settle()
    assert view.answers.isVisible()
