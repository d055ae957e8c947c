"""Before an act that needs two: a granted ask is used up, else one is left for somebody else."""

from datetime import datetime

from app.accounts import seconds, store
from app.accounts.permissions import Action, Second
from app.accounts.seconds import HOLDS, NOBODY, Ask
from app.core.errors import NotAllowedError
from app.storage.database import Database


def use(database: Database, author: str, action: Action) -> Second:
    """CONFIRMED or NOBODY, and the journal says which; else `role.second_needed`, with an ask left.

    A second person is asked for only when another one who may confirm has ever signed in.
    """
    now = database.clock.now()
    with database.reading() as session:
        known = seconds.asks(session, now - HOLDS)
        others = seconds.others(store.users(session), store.signers(session), author, action)
    mine = [one for one in known if (one.author, one.action) == (author, action)]
    granted = next((one for one in mine if one.serves(now)), None)
    if granted is not None:
        with database.writing("second.used", author=author) as session:
            seconds.use(session, granted.id, now)
        return Second.CONFIRMED
    if not others:
        alone = _ask(database, author, action, now, answer=NOBODY)
        with database.writing("second.nobody", author=author) as session:
            seconds.add(session, alone)
        return Second.NOBODY
    if not any(one.waits(now) for one in mine):
        with database.writing("second.asked", author=author) as session:
            seconds.add(session, _ask(database, author, action, now))
    raise NotAllowedError("role.second_needed")


def _ask(
    database: Database, author: str, action: Action, now: datetime, *, answer: str = ""
) -> Ask:
    return Ask(
        id=database.ids.record(),
        author=author,
        action=action,
        asked_at=now,
        until=now + HOLDS,
        answer=answer,
        used_at=now if answer else None,
    )
