"""When something was done: never later than now; the journal knows when it was written down."""

from collections.abc import Sequence

from app.storage.capture import WritingSession
from app.storage.lines import moment
from app.storage.soundness.model import Looked, Place
from app.storage.soundness.records import change
from app.storage.types import moment_text

_MOMENTS = {
    "client": "registered_at",
    "merge": "made_at",
    "not_same_person": "said_at",
    "export": "made_at",
    "eligibility_check": "made_at",
    "scan": "added_at",
    "paper_print": "made_at",
    "signer": "made_at",
    "feedback": "said_at",
    "user_": "added_at",
}
"""When something was done, by its table: never later than now."""


def future(looked: Looked) -> list[Place]:
    """Acts that are told to have been done later than now."""
    limit = moment_text(looked.now)
    return [
        Place(table=table, record=record, detail=column)
        for table, column in _MOMENTS.items()
        for (record,) in looked.driver.execute(
            f'SELECT id FROM "{table}" WHERE substr("{column}", 1, 10) > substr(?, 1, 10) '  # noqa: S608  of the schema
            "AND NOT deleted ORDER BY id",
            (limit,),
        )
    ]


def take_from_lines(session: WritingSession, looked: Looked, places: Sequence[Place]) -> None:
    """An act was done when its first line was written, if that was not later than now either."""
    for place in places:
        first = session.driver.execute(
            "SELECT min(hlc) FROM journal WHERE tbl = ? AND rid = ?", (place.table, place.record)
        ).fetchone()[0]
        if first is not None and moment(first) <= looked.now:
            at = moment_text(moment(first))
            change(session, place.table, place.record, **{place.detail: at})
