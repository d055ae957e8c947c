"""Telephone numbers in all usual spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.phones import code_exists, is_kept_form, masked_phone, read_phone, show_phone


@pytest.mark.parametrize(
    "text",
    [
        "050 123 45 67",
        "(050) 123-45-67",
        "8 050 123 45 67",
        "80501234567",
        "8-050-123-45-67",
        "380501234567",
        "+380 (50) 123 45 67",
        "501234567",
        "00380501234567",
        "０50 123 4567",
        "\u202a+380501234567\u202c",
    ],
)
def test_one_number_in_many_spellings(text: str) -> None:
    assert read_phone(text) == "+380501234567"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("+48 601 234 567", "+48601234567"),
        ("(044) 222-33-44 дод. 12", "+380442223344;ext=12"),
        ("044 222 33 44, вн 7", "+380442223344;ext=7"),
    ],
)
def test_foreign_numbers_and_extensions(text: str, kept: str) -> None:
    assert read_phone(text) == kept
    assert is_kept_form(kept)
    assert code_exists(kept)


@pytest.mark.parametrize(
    "text", ["112", "050 123 45 6", "0", "", "немає", "05012345678901", "+999 1", "😀"]
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_phone(text) is None


def test_a_code_that_nobody_has() -> None:
    unusual = read_phone("039 000 00 00")
    assert unusual is None or is_kept_form(unusual)
    assert not code_exists("+380290000000")


def test_numbers_for_people() -> None:
    assert show_phone("+380501234567") == "+380 50 123 45 67"
    assert show_phone("+380442223344;ext=12") == "+380 44 222 33 44 #12"
    assert show_phone("+48601234567") == "+48 601 234 567"
    assert show_phone("нема") == "нема"
    assert masked_phone("+380501234567") == "… 67"
    assert masked_phone("12") == "…"


@given(st.integers(0, 10**7 - 1), st.sampled_from(["50", "63", "67", "73", "93", "99"]))
def test_every_mobile_number_is_kept_once(number: int, code: str) -> None:
    kept = f"+380{code}{number:07d}"
    assert read_phone(f"0{code} {number:07d}") == kept
    assert read_phone(kept) == kept
    assert read_phone(show_phone(kept)) == kept


@given(st.text())
def test_nothing_makes_it_fall(text: str) -> None:
    read_phone(text)
    masked_phone(text)
    show_phone(text)
