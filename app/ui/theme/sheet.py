"""The few style sheets: pop-ups, scroll bars, text areas, counts. All else is palette or paint.

A sheet on the whole application would polish every widget again at each change of the look: that
cost ten times more than all painting. So each widget that needs a sheet wears its own.
"""

from typing import Literal

from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.ui.theme import look, tokens

Kind = Literal["combo", "list", "area", "count", "menu", "bars"]


def wear(widget: QWidget, kind: Kind) -> None:
    """Put on the sheet of that kind in the look of now."""
    text = _TEXTS[kind]()
    if widget.styleSheet() != text:
        widget.setStyleSheet(text)


def wear_bars(area: QAbstractScrollArea) -> None:
    """Give both scroll bars their sheet."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        wear(bar, "bars")


def _name(role: str) -> str:
    return look.colour(role).name()


def _combo() -> str:
    px = look.px
    return f"""
    QComboBox {{ combobox-popup: 0; border: none; background: transparent; padding: 0 {px(30)}px; }}
    QComboBox::drop-down {{ border: none; width: 0px; }}
    QComboBox::down-arrow {{ image: none; }}
    {_list()}"""


def _list() -> str:
    px = look.px
    return f"""
    QAbstractItemView {{
        background: {_name("raised")}; color: {_name("text")}; border: 1px solid {_name("edge")};
        padding: 4px; outline: 0px; selection-background-color: {_name("primary")};
        selection-color: {_name("on_primary")}; }}
    QAbstractItemView::item {{ min-height: {px(32)}px; padding: 0 8px; }}
    {_bars()}"""


def _framed(kind: str, padding: int) -> str:
    line, ring = look.line_width(), look.ring_width()
    return f"""
    {kind} {{ background: {_name("surface")}; color: {_name("text")};
        border: {line}px solid {_name("edge")}; border-radius: {tokens.CORNER_FIELD}px;
        padding: {padding - line}px; placeholder-text-color: {_name("text3")};
        selection-background-color: {_name("primary")};
        selection-color: {_name("on_primary")}; }}
    {kind}[wrong="1"] {{ border: {ring}px solid {_name("danger")}; padding: {padding - ring}px; }}
    {kind}:focus {{ border: {ring}px solid {_name("focus")}; padding: {padding - ring}px; }}
    {kind}:disabled, {kind}[readOnly="true"] {{
        background: {_name("sunken")}; color: {_name("text2")}; }}"""


def _area() -> str:
    return _framed("QPlainTextEdit", 8) + _bars()


def _count() -> str:
    return f"""
    {_framed("QSpinBox", 3)}
    QSpinBox::up-button, QSpinBox::down-button {{
        width: {look.px(28)}px; border: none; background: transparent; }}
    QSpinBox::up-arrow, QSpinBox::down-arrow {{ image: none; }}
    QLineEdit {{ border: none; background: transparent; }}"""


def _menu() -> str:
    return f"""
    QMenu {{ background: {_name("raised")}; color: {_name("text")};
        border: 1px solid {_name("edge")}; padding: 6px; }}
    QMenu::item {{ padding: 8px 24px 8px 14px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {_name("primary")}; color: {_name("on_primary")}; }}
    QMenu::item:disabled {{ color: {_name("text3")}; }}
    QMenu::separator {{ height: 1px; background: {_name("line")}; margin: 6px 8px; }}"""


def _bars() -> str:
    return f"""
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {_name("edge")}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"""


_TEXTS = {
    "combo": _combo,
    "list": _list,
    "area": _area,
    "count": _count,
    "menu": _menu,
    "bars": _bars,
}
