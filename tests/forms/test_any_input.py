"""Whatever is typed or sent: a paper, or an error that names the fault; never anything else."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content import words_catalogue
from app.core.errors import InputError
from app.core.words import Words
from app.forms.declension import derive
from app.forms.fill import fill
from app.forms.model import FieldKind
from app.forms.render import render
from tests.forms.paper import solid, text
from tests.forms.shipped import FORMS, IDS, example_of, shipped

Made = TypeVar("Made")
WORDS = Words(words_catalogue.load())
NAMES = sorted({field.name for form in FORMS.values() for field in form.fields})
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
CALM = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def tried(work: Callable[[], Made]) -> Made | InputError:
    """What comes out, or the error that a person is told; anything else is a bug."""
    try:
        return work()
    except InputError as problem:
        return problem


@CALM
@given(
    st.sampled_from(IDS), st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=9), ANYTHING)
)
def test_values_of_any_shape_are_taken_or_named(name: str, values: dict[str, object]) -> None:
    form = shipped(name)
    filled = tried(lambda: fill(form, derive(form, values), words=WORDS))
    if isinstance(filled, InputError):
        assert filled.code == "form.wrong_values"
        assert filled.faults
    else:
        assert set(filled.missing) <= {field.name for field in form.fields if field.required}


@CALM
@given(st.sampled_from(IDS), st.text(max_size=400), st.booleans())
def test_any_letters_are_drawn_or_named(name: str, typed: str, large: bool) -> None:
    form = shipped(name)
    texts = [one.name for one in form.fields if one.kind in (FieldKind.TEXT, FieldKind.LONG)]
    values = {**example_of(name), **dict.fromkeys(texts, typed)}
    filled = fill(form, derive(form, values), words=WORDS)
    pdf = tried(lambda: render(filled, words=WORDS, large_print=large))
    if isinstance(pdf, InputError):
        assert pdf.code == "form.letter_missing"
        assert pdf.faults
    else:
        assert pdf.startswith(b"%PDF-")


LONG = st.text(alphabet="абвгґдеєжиіїюя ’ʼ№«»—-", min_size=200, max_size=900)


@CALM
@given(LONG)
def test_a_long_value_stands_whole_somewhere_on_the_paper(story: str) -> None:
    form = shipped("bvpd_application")
    values = {**example_of("bvpd_application"), "essence": story}
    filled = fill(form, derive(form, values), words=WORDS)
    # The reader takes a hyphen at the end of a line for one that the writer put there.
    said = solid(text(render(filled, words=WORDS))).replace("-", "").replace("\ufffe", "")
    assert solid(filled.shown("essence").text).replace("-", "") in said
