"""The whole style sheet: fields, pop-ups, scroll bars. All else is palette or paint; no fonts."""

from collections.abc import Callable, Mapping

from app.ui.theme import tokens


def text(theme: Mapping[str, str], *, px: Callable[[int], int], heavy: bool) -> str:
    """The sheet of a theme; `px` lets heights grow with the letters, `heavy` doubles the lines."""
    line, ring = (2, 3) if heavy else (1, 2)
    field = px(tokens.FIELD)
    corner = tokens.CORNER_FIELD
    return f"""
    QLineEdit, QComboBox, QSpinBox, QPlainTextEdit {{
        background: {theme["surface"]}; color: {theme["text"]};
        border: {line}px solid {theme["edge"]}; border-radius: {corner}px; padding: 0 {11 - line}px;
        placeholder-text-color: {theme["text3"]};
        selection-background-color: {theme["primary"]}; selection-color: {theme["on_primary"]}; }}
    QLineEdit, QComboBox, QSpinBox {{
        min-height: {field - 2 * line}px; max-height: {field - 2 * line}px; }}
    QPlainTextEdit {{ padding: {8 - line}px {8 - line}px; }}
    QLineEdit[wrong="1"], QComboBox[wrong="1"], QSpinBox[wrong="1"], QPlainTextEdit[wrong="1"] {{
        border: {ring}px solid {theme["danger"]}; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus {{
        border: {ring}px solid {theme["focus"]}; }}
    QLineEdit[wrong="1"], QComboBox[wrong="1"], QSpinBox[wrong="1"],
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{
        padding: 0 {11 - ring}px;
        min-height: {field - 2 * ring}px; max-height: {field - 2 * ring}px; }}
    QPlainTextEdit[wrong="1"], QPlainTextEdit:focus {{ padding: {8 - ring}px {8 - ring}px; }}
    QSpinBox {{ padding-right: 2px; }}
    QSpinBox::up-button, QSpinBox::down-button {{
        width: {px(28)}px; border: none; background: transparent; }}
    QSpinBox::up-arrow, QSpinBox::down-arrow {{ image: none; }}
    QSpinBox QLineEdit, QSpinBox QLineEdit:focus {{
        border: 0px; padding: 0px; background: transparent; min-height: 0px; max-height: 999px; }}
    QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QPlainTextEdit:disabled,
    QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{
        background: {theme["sunken"]}; color: {theme["text2"]}; }}
    QComboBox {{ combobox-popup: 0; padding-left: {13 - line}px; padding-right: {px(30)}px; }}
    QComboBox:focus, QComboBox[wrong="1"] {{ padding-left: {13 - ring}px; }}
    QComboBox::drop-down {{ border: none; width: 0px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{
        background: {theme["raised"]}; color: {theme["text"]}; border: 1px solid {theme["edge"]};
        padding: 4px; outline: 0px;
        selection-background-color: {theme["primary"]}; selection-color: {theme["on_primary"]}; }}
    QComboBox QAbstractItemView::item {{ min-height: {px(32)}px; padding: 0 8px; }}
    QMenu {{ background: {theme["raised"]}; color: {theme["text"]};
        border: 1px solid {theme["edge"]}; padding: 6px; }}
    QMenu::item {{ padding: 8px 24px 8px 14px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {theme["primary"]}; color: {theme["on_primary"]}; }}
    QMenu::item:disabled {{ color: {theme["text3"]}; }}
    QMenu::separator {{ height: 1px; background: {theme["line"]}; margin: 6px 8px; }}
    QToolTip {{ background: {theme["raised"]}; color: {theme["text"]};
        border: 1px solid {theme["edge"]}; padding: 6px 8px; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {theme["edge"]}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
