"""Drafts: what is typed is durable before the next field, and comes back after a power cut."""

from collections.abc import Mapping

from app.accounts.permissions import Action
from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.ids import Ids
from app.desk.gate import Gate, free
from app.registry.model import Draft
from app.storage import drafts
from app.storage.database import Database
from app.storage.drafts import KeptDraft

_OF_NOBODY = frozenset({"settings", "feedback"})
"""Screens whose drafts hold nothing of clients."""


class Drafts:
    """The half-typed forms of this desk."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, gate: Gate | None = None
    ) -> None:
        """Keep them in this database; a gate leaves out what a role may not read."""
        self._gate = gate
        self._database = database
        self._clock = clock
        self._ids = ids

    @free("what a person types herself")
    def keep(
        self,
        screen: str,
        subject: str,
        values: Mapping[str, object],
        *,
        draft_id: str | None = None,
    ) -> Draft:
        """Make it durable at once. Without `draft_id` a new draft begins.

        On a full disk the room kept in reserve is used up for it.
        """
        draft = KeptDraft(
            id=draft_id or self._ids.record(),
            screen=screen,
            subject=subject,
            values=values,
            saved_at=self._clock.now(),
        )
        try:
            self._put(draft)
        except DeskError as problem:
            if problem.code != "vault.disk_full" or not self._database.release_reserve():
                raise
            self._put(draft)
        return _shown(draft)

    @free("it leaves out what this role may not read")
    def waiting(self) -> tuple[Draft, ...]:
        """Everything half-typed, the newest first."""
        with self._database.reading() as session:
            kept = drafts.everything(session)
        return tuple(_shown(draft) for draft in kept if self._readable(draft.screen))

    @free("it leaves out what this role may not read")
    def find(self, screen: str, subject: str) -> Draft | None:
        """The newest draft of one form about one record (an empty subject is a new record)."""
        with self._database.reading() as session:
            found = drafts.find(session, screen, subject) if self._readable(screen) else None
        return None if found is None else _shown(found)

    @free("a half-typed text goes")
    def drop(self, draft_id: str) -> None:
        """The form was saved or given up."""
        with self._database.local_writing() as session:
            drafts.drop(session, draft_id)

    def _readable(self, screen: str) -> bool:
        of_nobody = screen in _OF_NOBODY
        return of_nobody or self._gate is None or self._gate.could(Action.REGISTER_VISIT)

    def _put(self, draft: KeptDraft) -> None:
        with self._database.local_writing() as session:
            drafts.put(session, draft)


def _shown(draft: KeptDraft) -> Draft:
    return Draft(
        id=draft.id,
        screen=draft.screen,
        subject=draft.subject,
        values=draft.values,
        saved_at=draft.saved_at,
    )
