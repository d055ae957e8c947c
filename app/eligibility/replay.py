"""What a new edition of the packs changes in an answer that was given before: pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.core.words import Text
from app.eligibility.engine import OLD_AFTER
from app.eligibility.model import Answer, CategoryVerdict, Outcome, Verdict
from app.eligibility.parts import Reason
from app.eligibility.saved import SavedCheck

EXPIRED_AFTER = timedelta(days=365)
"""Packs that nobody compared with the law for a year are no longer something to rely on."""

Plain = Mapping[str, Any]


class Age(StrEnum):
    """How far the packs may be relied on by the day when they were last compared with the law."""

    FRESH = "fresh"
    OLD = "old"
    EXPIRED = "expired"


def age_of(checked_on: date, on: date) -> Age:
    """Whether packs compared with the law on `checked_on` are old on `on`."""
    passed = on - checked_on
    if passed > EXPIRED_AFTER:
        return Age.EXPIRED
    return Age.OLD if passed > OLD_AFTER else Age.FRESH


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One ground that stands otherwise than before, and the condition that made it so."""

    category: str
    name: Text
    before: Answer | None
    """None: the ground was not in force then."""
    after: Answer | None
    """None: the ground is in force no more."""
    why: Text | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A kept check whose answer the edition of now changes."""

    check: SavedCheck
    after: Outcome | None
    """None: the answers of then no longer fit the questions; the person must be asked again."""
    best: Text | None
    """The ground that would come first now."""
    changes: tuple[Change, ...]


def affected(check: SavedCheck, now: Verdict | None) -> Affected | None:
    """How the answer changes under the rules of now; None when it stays.

    It changes when the outcome does, or when a ground begins or ceases to hold.
    """
    if now is None:
        return Affected(check=check, after=None, best=None, changes=())
    plain: Plain = check.verdict
    found = tuple(_changes(plain["categories"], now.categories))
    turned = [one for one in found if Answer.YES in (one.before, one.after)]
    if now.outcome is check.outcome and not turned:
        return None
    best = now.category(now.best) if now.best else None
    return Affected(
        check=check,
        after=now.outcome,
        best=best.category.short if best else None,
        changes=tuple(turned or found),
    )


def _changes(before: Sequence[Plain], after: Sequence[CategoryVerdict]) -> Iterator[Change]:
    then = {one["id"]: one for one in before}
    for one in after:
        stored = then.pop(one.category.id, None)
        was = Answer(stored["verdict"]) if stored else None
        if was is one.verdict or (was is None and one.verdict is not Answer.YES):
            continue
        reason = _turned_by(stored["reasons"] if stored else (), one)
        yield Change(
            category=one.category.id,
            name=one.category.short,
            before=was,
            after=one.verdict,
            why=reason.text if reason else None,
            ref=reason.ref if reason else one.category.source.ref,
        )
    for name, stored in then.items():
        if stored["verdict"] != Answer.NO:
            yield Change(
                category=name,
                name=Text(uk=stored["name"]["uk"], en=stored["name"]["en"]),
                before=Answer(stored["verdict"]),
                after=None,
                why=None,
                ref=stored["ref"],
            )


_DECIDES = {Answer.YES: True, Answer.NO: False, Answer.UNKNOWN: None}


def _turned_by(before: Sequence[Plain], after: CategoryVerdict) -> Reason | None:
    """The condition that decides now and did not stand so before; else the first that decides."""
    deciding = [one for one in after.reasons if one.holds is _DECIDES[after.verdict]]
    stood = {(tuple(one["facts"]), one["holds"], one["uk"]) for one in before}
    fresh = (one for one in deciding if (one.facts, one.holds, one.text.uk) not in stood)
    return next(fresh, None) or next(iter(deciding), None)
