"""One registry of acts: behind buttons, menus, shortcuts, the command palette and the key sheet.

An act can be done while it is bound. Screens bind what they can do when they are shown. Keys work
by position: Ctrl+K is the same key in the Latin and in the Ukrainian layout.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from app.core.words import Words
from app.ui.theme import sheet
from app.ui.theme.icons import qicon

Scope = Literal["window", "place", "person", "form", "view"]
SCOPES: tuple[Scope, ...] = ("place", "person", "form", "view", "window")
Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something a person can do. Its words are `act.<id>.name` and `act.<id>.help`."""

    id: str
    keys: tuple[str, ...] = ()
    scope: Scope = "window"
    icon: str = "arrow-right"
    undoable: bool = False
    offline: bool = True


ACTS: tuple[Act, ...] = (
    Act(id="go.home", keys=("Alt+1",), scope="place", icon="sun"),
    Act(id="go.people", keys=("Alt+2", "Ctrl+F"), scope="place", icon="users-round"),
    Act(id="go.duplicates", scope="place", icon="columns-2"),
    Act(id="go.laws", scope="place", icon="book-open"),
    Act(id="go.law", keys=("Ctrl+Shift+K",), scope="place", icon="book-open"),
    Act(id="go.settings", keys=("Ctrl+,",), scope="place", icon="settings"),
    Act(id="go.access", scope="place", icon="eye"),
    Act(id="go.exchange", scope="place", icon="file-text"),
    Act(id="go.upkeep", scope="place", icon="badge-check"),
    Act(id="go.colleagues", scope="place", icon="users"),
    Act(id="go.rights", scope="place", icon="list-checks"),
    Act(id="go.copies", keys=("Ctrl+B",), scope="place", icon="save"),
    Act(id="go.proof", scope="place", icon="link"),
    Act(id="go.back", keys=("Alt+Left", "Esc"), scope="place", icon="arrow-left"),
    Act(id="person.new", keys=("Ctrl+N",), scope="person", icon="user-plus", undoable=True),
    Act(id="person.visit", keys=("Ctrl+Shift+N",), scope="person", icon="plus", undoable=True),
    Act(id="person.member", keys=("Ctrl+Shift+M",), scope="person", icon="users", undoable=True),
    Act(id="person.edit", keys=("F2",), scope="person", icon="pencil", undoable=True),
    Act(id="person.reveal", keys=("F8",), scope="person", icon="eye"),
    Act(id="person.check", keys=("Ctrl+Shift+P",), scope="person", icon="scale"),
    Act(id="person.papers", keys=("Ctrl+Shift+L",), scope="person", icon="list-checks"),
    Act(id="person.print", keys=("Ctrl+P",), scope="person", icon="printer"),
    Act(id="screen.main", keys=("Ctrl+Enter",), scope="form", icon="check", undoable=True),
    Act(id="form.answers", keys=("Ctrl+Shift+Enter",), scope="form", icon="list-checks"),
    Act(id="form.repair", keys=("F4",), scope="form", icon="pencil"),
    Act(id="edit.undo", keys=("Ctrl+Z",), scope="form", icon="undo-2"),
    Act(id="edit.redo", keys=("Ctrl+Y",), scope="form", icon="redo-2"),
    Act(id="edit.history", keys=("Ctrl+Shift+Z",), scope="form", icon="history"),
    Act(id="view.guided", keys=("F7",), scope="view", icon="route"),
    Act(id="view.facing", keys=("F9",), scope="view", icon="rotate-cw"),
    Act(id="view.larger", keys=("Ctrl+=", "Ctrl++"), scope="view", icon="zoom-in"),
    Act(id="view.smaller", keys=("Ctrl+-",), scope="view", icon="zoom-out"),
    Act(id="view.language", scope="view", icon="languages"),
    Act(id="view.light", scope="view", icon="sun"),
    Act(id="view.dark", scope="view", icon="circle-dot"),
    Act(id="view.contrast", scope="view", icon="eye"),
    Act(id="app.palette", keys=("Ctrl+K",), icon="search"),
    Act(id="app.menu", keys=("F10",), icon="ellipsis"),
    Act(id="app.next_pane", keys=("F6",), icon="panel-right"),
    Act(id="app.previous_pane", keys=("Shift+F6",), icon="panel-right"),
    Act(id="app.help", keys=("F1",), icon="life-buoy"),
    Act(id="app.keys", keys=("Ctrl+/",), icon="keyboard"),
    Act(id="app.feedback", keys=("Ctrl+Shift+F",), icon="message-square"),
    Act(id="app.hide", keys=("F12",), icon="eye-off"),
    Act(id="app.pin", icon="key-round"),
    Act(id="app.lock", keys=("Ctrl+L",), icon="lock"),
    Act(id="app.raid", keys=("F11",), icon="house"),
    Act(id="app.panic", keys=("Ctrl+Shift+F12",), icon="hand"),
    Act(id="app.evacuate", icon="shield-alert"),
)

# The same key in the Latin and the Ukrainian layout, then what other Cyrillic layouts write there.
_LATIN = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,."
_UKRAINIAN = "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ"
TWINS: Mapping[str, str] = dict(zip(_LATIN, _UKRAINIAN, strict=True))
_BY_LETTER: Mapping[str, str] = {
    **{cyrillic: latin for latin, cyrillic in TWINS.items()},
    "Ы": "S",
    "Э": "'",
    "Ъ": "]",
}
# Rows of a keyboard by the number that the system gives the key (Windows; Linux adds eight).
_SCAN_ROWS = {16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'", 44: "ZXCVBNM,./", 2: "1234567890-="}
_BY_SCAN = {first + at: key for first, row in _SCAN_ROWS.items() for at, key in enumerate(row)}
SCAN_SHIFT_LINUX = 8
_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift"),
)


