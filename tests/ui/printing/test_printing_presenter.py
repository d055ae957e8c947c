"""Printing over a real vault: what is missing, what is recorded, what happens when it fails."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from app.core.errors import DeskError
from app.core.runner import InlineRunner
from app.core.words import Words
from app.desk.desk import Desk
from app.registry.model import Client
from app.storage.database import Database
from app.ui.printing.presenter import PrintingPresenter, Sheets
from app.ui.printing.state import PrintingState
from tests.conftest import RepeatingIds, StandingClock
from tests.ui.check.people import comes, desk_over

FORM = "bvpd_application"


@dataclass
class Board:
    state: PrintingState = field(default_factory=PrintingState)

    def show_state(self, state: PrintingState) -> None:
        self.state = state


@dataclass
class Tray:
    """A printer that keeps what it was sent; it may refuse or be absent."""

    sent: list[Sheets] = field(default_factory=list)
    problem: str = ""
    cancelled: bool = False

    def __call__(self, sheets: Sheets) -> Callable[[], None] | None:
        if self.problem == "printer.none":
            raise DeskError("printer.none")
        return None if self.cancelled else lambda: self._take(sheets)

    def _take(self, sheets: Sheets) -> None:
        if self.problem:
            raise DeskError(self.problem)
        self.sent.append(sheets)


@dataclass
class Place:
    desk: Desk
    client: Client
    board: Board
    tray: Tray
    presenter: PrintingPresenter
    file: list[Path]

    @property
    def state(self) -> PrintingState:
        return self.board.state


@pytest.fixture
def place(
    database: Database, clock: StandingClock, ids: RepeatingIds, words: Words, tmp_path: Path
) -> Place:
    desk = desk_over(database, clock=clock, ids=ids)
    client = comes(desk)
    board, tray, file = Board(), Tray(), [tmp_path / "вихід.pdf"]
    presenter = PrintingPresenter(
        board,
        desk,
        InlineRunner(),
        words,
        clock=clock,
        printer=tray,
        choose_file=lambda _name: file[0] if file else None,
    )
    presenter.open(client.id, FORM)
    return Place(desk, client, board, tray, presenter, file)


def fill_all(place: Place) -> None:
    for line in place.state.asked:
        if line.shape in ("text", "long", "lines"):
            place.presenter.write(line.name, "Вписано від руки")
    place.presenter.refresh()


@pytest.mark.covers("F79", "F80")
def test_pages_are_drawn_and_empty_fields_are_listed(place: Place) -> None:
    state = place.state
    assert state.pages
    assert state.pages[0].width > 700
    assert state.missing == len([line for line in state.asked if line.missing]) > 0
    assert "Порожні поля" in state.missing_words
    assert [line.id for line in state.forms if line.chosen] == [FORM]
    assert "Соняшник" not in state.crumbs


@pytest.mark.covers("F80")
def test_a_filled_field_stays_in_sight_and_stops_being_missing(place: Place) -> None:
    first = next(line for line in place.state.asked if line.shape == "text")
    before = place.state.missing
    place.presenter.write(first.name, "Центр «Липове»")
    place.presenter.refresh()
    again = next(line for line in place.state.asked if line.name == first.name)
    assert not again.missing
    assert again.written == "Центр «Липове»"
    assert place.state.missing == before - 1
    assert "Центр «Липове»" in text_of(place.presenter.job.pdf)


def text_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.covers("F80")
def test_empty_places_are_said_once_and_the_second_press_prints(place: Place) -> None:
    place.presenter.print_now()
    assert not place.tray.sent
    assert place.state.warning
    place.presenter.print_now()
    assert len(place.tray.sent) == 1
    assert place.state.done == "Надіслано на принтер і записано в картку"


@pytest.mark.covers("F80")
def test_each_print_is_recorded_and_the_job_names_nobody(place: Place) -> None:
    fill_all(place)
    place.presenter.set_copies(2)
    warned_or_print(place)
    sheets = place.tray.sent[0]
    assert (sheets.title, sheets.copies) == ("Документ", 2)
    record = place.desk.papers.prints_of(place.client.id)[0]
    assert (record.form, record.copies) == (FORM, 2)
    assert record.sha256
    assert "Соняшник" not in repr(sheets)


def warned_or_print(place: Place) -> None:
    place.presenter.print_now()
    if place.state.warning:
        place.presenter.print_now()


@pytest.mark.covers("F80")
def test_the_same_paper_again_needs_a_reason_and_is_marked(place: Place) -> None:
    warned_or_print(place)
    assert place.state.reprint
    assert "Повторний друк" in text_of(place.presenter.job.pdf)
    warned_or_print(place)
    assert place.state.reason_error
    assert len(place.tray.sent) == 1
    place.presenter.set_reason("зіпсовано під час підписання")
    warned_or_print(place)
    records = place.desk.papers.prints_of(place.client.id)
    assert len(records) == 2
    assert records[0].reprint_of == records[1].id
    assert records[0].reason == "зіпсовано під час підписання"


def test_no_printer_is_explained_and_nothing_is_recorded(place: Place) -> None:
    place.tray.problem = "printer.none"
    warned_or_print(place)
    assert "Принтера не знайдено" in place.state.problem
    assert not place.desk.papers.prints_of(place.client.id)
    assert place.state.can_print


def test_a_printer_that_refuses_leaves_no_record(place: Place) -> None:
    place.tray.problem = "printer.refused"
    warned_or_print(place)
    assert "не прийняв" in place.state.problem
    assert not place.state.busy
    assert not place.desk.papers.prints_of(place.client.id)


def test_a_cancelled_print_records_nothing(place: Place) -> None:
    place.tray.cancelled = True
    warned_or_print(place)
    assert place.state.done.startswith("Друк скасовано")
    assert not place.desk.papers.prints_of(place.client.id)


def test_a_pdf_is_saved_whole_and_recorded(place: Place) -> None:
    place.presenter.save_pdf()
    place.presenter.save_pdf()
    assert place.file[0].read_bytes().startswith(b"%PDF")
    assert "вихід.pdf" in place.state.done
    assert len(place.desk.papers.prints_of(place.client.id)) == 1


def test_a_folder_that_cannot_be_written_is_explained_and_nothing_is_lost(place: Place) -> None:
    first = next(line for line in place.state.asked if line.shape == "text")
    place.presenter.write(first.name, "Центр «Липове»")
    place.presenter.refresh()
    place.file[0] = place.file[0].parent / "немає" / "вихід.pdf"
    place.presenter.save_pdf()
    place.presenter.save_pdf()
    assert place.state.problem
    assert place.presenter.job.hand[first.name] == "Центр «Липове»"
    assert not place.desk.papers.prints_of(place.client.id)


def test_a_date_that_nobody_can_read_is_told_beside_its_field(place: Place) -> None:
    place.presenter.show_all_fields(True)
    dated = next(line for line in place.state.fields if line.shape == "date")
    place.presenter.write(dated.name, "колись")
    place.presenter.refresh()
    again = next(
        line for line in (*place.state.fields, *place.state.asked) if line.name == dated.name
    )
    assert "24.11.2026" in again.error
    assert place.state.pages


@pytest.mark.covers("F76")
def test_large_blank_and_black_variants_are_drawn(place: Place) -> None:
    usual = len(place.state.pages)
    place.presenter.set_large(True)
    assert len(place.state.pages) >= usual
    place.presenter.set_large(False)
    place.presenter.set_mono(True)
    assert place.state.mono
    place.presenter.set_blank(True)
    assert not place.state.asked
    assert "Соняшник" not in text_of(place.presenter.job.pdf)


def test_a_blank_form_is_printed_without_a_record(place: Place) -> None:
    place.presenter.set_blank(True)
    place.presenter.print_now()
    assert len(place.tray.sent) == 1
    assert not place.desk.papers.prints_of(place.client.id)


def test_the_pages_grow_step_by_step_and_come_back_whole(place: Place) -> None:
    place.presenter.zoom(1)
    assert place.state.zoom == 100
    for _ in range(9):
        place.presenter.zoom(1)
    assert place.state.zoom == 300
    assert place.state.pages[0].dpi == 288
    place.presenter.zoom(0)
    assert place.state.zoom == 0


def test_pages_hide_when_nobody_works_and_come_back(place: Place) -> None:
    place.presenter.rest()
    assert place.state.hidden
    assert not place.state.pages
    place.presenter.wake()
    assert place.state.pages


def test_the_language_of_the_window_changes_every_word(place: Place, words: Words) -> None:
    words.speak("en")
    place.presenter.retranslate()
    assert place.state.missing_words.startswith("Empty field")
    assert place.state.print_words == "Print 1 copy"


def again(place: Place) -> PrintingPresenter:
    """The program was killed and started again: another presenter on the same vault."""
    board = Board()
    presenter = PrintingPresenter(
        board, place.desk, InlineRunner(), place.presenter._words,
        clock=place.presenter._clock, printer=place.tray, choose_file=lambda _name: None,
    )  # fmt: skip
    presenter.open(place.client.id, FORM)
    return presenter


@pytest.mark.covers("F10", "F101")
def test_what_was_corrected_by_hand_comes_back_and_goes_once_printed(place: Place) -> None:
    name = next(line for line in place.state.asked if line.shape == "text").name
    place.presenter.write(name, "Центр «Липове»")
    place.presenter.refresh()
    place.presenter.choose_form("consent")
    (draft,) = place.desk.drafts.waiting()
    assert (draft.screen, draft.subject) == ("printing", place.client.id)
    revived = again(place)
    assert revived.job.hand == {name: "Центр «Липове»"}
    assert revived.job.all_fields
    revived.print_now()
    revived.print_now()
    assert len(place.tray.sent) == 1
    assert place.desk.drafts.waiting() == ()
    revived.refresh()
    assert place.desk.drafts.waiting() == ()


def test_a_paper_in_english_carries_english_values(place: Place) -> None:
    place.presenter.choose_form("bring_list")
    ukrainian = text_of(place.presenter.job.pdf)
    place.presenter.set_language("en")
    assert text_of(place.presenter.job.pdf) != ukrainian
    assert "What to bring" in text_of(place.presenter.job.pdf) or "BRING" in text_of(
        place.presenter.job.pdf
    )


def test_a_blank_print_leaves_the_corrections_waiting(place: Place) -> None:
    name = next(line for line in place.state.asked if line.shape == "text").name
    place.presenter.write(name, "Центр «Липове»")
    place.presenter.set_blank(True)
    place.presenter.print_now()
    assert len(place.tray.sent) == 1
    (draft,) = place.desk.drafts.waiting()
    assert draft.values == {FORM: {name: "Центр «Липове»"}}


@pytest.mark.covers("F126")
def test_all_answers_of_a_paper_can_be_looked_over_and_read_back(place: Place) -> None:
    place.presenter.look_over(on=True)
    page = place.state.answers
    assert page is not None
    values = {line.key: line.value for line in page.answers}
    assert place.client.card.surname in " ".join(values.values())
    assert place.client.card.surname in " ".join(page.script)
    place.presenter.change_answer()
    assert place.state.answers is None
    assert place.state.all_fields


@pytest.mark.covers("F126", "F7")
def test_asked_step_by_step_a_paper_leaves_only_after_a_last_look(
    place: Place, words: Words, clock: StandingClock
) -> None:
    presenter = PrintingPresenter(
        place.board, place.desk, InlineRunner(), words, clock=clock, printer=place.tray,
        choose_file=lambda _name: None, guided=True,
    )  # fmt: skip
    presenter.open(place.client.id, FORM)
    presenter.print_now()
    assert place.state.answers is not None
    assert not place.tray.sent
    for _ in range(3):  # it may be said that places are empty
        if not place.tray.sent:
            presenter.print_now()
    assert len(place.tray.sent) == 1
