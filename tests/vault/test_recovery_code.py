"""The printed code: what a tired person types from paper is understood, slips are caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import VaultError
from app.vault import recovery_code
from app.vault.recovery_code import ALPHABET


@given(st.randoms(use_true_random=False), st.sampled_from(("-", " ", "", " – ", "\n")))
def test_any_spacing_and_case_is_read(chance: object, between: str) -> None:
    code = recovery_code.new()
    typed = between.join(code.lower().split("-"))
    assert recovery_code.read(typed) == code.replace("-", "")


def test_letters_of_a_cyrillic_keyboard_that_look_the_same_are_read() -> None:
    code = recovery_code.new()
    typed = code.translate(str.maketrans("ACEHKMPTXY", "АСЕНКМРТХУ"))
    assert recovery_code.read(typed) == code.replace("-", "")


@given(st.integers(0, 31), st.integers(1, 22))
def test_one_wrong_sign_is_always_caught(place: int, shift: int) -> None:
    signs = list(recovery_code.read(recovery_code.new()))
    signs[place] = ALPHABET[(ALPHABET.index(signs[place]) + shift) % len(ALPHABET)]
    with pytest.raises(VaultError) as told:
        recovery_code.read("".join(signs))
    assert told.value.code == "recovery.mistyped"


@given(st.integers(0, 30))
def test_two_neighbours_that_changed_places_are_always_caught(place: int) -> None:
    signs = list(recovery_code.read(recovery_code.new()))
    if signs[place] == signs[place + 1]:
        return
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    with pytest.raises(VaultError):
        recovery_code.read("".join(signs))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "recovery.wrong_length"),
        ("ACDE-FHJK", "recovery.wrong_length"),
        ("O" * 32, "recovery.strange_sign"),
        ("Щ" * 32, "recovery.strange_sign"),
    ],
)
def test_other_slips_are_named(typed: str, code: str) -> None:
    with pytest.raises(VaultError) as told:
        recovery_code.read(typed)
    assert told.value.code == code


def test_codes_do_not_repeat() -> None:
    assert len({recovery_code.new() for _ in range(200)}) == 200
