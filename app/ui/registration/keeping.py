"""Half-typed forms are kept as drafts: at most one write a second, and at each leaving of a field.

A draft holds the typed texts, and the versions of the record that the form had on the screen.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.core.clock import local
from app.core.ids import Ids
from app.core.runner import Runner
from app.desk.drafts import Drafts
from app.desk.intake import Intake
from app.registry.model import Client, Draft, Versions


class DraftKeeper:
    """Writes one form's draft whenever something new was typed."""

    def __init__(
        self,
        drafts: Drafts,
        runner: Runner,
        ids: Ids,
        *,
        screen: str,
        kept: Callable[[str], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`kept` hears the time of each durable write."""
        self._drafts, self._runner, self._ids, self._screen = drafts, runner, ids, screen
        self._kept, self._failed = kept, failed
        self.draft_id = ""
        self._subject = ""
        self._dirty = False

    def begin(self, subject: str, draft: Draft | None = None) -> None:
        """Keep another form from now on, or go on with that draft."""
        self._subject = subject
        self.draft_id = draft.id if draft else ""
        self._dirty = False

    def touched(self) -> None:
        """Something new stands in the form."""
        self._dirty = True

    @property
    def dirty(self) -> bool:
        """Whether something is not durable yet."""
        return self._dirty

    def keep(self, typed: Mapping[str, str], **more: object) -> None:
        """Make what is typed durable now, if there is anything new."""
        if not self._dirty:
            return
        self._dirty = False
        self.draft_id = draft_id = self.draft_id or self._ids.record()
        subject, values = self._subject, {"typed": dict(typed), **more}
        self._runner.run(
            lambda: self._drafts.keep(self._screen, subject, values, draft_id=draft_id),
            lambda draft: self._kept(time_of(draft)),
            self._not_kept,
        )

    def put_back(self, draft_id: str, subject: str, values: Mapping[str, object]) -> None:
        """Write a draft that was dropped once more."""
        self._runner.run(
            lambda: self._drafts.keep(self._screen, subject, values, draft_id=draft_id),
            lambda _: None,
        )

    def drop(self, then: Callable[[], None] = lambda: None) -> None:
        """The form was saved or given up."""
        draft_id, self.draft_id, self._dirty = self.draft_id, "", False
        if draft_id:
            self._runner.run(lambda: self._drafts.drop(draft_id), lambda _: then())
        else:
            then()

    def _not_kept(self, problem: Exception) -> None:
        self._dirty = True
        self._failed(problem)


def time_of(draft: Draft) -> str:
    """The wall clock's time of that draft."""
    return f"{local(draft.saved_at):%H:%M}"


def typed_of(draft: Draft) -> dict[str, str]:
    """The texts that the draft holds."""
    typed = draft.values.get("typed")
    if not isinstance(typed, Mapping):
        return {}
    return {str(key): str(value) for key, value in typed.items()}


def seen_of(draft: Draft) -> Versions:
    """The versions of the record that the form had when the draft began."""
    seen = draft.values.get("seen")
    if not isinstance(seen, Mapping):
        return {}
    return {str(key): tuple((int(a), int(b)) for a, b in value) for key, value in seen.items()}


def plain_seen(seen: Versions) -> dict[str, Any]:
    """Versions as plain JSON."""
    return {key: [list(pair) for pair in value] for key, value in seen.items()}


def waiting(
    drafts: Drafts, intake: Intake, screen: str, client_id: str, draft_id: str
) -> tuple[Draft | None, Client | None]:
    """The draft of that id, or of that client's card, and the client whom it is about."""
    if draft_id:
        draft = next((one for one in drafts.waiting() if one.id == draft_id), None)
    else:
        draft = drafts.find(screen, client_id)
    subject = draft.subject if draft else client_id
    return draft, intake.client(subject) if subject else None
