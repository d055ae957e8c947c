"""What is to come in the law, and what it would change: for looking ahead only. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.content.library import Library, edition_of, on_day
from app.core.words import Text, Words
from app.eligibility.model import Answer, CategoryVerdict, Verdict
from app.eligibility.pack import CATEGORIES, KINDS

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The next edition that is not in force yet, with the bills that nobody has adopted."""

    on: date
    """The first day of the edition; today where there are only bills."""
    bills: tuple[Text, ...] = ()


def coming(library: Library, today: date) -> Coming | None:
    """What may be looked at ahead; None when nothing is known to come."""
    begins = (edition_of(pack).in_force.begin for kind in KINDS for pack in library.of(kind))
    later = min((day for day in begins if day > today), default=None)
    on = later or today
    bills = tuple(
        pack.content.short for pack in on_day(library.of(CATEGORIES), on) if pack.content.preview
    )
    return Coming(on=on, bills=bills) if later or bills else None


def values_ahead(now: Verdict, then: Verdict, coming: Coming, *, words: Words) -> dict[str, object]:
    """What the sheet of a preview shows: the grounds that hold, may hold or would change."""
    bills = ", ".join(one.of(words.language) for one in coming.bills)
    found: dict[str, object] = {
        "day": coming.on.isoformat(),
        "grounds": list(_rows(now, then, words)),
    }
    return {**found, "bills": bills} if bills else found


def _rows(now: Verdict, then: Verdict, words: Words) -> Iterator[Row]:
    for one in then.categories:
        before = now.category(one.category.id)
        if before is not None and before.verdict is one.verdict is Answer.NO:
            continue
        yield {
            "ground": one.category.short.of(words.language),
            "now": words(f"editions.word.{before.verdict.value if before else 'none'}"),
            "then": words(f"editions.word.{one.verdict.value}"),
            "why": _why(one, words),
        }
    for one in now.categories:
        if then.category(one.category.id) is None and one.verdict is not Answer.NO:
            yield {
                "ground": one.category.short.of(words.language),
                "now": words(f"editions.word.{one.verdict.value}"),
                "then": words("editions.word.none"),
                "why": one.category.source.ref,
            }


_DECIDES = {Answer.YES: True, Answer.NO: False, Answer.UNKNOWN: None}


def _why(one: CategoryVerdict, words: Words) -> str:
    deciding = (reason for reason in one.reasons if reason.holds is _DECIDES[one.verdict])
    reason = next(deciding, None)
    said = f"{reason.text.of(words.language)} " if reason else ""
    return f"{said}({one.category.source.ref})"
