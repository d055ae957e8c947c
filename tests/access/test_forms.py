"""A20: each form as a PDF says what it is, in which language, and reads from top to bottom."""

from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest

from app.content import words_catalogue
from app.core.words import Language, Words
from app.forms.declension import derive
from app.forms.fill import fill
from app.forms.model import Filled
from app.forms.render import INK, SHADE, render
from app.ui.theme.tokens import contrast
from tests.forms.shipped import IDS, example_of, shipped

WORDS = Words(words_catalogue.load())
PAPERS = [(name, language) for name in IDS for language in shipped(name).languages]
Place = tuple[float, float, float, float]


def filled_of(name: str, language: Language) -> Filled:
    form = shipped(name)
    return fill(form, derive(form, example_of(name)), words=WORDS, language=language)


def jumps(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Where a reader, who takes the words in their order in the file, would go up again."""
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        places: list[Place] = [text.get_rect(at) for at in range(text.count_rects())]
        for before, after in pairwise(places):
            if after[1] > before[3] and after[0] < before[2]:
                here, there = (text.get_text_bounded(*place)[:30] for place in (before, after))
                yield f"page {number}: up from {here!r} to {there!r}"


@pytest.mark.covers("A20", "X6")
@pytest.mark.parametrize(("name", "language"), PAPERS)
def test_a_form_tells_its_title_and_language_and_reads_downwards(
    name: str, language: Language
) -> None:
    filled = filled_of(name, language)
    for large in (False, True):
        pdf = render(filled, words=WORDS, large_print=large)
        assert f"/Lang ({filled.language})".encode() in pdf
        document = pypdfium2.PdfDocument(pdf)
        try:
            title = document.get_metadata_value("Title")
            assert filled.form.title.of(filled.language) in title
            assert document[0].get_textpage().count_chars() > 100
            assert not list(jumps(document))
        finally:
            document.close()


@pytest.mark.covers("A20")
def test_what_is_filled_in_stands_out_from_the_paper_and_from_grey_boxes() -> None:
    ink, shade = f"#{INK.hexval()[2:]}", f"#{SHADE.hexval()[2:]}"
    assert contrast(ink, "#ffffff") >= 7
    assert contrast(ink, shade) >= 4.5
