"""The frame of the window: the screens in the middle, and what stands around and over them.

The door is painted first and alone: the rest is imported and made after that.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.core.words import Words
from app.ui.actions import Acts
from app.ui.screens import Screen
from app.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from app.ui.help.view import HelpSheet
    from app.ui.messages import Toast
    from app.ui.palette.view import Palette
    from app.ui.shell.cover import Cover
    from app.ui.shell.facing import FacingPage
    from app.ui.shell.parts import Parts
    from app.ui.shell.rail import Rail
    from app.ui.shell.status import StatusLine
    from app.ui.shell.topbar import TopBar


class Frame(QWidget):
    """A stack of screens with room for banners; rail, bars and sheets come with `complete`."""

    def __init__(self, words: Words, acts: Acts) -> None:
        """Empty, and without what stands around."""
        super().__init__()
        self.words, self.acts = words, acts
        self.screen_now: Screen | None = None
        self.stack = QStackedWidget()
        self._banner_column = column(gap=8, pad=(24, 12, 24, 0))
        self._banner_area = QWidget()
        self._banner_area.setLayout(self._banner_column)
        self._banner_area.hide()
        self._main = column(self._banner_area, (self.stack, 1), gap=0)
        self._across = row((self._main, 1), gap=0)
        self.setLayout(self._across)

    def complete(self) -> None:
        """Make what the door does not need; once, after the first paint."""
        _ = self._parts

    @cached_property
    def _parts(self) -> "Parts":
        from app.ui.shell.mark import mark_icon  # noqa: PLC0415  after the first paint
        from app.ui.shell.parts import parts_of  # noqa: PLC0415  after the first paint

        parts = parts_of(
            self, self.words, self.acts, uncover=self.uncover, turn_back=self.turn_back
        )
        self._across.insertWidget(0, parts.rail)
        self._main.insertWidget(0, parts.top)
        self._main.addWidget(parts.status)
        for part in (parts.rail, parts.top, parts.status):
            part.setVisible(not self._alone)
        for laid_over in (parts.palette, parts.help):
            laid_over.closed.connect(lambda: self.acts.only(None))
        self.setWindowIcon(mark_icon())
        self.acts.attach(self)
        self._put_last(self.stack)
        return parts

    def _put_last(self, area: QWidget) -> None:
        """Let Tab come to it after what was made later; whoever has the focus keeps it."""
        focus = QApplication.focusWidget()
        at = self._main.indexOf(area)
        self._main.removeWidget(area)
        area.setParent(None)
        self._main.insertWidget(at, area, 1)
        area.show()
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Take the neutral page away."""
        raise NotImplementedError

    def turn_back(self) -> None:
        """Turn the screen to the desk again."""
        raise NotImplementedError

    @property
    def _complete(self) -> bool:
        return "_parts" in self.__dict__

    @property
    def _alone(self) -> bool:
        return self.screen_now is None or self.screen_now.alone

    @property
    def rail(self) -> "Rail":
        """The places at the left edge."""
        return self._parts.rail

    @property
    def top(self) -> "TopBar":
        """The heading and the screen's buttons."""
        return self._parts.top

    @property
    def status(self) -> "StatusLine":
        """The line at the foot."""
        return self._parts.status

    @property
    def toast(self) -> "Toast":
        """What was done just now."""
        return self._parts.toast

    @property
    def palette_sheet(self) -> "Palette":
        """The command palette."""
        return self._parts.palette

    @property
    def help_sheet(self) -> "HelpSheet":
        """Help and keys."""
        return self._parts.help

    @property
    def cover(self) -> "Cover":
        """The neutral page."""
        return self._parts.cover

    @property
    def facing(self) -> "FacingPage":
        """The screen turned to the client."""
        return self._parts.facing

    @property
    def turned(self) -> bool:
        """Whether the client looks at the screen."""
        return self._complete and self.screen_now is self.facing
