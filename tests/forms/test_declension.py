import pytest

from app.forms.declension import (
    derive,
    name_in_case,
    split,
    uncertain,
    under_signature,
    with_initials,
)
from tests.forms.shipped import shipped

NAMES = [
    ("Соняшник Олена Іванівна", "female", "Соняшник Олени Іванівни", "Соняшник Олені Іванівні"),
    ("Ґалаґан Євген Ілліч", "male", "Ґалаґана Євгена Ілліча", "Ґалаґану Євгену Іллічу"),
    ("Шевченко Тарас Григорович", "male", "Шевченка Тараса Григоровича", None),
    ("Шевченко Олена Іванівна", "female", "Шевченко Олени Іванівни", None),
    ("Гілка Марта Петрівна", "female", "Гілки Марти Петрівни", "Гілці Марті Петрівні"),
    ("Мороз Марʼяна Юріївна", "unknown", "Мороз Марʼяни Юріївни", None),
    ("Чорний Лев Ігорович", "unknown", "Чорного Лева Ігоровича", None),
]


@pytest.mark.covers("F73")
@pytest.mark.parametrize(("nominative", "sex", "genitive", "dative"), NAMES)
def test_names_stand_in_the_case_that_the_paper_wants(
    nominative: str, sex: str, genitive: str, dative: str | None
) -> None:
    name = split(nominative)
    assert name
    made = name_in_case(name, "genitive", sex=sex)
    assert (made.text, made.certain) == (genitive, True)
    if dative:
        assert name_in_case(name, "dative", sex=sex).text == dative


@pytest.mark.parametrize("full", ["Коваль", "Smith John", "Нгуєн Ван Тхань Лонг Хо", "小林"])
def test_a_name_that_is_not_sure_stays_as_it_is_and_says_so(full: str) -> None:
    form = shipped("bvpd_application")
    values = derive(form, {"full_name": full})
    assert values["full_name_genitive"] == full
    assert "full_name_genitive" in uncertain(form, values)


def test_what_was_corrected_by_hand_stays() -> None:
    form = shipped("bvpd_application")
    values = derive(
        form, {"full_name": "Smith John", "full_name_genitive": "Сміта Джона"}, sex="male"
    )
    assert values["full_name_genitive"] == "Сміта Джона"
    assert uncertain(form, values) == ()


def test_the_name_under_a_signature_and_with_initials() -> None:
    name = split("Щербаківʼюк-Їжакевич Марʼяна Юріївна")
    assert name
    assert under_signature(name) == "Марʼяна ЩЕРБАКІВʼЮК-ЇЖАКЕВИЧ"
    assert with_initials(name) == "Щербаківʼюк-Їжакевич\u00a0М.\u00a0Ю."
    eastern = split("Мамедов Алі Рустам огли")
    assert eastern
    assert eastern.patronymic == "Рустам огли"
    assert split("") is None
