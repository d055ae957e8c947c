"""Passphrases: what everybody tries first is refused in every spelling, all else is taken."""

import random
import unicodedata
from itertools import product

import pytest

from app.core.errors import InputError
from app.core.ids import SystemIds
from app.core.paths import resources
from app.vault import passphrases
from app.vault.passphrases import ENOUGH, LONGEST, SHORTEST, check, worth

LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
CYRILLIC = "йцукенгшщзхїфівапролджєячсмитьбю"
OFFICE = ("Бюро «Липове»", "вул. Соборна, 7, Полтава", "Марта Гілка")
COMMON = [
    word
    for word in (resources() / "directory" / "common_secrets.txt").read_text("utf-8").split()
    if len(word) > 3
]


def shifted(phrase: str) -> str:
    return phrase.translate(str.maketrans(CYRILLIC + LATIN, LATIN + CYRILLIC))


def spellings(word: str) -> list[str]:
    """One word that everybody knows, drawn out to a length that is asked for."""
    long = [
        word * (SHORTEST // len(word) + 1),
        f"{word} 1234567890 2024!",
        f"{word.capitalize()}-{word.upper()}-{word}-1991",
        f"2022{word}qwertyuiop",
        f"{word} україна 12345",
        f"{word}!!!!!!!!!!!!!!!",
    ]
    return [spelt for one in long for spelt in (one, shifted(one))]


def samples() -> list[str]:
    chance = random.Random(4)
    words = chance.sample(COMMON, 90)
    return [spelt for word in words for spelt in spellings(word) if len(spelt) >= SHORTEST]


@pytest.mark.covers("F105")
def test_a_thousand_common_phrases_are_refused() -> None:
    weak = samples()
    assert len(weak) >= 1000
    assert not [phrase for phrase in weak if worth(phrase) >= ENOUGH]


def test_a_thousand_drawn_phrases_are_taken() -> None:
    for _ in range(1000):
        phrase = passphrases.suggest(SystemIds())
        assert len(set(phrase.split())) == 5
        check(phrase, known=OFFICE)


@pytest.mark.parametrize(
    "phrase",
    [
        "gfhjkmgfhjkmgfhjkm",
        "пароль для роботи",
        "слава україні 2024!",
        "P@ssw0rdP@ssw0rd",
        "qazwsxedcrfvtgb",
        "йцукенгшщзхї12345",
        "марта гілка марта",
        "бюро липове полтава",
        "Полтава Соборна 2026",
        "приймальня бюро 1",
        "<.hj Kbgjdt Vfhnf",
        "111111111111111111",
        "               ",
        "абабабабабабабаб",
    ],
)
def test_names_rows_repeats_and_other_layouts_are_known(phrase: str) -> None:
    with pytest.raises(InputError, match=r"passphrase\.common"):
        check(phrase, known=OFFICE)


@pytest.mark.parametrize(
    "phrase",
    [
        "сова рахує сухі дрова",
        "correct horse battery staple",
        "384105927364518",
        "дуже довга пісня про млин" * 5,
        "ж" + "їґ" * 7 + "знаки мішаються",
        "Привіт, сусідко з третього поверху",
        "🦉 летить над містечком",
    ],
)
def test_there_are_no_rules_about_which_signs(phrase: str) -> None:
    check(phrase, known=OFFICE)


def test_length_is_counted_in_signs_and_nothing_is_cut() -> None:
    decomposed = unicodedata.normalize("NFD", "її й її й її йї")
    assert len(decomposed) > SHORTEST
    with pytest.raises(InputError, match=r"passphrase\.common"):
        check(decomposed)
    with pytest.raises(InputError, match=r"passphrase\.too_short"):
        check(decomposed[:20])
    words = "".join(f"слово{a}{b} " for a, b in product("абвгдежз", repeat=2))
    check(words[:LONGEST])
    with pytest.raises(InputError, match=r"passphrase\.too_long"):
        check(words[: LONGEST + 1])
    assert LONGEST >= 128


def test_the_words_are_many_plain_and_all_different() -> None:
    words = passphrases.plain_words()
    assert len(set(words)) == len(words) == 2064, "the docstring of `suggest` names the number"
    assert all(3 <= len(word) <= 10 for word in words)
    assert set("".join(words)) <= set("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
