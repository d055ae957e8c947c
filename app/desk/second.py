"""The second person: what others wait for, said yes or no to. Nobody confirms oneself."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.accounts import seconds, store
from app.accounts.permissions import Action, confirms
from app.accounts.seconds import HOLDS, NO, YES, Ask
from app.core.errors import DeskError, InputError, NotAllowedError
from app.desk.gate import Gate, free
from app.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """An ask that nobody answered yet."""

    ask: Ask
    name: str
    """Who asks."""


class SecondPerson:
    """The asks of colleagues, as one signed-in person answers them."""

    def __init__(self, database: Database, *, author: str, gate: Gate | None = None) -> None:
        """Answer in the name of `author`."""
        self._database, self._author = database, author
        self.gate = gate or Gate(database, author)

    @free("it holds only what this very person may answer")
    def waiting(self) -> tuple[Wait, ...]:
        """What colleagues wait for and this person may answer, the newest first."""
        roles = self.gate.roles()
        return tuple(
            one
            for one in self._open()
            if one.ask.author != self._author and confirms(roles, one.ask.action)
        )

    @free("it is what this very person asked")
    def own(self) -> tuple[Wait, ...]:
        """What this person asked and nobody answered yet, the newest first."""
        return tuple(one for one in self._open() if one.ask.author == self._author)

    @free("the row of the table is looked at below: whose ask it is, and who may confirm it")
    def answer(self, ask_id: str, *, agrees: bool) -> None:
        """Say yes or no. NotAllowedError for one's own ask and for whom the table does not name.

        InputError where no such ask stands, DeskError when its time is over.
        """
        now = self._database.clock.now()
        roles = self.gate.roles()
        with self._database.writing("second.answered", author=self._author) as session:
            ask = self._there(session, ask_id)
            if ask.author == self._author:
                raise NotAllowedError("second.oneself")
            if not confirms(roles, ask.action):
                raise NotAllowedError("role.not_allowed")
            if not ask.waits(now):
                raise DeskError("second.over")
            seconds.answer(session, ask.id, YES if agrees else NO, self._author, now)

    @free("whether two are needed is no secret")
    def needed(self, action: Action) -> bool:
        """Whether somebody else could confirm it; else one goes on alone, which is journalled."""
        with self._database.reading() as session:
            people, signers = store.users(session), store.signers(session)
        return seconds.others(people, signers, self._author, action)

    def _open(self) -> tuple[Wait, ...]:
        now = self._database.clock.now()
        with self._database.reading() as session:
            names = {user.id: user.name for user in store.users(session)}
            found = seconds.asks(session, now - HOLDS)
        return tuple(
            Wait(ask=one, name=names[one.author])
            for one in found
            if one.waits(now) and one.author in names
        )

    def _there(self, session: Session, ask_id: str) -> Ask:
        since = self._database.clock.now() - HOLDS
        found = next((one for one in seconds.asks(session, since) if one.id == ask_id), None)
        if found is None:
            raise InputError("second.over")
        return found
