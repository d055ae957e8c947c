"""How strong a passphrase is, in words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.sign_in.strength import Strength, strength
from app.vault.passphrases import SHORTEST

RANK = [Strength.SHORT, Strength.WEAK, Strength.FAIR, Strength.STRONG]


@pytest.mark.parametrize(
    ("phrase", "judged"),
    [
        ("", Strength.SHORT),
        ("коротка", Strength.SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("123123123123123123", Strength.WEAK),
        ("бюро липове марта гілка", Strength.WEAK),
        ("вечірнямелодія", Strength.SHORT),
        ("вечірня мелодія", Strength.FAIR),
        ("сова рахує сухі дрова", Strength.STRONG),
    ],
)
def test_it_judges_length_variety_and_what_everybody_knows(phrase: str, judged: Strength) -> None:
    assert strength(phrase, known=("Бюро «Липове»", "Бюро Липове", "Марта Гілка")) is judged


@given(st.text(), st.text())
def test_anything_typed_is_judged(phrase: str, known: str) -> None:
    judged = strength(phrase, known=(known,))
    assert (judged is Strength.SHORT) == (len(unicodedata.normalize("NFC", phrase)) < SHORTEST)


@given(st.lists(st.sampled_from(["сова", "міст", "лампа", "човен", "дим"]), min_size=4))
def test_another_word_never_makes_it_weaker(words: list[str]) -> None:
    fewer, more = strength(" ".join(words)), strength(" ".join([*words, "яблуко"]))
    assert RANK.index(more) >= RANK.index(fewer)
