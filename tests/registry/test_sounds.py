"""One name in the spellings of all passports, and of people."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.keys import keys_of
from app.registry.model import Card
from app.registry.names import fold
from app.registry.places import places_asked, places_in
from app.registry.same_names import first_spelling, is_patronymic, same_name, spellings_of
from app.registry.sounds import level, sound

UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"


def one_name(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    return sound(first) == sound(second) or same_name(first, second)


@pytest.mark.covers("F84", "F85", "W11")
@pytest.mark.parametrize(
    "spellings",
    [
        "Сергій Сергей Serhii Sergiy Sergey Serhij Sergei Sergueï Serhiy",
        "Євген Евгений Yevhen Evgen Ievgen Jewhen Yevgeny Evgeniy",
        "Олександр Александр Oleksandr Aleksandr Alexandr Olexandr Alieksandr",
        "Юлія Юлия Yuliia Yuliya Iuliia Julija Yulia",
        "Дмитро Дмитрий Dmytro Dmitry Dmitriy Dmitrii",
        "Микола Николай Mykola Nikolay Nikolai",
        "Шевченко Shevchenko Chevtchenko Szewczenko Ševčenko Schewtschenko",
        "Щербак Shcherbak Scherbak Ščerbak Szczerbak",
        "Хмельницький Хмельницкий Khmelnytskyi Khmelnitskiy Khmelnitskii Hmelnytskyy",
        "Цимбалюк Tsymbaliuk Tsymbalyuk Cymbaljuk",
        "Згурський Zghurskyi Zgurskiy",
        "Миколаївна Николаевна Mykolaivna Nikolaevna",
        "Сергійович Сергеевич Serhiiovych Sergeevich",
        "Яковлєва Яковлева Yakovlieva Iakovleva",
    ],
)
def test_all_spellings_are_one_name(spellings: str) -> None:
    first, *others = spellings.split()
    assert [other for other in others if not one_name(first, other)] == []


@pytest.mark.covers("F87")
@pytest.mark.parametrize(
    ("one", "other"),
    [("Марія", "Марина"), ("Олена", "Ольга"), ("Іван", "Ігор"), ("Іванівна", "Ігорівна")],
)
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert not one_name(one, other)


def test_short_names_and_patronymics() -> None:
    assert "саша" in spellings_of("олександр")
    assert first_spelling("николай") == first_spelling("mykola") == "микола"
    assert is_patronymic("олексіївна")
    assert is_patronymic("sergeevich")
    assert not is_patronymic("густина")


def seen_otherwise(name: str, chance: int) -> str:
    """The same to the eye: stress marks, signs of no width, letters in pieces, Latin twins."""
    place = 1 + chance % max(1, len(name) - 1)
    twins = str.maketrans("аеіорсу", "aeiopcy")
    return (
        re.sub("([аеиоуяюєі])", "\\1\u0301", name, count=1),
        name[:place] + "\u200b\u2060" + name[place:],
        unicodedata.normalize("NFD", name),
        name[0] + name[1:place].translate(twins) + name[place:],
    )[chance % 4]


@pytest.mark.covers("F85")
@given(st.text(UKRAINIAN, min_size=4, max_size=12), st.integers(0, 400), st.integers(0, 400))
def test_signs_that_cannot_be_seen_make_no_difference(name: str, kept: int, asked: int) -> None:
    card = Card(surname=seen_otherwise(name.title(), kept), given_name="Оксана")
    other = replace(card, surname=seen_otherwise(name.title(), asked))
    assert fold(card.surname) == fold(other.surname) == fold(name)
    rows = [{row[:2] for row in keys_of("c", one, "95R-F7N-D63").keys} for one in (card, other)]
    assert rows[0] == rows[1]
    assert level(level(name)) == level(name)


@given(st.text(max_size=30))
def test_no_text_makes_it_fall(text: str) -> None:
    for word in fold(text).split():
        sound(word).encode()
        same_name(word, "олена")


@pytest.mark.covers("W11")
def test_a_town_is_asked_for_under_all_its_names() -> None:
    assert "дніпро" in places_asked("Дніпропетровськ")
    assert "бахмут" in places_asked("Артемовск")
    assert "артемівськ" in places_asked("Бахмут")
    assert places_in("49000, м. Кривий Ріг, вул. Миру, 5") == ("кривийріг",)
    assert places_in("Бровари, вул. Київська, 1") == ("бровари",)
    assert places_in("") == ()
