"""Drawn papers, read back by an independent reader: text and geometry, never pixels."""

import hashlib
import re
from dataclasses import replace
from datetime import datetime

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content import words_catalogue
from app.core.errors import InputError
from app.core.words import Language, Words
from app.forms import typeface
from app.forms.declension import derive
from app.forms.fill import empty, fill
from app.forms.layout import fields_on_paper
from app.forms.model import Filled, Form, Imprint
from app.forms.render import render, render_together
from tests.forms.paper import pages, solid, text
from tests.forms.shipped import IDS, example_of, shipped

WORDS = Words(words_catalogue.load())
IMPRINT = Imprint(
    reference="K7-2MD4",
    office="Бюро правничої допомоги «Липове»",
    printed_at=datetime(2026, 11, 24, 10, 58),  # noqa: DTZ001  the wall clock of the paper
    rules="2026-11",
)


def values_of(name: str, **changes: object) -> dict[str, object]:
    return {**example_of(name), **changes}


def filled_of(name: str, language: Language = "uk") -> Filled:
    form = shipped(name)
    return fill(form, derive(form, values_of(name)), words=WORDS, language=language)


def drawn(name: str, **changes: object) -> bytes:
    form = shipped(name)
    filled = fill(form, derive(form, values_of(name, **changes)), words=WORDS)
    return render(filled, words=WORDS, imprint=IMPRINT)


@pytest.mark.covers("F73", "F79")
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", IDS)
def test_everything_that_was_filled_in_can_be_read_on_the_paper(name: str, *, large: bool) -> None:
    filled = filled_of(name)
    said = solid(text(render(filled, words=WORDS, imprint=IMPRINT, large_print=large)))
    for name_on_paper in fields_on_paper(filled.form):
        shown = filled.shown(name_on_paper)
        if not shown.chosen:
            assert solid(shown.text) in said
        for row in shown.rows:
            assert all(solid(cell) in said for cell in row.values())


ALPHABET = (
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ’ʼ'№—–«»„“-,.;:()1234567890"
)


@pytest.mark.covers("F77")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=ALPHABET, min_size=1, max_size=24))
def test_a_reader_gives_back_exactly_what_was_put_in(value: str) -> None:
    pdf = drawn("bvpd_application", identity_document=f"Ж{value}Ж")
    assert f"Ж{value}Ж" in text(pdf)


@pytest.mark.covers("F77")
def test_every_ukrainian_letter_and_mark_has_a_glyph_in_every_face() -> None:
    for face in typeface.FILES:
        assert not typeface.missing(ALPHABET + "₴… \u00a0", face)


@pytest.mark.covers("F77")
def test_a_letter_without_a_glyph_is_named_with_its_field() -> None:
    with pytest.raises(InputError) as caught:
        drawn("bvpd_application", full_name="Олена 😀 小", essence="ok ☐")
    assert caught.value.code == "form.letter_missing"
    told = "\n".join(caught.value.faults)
    assert "U+1F600" in told
    assert "U+5C0F" in told
    assert "Суть справи" in told
    assert "Ballot box" in told


def test_direction_marks_leave_no_trace() -> None:
    assert "Олена Соняшник" in text(
        drawn("bvpd_application", identity_document="\u202eОлена\u200f Соняшник\u2069")
    )


@pytest.mark.covers("F75")
def test_a_name_of_300_letters_flows_and_stands_whole_in_the_annex() -> None:
    name = " ".join(["Щербаківʼюк-Їжакевич" * 13, "Марʼяна", "Ґалаґанівна"])
    assert len(name) > 270
    pdf = drawn("bvpd_application", full_name=name, full_name_genitive=name)
    said = pages(pdf)
    assert "див. додаток, п. 1" in said[0]
    assert "ДОДАТОК" in said[-1]
    assert solid(name) in solid(said[-1])


@pytest.mark.covers("F75")
def test_the_annex_is_decided_by_the_width_of_letters_not_by_their_number() -> None:
    narrow, wide = "і" * 300, "Ж" * 300
    for value, annexed in ((narrow, False), (wide, True)):
        said = text(drawn("bvpd_application", identity_document=value))
        assert ("ДОДАТОК" in said) is annexed


@pytest.mark.covers("F75")
def test_a_long_story_keeps_its_beginning_in_place_and_its_whole_in_the_annex() -> None:
    story = "\n".join(f"Речення номер {number} про виплати." for number in range(120))
    said = pages(drawn("bvpd_application", essence=story))
    assert "Речення номер 0 " in said[0]
    whole = solid("".join(page for page in said[2:]))
    for number in range(120):
        assert solid(f"Речення номер {number} про виплати.") in whole
    assert len(said) > 4


def test_a_table_grows_over_pages_with_its_heading() -> None:
    rows = [{"paper": f"документ {number}", "form": "copy", "sheets": 1} for number in range(90)]
    said = pages(drawn("bvpd_application", attachments=rows))
    assert all("Аркушів" in page for page in said[1:3])
    assert "документ 89" in "\n".join(said)


@pytest.mark.covers("F78")
def test_each_page_carries_form_edition_card_rules_time_and_its_number() -> None:
    filled = filled_of("bvpd_application")
    said = pages(render(filled, words=WORDS, imprint=IMPRINT))
    for number, page in enumerate(said, 1):
        line = "Ф1 · редакція 2026-11 · норми 2026-11 · картка № K7-2MD4 · друк 24.11.2026 10:58"
        assert line in page
        assert f"Сторінка {number} з {len(said)} · {filled.control}" in page
        assert "підлягає підтвердженню юристом" in page


def test_a_confirmed_form_carries_no_doubt() -> None:
    sure = replace(shipped("consent"), confidence="verified")
    filled = fill(sure, values_of("consent"), words=WORDS)
    assert "підлягає" not in text(render(filled, words=WORDS, imprint=IMPRINT))


