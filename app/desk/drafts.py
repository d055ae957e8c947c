"""Drafts: what is typed is durable before the next field, and comes back after a power cut."""

from collections.abc import Mapping

from app.core.clock import Clock
from app.core.errors import DeskError
from app.core.ids import Ids
from app.registry.model import Draft
from app.storage import drafts
from app.storage.database import Database
from app.storage.drafts import KeptDraft


class Drafts:
    """The half-typed forms of this desk."""

    def __init__(self, database: Database, *, clock: Clock, ids: Ids) -> None:
        """Keep them in this database."""
        self._database = database
        self._clock = clock
        self._ids = ids

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

    def waiting(self) -> tuple[Draft, ...]:
        """Everything half-typed, the newest first."""
        with self._database.reading() as session:
            return tuple(_shown(draft) for draft in drafts.everything(session))

    def find(self, screen: str, subject: str) -> Draft | None:
        """The newest draft of one form about one record (an empty subject is a new record)."""
        with self._database.reading() as session:
            found = drafts.find(session, screen, subject)
        return None if found is None else _shown(found)

    def drop(self, draft_id: str) -> None:
        """The form was saved or given up."""
        with self._database.local_writing() as session:
            drafts.drop(session, draft_id)

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
