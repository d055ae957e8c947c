"""The holding area on the screen: by mouse, by keys, from the clipboard; looked at from memory."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.clock import today
from app.core.runner import InlineRunner
from app.core.words import Language, Words
from app.storage.database import Database
from app.ui.papers.scans_box import CARRIED
from app.ui.papers.view import PapersView
from tests.conftest import RepeatingIds, StandingClock
from tests.desk.test_scans import picture, written
from tests.ui.access import cut_text, faults_of, settle
from tests.ui.check.people import comes, desk_over, displaced
from tests.ui.stage import shown


@pytest.fixture
def view(
    app: QApplication,
    database: Database,
    clock: StandingClock,
    ids: RepeatingIds,
    words: Words,
) -> PapersView:
    desk = desk_over(database, clock=clock, ids=ids)
    client = comes(desk, displaced())
    facts = desk.checks.facts({"applicant": "self", "idp_status": "registered"})
    desk.checks.save(client.id, facts, (), today(clock))
    made = PapersView(words, desk, InlineRunner(), clock=clock, go=lambda *_, **__: None)
    shown(*made.top_acts(), made, width=1274, height=720)
    made.open(client_id=client.id)
    settle()
    return made


@pytest.fixture
def photos(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "довідка ВПО.jpg", tmp_path / "IMG_1.jpg"
    first.write_bytes(written(picture(), "JPEG"))
    second.write_bytes(written(picture(seed=2), "JPEG"))
    return first, second


def drop(widget: QWidget, carried: QMimeData) -> None:
    """Something is carried over the widget and let go."""
    left, none, copy = (
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.DropAction.CopyAction,
    )
    over = QDragEnterEvent(QPoint(5, 5), copy, carried, left, none)
    QApplication.sendEvent(widget, over)
    assert over.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, carried, left, none))
    settle()


def files(*paths: Path) -> QMimeData:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return carried


def items_of(view: PapersView) -> list[str]:
    return [scan.item for scan in view.presenter.scanning.now.scans]


@pytest.mark.covers("F36", "A1", "A3", "A4")
@pytest.mark.parametrize("language", ["uk", "en"])
def test_everybody_can_use_the_holding_area(
    view: PapersView, photos: tuple[Path, Path], words: Words, language: Language
) -> None:
    drop(view.scans, files(*photos))
    words.speak(language)
    settle()
    assert len(view.scans._rows) == 2
    assert not faults_of(view.window())
    assert not cut_text(view.window())


@pytest.mark.covers("F36")
def test_a_dropped_file_is_offered_its_paper_and_enter_puts_it_there(
    view: PapersView, photos: tuple[Path, Path]
) -> None:
    drop(view.scans, files(photos[0]))
    (scan,) = view.presenter.scanning.now.scans
    row = view.scans.row_of(scan.id)
    assert row is not None
    assert row.put.isVisible()
    row.put.setFocus()
    QTest.keyClick(row.put, Qt.Key.Key_Return)
    settle()
    assert items_of(view) == ["idp_certificate"]
    line = next(
        line for sheet in view._state.groups for line in sheet.lines if line.id == "idp_certificate"
    )
    assert "1 скан" in line.note
    assert line.shape == "ask", "a scan proves nothing"
    view.scans.undo.click()
    settle()
    assert items_of(view) == [""]


@pytest.mark.covers("F36")
def test_a_scan_is_dragged_to_its_paper(view: PapersView, photos: tuple[Path, Path]) -> None:
    drop(view.scans, files(photos[1]))
    (scan,) = view.presenter.scanning.now.scans
    carried = QMimeData()
    carried.setData(CARRIED, scan.id.encode())
    paper = view._groups["common_identity"].row_of("id_card")
    assert paper is not None
    drop(paper, carried)
    assert items_of(view) == ["id_card"]


@pytest.mark.covers("F36")
def test_a_picture_and_files_are_pasted_by_ctrl_v(
    view: PapersView, photos: tuple[Path, Path]
) -> None:
    clipboard = QApplication.clipboard()
    clipboard.clear()
    view.scans.add.setFocus()
    QTest.keyClick(view.scans.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "немає файлів" in view.scans._problem.title.text()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    clipboard.setImage(image)
    QTest.keyClick(view.scans.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    carried = files(photos[0])
    clipboard.setMimeData(carried)
    view.scans.paste.click()
    settle()
    kinds = {scan.media_type for scan in view.presenter.scanning.now.scans}
    assert kinds == {"image/png", "image/jpeg"}


@pytest.mark.covers("F36")
def test_what_is_struck_out_can_come_back(view: PapersView, photos: tuple[Path, Path]) -> None:
    drop(view.scans, files(*photos))
    scan = view.presenter.scanning.now.scans[0]
    row = view.scans.row_of(scan.id)
    assert row is not None
    row.strike.click()
    settle()
    assert len(items_of(view)) == 1
    assert "викреслено" in view.scans._said.title.text()
    view.scans.undo.click()
    settle()
    assert len(items_of(view)) == 2


@pytest.mark.covers("F35")
def test_what_was_not_taken_is_told_by_name(
    view: PapersView, photos: tuple[Path, Path], tmp_path: Path
) -> None:
    bad = tmp_path / "паспорт.jpg"
    bad.write_bytes(b"MZ" + bytes(300))
    drop(view.scans, files(bad, photos[0]))
    assert len(items_of(view)) == 1
    told = view.scans._problem.title.text()
    assert told.startswith("паспорт.jpg: Це не скан")


@pytest.mark.covers("F36")
def test_a_scan_is_looked_at_over_the_window_and_nothing_is_left(
    view: PapersView, photos: tuple[Path, Path], tmp_path: Path
) -> None:
    drop(view.scans, files(photos[0]))
    (scan,) = view.presenter.scanning.now.scans
    before = set(tmp_path.rglob("*"))
    row = view.scans.row_of(scan.id)
    assert row is not None
    row.view.setFocus()
    row.view.click()
    settle()
    viewer = view._viewer
    assert viewer is not None
    assert viewer.isVisible()
    assert len(viewer.pages._sheets) == 1
    assert not cut_text(view.window())
    assert viewer.close_it.hasFocus()
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    settle()
    assert not viewer.isVisible()
    assert view.presenter.scanning.now.pages == ()
    assert row.view.hasFocus(), "the focus is where it was"
    assert set(tmp_path.rglob("*")) == before
