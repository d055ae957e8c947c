"""The holding area: what is taken and what is refused, made smaller, sorted, never in the open."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from app.content.library import Library
from app.core.errors import DeskError, InputError
from app.core.runner import Progress
from app.desk.desk import Desk, assemble
from app.desk.intake import Intake
from app.desk.scans import Scans, Taken
from app.eligibility import scan_files
from app.eligibility.scan import Scan
from app.registry.model import Card
from app.storage import journal
from app.storage.database import Database
from tests.conftest import RepeatingIds, StandingClock
from tests.vaults import KEY

GPS, ORIENTATION = 0x8825, 0x0112
SIDEWAYS = 6


def picture(
    width: int = 300, height: int = 200, *, mode: str = "RGB", seed: int = 1
) -> Image.Image:
    """A page with lines, different for each seed."""
    made = Image.new(mode, (width, height), "white")
    draw = ImageDraw.Draw(made)
    chance = Random(seed)
    for _ in range(40):
        spot = (chance.randrange(width), chance.randrange(height))
        draw.line((0, 0, *spot), fill="black")
    return made


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    """A photo that hardly packs."""
    return Image.frombytes("RGB", (width, height), Random(seed).randbytes(width * height * 3))


def written(made: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    made.save(out, kind, **how)
    return out.getvalue()


def pdf(text: str = "Довідка") -> bytes:
    out = io.BytesIO()
    sheet = Canvas(out, invariant=True)
    sheet.drawString(90, 700, text.encode("ascii", "replace").decode())
    sheet.save()
    return out.getvalue()


@pytest.fixture
def desk(database: Database, clock: StandingClock, ids: RepeatingIds) -> Desk:
    return assemble(database, Library.load(), clock=clock, ids=ids, author="olena")


@pytest.fixture
def scans(desk: Desk) -> Scans:
    return desk.scans


@pytest.fixture
def client_id(database: Database, clock: StandingClock, ids: RepeatingIds) -> str:
    intake = Intake(database, clock=clock, ids=ids, author="olena")
    return intake.register(Card(surname="Соняшник", given_name="Олена")).client.id


def all_of(job: Iterator[Progress]) -> Taken:
    """Do the whole job at once."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            taken: Taken = end.value
            return taken


# ---- what a file is -----------------------------------------------------------------------------


@pytest.mark.covers("F35")
@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("TIFF", "image/jpeg"), ("WEBP", "image/jpeg")],
)
def test_pictures_are_known_by_their_content(kind: str, media_type: str) -> None:
    found = scan_files.prepared(written(picture(), kind))
    assert found.media_type == media_type
    assert Image.open(io.BytesIO(found.content)).size == (300, 200)


@pytest.mark.covers("F35")
def test_a_pdf_stays_as_it_is() -> None:
    assert scan_files.prepared(pdf()).content == pdf()


def a_macro_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/vbaProject.bin", "x")
    return out.getvalue()


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


@pytest.mark.covers("F35")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00" + bytes(400), "scan.wrong_kind"),
        (b"\x7fELF" + bytes(400), "scan.wrong_kind"),
        (a_macro_document(), "scan.wrong_kind"),
        (b"#!/bin/sh\nrm -rf", "scan.wrong_kind"),
        (b"", "scan.wrong_kind"),
        (pdf() + b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", "scan.live"),
        (pdf() + b"<< /Type /EmbeddedFile >>", "scan.live"),
        (HEIC, "scan.heic"),
        (written(picture(), "JPEG")[:200], "scan.broken"),
        (written(picture(), "PNG")[:60], "scan.broken"),
        (bytes(scan_files.MOST_BYTES + 1), "scan.too_large"),
        (b"%PDF-1.7\n" + bytes(scan_files.MOST_PDF), "scan.too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_scan_is_refused_with_the_reason(content: bytes, code: str) -> None:
    with pytest.raises(InputError) as told:
        scan_files.prepared(content)
    assert told.value.code == code


@pytest.mark.covers("F35")
def test_a_picture_that_would_fill_the_memory_is_not_unpacked() -> None:
    bomb = written(Image.new("1", (10_000, 8_001)), "PNG")
    assert len(bomb) < 100_000
    with pytest.raises(InputError, match="too_many_pixels"):
        scan_files.prepared(bomb)


@pytest.mark.covers("F35")
def test_a_large_photo_becomes_small_upright_and_forgets_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = SIDEWAYS
    exif.get_ifd(GPS)[2] = (50.0, 27.0, 0.0)
    photo = written(noise(3200, 2400), "JPEG", quality=95, exif=exif)
    assert len(photo) > 2 * scan_files.MOST_KEPT
    assert b"Exif" in photo
    found = scan_files.prepared(photo)
    assert len(found.content) <= scan_files.MOST_KEPT
    kept = Image.open(io.BytesIO(found.content))
    assert kept.height > kept.width, "it was taken sideways"
    assert not kept.getexif()
    assert b"Exif" not in found.content


@pytest.mark.covers("F35")
def test_an_ordinary_page_stays_fine_enough_to_read() -> None:
    page = written(picture(2480, 3508), "JPEG", quality=90)
    kept = Image.open(io.BytesIO(scan_files.prepared(page).content))
    assert max(kept.size) >= 2_600
    clear = written(picture(400, 300, mode="RGBA"), "PNG")
    assert scan_files.prepared(clear).media_type == "image/png"


def test_pages_of_one_scan_stay_together() -> None:
    pages = [picture(seed=number) for number in range(3)]
    many = io.BytesIO()
    pages[0].save(many, "TIFF", save_all=True, append_images=pages[1:])
    found = scan_files.prepared(many.getvalue())
    assert found.media_type == "application/pdf"
    assert found.content.count(b"/Type /Page\n") + found.content.count(b"/Type /Page ") == 3


# ---- the holding area ---------------------------------------------------------------------------


@pytest.mark.covers("F36")
@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("довідка ВПО.jpg", "idp_certificate"),
        ("Dovidka_VPO.JPG", "idp_certificate"),
        ("IMG_20261124_101500.jpg", ""),
        ("скан.png", ""),
        ("OK-5 пфу.png", "pfu_ok5"),
        ("пенсійне посвідчення.jpeg", "pension_card"),
        ("рнокпп.png", ""),
    ],
)
def test_the_name_of_a_file_suggests_its_paper(
    scans: Scans, client_id: str, name: str, item: str
) -> None:
    assert scans.keep(client_id, name, written(picture(), "JPEG")).suggested == item


