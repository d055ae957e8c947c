"""One normaliser for what is stored and what is asked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.names import (
    clean,
    clean_lines,
    fold,
    forgive,
    from_latin,
    initials,
    other_layout,
    sort_key,
    twins_of,
)

UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"


@pytest.mark.covers("F85")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Лук’янчук", "лук'янчук"),
        ("Лукʼянчук", "Лук`янчук"),
        ("Лук’янчук", "ЛУКЯНЧУК"),
        ("Ґалаґан", "галаган"),
        ("Нечуй-Левицький", "нечуй  левицький"),
        ("Шeвчeнко", "шевченко"),  # Latin e inside
        ("Шевче\u0301нко", "шевченко"),  # a stress mark
        ("и\u0306ван", "йван"),  # a letter in two pieces
        ("\u202eОлена\u202c", "олена"),
    ],
)
def test_spellings_that_are_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Хима", "Хіма"), ("Ілля", "Илля"), ("Єва", "Ева")])
def test_exact_keys_keep_letters_apart_and_forgiving_ones_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert forgive(fold(one)) == forgive(fold(other))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert forgive(forgive(once)) == forgive(once)
    assert "  " not in once
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in once)
    once.encode()


@given(st.text())
def test_cleaning_twice_changes_nothing_and_can_be_written(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()
    assert once == once.strip()
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(st.text(UKRAINIAN + "'’ʼ -", min_size=1), st.text(UKRAINIAN))
def test_a_beginning_stays_a_beginning(start: str, rest: str) -> None:
    begun, whole = fold(start), fold(start + rest)
    assert whole.startswith(begun)
    assert forgive(whole).startswith(forgive(begun))


@given(st.text(UKRAINIAN + UKRAINIAN.upper()))
def test_the_other_layout_comes_back(text: str) -> None:
    assert other_layout(other_layout(text)) == text


@pytest.mark.covers("3-021", "F83")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("itdxtyrj", "шевченко"),
        ("Jktyf", "Олена"),
        ("[vtkmybwmrbq", "хмельницький"),
        ("щдутф", "olena"),
    ],
)
def test_the_wrong_layout_is_understood(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@pytest.mark.covers("F84")
@pytest.mark.parametrize(
    ("latin", "meant"),
    [
        ("Shevchenko", "шевченко"),
        ("Olena", "олена"),
        ("Yevhen", "євген"),
        ("Yuliia", "юлія"),
        ("Shcherbakivskyi", "щербаківскиі"),
        ("Zghurskyi", "згурскиі"),
    ],
)
def test_latin_spellings_are_read_back(latin: str, meant: str) -> None:
    assert forgive(from_latin(latin)) == forgive(meant)


def test_latin_capitals_that_look_cyrillic() -> None:
    assert fold(twins_of("POMAH")) == fold("РОМАН")


def test_initials_skip_what_is_not_there() -> None:
    assert initials("Олена", "", "Іванівна") == "О.\u00a0І."


def test_names_are_sorted_by_the_ukrainian_alphabet() -> None:
    right = [
        "Ганна",
        "Ґедзь",
        "Дарина",
        "Ева",
        "Єва",
        "Жук",
        "Иван",
        "Ілля",
        "Їжак",
        "Йосип",
        "Яна",
    ]
    assert sorted(set(right), key=sort_key) == right
    assert sort_key("Мар’яна") == sort_key("Маряна")
