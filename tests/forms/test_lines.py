from hypothesis import given
from hypothesis import strategies as st

from app.forms.lines import fit, longest, wrap


def each_ten(text: str) -> float:
    return 10.0 * len(text)


def test_words_stay_whole_and_lines_stay_within_the_width() -> None:
    assert wrap("один два три", 80, each_ten) == ("один два", "три")


def test_a_word_longer_than_the_line_is_cut_but_not_after_a_hyphen() -> None:
    assert wrap("абв-гдеж", 40, each_ten) == ("абв", "-где", "ж")


def test_a_telephone_number_is_not_torn() -> None:
    assert wrap("тел. 0 800 000 000", 140, each_ten) == ("тел.", "0 800 000 000")


def test_a_short_first_line_is_left_empty_rather_than_cut_a_word() -> None:
    assert wrap("Щербаківʼюк", 110, each_ten, first=50) == ("", "Щербаківʼюк")


def test_line_breaks_of_the_text_are_kept() -> None:
    assert wrap("раз\n\nдва", 100, each_ten) == ("раз", "", "два")


def test_what_does_not_fit_ends_with_the_tail() -> None:
    lines, longer = fit("один два три чотири пʼять шість", 130, each_ten, most=2, tail="далі")
    assert longer
    assert lines == ("один два три", "чотири… далі")
    assert fit("один", 120, each_ten, most=2, tail="далі") == (("один",), False)


def test_a_word_without_end_does_not_cost_its_square() -> None:
    assert sum(len(line) for line in wrap("ж" * 200_000, 4000, each_ten)) == 200_000


WORDS = st.lists(st.text(alphabet="абґєїʼ-", min_size=1, max_size=30), min_size=0, max_size=30).map(
    " ".join
)


@given(WORDS, st.integers(30, 400), st.integers(10, 400))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, width: int, first: int) -> None:
    first = min(first, width)
    lines = wrap(text, width, each_ten, first=first)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert each_ten(lines[0]) <= first
    assert all(each_ten(line) <= width for line in lines)


@given(st.text(alphabet="аб-", min_size=1, max_size=60), st.integers(10, 700))
def test_the_longest_part_is_at_least_one_letter(text: str, width: int) -> None:
    cut = longest(text, width, each_ten)
    assert 1 <= cut <= len(text)
    assert cut == 1 or each_ten(text[:cut]) <= width