@pytest.mark.covers("F80")
def test_a_reprint_says_so_on_every_page() -> None:
    pdf = render(filled_of("bvpd_application"), words=WORDS, imprint=replace(IMPRINT, reprint=2))
    assert all("Повторний друк № 2" in page for page in pages(pdf))
    assert "Повторний друк" not in text(drawn("bvpd_application"))


def boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Where the objects of the first page stand: left, bottom, right, top."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [one.get_bounds() for one in document[0].get_objects()]
    finally:
        document.close()


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("large", [False, True])
def test_nothing_leaves_the_margins_of_an_official_paper(
    name: str, *, blank: bool, large: bool
) -> None:
    pdf = render(filled_of(name), words=WORDS, blank=blank, large_print=large)
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    document.close()
    assert (round(width), round(height)) == (595, 842)
    mm = 72 / 25.4
    for left, bottom, right, top in boxes(pdf):
        assert left >= 18 * mm
        assert right <= width - 10 * mm + 1
        assert bottom >= 5 * mm
        assert top <= height - 8 * mm


@pytest.mark.covers("F76")
def test_large_print_is_larger_and_says_the_same() -> None:
    filled = filled_of("bvpd_application")
    usual = render(filled, words=WORDS, imprint=IMPRINT)
    large = render(filled, words=WORDS, imprint=IMPRINT, large_print=True)
    assert len(pages(large)) > len(pages(usual))
    for name in fields_on_paper(filled.form):
        shown = filled.shown(name)
        if shown.text and not shown.chosen:
            assert solid(shown.text) in solid(text(large))


@pytest.mark.covers("F82")
@pytest.mark.parametrize("name", IDS)
def test_the_blank_form_numbers_its_fields_and_holds_no_value(name: str) -> None:
    form = shipped(name)
    said = text(render(empty(form), words=WORDS, blank=True))
    assert "бланк для заповнення від руки" in said
    assert "Картка №" in said
    assert "Соняшник" not in said
    assert "друк" not in said
    numbers = {int(found) for found in re.findall(r"(?m)(?<!\d)(\d{1,2})\. ?", said)}
    assert len(numbers) >= 3


@pytest.mark.covers("F76")
def test_title_author_and_language_stand_in_the_metadata() -> None:
    pdf = render(filled_of("consent", "en"), words=WORDS, imprint=IMPRINT)
    document = pypdfium2.PdfDocument(pdf)
    data = document.get_metadata_dict()
    document.close()
    assert data["Title"] == "Ф3. Consent to the processing of personal data"
    assert data["Author"] == "Бюро правничої допомоги «Липове»"
    assert b"/Lang (en)" in pdf
    assert "Соняшник" not in repr(data)


def test_the_same_values_give_the_same_bytes() -> None:
    first, second = (hashlib.sha256(drawn("papers_receipt")).hexdigest() for _ in range(2))
    assert first == second


def inks(form: Form, *, monochrome: bool) -> bool:
    pdf = render(
        fill(form, {"full_name": "Соняшник"}, words=WORDS), words=WORDS, monochrome=monochrome
    )
    document = pypdfium2.PdfDocument(pdf)
    colours = document[0].render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)
    document.close()
    return any(max(colour) - min(colour) > 40 for _, colour in colours)


def test_values_are_blue_unless_the_printer_has_only_black() -> None:
    form = shipped("consent")
    assert inks(form, monochrome=False)
    assert not inks(form, monochrome=True)


def test_both_languages_of_the_slip_and_the_consent() -> None:
    assert "WHAT TO BRING" in text(
        render(filled_of("bring_list", "en"), words=WORDS, imprint=IMPRINT)
    )
    assert "ЩО ПРИНЕСТИ" in text(drawn("bring_list"))
    assert "Page 1 of 1" in text(render(filled_of("consent", "en"), words=WORDS, imprint=IMPRINT))


@pytest.mark.covers("F38")
def test_the_slip_groups_papers_by_where_to_get_them() -> None:
    said = text(drawn("bring_list"))
    assert said.count("Є у вас удома") == 1
    order = [said.index(part) for part in ("Є у вас удома", "Паспорт", "Відповідь", "У Дії")]
    assert order == sorted(order)
    for part in ("м. Липове, вул. Центральна", "пн–пт 9:00–18:00", "04.12.2026", "K7-2MD4"):
        assert part in said


@pytest.mark.parametrize("name", IDS)
def test_papers_drawn_together_say_what_each_says_alone(name: str) -> None:
    form = shipped(name)
    text_field = next(field.name for field in form.fields if field.kind.value == "text")
    papers = []
    for number in range(4):
        said = f"Соняшникове {number}" + " довге слово" * number * 9
        values = {**example_of(name), text_field: said}
        filled = fill(form, derive(form, values), words=WORDS)
        papers.append((filled, replace(IMPRINT, reference=f"K7-2MD{number}")))
    alone = [
        page
        for paper, imprint in papers
        for page in pages(render(paper, words=WORDS, imprint=imprint))
    ]
    together = pages(render_together(papers, words=WORDS))
    assert [sorted(page.split()) for page in together] == [sorted(page.split()) for page in alone]


def test_papers_drawn_together_share_what_they_have_in_common() -> None:
    papers = [(filled_of("bvpd_application"), IMPRINT)] * 40
    alone = len(render(papers[0][0], words=WORDS, imprint=IMPRINT))
    assert len(render_together(papers, words=WORDS)) < 40 * alone / 10


def test_no_papers_make_no_file() -> None:
    with pytest.raises(ValueError, match="no papers"):
        render_together([], words=WORDS)
