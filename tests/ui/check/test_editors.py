"""The editors of one question: what they show when the focus is there already."""

from PySide6.QtWidgets import QApplication, QComboBox

from app.core.words import Words
from app.ui.check.editors import ListEditor
from app.ui.check.state import Option, QuestionBox
from tests.ui.stage import shown


def test_a_list_that_has_the_focus_before_its_answers_still_offers_them(
    app: QApplication, words: Words
) -> None:
    editor = ListEditor(words, lambda _: None)
    shown(editor)
    combo = editor.entry()
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    assert app.focusWidget() is combo
    editor.show_question(
        QuestionBox(
            fact="applicant",
            kind="enum",
            number="3",
            put_so="3",
            settles="",
            text="Хто звертається?",
            options=(Option(id="self", words="Сама особа"), Option(id="parent", words="Мати")),
        )
    )
    assert [combo.itemText(at) for at in range(combo.count())] == ["Сама особа", "Мати"]
