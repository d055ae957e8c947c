from dataclasses import replace
from typing import Any

import pytest

from app.core.errors import InputError
from app.core.words import Words
from app.forms.fill import empty, fill
from app.forms.letters import clean
from tests.forms.shipped import example_of, shipped

F1 = shipped("bvpd_application")
EXAMPLE: dict[str, Any] = example_of("bvpd_application")


def faults(words: Words, **values: object) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        fill(F1, values, words=words)
    assert caught.value.code == "form.wrong_values"
    return caught.value.faults


def test_what_is_required_and_empty_is_named(words: Words) -> None:
    filled = fill(F1, {**EXAMPLE, "essence": "  ", "categories": [], "contacts": None}, words=words)
    assert filled.missing == ("contacts", "essence", "categories")
    assert not fill(F1, EXAMPLE, words=words).missing


def test_all_faults_are_told_at_once(words: Words) -> None:
    told = faults(
        words,
        essense="x",
        something="x",
        centre=5,
        birth_date="1986-02-30",
        services=["defense"],
        categories="одна",
        attachments=[{"paper": "копія", "sheets": "two"}],
    )
    assert len(told) == 7
    assert "essence" in told[0]
    assert "defence, representation, drafting" in " ".join(told)


@pytest.mark.parametrize(
    "rows", ["text", [5], [{"colour": "x"}], [{"sheets": -1}], [{"sheets": True}], [{"form": "x"}]]
)
def test_rows_of_the_wrong_shape_are_refused(words: Words, rows: object) -> None:
    assert len(faults(words, attachments=rows)) == 1


def test_dates_are_written_as_custom_wants_them(words: Words) -> None:
    consent = shipped("consent")
    values = {"birth_date": "1986-03-07", "consent_date": "2026-11-24"}
    ukrainian = fill(consent, values, words=words)
    assert ukrainian.shown("birth_date").text == "07.03.1986"
    assert ukrainian.shown("consent_date").text == "«24» листопада 2026 року"
    english = fill(consent, values, words=words, language="en")
    assert english.shown("consent_date").text == "24 November 2026"


def test_ticks_stand_in_the_order_of_the_form(words: Words) -> None:
    filled = fill(F1, {"services": ["drafting", "defence"]}, words=words)
    assert filled.shown("services").chosen == ("defence", "drafting")


def test_a_form_speaks_only_its_languages(words: Words) -> None:
    with pytest.raises(InputError, match=r"form\.no_language"):
        fill(F1, {}, words=words, language="en")
    with pytest.raises(InputError, match=r"form\.no_language"):
        empty(F1, language="en")


def test_the_control_word_follows_values_and_edition(words: Words) -> None:
    one = fill(F1, EXAMPLE, words=words).control
    assert one == fill(F1, dict(reversed(EXAMPLE.items())), words=words).control
    assert one != fill(F1, {**EXAMPLE, "rnokpp": "3149900011"}, words=words).control
    assert one != fill(replace(F1, edition="2027-01"), EXAMPLE, words=words).control
    assert not set(one) - set("23456789DFGLNRUW-")


@pytest.mark.parametrize(
    ("typed", "paper"),
    [
        ("\u202eОлена\u200b \u200fСоняшник\ufeff", "Олена Соняшник"),
        ("Соня\u00adшник", "Соняшник"),
        (" Олена\t\tІ. \n Соняшник ", "Олена І. Соняшник"),
        ("№\u202f5", "№\u00a05"),
        ("и\u0306", "й"),
        ("Щербак\u2011Їжак", "Щербак-Їжак"),
        ("а\x00б", "аб"),
        ("\ud800", "\ufffd"),
    ],
)
def test_invisible_marks_go_and_odd_spaces_become_plain(typed: str, paper: str) -> None:
    assert clean(typed) == paper


def test_long_text_keeps_its_paragraphs() -> None:
    assert clean("\n раз \r\n\r\n два\u2028три \n", lines=True) == "раз\n\nдва\nтри"
