"""The palette finds what was meant: in both languages, in the wrong layout, with a slip."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from app.content import words_catalogue
from app.core.words import LANGUAGES, Language, Words
from app.registry.names import fold, other_layout
from app.ui.actions import ACTS, Act, Acts
from app.ui.palette import search
from app.ui.palette.search import Findable
from app.ui.palette.view import Person
from app.ui.shell.window import Shell
from tests.typing_hand import press, type_text
from tests.ui.access import cut_text, faults_of, settle


@pytest.fixture
def findable(words: Words) -> tuple[Findable, ...]:
    return tuple(
        Findable(
            id=act.id,
            names=tuple(words.in_language(way, f"act.{act.id}.name") for way in LANGUAGES),
            helps=tuple(words.in_language(way, f"act.{act.id}.help") for way in LANGUAGES),
        )
        for act in ACTS
    )


@pytest.mark.covers("F124")
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("прийом", "person.new"), ("ghbqjv", "person.new"), ("новий", "person.new"),
        ("друк", "person.print"), ("lher", "person.print"), ("print", "person.print"),
        ("зьште", "person.print"), ("зкште", "person.print"),
        ("темний", "view.dark"), ("dark", "view.dark"),
        ("налаштуваня", "go.settings"), ("sttings", "go.settings"), ("сховати", "app.hide"),
        ("крок наз", "go.back"), ("більші літ", "view.larger"), ("щщщщ", ""),
    ],
)  # fmt: skip
def test_what_was_meant_comes_first(findable: Sequence[Findable], query: str, first: str) -> None:
    found = search.find(query, findable)
    assert (found.ids[0] if found.ids else "") == first


def test_the_wrong_layout_is_said(findable: Sequence[Findable]) -> None:
    assert search.find("ghbqjv", findable).understood == "прийом"
    assert search.find("прийом", findable).understood == ""


def test_recent_acts_come_first(findable: Sequence[Findable]) -> None:
    assert search.find("прийом", findable, ["person.visit"]).ids[0] == "person.visit"
    assert search.find("", findable, ["app.hide"]).ids[0] == "app.hide"
    assert len(search.find("", findable).ids) == search.ROWS
    assert search.remember(("a", "b"), "b") == ("b", "a")


@given(st.sampled_from(ACTS), st.sampled_from(LANGUAGES), st.booleans())
def test_every_act_is_found_by_its_name_in_any_layout(
    act: Act, language: Language, switched: bool
) -> None:
    words = Words(words_catalogue.load())
    name = words.in_language(language, f"act.{act.id}.name")
    known = [
        Findable(id=one.id, names=(words.in_language(language, f"act.{one.id}.name"),))
        for one in ACTS
    ]
    typed = other_layout(name) if switched else name
    assert act.id in search.find(typed, known).ids


def keys_to(act: Act, language: Language, findable: Sequence[Findable], *, switched: bool) -> int:
    """The fewest letters and arrows that bring this act under Enter."""
    words = Words(words_catalogue.load())
    name = fold(words.in_language(language, f"act.{act.id}.name"))
    starts = {part[:length] for part in (name, *name.split()) for length in range(1, 5)}
    counts = []
    for start in starts:
        ids = search.find(other_layout(start) if switched else start, findable).ids
        if act.id in ids:
            counts.append(len(start) + ids.index(act.id))
    return min(counts, default=99)


@pytest.mark.covers("F124", "X8")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("switched", [False, True])
def test_any_act_takes_at_most_four_keys(
    findable: Sequence[Findable], language: Language, switched: bool
) -> None:
    far = {
        act.id: keys
        for act in ACTS
        if (keys := keys_to(act, language, findable, switched=switched)) > 4
    }
    assert not far


@given(st.text(max_size=40))
def test_any_letters_can_be_typed(query: str) -> None:
    search.find(query, [Findable(id="a", names=("Новий прийом", "New person"), helps=("x",))])


@pytest.mark.covers("A4", "F124")
def test_palette_by_keys_alone(shell: Shell, acts: Acts, app: QApplication) -> None:
    done: list[str] = []
    acts.bind("person.new", lambda: done.append("new"))
    shell.top.finder.setFocus()
    acts.run("app.palette")
    settle()
    sheet = shell.palette_sheet
    assert sheet.line.hasFocus()
    type_text(sheet.line, "ghbqjv")
    assert sheet.current is not None
    assert sheet.current.title == "Новий прийом"
    assert faults_of(sheet) == []
    assert cut_text(sheet) == []
    press(sheet.line, Qt.Key.Key_Return)
    assert done == ["new"]
    assert not sheet.isVisible()
    assert shell.top.finder.hasFocus()
    acts.run("app.palette")
    assert sheet.rows[1].title == "Новий прийом", "done lately, so first"
    press(sheet.line, Qt.Key.Key_Down)
    assert sheet.current == sheet.rows[2]
    press(sheet.line, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert acts.can("person.new")


Show = Callable[[Sequence[Person]], None]


def test_people_are_asked_for_and_late_answers_are_dropped(shell: Shell, acts: Acts) -> None:
    asked: list[tuple[str, Show]] = []
    opened: list[str] = []
    shell.palette_sheet.find_people_with(lambda query, show: asked.append((query, show)))
    acts.run("app.palette")
    sheet = shell.palette_sheet
    type_text(sheet.line, "соня")
    assert [query for query, _ in asked] == ["со", "сон", "соня"]
    person = Person(title="С-к О. І.", note="1986", open=lambda: opened.append("card"))
    asked[0][1]([person])
    assert "С-к О. І." not in [row.title for row in sheet.rows]
    asked[-1][1]([person] * 9)
    titles = [row.title for row in sheet.rows]
    assert titles.count("С-к О. І.") == 4
    press(sheet.line, Qt.Key.Key_Return)
    assert opened == ["card"]


def test_nothing_found_says_so(shell: Shell, acts: Acts) -> None:
    acts.run("app.palette")
    type_text(shell.palette_sheet.line, "щщщщщ")
    assert shell.palette_sheet.current is None
    assert shell.palette_sheet.rows[0].title.startswith("Нічого не знайдено")
    press(shell.palette_sheet.line, Qt.Key.Key_Return)
    assert shell.palette_sheet.isVisible()


def test_at_the_first_opening_every_row_is_in_sight(shell: Shell) -> None:
    shell.open_palette()
    settle()
    palette = shell.palette_sheet
    needed = sum(palette.list.sizeHintForRow(at) for at in range(len(palette.rows)))
    assert palette.list.height() >= needed


def test_a_shorter_palette_leaves_no_trace_of_the_longer(shell: Shell) -> None:
    shell.open_palette()
    settle()
    palette = shell.palette_sheet
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.region().boundingRect())
            return False

    watch = Watch()
    palette.installEventFilter(watch)
    type_text(palette.line, "щщщщщ")
    settle()
    assert palette.rect() in painted
