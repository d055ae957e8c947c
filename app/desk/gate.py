"""The gate before every job of the desk: who asks, and does the table of roles allow it.

Each public method of a desk class is declared in one way: `@job(Action.…)`, or `@free("why")` where
nothing of anybody is read or written. A test of the house knows no third way.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import isgeneratorfunction, signature
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from sqlalchemy.orm import Session

from app.accounts import store
from app.accounts.model import ALSO, Role
from app.accounts.permissions import (
    CELLS,
    Action,
    Allowed,
    Answer,
    Gives,
    Limit,
    could,
    decide,
)
from app.core.errors import NotAllowedError
from app.desk import seconding
from app.desk.serving import client_of, serves
from app.sight import store as looks
from app.sight.model import Access, Act, What
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
        return me.held
    return frozenset() if store.users(session) else FIRST_DAY


class Gate:
    """What one person may do in one vault, by the roles that the vault names now."""

    def __init__(self, database: Database | None, author: str) -> None:
        """`author` is the id of the signed-in person; without a database nothing is opened."""
        self.database, self._author = database, author
        self._known: tuple[int, frozenset[Role]] = (-1, frozenset())
        self._said: dict[tuple[str, str], str] = {}

    def roles(self) -> frozenset[Role]:
        """The roles of now. The vault is asked again only after somebody wrote into it."""
        if self.database is None:
            return frozenset()
        version = self.database.version()
        if version != self._known[0]:
            self._known = (version, self._read(self.database))
        return self._known[1]

    def could(self, action: Action) -> bool:
        """Whether there is a way at all: for what is offered on a screen."""
        return could(self.roles(), action)

    def limit(self, action: Action) -> Limit | None:
        """What a job that was let in has to keep to."""
        cells = [CELLS[role, action] for role in self.roles()]
        freest = min(
            (cell for cell in cells if cell.answer is not Answer.NO),
            key=lambda cell: (tuple(Answer).index(cell.answer), cell.limit is not None),
            default=None,
        )
        return freest.limit if freest else None

    def own_only(self, action: Action) -> bool:
        """Whether a list holds only people who are this person's own or came today."""
        if self._reason(action, ""):
            return False
        return not isinstance(decide(self.roles(), action, desk=True), Allowed)

    def owns(self, client_id: str) -> bool:
        """Whether the client is this person's own, or of today's queue."""
        if self.database is None:
            return False
        with self.database.reading() as session:
            return serves(session, client_id, self._author, self.database.clock)

    def narrowed(
        self, action: Action, found: Iterable[T], whose: Callable[[T], str]
    ) -> tuple[T, ...]:
        """What of a list this person may see without a reason."""
        if not self.own_only(action):
            return tuple(found)
        return tuple(one for one in found if self.owns(whose(one)))

    def admit(
        self,
        action: Action,
        *,
        client: str = "",
        lists: bool = False,
        gives: Gives = Gives.ROWS,
        second_inside: bool = False,
    ) -> Allowed:
        """Let the job begin, or refuse it in words.

        What needs a reason is in the journal with it before the job begins. `lists`: the job
        itself leaves out whatever is not the person's own. `second_inside`: the job itself sees
        to the second person.
        """
        roles = self.roles()
        plain = decide(roles, action, gives=gives, desk=True)
        if isinstance(plain, Allowed):
            return plain
        own = decide(roles, action, own=True, gives=gives)
        if isinstance(own, Allowed) and (lists or not client or self.owns(client)):
            return own
        reason = self._reason(action, client)
        reasoned = decide(roles, action, reason=reason, gives=gives)
        if isinstance(reasoned, Allowed):
            self._note(action, client, reason)
            return reasoned
        if reasoned.code == "role.second_needed" and self.database is not None:
            if second_inside:
                return Allowed(by=Answer.SECOND)
            state = seconding.use(self.database, self._author, action)
            return cast("Allowed", decide(roles, action, second=state))
        raise NotAllowedError(reasoned.code)

    def _reason(self, action: Action, client: str) -> str:
        return _reason.get() or self._said.get((action.value, client), "")

    def _note(self, action: Action, client: str, reason: str) -> None:
        """In the journal before anything is shown; the same place is not told twice."""
        database, place = self.database, (action.value, client)
        if database is None or self._said.get(place) == reason:
            return
        entry = Access(
            id=database.ids.record(),
            client_id=client,
            at=database.clock.now(),
            author=self._author,
            act=Act.REASONED,
            what=What.CARD,
            subject=action.value,
            reason=" ".join(reason.split()),
        )
        with database.writing("access.reasoned", author=self._author) as session:
            looks.note(session, entry)
        self._said[place] = reason

    def _read(self, database: Database) -> frozenset[Role]:
        with database.reading() as session:
            return roles_of(session, self._author)


class Behind(Protocol):
    """A desk class: its jobs are behind a gate."""

    gate: Gate


D = TypeVar("D", bound=Behind)


def job(
    action: Action,
    *,
    of: str = "",
    lists: bool = False,
    gives: Gives = Gives.ROWS,
    second_inside: bool = False,
) -> Callable[[Callable[Concatenate[D, P], T]], Callable[Concatenate[D, P], T]]:
    """The method is that action. What it calls of the desk inside itself is part of it.

    `of` names the argument that says whose it is: a client, or a record of one. `lists`: it answers
    with a list from which the method leaves out what is not the person's own. `second_inside`: the
    method itself sees to the second person.
    """

    def declared(method: Callable[Concatenate[D, P], T]) -> Callable[Concatenate[D, P], T]:
        place = list(signature(method).parameters).index(of) - 1 if of else -1

        def admit(desk: D, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
            client = ""
            if of:
                given = args[place] if place < len(args) else kwargs.get(of, "")
                client = client_of(desk.gate.database, of, given)
            desk.gate.admit(
                action, client=client, lists=lists, gives=gives, second_inside=second_inside
            )

        if isgeneratorfunction(method):

            @wraps(method)
            def long(desk: D, /, *args: P.args, **kwargs: P.kwargs) -> Generator[Any, Any, Any]:
                admit(desk, args, kwargs)
                return (yield from method(desk, *args, **kwargs))

            return _marked(cast("Callable[Concatenate[D, P], T]", long), action)

        @wraps(method)
        def guarded(desk: D, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if _inside.get():
                return method(desk, *args, **kwargs)
            admit(desk, args, kwargs)
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


def where_allowed(work: Callable[[], T], otherwise: T) -> T:
    """What a screen shows of many things: one that this person may not see is left out."""
    try:
        return work()
    except NotAllowedError:
        return otherwise


def _marked(method: T, declared: "Action | str") -> T:
    method.__job__ = declared  # type: ignore[attr-defined]
    return method
