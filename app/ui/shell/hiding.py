"""Hiding: at one key, or when nobody sits here, a quiet page lies over the whole window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.core.words import Words
from app.ui.actions import Acts
from app.ui.shell.frame import Frame
from app.ui.shell.shelter import Shelter
from app.ui.widgets.announce import announce
from app.ui.widgets.notices import Banner
from app.ui.widgets.overlay import Overlay

FACING_ACTS = ("view.facing", "go.back", "app.hide", "app.lock")
_COVERED_ACTS = ("app.lock", "app.raid", "app.panic")
_RAID_ACTS = ("app.raid", "app.lock", "app.panic")
_LOCK = "lock"


class Hiding(Frame):
    """A frame that can be covered; what lay over it gives way, what stood in it stays as it was."""

    def __init__(self, words: Words, acts: Acts) -> None:
        """Open to the eye."""
        super().__init__(words, acts)
        self._focus_before: QWidget | None = None
        self._shelter: Shelter | None = None
        self._sheets: list[Overlay] = []

    def lay_over(self, sheet: Overlay) -> None:
        """Know a sheet: it gives way when the window is hidden, and frees the acts when it goes."""
        self._sheets.append(sheet)
        sheet.closed.connect(lambda: self.acts.only(None))

    def take_off(self, sheet: Overlay) -> None:
        """Know that sheet no more; it goes."""
        sheet.close_over()
        self._sheets.remove(sheet)
        sheet.deleteLater()

    @property
    def covered(self) -> bool:
        """Whether the neutral page lies over everything."""
        return self._complete and (self.cover.isVisibleTo(self) or self.in_shelter)

    @property
    def in_shelter(self) -> bool:
        """Whether the card of the shelter lies over everything."""
        return self._shelter is not None and self._shelter.isVisibleTo(self)

    def hide_content(self) -> None:
        """Lay the neutral page over everything, at once."""
        self._clear_the_view()
        self.cover.cover()
        self.acts.only(_COVERED_ACTS)
        self.name_window()

    def show_shelter(self, address: str, since: str, *, back: Callable[[], object]) -> None:
        """Lay the card of the shelter over everything, at once; what it hides stays as it is."""
        if self._shelter is None:
            self._shelter = Shelter(self, self.words, back=back)
        if not self.in_shelter:
            self._clear_the_view()
            self.cover.hide()
        self._shelter.cover(address, since)
        self.acts.only(_RAID_ACTS)
        self.name_window()

    def _clear_the_view(self) -> None:
        self._close_floating()
        for laid_over in (self.palette_sheet, self.help_sheet, *self._sheets):
            laid_over.close_over()
        if not self.covered:
            self._focus_before = QApplication.focusWidget()
        self.toast.dismiss()

    def uncover(self) -> None:
        """Take the page away; the focus returns to where it was."""
        before = self._focus_before
        self.take_cover_off()
        if before is not None and self.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_cover_off(self) -> None:
        """Take the page away from what now stands behind it, without touching that."""
        if not self._complete:
            return
        self.cover.hide()
        if self._shelter is not None:
            self._shelter.hide()
            self._shelter.deleteLater()
            self._shelter = None
        self._focus_before = None
        self.acts.only(FACING_ACTS if self.turned else None)
        self.name_window()

    def tell_lock(self, sentence: str, *, aloud: bool = False) -> None:
        """Say that the desk is about to be locked, on whatever page is seen; "" takes it back."""
        self.cover.warn(sentence)
        self.status.say(lock=sentence)
        if not sentence:
            self.drop_banner(_LOCK)
            return
        if aloud:
            self.show_banner(_LOCK, Banner(sentence, kind="ask", icon="lock"))
            announce(self, sentence, at_once=True)

    def empty(self) -> None:
        """Forget what was shown and copied here: nothing of the office stays in the window."""
        self._close_floating()
        self.palette_sheet.empty()
        self.toast.empty()
        self.facing.empty()
        self.status.say(person="", office="", laws="", draft="")
        self.top.show_heading("", "")
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():  # what another program put there is not ours
            clipboard.clear()
        if clipboard.ownsSelection():
            clipboard.clear(clipboard.Mode.Selection)

    def _close_floating(self) -> None:
        """Dialogs and menus stand over the window: to hide it they go first, unanswered."""
        for window in QApplication.topLevelWidgets():
            if window is not self and window.isVisible():
                if isinstance(window, QDialog):
                    window.reject()
                else:
                    window.close()

    def name_window(self) -> None:
        """Give the window the title of what is seen."""
        raise NotImplementedError

    def show_banner(self, key: str, banner: Banner) -> None:
        """Show a banner above the content."""
        raise NotImplementedError

    def drop_banner(self, key: str) -> None:
        """Take that banner away."""
        raise NotImplementedError
