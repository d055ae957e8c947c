"""Checks A1 to A19 of the accessibility list over every window, look and language."""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

import app.ui
from app.core.settings import Theme
from app.ui.doors import Doors
from app.ui.places import SCREENS
from app.ui.screens import Screen
from app.ui.sign_in.page import Work
from app.ui.widgets.overlay import Overlay
from tests.access import hearing, seeing
from tests.access.conftest import Start
from tests.access.place import Place
from tests.access.windows import EMPTY_HOME, EMPTY_OFFICE, OFFICE, visits
from tests.ui import access
from tests.ui.access import settle

WINDOWS = visits()
AT_THE_DOOR = ("setup", "sign_in", "trouble", "restoring")
THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")
GIVES_WAY = {
    "вівторок, 24 листопада",  # the day of the calendar, for decoration
    "Можливо, вже є в нас",  # the empty list of likely cards; a button counts them when there are
    "Схожих карток немає. Тут зʼявляться, щойно щось збіжиться.",
}
"""Words that may go where letters are large."""
Check = Callable[[QWidget], Iterable[str]]
HEARD: Sequence[Check] = (
    access.name_faults, hearing.role_faults, hearing.field_faults, hearing.table_faults,
    hearing.letter_faults, hearing.why_not_faults,
)  # fmt: skip
WALKED: Sequence[Check] = (access.reach_faults, access.order_faults, access.trap_faults)
FITTING: Sequence[Check] = (access.cut_text, access.target_faults)
SAID: Sequence[Check] = (hearing.example_faults,)
SEEN: Sequence[Check] = (seeing.contrast_faults, seeing.ring_faults)


def faults(window: QWidget, look: str, checks: Sequence[Check]) -> Iterator[str]:
    """What those checks find, with the look in which they found it."""
    for check in checks:
        yield from (f"{look}: {fault}" for fault in check(window))


def visit(start: Start, name: str, *, longer: bool = False) -> tuple[Place, QWidget]:
    """Go to that window."""
    kind, go = WINDOWS[name]
    at_the_desk = kind != EMPTY_HOME and not name.startswith(AT_THE_DOOR)
    place = start(kind, longer=longer, signed_in=at_the_desk)
    window = go(place)
    QAccessible.setActive(True)
    return place, window


def own_kinds(*bases: type[QWidget]) -> set[type[QWidget]]:
    """Every kind of window of the program that is made from one of those."""
    for module in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(module.name)
    waiting, found = list(bases), set[type[QWidget]]()
    while waiting:
        kinds = waiting.pop().__subclasses__()
        waiting += kinds
        found.update(kind for kind in kinds if kind.__module__.startswith("app.ui."))
    return found


def in_sight(place: Place) -> tuple[set[type[QWidget]], set[str]]:
    """The kinds of the windows that can be seen now, and the name of the screen in front."""
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    seen = {*tops, *(one for top in tops for one in top.findChildren(QWidget) if one.isVisible())}
    return {type(one) for one in seen}, {place.screen().name}


@pytest.mark.covers("X6", "F125")
@pytest.mark.timeout(120)
def test_every_window_is_visited(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    seen, names = set[type[QWidget]](), set[str]()
    for kind in (EMPTY_HOME, EMPTY_OFFICE, OFFICE):
        at_work: Place | None = None  # one program for all that needs nobody to sign in anew
        for name, (wanted, go) in WINDOWS.items():
            if wanted != kind:
                continue
            if kind == EMPTY_HOME or name.startswith(AT_THE_DOOR):
                place = start(kind, signed_in=False)
            else:
                if at_work is None or at_work.program.session is None:
                    at_work = start(kind)  # nobody touched it for too long, so it locked
                place = at_work
            place.shell.activateWindow()
            window = go(place)
            found = in_sight(place)
            seen, names = seen | found[0], names | found[1]
            if isinstance(window, QDialog | QMenu | Overlay):
                window.close_over() if isinstance(window, Overlay) else window.close()
            if place is not at_work:
                place.shell.close()
    doors = {
        made.removesuffix("_page")
        for made, how in vars(Doors).items()
        if made.endswith("_page") and isinstance(how, cached_property)
    }
    windows = own_kinds(Screen, Overlay, QDialog, QMenu, Work)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(WINDOWS)} windows, {len(windows)} kinds\n")
    assert not {kind.__name__ for kind in windows - seen}, "nobody visits these kinds of windows"
    assert not {*SCREENS, *doors} - names, "nobody visits these screens"


def wear(place: Place, name: str, window: QWidget, **chosen: object) -> QWidget:
    """Another theme, language or size of letters, while the window lives; a dialog opens anew."""
    short_lived = isinstance(window, QDialog | QMenu)
    if short_lived:
        window.close()
    place.shell.change_settings(replace(place.shell.settings, **chosen))  # type: ignore[arg-type]
    place.wait()
    settle()
    return WINDOWS[name][1](place) if short_lived else window


@pytest.mark.covers("A1", "A2", "A3", "A4", "A7", "A9", "A14", "A15", "A16", "X6", "F125")
@pytest.mark.parametrize("name", WINDOWS)
def test_everybody_can_use_it(start: Start, name: str) -> None:
    place, window = visit(start, name)
    found = list(faults(window, "uk", (*HEARD, *SAID, *WALKED, *FITTING)))
    window = wear(place, name, window, language="en")
    found += faults(window, "en", (*HEARD, *SAID, *WALKED, *FITTING))
    assert not found, "\n".join(["", *found])


@pytest.mark.covers("A5", "A6", "X6", "F125")
@pytest.mark.parametrize("name", WINDOWS)
def test_everybody_can_see_it(start: Start, name: str) -> None:
    place, window = visit(start, name)
    found: list[str] = []
    for theme in THEMES:
        window = wear(place, name, window, theme=theme)
        found += faults(window, theme, SEEN)
    assert not found, "\n".join(["", *found])


@pytest.mark.covers("A1", "A7", "A8", "A19", "X6", "F125")
@pytest.mark.parametrize("name", WINDOWS)
def test_long_words_and_large_letters_have_room(start: Start, name: str) -> None:
    place, window = visit(start, name, longer=True)
    found = list(faults(window, "longer", (*HEARD, *FITTING)))
    for size in ((1280, 720), (1366, 768)):
        place.shell.resize(*size)
        settle()
        found += faults(window, f"longer {size}", FITTING)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    found += faults(window, "right to left", FITTING)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert not found, "\n".join(["", *found])


@pytest.mark.covers("A7", "A8", "X6", "F125")
@pytest.mark.parametrize("name", WINDOWS)
def test_nothing_goes_where_letters_are_large(start: Start, name: str) -> None:
    place, window = visit(start, name)
    usual = seeing.shown_texts(window)
    found: list[str] = []
    for letters in (90, 150, 200):
        window = wear(place, name, window, letters=letters)
        found += faults(window, f"{letters} %", FITTING)
        gone = usual - seeing.shown_texts(window) - GIVES_WAY
        found += [f"{letters} %: gone: {text!r}" for text in gone]
    assert not found, "\n".join(["", *found])
