"""What a screen is, and how one gets from one to the other without losing a letter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Words
from app.ui.facing import Facing

Act = Callable[[], None]


class Screen(QWidget):
    """One place of the window. Built once, shown often; it lives as long as the program."""

    heading_changed = Signal()
    name: str = ""
    place: str = ""  # the rail's item that is lit meanwhile; empty: the one of the same name
    alone: bool = False  # without rail, bars and banners: before somebody signed in

    def __init__(self, words: Words) -> None:
        """Speak through `words`."""
        super().__init__()
        self.words = words
        self._worded: list[Callable[[], None]] = []

    def worded(self, setter: Callable[[str], object], key: str, **values: object) -> None:
        """Give a text now and at each change of language: `worded(button.setText, "…")`."""

        def say() -> None:
            setter(self.words(key, **values))

        say()
        self._worded.append(say)

    def title(self) -> str:
        """What this place is called; never a person's name."""
        raise NotImplementedError

    def crumbs(self) -> str:
        """Whose record this is: initials, year, number. Above the title."""
        return ""

    def first_field(self) -> QWidget | None:
        """Where the focus goes when the screen opens."""
        return None

    def acts(self) -> Mapping[str, Act]:
        """Acts of the registry that this screen can do now; the main one is `screen.main`."""
        return {}

    def top_acts(self) -> Sequence[QWidget]:
        """Buttons for the bar at the top."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """The areas that F6 walks through."""
        return (self,)

    def help_key(self) -> str:
        """The key of the help words of this screen."""
        return f"help.{self.name}"

    def over(self) -> bool:
        """Whether what was done here is saved: then the way back does not lead here."""
        return False

    def facing(self) -> Facing | None:
        """What the client may read here, if there is anything."""
        return None

    def open(self, **subject: Any) -> None:
        """The person came here; `subject` says what it is about."""

    def leave(self) -> None:
        """The person goes away: keep every letter."""

    def refresh(self) -> None:
        """Saved records changed under the screen: show what is so now, keep what is typed."""

    def retranslate(self) -> None:
        """Say everything again in the language of now; screens add what `worded` does not know."""
        for say in self._worded:
            say()
        self.heading_changed.emit()


class Stage(Protocol):
    """Where screens are shown: the shell."""

    def show_screen(self, screen: Screen) -> None:
        """Bring that screen to the front."""
        ...


@dataclass(frozen=True, slots=True)
class Stop:
    """One place in the history."""

    name: str
    subject: Mapping[str, Any] = field(repr=False)


class Navigator:
    """The table of screens and the way back. Screens are made when first opened."""

    def __init__(self, stage: Stage, *, entered: Callable[[], None] = lambda: None) -> None:
        """Show screens on that stage; `entered` hears of each one that is opened."""
        self._stage = stage
        self._entered = entered
        self._factories: dict[str, Callable[[], Screen]] = {}
        self._screens: dict[str, Screen] = {}
        self._history: list[Stop] = []

    def register(self, name: str, factory: Callable[[], Screen]) -> None:
        """Say how a screen is made."""
        self._factories[name] = factory

    @property
    def names(self) -> tuple[str, ...]:
        """All screens that can be opened."""
        return tuple(self._factories)

    @property
    def now(self) -> Stop | None:
        """Where the person is."""
        return self._history[-1] if self._history else None

    @property
    def screen(self) -> Screen | None:
        """The screen shown now."""
        return self._screens.get(self._history[-1].name) if self._history else None

    @property
    def way(self) -> tuple[Stop, ...]:
        """How the person came here, this place last."""
        return tuple(self._history)

    def resume(self, way: Sequence[Stop]) -> None:
        """Stand again where that way led, with the way back as it was."""
        if way:
            self._leave()
            self._history = list(way[:-1])
            self.open(way[-1].name, **way[-1].subject)

    def _made(self, screen: str) -> Screen:
        if screen not in self._screens:
            self._screens[screen] = self._factories[screen]()
        return self._screens[screen]

    def open(self, screen: str, **subject: Any) -> None:
        """Go there. What was typed where the person is now is kept by its `leave`."""
        shown = self._made(screen)
        self._leave()
        if self.screen is not None and self.screen.over():
            self._history.pop()
        stop = Stop(screen, subject)
        if self.now != stop:
            self._history.append(stop)
        self._enter(shown, subject)

    def back(self) -> bool:
        """Go to the place before, if there is one."""
        if len(self._history) < 2:
            return False
        self._leave()
        self._history.pop()
        stop = self._history[-1]
        self._enter(self._made(stop.name), stop.subject)
        return True

    def refresh(self, gone: str = "") -> None:
        """Records changed: show them; a screen about a card that is gone is left."""
        if gone and self.now is not None and self.now.subject.get("client_id") == gone:
            self.open("people")
        elif self.screen is not None:
            self.screen.refresh()

    def forget(self) -> None:
        """Leave the place and the way here: the screen is locked or the person changes."""
        self._leave()
        self._history.clear()

    def end(self) -> None:
        """The session is over: no screen is known any more, and nothing that was typed in one."""
        self._history.clear()
        self._screens.clear()
        self._factories.clear()

    def _leave(self) -> None:
        if (screen := self.screen) is not None:
            screen.leave()

    def _enter(self, screen: Screen, subject: Mapping[str, Any]) -> None:
        screen.open(**subject)
        self._stage.show_screen(screen)
        first = screen.first_field()
        if first is not None:
            first.setFocus()
        self._entered()
