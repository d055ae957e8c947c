"""Texts in two languages, and how they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.words import Catalogue, Text, Words, plural

CATALOGUE: Catalogue = {
    "greeting": {"uk": "Добрий день, {name}", "en": "Good day, {name}"},
    "braces": {"uk": "{як є}", "en": "{as is}"},
    "cases": {
        "uk": {"one": "{n} справа", "few": "{n} справи", "many": "{n} справ"},
        "en": {"one": "{n} case", "other": "{n} cases"},
    },
}


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "many"), (1, "one"), (2, "few"), (4, "few"), (5, "many"), (11, "many"), (12, "many"),
     (14, "many"), (21, "one"), (22, "few"), (111, "many"), (121, "one"), (-1, "one")],
)  # fmt: skip
def test_ukrainian_counts_as_people_speak(number: int, form: str) -> None:
    assert plural(number, "uk") == form


@given(st.integers())
def test_english_knows_one_and_the_rest(number: int) -> None:
    assert plural(number, "en") == ("one" if abs(number) == 1 else "other")


def test_the_language_changes_at_once_and_listeners_hear_of_it() -> None:
    words = Words(CATALOGUE, "uk")
    heard = []
    words.on_change(lambda: heard.append(words.language))
    assert words("greeting", name="Олено") == "Добрий день, Олено"
    words.speak("en")
    words.speak("en")
    assert words("greeting", name="Olena") == "Good day, Olena"
    assert heard == ["en"]
    assert words.of(Text(uk="так", en="yes")) == "yes"
    assert words.in_language("uk", "cases", n=22) == "22 справи"


def test_a_text_without_values_is_left_as_it_is() -> None:
    assert Words(CATALOGUE)("braces") == "{як є}"


def test_what_is_no_text_is_a_bug() -> None:
    words = Words(CATALOGUE)
    assert not words.has("nothing")
    with pytest.raises(KeyError):
        words("nothing")
    with pytest.raises(TypeError):
        words("cases", n="багато")
