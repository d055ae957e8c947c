"""What people say about the program: kept here, read by the head, taken along as a plain text."""

from pathlib import Path

from app.accounts import store
from app.accounts.model import Feedback
from app.accounts.permissions import Action
from app.core.clock import Clock
from app.core.errors import InputError
from app.core.ids import Ids
from app.desk.gate import Gate, free, job
from app.storage.database import Database


class Opinions:
    """One sentence about one screen is one record; nothing leaves the machine by itself."""

    def __init__(
        self, database: Database, *, clock: Clock, ids: Ids, author: str, gate: Gate | None = None
    ) -> None:
        """`author` is the id of the signed-in user."""
        self.gate = gate or Gate(database, author)
        self._database, self._clock, self._ids, self._author = database, clock, ids, author

    @free("whoever works with the program may speak of it")
    def say(self, text: str, *, screen: str, program: str) -> Feedback:
        """Keep what was said of that screen of that version of the program."""
        if not text.strip():
            raise InputError("feedback.empty")
        said = Feedback(
            id=self._ids.record(),
            screen=screen,
            text=text.strip(),
            said_at=self._clock.now(),
            author=self._author,
            program=program,
        )
        with self._database.writing("feedback.said", author=self._author) as session:
            store.add_feedback(session, said)
        return said

    @property
    @free("it says whether the person may read")
    def readable(self) -> bool:
        """Whether the signed-in person may read what all the others said."""
        return self.gate.could(Action.READ_INCIDENTS)

    @job(Action.READ_INCIDENTS)
    def said(self) -> tuple[Feedback, ...]:
        """Everything said, the newest first; only the head may."""
        with self._database.reading() as session:
            return store.feedback(session)

    @job(Action.READ_INCIDENTS)
    def export(self, path: Path) -> int:
        """Write everything said into a text file, without the names of who said it; how many."""
        said = self.said()
        lines = [
            f"{one.said_at:%Y-%m-%d %H:%M} · {one.screen} · {one.program}\n{one.text}\n"
            for one in reversed(said)
        ]
        try:
            path.write_text("\n".join(lines), "utf-8")
        except OSError as problem:
            raise InputError("feedback.not_written") from problem
        return len(said)
