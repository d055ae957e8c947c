"""The gate before every job of the desk: who asks, and does the table of roles allow it.

Each public method of a desk class is declared in one way: `@job(Action.…)`, or `@free("why")` where
nothing of anybody is read or written. A test of the house knows no third way.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import isgeneratorfunction
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from sqlalchemy.orm import Session

from app.accounts import store
from app.accounts.model import ALSO, Role
from app.accounts.permissions import Action, Allowed, Gives, Second, could, decide
from app.core.errors import NotAllowedError
from app.storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")

FIRST_DAY = ALSO[Role.HEAD] | {Role.HEAD}
"""What somebody may do in a vault in which nobody is registered yet: whoever makes it."""

_reason: ContextVar[str] = ContextVar("reason", default="")
_inside: ContextVar[bool] = ContextVar("inside", default=False)


@contextmanager
def because(reason: str) -> Iterator[None]:
    """The jobs done in here are done for that typed reason."""
    before = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(before)


def roles_of(session: Session, author: str) -> frozenset[Role]:
    """The roles that count for that person now; all of the first day where nobody is there yet."""
    me = store.user(session, author)
    if me is not None:
        return me.held if me.removed_at is None else frozenset()
    return frozenset() if store.users(session) else FIRST_DAY


class Gate:
    """What one person may do in one vault, by the roles that the vault names now."""

    def __init__(self, database: Database | None, author: str) -> None:
        """`author` is the id of the signed-in person; without a database nothing is opened."""
        self._database, self._author = database, author
        self._known: tuple[int, frozenset[Role]] = (-1, frozenset())

    def roles(self) -> frozenset[Role]:
        """The roles of now. The vault is asked again only after somebody wrote into it."""
        if self._database is None:
            return frozenset()
        version = self._database.version()
        if version != self._known[0]:
            self._known = (version, self._read(self._database))
        return self._known[1]

    def could(self, action: Action) -> bool:
        """Whether there is a way at all: for what is offered on a screen."""
        return could(self.roles(), action)

    def admit(self, action: Action, *, gives: Gives = Gives.ROWS) -> Allowed:
        """Let the job begin, or refuse it in words."""
        found = decide(
            self.roles(), action, reason=_reason.get(), second=Second.NOBODY, gives=gives
        )
        if isinstance(found, Allowed):
            return found
        raise NotAllowedError(found.code)

    def _read(self, database: Database) -> frozenset[Role]:
        with database.reading() as session:
            return roles_of(session, self._author)


class Behind(Protocol):
    """A desk class: its jobs are behind a gate."""

    gate: Gate


D = TypeVar("D", bound=Behind)


def job(
    action: Action, *, gives: Gives = Gives.ROWS
) -> Callable[[Callable[Concatenate[D, P], T]], Callable[Concatenate[D, P], T]]:
    """The method is that action. What it calls of the desk inside itself is part of it."""

    def declared(method: Callable[Concatenate[D, P], T]) -> Callable[Concatenate[D, P], T]:
        if isgeneratorfunction(method):

            @wraps(method)
            def long(desk: D, /, *args: P.args, **kwargs: P.kwargs) -> Generator[Any, Any, Any]:
                desk.gate.admit(action, gives=gives)
                return (yield from method(desk, *args, **kwargs))

            return _marked(cast("Callable[Concatenate[D, P], T]", long), action)

        @wraps(method)
        def guarded(desk: D, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if _inside.get():
                return method(desk, *args, **kwargs)
            desk.gate.admit(action, gives=gives)
            before = _inside.set(True)
            try:
                return method(desk, *args, **kwargs)
            finally:
                _inside.reset(before)

        return _marked(guarded, action)

    return declared


def free(why: str) -> Callable[[T], T]:
    """The method needs no right, and why."""

    def declared(method: T) -> T:
        return _marked(method, why)

    return declared


def _marked(method: T, declared: "Action | str") -> T:
    method.__job__ = declared  # type: ignore[attr-defined]
    return method