def forms_of(keys: str) -> tuple[str, ...]:
    """All spellings under which a system may report these keys."""
    *modifiers, key = keys.split("+") if not keys.endswith("++") else [*keys[:-2].split("+"), "+"]
    names = {"Enter": ("Return", "Enter"), "Esc": ("Esc",), "/": ("/", ".")}.get(key, (key,))
    if key in TWINS and modifiers:
        names = (key, TWINS[key])
    return tuple("+".join([*modifiers, name]) for name in names)


def chords(event: QKeyEvent, *, scan_shift: int = SCAN_SHIFT_LINUX) -> tuple[str, ...]:
    """What a key press may mean: by its letter, by its twin, by its place on the keyboard."""
    pressed = event.modifiers()
    held = [name for flag, name in _MODIFIERS if pressed & flag]
    letter = QKeySequence(event.key()).toString()
    known = (letter, _BY_LETTER.get(letter, ""), _BY_SCAN.get(event.nativeScanCode() - scan_shift))
    return tuple("+".join([*held, key]) for key in known if key)


class Acts(QObject):
    """The acts of one window: what can be done now, by what keys, and what it is called."""

    changed = Signal()
    done = Signal(str)

    def __init__(self, words: Words, acts: tuple[Act, ...] = ACTS) -> None:
        """Know all acts; none is bound."""
        super().__init__()
        self.words = words
        self._acts = {act.id: act for act in acts}
        self._bound: dict[str, Work] = {}
        self._of_screen: dict[str, Work] = {}
        self._only: Collection[str] | None = None
        self._shortcuts: dict[str, QShortcut] = {}

    @property
    def all(self) -> tuple[Act, ...]:
        """Every act of the program."""
        return tuple(self._acts.values())

    @property
    def possible(self) -> tuple[Act, ...]:
        """The acts that can be done now."""
        return tuple(act for act in self._acts.values() if self.can(act.id))

    def act(self, act_id: str) -> Act:
        """The act of that id. An unknown id is a bug: KeyError."""
        return self._acts[act_id]

    def bind(self, act_id: str, work: Work) -> None:
        """Let this act be done, by this."""
        self._bound[self._acts[act_id].id] = work
        self._tell()

    def unbind(self, act_id: str) -> None:
        """This act cannot be done any more."""
        self._bound.pop(act_id, None)
        self._tell()

    def bind_screen(self, works: Mapping[str, Work]) -> None:
        """What the screen in front can do; it goes before what the window can do."""
        self._of_screen = {self._acts[act_id].id: work for act_id, work in works.items()}
        self._tell()

    def only(self, allowed: Collection[str] | None) -> None:
        """While something lies over the window, let only these acts be done; None lets all."""
        self._only = allowed
        self._tell()

    def can(self, act_id: str) -> bool:
        """Whether it can be done now."""
        if self._only is not None and act_id not in self._only:
            return False
        return self.bound(act_id)

    def bound(self, act_id: str) -> bool:
        """Whether somebody does it, even if something lies over the window just now."""
        return act_id in self._of_screen or act_id in self._bound

    def run(self, act_id: str) -> bool:
        """Do it, if it can be done."""
        if not self.can(act_id):
            return False
        work = self._of_screen.get(act_id) or self._bound[act_id]
        self.done.emit(act_id)
        work()
        return True

    def name(self, act_id: str) -> str:
        """What it is called."""
        return self.words(f"act.{act_id}.name")

    def help(self, act_id: str) -> str:
        """What it does, in a sentence."""
        return self.words(f"act.{act_id}.help")

    def keys(self, act_id: str) -> str:
        """Its first keys, as people read them."""
        keys = self._acts[act_id].keys
        return keys[0] if keys else ""

    def menu(self, parent: QWidget) -> QMenu:
        """All acts that can be done now, by scope, with their keys."""
        menu = QMenu(parent)
        sheet.wear(menu, "menu")
        for scope in SCOPES:
            acts = [act for act in self.possible if act.scope == scope]
            if acts and not menu.isEmpty():
                menu.addSeparator()
            for act in acts:
                entry = menu.addAction(qicon(act.icon), self.name(act.id))
                entry.setText(f"{self.name(act.id)}\t{self.keys(act.id)}".rstrip("\t"))
                entry.triggered.connect(lambda _=False, act_id=act.id: self.run(act_id))
        return menu

    def attach(self, window: QWidget) -> None:
        """Listen for the keys in that window."""
        for act in self._acts.values():
            forms = [QKeySequence(form) for keys in act.keys for form in forms_of(keys)]
            if forms:
                shortcut = QShortcut(window)
                shortcut.setKeys(forms)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(lambda act_id=act.id: self.run(act_id))
                self._shortcuts[act.id] = shortcut
        self._tell()

    def pressed(self, event: QKeyEvent) -> bool:
        """A key that nothing else took: perhaps it is an act's key by its place."""
        meant = set(chords(event))
        for act in self._acts.values():
            if any(form in meant for keys in act.keys for form in forms_of(keys)):
                return self.run(act.id)
        return False

    def _tell(self) -> None:
        for act_id, shortcut in self._shortcuts.items():
            shortcut.setEnabled(self.can(act_id))
        self.changed.emit()
