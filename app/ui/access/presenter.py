"""The access log month by month: sums a person, what is out of the way, every look."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Protocol

from app.accounts.model import User
from app.core.clock import Clock, local, today
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.extract import looked_at
from app.desk.glass import Glass
from app.desk.office import Administration
from app.desk.sight import Sight
from app.sight.model import Access
from app.sight.monthly import Month, Odd, Total
from app.ui.access.state import AccessState, GlassLine, LookLine, TotalLine

_SHOWN = 300
"""More lines than anybody reads; the sums and what is odd are of the whole month."""


class AccessPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: AccessState) -> None:
        """Draw this."""
        ...

    def tell(self, sentence: str) -> None:
        """One sentence about something done."""
        ...


class Desk(Protocol):
    """What this screen needs of the desk."""

    @property
    def sight(self) -> Sight: ...
    @property
    def glass(self) -> Glass: ...
    @property
    def office(self) -> Administration: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the desk answered."""

    month: Month
    glass: tuple[Access, ...]
    everybody: bool
    users: Mapping[str, User]
    names: Mapping[str, str] = field(repr=False)


class AccessPresenter:
    """Asks the desk for a month and words the answer."""

    def __init__(
        self,
        view: AccessPage,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        go: Callable[..., None],
    ) -> None:
        """`go` opens another screen by name."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._clock, self._go = clock, go
        self._first = today(clock).replace(day=1)
        self._read: Read | None = None
        self._turn = 0
        self.state = AccessState()

    def open(self) -> None:
        """Show the month that is looked at; what is so now."""
        self._turn += 1
        turn = self._turn
        self._show()
        self._runner.run(partial(self._ask, self._first), lambda read: self._answered(read, turn))

    def step(self, months: int) -> None:
        """Look at the month before or after."""
        middle = self._first + timedelta(days=15 + 30 * months)
        first = middle.replace(day=1)
        if first <= today(self._clock):
            self._first, self._read = first, None
            self.open()

    def review(self, line: GlassLine) -> None:
        """Somebody else looked at this emergency access."""
        self._runner.run(
            partial(self._desk.glass.review, line.id), lambda _: self._reviewed(), self._refused
        )

    def open_look(self, line: LookLine) -> None:
        """The card that was looked at."""
        if line.client_id:
            self._go("client", client_id=line.client_id)

    def say_again(self) -> None:
        """The language changed."""
        self._show()

    def _ask(self, first: date) -> Read:
        month, glass = self._desk.sight.month(first), self._desk.glass.waiting()
        ids = {one.client_id for one in (*month.entries[:_SHOWN], *glass) if one.client_id}
        ids |= {one.client_id for one, _ in month.odd if one.client_id}
        return Read(
            month=month,
            glass=glass,
            everybody=self._desk.sight.sees_everybody(),
            users={user.id: user for user in self._desk.office.users()},
            names=self._desk.sight.initials(sorted(ids)),
        )

    def _answered(self, read: Read, turn: int) -> None:
        if turn == self._turn:
            self._read = read
            self._show()

    def _reviewed(self) -> None:
        self._view.tell(self._words("access.reviewed"))
        self.open()

    def _refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._view.tell(self._words(problem.words_key, **problem.values))

    def _show(self) -> None:
        self.state = state_of(self._read, self._first, today(self._clock), self._words)
        self._view.show_state(self.state)


def state_of(read: Read | None, first: date, now: date, words: Words) -> AccessState:
    """A month in words."""
    title = f"{words(f'month.{first.month}')} {first.year}"
    is_now = (first.year, first.month) == (now.year, now.month)
    if read is None:
        return AccessState(month=title, is_now=is_now)
    entries = read.month.entries
    rest = len(entries) - _SHOWN
    return AccessState(
        loaded=True,
        month=title,
        is_now=is_now,
        note=words("access.of_all" if read.everybody else "access.of_me"),
        glass=tuple(_glass(one, read, words) for one in read.glass),
        totals=tuple(_total(one, read, words) for one in read.month.totals),
        odd=tuple(_look(one, read, words, odd) for one, odd in read.month.odd),
        looks=tuple(_looks(entries[:_SHOWN], read, words)),
        more=words("access.more", n=rest) if rest > 0 else "",
    )


def _looks(entries: Iterable[Access], read: Read, words: Words) -> Iterable[LookLine]:
    return (_look(one, read, words) for one in entries)


def _look(one: Access, read: Read, words: Words, odd: Odd | None = None) -> LookLine:
    return LookLine(
        when=f"{local(one.at):%d.%m, %H:%M}",
        who=_person(one.author, read, words),
        whom=read.names.get(one.client_id, words("access.nobody_known")) if one.client_id else "–",
        what=looked_at(one, words),
        why=one.reason,
        odd=words(f"access.odd.{odd}") if odd else "",
        client_id=one.client_id if one.client_id in read.names else "",
    )


def _total(one: Total, read: Read, words: Words) -> TotalLine:
    return TotalLine(
        person=_person(one.author, read, words),
        people=str(one.people),
        opened=str(one.opened),
        revealed=str(one.revealed),
        printed=str(one.printed),
        glass=str(one.glass),
    )


def _glass(one: Access, read: Read, words: Words) -> GlassLine:
    moment = local(one.at)
    return GlassLine(
        id=one.id,
        title=words(
            "access.glass",
            who=_person(one.author, read, words),
            whom=read.names.get(one.client_id, ""),
            day=f"{moment:%d.%m.%Y}",
            time=f"{moment:%H:%M}",
        ),
        why=one.reason,
    )


def _person(author: str, read: Read, words: Words) -> str:
    user = read.users.get(author)
    return user.name if user else words("access.nobody")