@pytest.mark.covers("F36")
def test_a_scan_is_put_to_a_paper_struck_out_and_taken_back(
    desk: Desk, scans: Scans, client_id: str, database: Database
) -> None:
    first = scans.keep(client_id, "a.jpg", written(picture(), "JPEG"))
    second = scans.keep(client_id, "b.pdf", pdf())
    scans.put_to(first.id, "id_card")
    assert [(one.id, one.item) for one in scans.of_client(client_id)] == [
        (second.id, ""),
        (first.id, "id_card"),
    ], "the unsorted first"
    scans.strike_out(second.id)
    assert [one.id for one in scans.of_client(client_id)] == [first.id]
    desk.undoing.undo()
    assert len(scans.of_client(client_id)) == 2
    with database.reading() as session:
        lines = journal.lines_of(session, "scan", second.id)
        assert [line.act for line in lines] == [
            "scan.taken_in",
            "scan.struck_out",
            "save.undone",
        ]
        assert journal.verify(session).whole


@pytest.mark.covers("F35", "F36")
def test_scans_lie_encrypted_and_are_shown_from_memory(
    scans: Scans, client_id: str, database: Database, tmp_path: Path
) -> None:
    photo = written(picture(), "JPEG")
    kept = scans.keep(client_id, "паспорт.jpg", photo)
    before = set(tmp_path.rglob("*"))
    shown = scans.pdf(kept.id)
    assert shown.startswith(b"%PDF")
    assert set(tmp_path.rglob("*")) == before, "nothing was written beside the vault"
    inside = scan_files.prepared(photo).content
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert inside[100:160] not in path.read_bytes()


def test_the_same_file_is_not_kept_twice(scans: Scans, client_id: str) -> None:
    scans.keep(client_id, "a.pdf", pdf())
    with pytest.raises(InputError, match="there_already"):
        scans.keep(client_id, "b.pdf", pdf())


@pytest.mark.covers("F36")
def test_files_are_taken_one_by_one_and_bad_ones_are_told_by_name(
    scans: Scans, client_id: str, tmp_path: Path
) -> None:
    good, bad, gone = tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "c.jpg"
    good.write_bytes(written(picture(), "JPEG"))
    bad.write_bytes(b"MZ" + bytes(300))
    taken = all_of(scans.take_in(client_id, (bad, gone, good)))
    assert [one.file_name for one in taken.scans] == ["a.jpg"]
    assert [(one.file_name, one.problem.code) for one in taken.refused] == [
        ("b.jpg", "scan.wrong_kind"),
        ("c.jpg", "scan.unreadable"),
    ]


@pytest.mark.covers("F35", "R-05")
def test_a_full_disk_is_told_and_the_scans_before_stay(
    small_disk: Path, clock: StandingClock, ids: RepeatingIds
) -> None:
    path = small_disk / "vault.db"
    Database.create(path, KEY, ids=ids)
    database = Database.open(path, KEY, clock=clock, ids=ids)
    card = Card(surname="Соняшник", given_name="Олена")
    client = Intake(database, clock=clock, ids=ids, author="olena").register(card).client
    scans = Scans(database, Library.load(), clock=clock, ids=ids, author="olena")
    kept: list[Scan] = []
    code = ""
    while not code:
        photo = written(noise(420, 420, len(kept)), "JPEG", quality=90)
        try:
            kept.append(scans.keep(client.id, f"{len(kept)}.jpg", photo))
        except DeskError as problem:
            code = problem.code
    assert code == "vault.disk_full"
    assert len(kept) > 2
    assert {one.id for one in scans.of_client(client.id)} == {one.id for one in kept}
    assert all(scans.pdf(one.id).startswith(b"%PDF") for one in kept)
    with database.reading() as session:
        assert journal.verify(session).whole
    database.close()
