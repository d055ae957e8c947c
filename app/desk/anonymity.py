"""The copy without people: for whoever mends the program, and for figures."""

import hashlib
import hmac
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.accounts.permissions import Action, Gives
from app.content.library import Library
from app.core.clock import Clock, today
from app.core.disk import put_in_place
from app.core.errors import DeskError
from app.core.ids import Ids
from app.desk.gate import Gate, job
from app.eligibility.model import Outcome
from app.eligibility.rules import rules_on
from app.exchange import store as exports
from app.keeping import store
from app.keeping.anonymous import Known, statistics, told
from app.registry.choices import TOPICS
from app.registry.model import AidKind, Channel, Sex
from app.storage.database import Database

_MOST_DAYS = 700
_LEAST_DAYS = 60
_SECRET_PARTS = 4
_ALIAS = 16


class Anonymity:
    """Makes copies without people, as one signed-in person."""

    def __init__(
        self, database: Database, library: Library, *, clock: Clock, ids: Ids, author: str
    ) -> None:
        """Work in that database, in the name of `author`."""
        self._database, self._library = database, library
        self._clock, self._ids, self._author = clock, ids, author
        self.gate = Gate(database, author)

    @job(Action.EXPORT_ROWS)
    def copy(self, path: Path) -> int:
        """Write records and sums into the file; how many clients stand in it. The journal knows."""
        records, sums = self._made()
        self._write(path, {"schema": 1, "clients": records, "statistics": sums}, len(records))
        return len(records)

    @job(Action.EXPORT_AGGREGATES, gives=Gives.AGGREGATES)
    def figures(self, path: Path) -> int:
        """Write the sums alone."""
        records, sums = self._made()
        self._write(path, {"schema": 1, "statistics": sums}, len(records))
        return len(records)

    def _made(self) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """Ids and days are turned by a secret that is drawn for this copy and kept nowhere."""
        secret = bytes.fromhex("".join(self._ids.record() for _ in range(_SECRET_PARTS)))
        days = _LEAST_DAYS + self._ids.below(_MOST_DAYS - _LEAST_DAYS)
        shift = timedelta(days=days if self._ids.below(2) else -days)
        known = self._known()

        def alias(record: str) -> str:
            return hmac.new(secret, record.encode(), hashlib.sha256).hexdigest()[:_ALIAS]

        with self._database.reading() as session:
            raw = store.raw_clients(session)
        records = [told(one, known=known, alias=alias, shift=shift) for one in raw]
        records.sort(key=lambda one: str(one["id"]))  # the order of the vault would tell who is who
        return records, statistics(records)

    def _known(self) -> Known:
        rules = rules_on(self._library, today(self._clock))
        return Known(
            sexes=[one.value for one in Sex],
            channels=[one.value for one in Channel],
            kinds=[one.value for one in AidKind],
            topics=TOPICS,
            categories=frozenset(one.id for one in rules.categories),
            outcomes=[one.value for one in Outcome],
        )

    def _write(self, path: Path, content: dict[str, Any], clients: int) -> None:
        draft = path.with_name(path.name + ".new")
        try:
            draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
            self._note(clients)
            put_in_place(draft, path)
        except OSError as problem:
            raise DeskError("export.not_written") from problem
        finally:
            draft.unlink(missing_ok=True)

    def _note(self, clients: int) -> None:
        with self._database.writing("export.made", author=self._author) as session:
            exports.add_export(
                session,
                record=self._ids.record(),
                made_at=self._clock.now(),
                author=self._author,
                file_kind="anonymous",
                protected=False,
                safe_contacts=False,
                clients=clients,
                columns=(),
            )
