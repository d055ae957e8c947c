"""The sheet of answers: nothing is lost by walking, switching or a power cut."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ui.check import sheet as sheets
from app.ui.check.sheet import Sheet
from app.ui.check.typed import Fault, plain, read, read_money, show_money

DAY = date(2026, 11, 24)
FACTS = ("applicant", "idp_status", "detention", "torture_victim", "birth_date")
answers = st.sampled_from(["yes", "none", True, False, None, 3])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(FACTS), answers),
        st.tuples(st.just("ask"), st.sampled_from(FACTS), st.none()),
        st.tuples(st.just("back"), st.sampled_from(FACTS), st.none()),
        st.tuples(st.just("on"), st.sampled_from(FACTS), st.none()),
        st.tuples(st.just("turn"), st.none(), st.none()),
        st.tuples(st.just("read"), st.none(), st.none()),
    ),
    max_size=40,
)


def walked(sheet: Sheet, step: tuple[str, str, object]) -> Sheet:
    name, fact, value = step
    if name == "answer":
        return sheets.answer(sheet, fact, value)
    if name in ("turn", "read"):
        return sheets.turn(sheet) if name == "turn" else sheets.read_back(sheet)
    return {"ask": sheets.ask, "back": sheets.step_back, "on": sheets.step_on}[name](sheet, fact)


@given(steps)
@settings(max_examples=300, deadline=None)
def test_only_an_answer_changes_an_answer(walk: list[tuple[str, str, object]]) -> None:
    sheet, told = Sheet(on=DAY), {}
    for step in walk:
        sheet = walked(sheet, step)
        if step[0] == "answer":
            told[step[1]] = step[2]
    assert dict(sheet.given) == told
    assert sheet.known == {fact: value for fact, value in told.items() if value is not None}


def test_not_known_is_an_answer_and_not_the_same_as_not_asked() -> None:
    sheet = sheets.answer(Sheet(on=DAY), "idp_status", None)
    assert "idp_status" in sheet.given
    assert not sheet.known
    assert not sheet.empty
    assert sheets.forget(sheet, "idp_status").empty


def test_back_walks_through_the_answers_and_keeps_them() -> None:
    sheet = Sheet(on=DAY)
    for fact in FACTS[:3]:
        sheet = sheets.answer(sheet, fact, "none")
    back = sheets.step_back(sheet, "birth_date")
    assert back.asked == "detention"
    assert sheets.step_back(back, "detention").asked == "idp_status"
    assert sheets.step_on(back, "detention").asked == ""
    assert back.given == sheet.given


def test_a_draft_gives_back_the_whole_sheet() -> None:
    sheet = sheets.answer(Sheet(on=DAY), "income_group", "able_bodied")
    sheet = sheets.answer(sheet, "income_six_months", (Decimal("1.50"),) * 6)
    sheet = sheets.answer(sheet, "torture_victim", None)
    sheet = sheets.write(sheet, "age", "4")
    sheet = replace(sheet, guided=True, chosen="idp", topic="income", asked="age")
    kept = sheets.to_draft(sheet, {fact: plain(value) for fact, value in sheet.given.items()})
    assert sheets.from_draft(kept, sheet.given) == replace(sheet, typed=dict(sheet.typed))
    assert kept["given"]["income_six_months"] == ["1.50"] * 6  # type: ignore[index]


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_money_is_read_back_as_it_is_shown(amount: Decimal) -> None:
    assert read_money(show_money(amount)) == amount


def test_money_is_read_in_the_spellings_of_people() -> None:
    for text in ("4200,5", "4 200,50", "4200.50 грн", "4\u00a0200,50₴"):
        assert read_money(text) == Decimal("4200.50")
    for text in ("", "багато", "1,234", "-5", "1e3", "9" * 13):
        assert read_money(text) is None


def test_numbers_and_dates_out_of_reason_are_told() -> None:
    assert read("int", "40", today=DAY, least=0, most=130) == 40
    assert read("int", "131", today=DAY, least=0, most=130) == Fault(
        "check.bad.range", {"least": 0, "most": 130}
    )
    assert isinstance(read("int", "сорок", today=DAY, least=None, most=None), Fault)
    assert read("date", "7 березня 1986", today=DAY, least=None, most=None) == date(1986, 3, 7)
    assert isinstance(read("date", "31.02.1986", today=DAY, least=None, most=None), Fault)
    assert isinstance(read("money", "багато", today=DAY, least=None, most=None), Fault)
