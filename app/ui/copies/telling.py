"""How it stands with the backups, in words: age, proof, and what to do when it is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.copies.model import Health, last_good
from app.core.words import Words
from app.desk.copies_standing import Standing

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_HOURS_UNTIL = timedelta(hours=36)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence about the newest backup, and one about what to do; empty when all is well."""

    health: Health
    title: str
    todo: str


def told_of(standing: Standing, now: datetime, words: Words) -> Told:
    """What home and the screen of backups say."""
    health = standing.health(now)
    good = last_good(standing.copies)
    title = (
        words("copies.proven", ago=ago(now - good.made_at, words))
        if good is not None
        else words("copies.none")
    )
    todo = "" if health is Health.GOOD else words(f"copies.todo.{health}")
    return Told(health=health, title=title, todo=todo)


def ago(age: timedelta, words: Words) -> str:
    """How long ago: minutes, hours, then days."""
    if age < _MINUTE:
        return words("copies.ago.now")
    if age < _HOUR:
        return words("copies.ago.minutes", n=age // _MINUTE)
    if age < _HOURS_UNTIL:
        return words("copies.ago.hours", n=age // _HOUR)
    return words("copies.ago.days", n=age.days)
