"""The main window: rail, top bar, banners, the screen in front, status line, toast, cover.

The door is painted first and alone: what stands around the screens is imported and made after that.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.core.settings import Settings, Theme
from app.core.words import Language, Words
from app.ui.actions import Acts
from app.ui.screens import Screen
from app.ui.shell.hiding import FACING_ACTS, Hiding
from app.ui.theme import look, sheet, tokens
from app.ui.theme.icons import qicon
from app.ui.widgets import speech
from app.ui.widgets.notices import Banner

LETTERS_STEP, LETTERS_LEAST, LETTERS_MOST = 10, 90, 200


class Shell(Hiding):
    """The window that all screens live in. Its title never names a person."""

    settings_changed = Signal(object)
    closing = Signal()

    def __init__(self, words: Words, acts: Acts, settings: Settings) -> None:
        """Empty: screens are shown by the navigator."""
        super().__init__(words, acts)
        self.settings = settings
        speech.use(words)
        self._turned_from: tuple[Screen, QWidget | None] | None = None
        self._unsaid: tuple[str, Callable[[], object] | None] | None = None
        self._banners: dict[str, Banner] = {}
        self._bind()
        self.retranslate()

    # ---- screens ---------------------------------------------------------------------------------

    def show_screen(self, screen: Screen) -> None:
        """Bring that screen to the front, with its acts and its heading."""
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
            screen.heading_changed.connect(lambda: self._heading_of(screen))
        if self.turned and screen is not self.facing:
            self._leave_facing()
        self.screen_now = screen
        self.stack.setCurrentWidget(screen)
        if not screen.alone:
            self.complete()
        if self._complete:
            for part in (self.rail, self.top, self.status):
                part.setVisible(not screen.alone)
            self.rail.light(screen.place or screen.name)
        self._banner_area.setVisible(bool(self._banners) and not screen.alone)
        self._heading_of(screen)

    def _heading_of(self, screen: Screen) -> None:
        if screen is self.screen_now:
            if self._complete:
                self.top.show_acts(screen.top_acts())
            self.acts.bind_screen(screen.acts())
            self.set_title(screen.title(), screen.crumbs())

    def set_title(self, title: str, crumbs: str = "") -> None:
        """Say where one is; only the place stands in the window's title."""
        if self._complete:
            self.top.show_heading(title, crumbs)
        if not self.covered:
            self.setWindowTitle(f"{title} – {self.words('app.name')}")

    def retranslate(self) -> None:
        """Say the window's own words in the language of now."""
        self.name_window()

    def name_window(self) -> None:
        """Give the window the title of what is seen; it never names a person."""
        if self.covered:
            key = "raid.window" if self.in_shelter else "shell.cover.title"
            self.setWindowTitle(self.words(key))
        elif self.screen_now is not None:
            self.set_title(self.screen_now.title(), self.screen_now.crumbs())
        else:
            self.setWindowTitle(self.words("app.name"))

    # ---- telling ---------------------------------------------------------------------------------

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """One sentence at the lower left for ten seconds, perhaps with an undo. Never a name.

        While the screen is turned to the client it waits.
        """
        if self.turned:
            self._unsaid = (sentence, undo)
            return
        self.toast.say(sentence, self.words("shell.undo"), undo)
        self._place_toast()

    def show_banner(self, key: str, banner: Banner) -> None:
        """Show a banner above the content; another one of the same key goes."""
        self.drop_banner(key)
        self._banners[key] = banner
        self._banner_column.addWidget(banner)
        self._banner_area.setVisible(not self._alone)

    def drop_banner(self, key: str) -> None:
        """Take that banner away."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            self._banner_column.removeWidget(banner)
            banner.hide()
            banner.setParent(None)
            banner.deleteLater()
        self._banner_area.setVisible(bool(self._banners))

    # ---- palette and help ------------------------------------------------------------------------

    def open_palette(self) -> None:
        """Show the palette; meanwhile only hiding can be done."""
        self.palette_sheet.open_palette()
        self.acts.only(("app.hide", "app.lock"))

    def open_menu(self, at: QPoint | None = None) -> QMenu:
        """Show everything that can be done now, where the mouse is or below the top bar."""
        menu = self.acts.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.acts.name("app.menu"))
        menu.popup(at or self.stack.mapToGlobal(QPoint(24, 8)))
        return menu

    def open_steps(self, lines: Sequence[str], chosen: Callable[[int], None]) -> QMenu:
        """Show what the person saved, the newest first; choosing one tells which."""
        menu = QMenu(self)
        sheet.wear(menu, "menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.acts.name("edit.history"))
        for at, line in enumerate(lines):
            entry = menu.addAction(qicon("undo-2"), line)
            entry.triggered.connect(lambda _=False, at=at: chosen(at))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.stack.mapToGlobal(QPoint(24, 8)))
        return menu

    def open_help(self) -> None:
        """Show what this screen does, and the keys."""
        if self.screen_now is not None:
            self._open_sheet(self.screen_now.title(), self.screen_now.help_key())
        else:
            self.open_keys()

    def open_keys(self) -> None:
        """Show the keys."""
        self._open_sheet(self.acts.name("app.keys"), "")

    def _open_sheet(self, title: str, key: str) -> None:
        self.help_sheet.open_help(title, key)
        self.acts.only(("app.hide", "app.lock"))

    # ---- turning the screen to the client --------------------------------------------------------

    def turn_to_client(self) -> None:
        """Show the client what is written of her, and nothing else."""
        screen = self.screen_now
        facing = screen.facing() if screen is not None else None
        if screen is None or facing is None:
            self.say(self.words("facing.nothing"))
            return
        self._turned_from = (screen, QApplication.focusWidget())
        self.toast.dismiss()
        self.facing.show_facing(facing)
        self.show_screen(self.facing)
        self.acts.only(FACING_ACTS)
        self.facing.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_back(self) -> None:
        """Show the desk again; the focus returns to where it was."""
        if self._turned_from is None:
            return
        screen, focus = self._turned_from
        self.show_screen(screen)
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_facing(self) -> None:
        self._turned_from = None
        self.facing.empty()
        self.acts.only(None)
        self.screen_now = None
        unsaid, self._unsaid = self._unsaid, None
        if unsaid is not None:
            self.say(*unsaid)

    # ---- panes -----------------------------------------------------------------------------------

    def panes(self) -> Sequence[QWidget]:
        """The areas that F6 walks through, in their order on the screen."""
        content = tuple(self.screen_now.panes()) if self.screen_now is not None else ()
        around = (self.rail, self.top) if self._complete else ()
        parts = (*around, self._banner_area, *content)
        return [pane for pane in parts if pane.isVisible() and first_stop(pane) is not None]

    def go_to_pane(self, step: int) -> None:
        """Go to the next (1) or previous (-1) area."""
        panes = self.panes()
        if not panes:
            return
        focus = QApplication.focusWidget()
        here = [at for at, pane in enumerate(panes) if focus and _holds(pane, focus)]
        at = (here[-1] + step) % len(panes) if here else 0
        stop = first_stop(panes[at])
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- look ------------------------------------------------------------------------------------

    def change_settings(self, settings: Settings) -> None:
        """Put on another look or language, at once, and tell who keeps it."""
        self.settings = settings
        self.words.speak(settings.language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            look.apply(app, settings)
        self._arrange()
        self.settings_changed.emit(settings)

    def _letters(self, step: int) -> None:
        letters = min(LETTERS_MOST, max(LETTERS_LEAST, self.settings.letters + step))
        self.change_settings(replace(self.settings, letters=letters))

    def _theme(self, theme: Theme) -> None:
        self.change_settings(replace(self.settings, theme=theme))

    def _other_language(self) -> None:
        other: Language = "en" if self.settings.language == "uk" else "uk"
        self.change_settings(replace(self.settings, language=other))

    def _bind(self) -> None:
        bind = self.acts.bind
        bind("app.hide", self.hide_content)
        bind("app.palette", self.open_palette)
        bind("app.menu", self.open_menu)
        bind("app.help", self.open_help)
        bind("app.keys", self.open_keys)
        bind("app.next_pane", lambda: self.go_to_pane(1))
        bind("app.previous_pane", lambda: self.go_to_pane(-1))
        bind("view.facing", self.turn_to_client)
        bind("view.larger", lambda: self._letters(LETTERS_STEP))
        bind("view.smaller", lambda: self._letters(-LETTERS_STEP))
        bind("view.language", self._other_language)
        bind("view.light", lambda: self._theme("light"))
        bind("view.dark", lambda: self._theme("dark"))
        bind("view.contrast", lambda: self._theme("contrast"))

    # ---- window ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that nobody took: perhaps an act's key by its place on the keyboard."""
        if not self.acts.pressed(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """The same menu by mouse; nothing stands there that keys cannot do."""
        if not self.covered:
            self.open_menu(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread or fold the rail; keep cover and toast in their places."""
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep every letter, then go."""
        if self.screen_now is not None:
            self.screen_now.leave()
        self.closing.emit()
        super().closeEvent(event)

    def _arrange(self) -> None:
        if not self._complete:
            return
        self.rail.spread(self.width() >= look.px(tokens.RAIL_WIDE_FROM))
        for over in (self.cover, self._shelter):
            if over is not None and over.isVisible():
                over.setGeometry(self.rect())
        self._place_toast()

    def _place_toast(self) -> None:
        left = self.rail.width() + tokens.PAGE_EDGE if self.rail.isVisible() else tokens.PAGE_EDGE
        foot = self.status.height() if self.status.isVisible() else 0
        self.toast.place(left, self.height() - foot - 12)


def first_stop(pane: QWidget) -> QWidget | None:
    """The first widget of a pane that can be reached by Tab: Tab goes as the eye goes."""
    return min(stops_in(pane), key=partial(_place_in, pane), default=None)


def stops_in(pane: QWidget) -> list[QWidget]:
    """What Tab can reach in a pane, in the order of making.

    Nobody walks along Qt's chain of focus: PySide takes each step for a change of parents, and
    the widgets would be collected as garbage while they are shown.
    """
    return [
        widget
        for widget in (pane, *pane.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    ]


def _place_in(pane: QWidget, widget: QWidget) -> tuple[int, int]:
    at = widget.mapTo(pane, QPoint(0, 0))
    return at.y(), at.x()


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
