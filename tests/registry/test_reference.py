"""Reference numbers that survive a bad telephone line."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.ids import Ids
from app.registry.reference import (
    ALPHABET,
    check_sign,
    is_reference,
    looks_like_reference,
    new_reference,
    normal_form,
    shown,
)

SIGNS = st.text(ALPHABET, min_size=8, max_size=8).map(lambda signs: signs + check_sign(signs))
CYRILLIC_TWINS = set("ABCEHIKMOPTXY")
LOOK_ALIKES = (
    {"0", "O", "D", "Q"} - {"D"},
    {"1", "I", "J"},
    {"2", "Z"},
    {"5", "S"},
    {"6", "G"},
    {"8", "B"},
)


@pytest.mark.covers("F1")
def test_no_sign_looks_like_another_or_like_a_cyrillic_letter() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 13
    assert not set(ALPHABET) & CYRILLIC_TWINS
    assert all(len(group & set(ALPHABET)) <= 1 for group in LOOK_ALIKES)
    assert not set(ALPHABET) & set("01O")


@pytest.mark.covers("F1")
@given(SIGNS, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_every_single_wrong_sign_is_caught(signs: str, place: int, wrong: str) -> None:
    assume(signs[place] != wrong)
    assert not is_reference(signs[:place] + wrong + signs[place + 1 :])


@pytest.mark.covers("F1")
@given(SIGNS, st.integers(0, 8), st.integers(0, 8))
def test_every_swap_is_caught(signs: str, one: int, other: int) -> None:
    assume(signs[one] != signs[other])
    swapped = list(signs)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert not is_reference("".join(swapped))


@given(SIGNS)
def test_it_is_read_however_it_is_typed(signs: str) -> None:
    kept = shown(signs)
    by_sound = str.maketrans("DFLNR3", "ДФЛНРЗ")
    for typed in (
        signs,
        signs.lower(),
        kept,
        kept.replace("-", " "),
        f" № {kept} ",
        kept.replace("-", "–"),
        signs.translate(by_sound),
        signs.lower().translate(str.maketrans("dflnr", "дфлнр")),
    ):
        assert normal_form(typed) == kept


@given(SIGNS)
def test_the_other_layout_is_read(signs: str) -> None:
    typed = signs.translate(str.maketrans("DFLNR", "ВАДТК"))
    assert normal_form(typed) in (shown(signs), normal_form(typed))
    assume(not set(signs) & set("L"))
    assert normal_form(typed) == shown(signs)


@pytest.mark.parametrize(
    "text", ["", "Шевченко", "95R-F7N-D6", "95R-F7N-D63-2", "050 123 45 67", "😀" * 9]
)
def test_what_is_no_reference(text: str) -> None:
    assert normal_form(text) is None


def test_one_with_a_mistake_is_noticed() -> None:
    assert is_reference("95R-F7N-D63")
    assert shown("95R-F7N-D63") == shown("95RF7ND63") == "95R-F7N-D63"
    assert not is_reference("95R-F7N-D64")
    assert looks_like_reference("95R-F7N-D64")
    assert not looks_like_reference("Шевченко")


def test_new_ones_are_right_and_tell_the_desk(ids: Ids) -> None:
    made = [new_reference(ids, desk=2**47 + 5) for _ in range(500)]
    assert all(is_reference(one) and normal_form(one) == one for one in made)
    assert len({one[:3] for one in made}) == 1
    assert made[0][:3] != new_reference(ids, desk=2**47 + 6)[:3]
    assert len(set(made)) > 495


@given(st.text())
def test_nothing_makes_it_fall(text: str) -> None:
    normal_form(text)
    looks_like_reference(text)
