"""Help answers a few letters, offline, in both languages and any layout; nothing is left out."""

import pytest

from app.content import words_catalogue
from app.core.words import LANGUAGES, Words
from app.ui.actions import ACTS
from app.ui.help import topics
from app.ui.places import SCREENS
from app.ui.shell.window import Shell
from tests.typing_hand import type_text
from tests.ui.access import cut_text, faults_of, settle

WORDS = Words(words_catalogue.load())
KNOWN = topics.keys_of(WORDS, ((act.id, act.keys) for act in ACTS))
MOST_WORDS = 150


def test_every_screen_and_every_act_has_a_topic_in_both_languages() -> None:
    wanted = {f"help.{name}" for name in SCREENS} | {f"act.{act.id}" for act in ACTS}
    assert wanted <= set(KNOWN)
    for language in LANGUAGES:
        words = Words(words_catalogue.load(), language)
        for topic_id in KNOWN:
            told = topics.topic(words, topic_id)
            assert told.title
            assert 1 < len(told.text.split()) <= MOST_WORDS, topic_id


@pytest.mark.covers("F124", "X8")
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("сховати", "act.app.hide"), ("c[jdfnb", "act.app.hide"), ("сзовати", "act.app.hide"),
        ("lher", "act.person.print"), ("друк", "act.person.print"),
        ("налаштувань", "act.go.settings"), ("feedback", "act.app.feedback"),
    ],
)  # fmt: skip
def test_what_was_meant_comes_first(query: str, first: str) -> None:
    found = topics.found(query, WORDS, KNOWN)
    assert (found[0].id if found else "") == first or first in {one.id for one in found[:2]}


def test_words_of_a_text_are_found_in_any_case_and_spelling() -> None:
    found = {one.id for one in topics.found("чернетку", WORDS, KNOWN)}
    assert found & {"help.home", "help.registration", "help.visit"}
    assert topics.found("чернєтка", WORDS, KNOWN)
    assert not topics.found("щщщщ", WORDS, KNOWN)


@pytest.mark.parametrize("letters", ["друк", "щщщщ"])
def test_the_sheet_answers_and_stays_usable(shell: Shell, letters: str) -> None:
    shell.open_keys()
    settle()
    type_text(shell.help_sheet.line, letters)
    settle()
    assert bool(shell.help_sheet.answers) == (letters == "друк")
    assert not cut_text(shell.help_sheet)
    assert not faults_of(shell.help_sheet)
    shell.help_sheet.close_over()
    shell.open_keys()
    assert shell.help_sheet.answers == ()
