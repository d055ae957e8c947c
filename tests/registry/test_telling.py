"""A hint before words about the program leave the office: do they tell of a person?"""

import pytest

from app.registry.telling import Telling, telling


@pytest.mark.covers("F132", "F114")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Мало місця для адреси", ()),
        ("У Соняшник поле порожнє", (Telling.NAME,)),
        ("не знаходить СОНЯШНИКОВІ документ", (Telling.NAME,)),
        ("телефон 050 000 12 34 не влазить", (Telling.NUMBER,)),
        ("дата 07.03.1986 не читається", (Telling.DATE,)),
        ("пошта a@b.ua обрізана", (Telling.MAIL,)),
        ("на екрані 1366x768 тісно, 200 %", ()),
        ("сонячно тут", ()),
    ],
)
def test_what_may_tell_who_somebody_is(text: str, found: tuple[Telling, ...]) -> None:
    assert telling(text, ("Соняшник", "Олена", "")) == found
