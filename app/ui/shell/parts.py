"""What stands around and over the screens: made after the first paint, the door needs none."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.actions import Acts
from app.ui.help.view import HelpSheet
from app.ui.messages import Toast
from app.ui.palette.view import Palette
from app.ui.shell.cover import Cover
from app.ui.shell.facing import FacingPage
from app.ui.shell.rail import Rail
from app.ui.shell.status import StatusLine
from app.ui.shell.topbar import TopBar


@dataclass(frozen=True, slots=True)
class Parts:
    """Rail, bars, sheets, toast and cover of one window."""

    rail: Rail
    top: TopBar
    status: StatusLine
    toast: Toast
    palette: Palette
    help: HelpSheet
    cover: Cover
    facing: FacingPage


def parts_of(
    window: QWidget,
    words: Words,
    acts: Acts,
    *,
    uncover: Callable[[], None],
    turn_back: Callable[[], None],
) -> Parts:
    """Make them all; sheets, toast and cover lie over `window`, the rest waits for its layout."""
    rail = Rail(acts)
    return Parts(
        rail=rail,
        top=TopBar(acts, after=rail.items[-1]),
        status=StatusLine(words),
        toast=Toast(window, acts.keys("edit.undo")),
        palette=Palette(window, acts),
        help=HelpSheet(window, acts),
        cover=Cover(window, words, back=uncover),
        facing=FacingPage(words, back=turn_back),
    )
