"""When the centre has to decide, worked out from the papers that are there. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.core.words import Words
from app.eligibility.checklist import Section
from app.eligibility.law import Term as Limit
from app.eligibility.model import PaperState, Rules, Track
from app.ui.papers.state import Term

SATURDAY = 5


def show_date(day: date | None) -> str:
    """07.03.1986, or nothing."""
    return f"{day:%d.%m.%Y}" if day else ""


def working_days_after(day: date, number: int) -> date:
    """The day that many working days after `day`; under martial law holidays are worked."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


def term(
    track: Track, needed: tuple[Section, ...], *, rules: Rules, today: date, words: Words
) -> Term:
    """The term of the decision: from the day when the application and all proofs are there."""
    limit = next((one for one in rules.terms if one.id == f"bvpd_decision_{track}"), None)
    if track == "standard" and limit is not None and limit.value:
        lines = _standard(needed, limit.value, today, words)
        return _told(lines, limit, words)
    key = "papers.deadline.immediate" if track == "immediate" else "papers.deadline.check"
    return _told([words(key)], limit, words)


def _told(lines: Iterable[str], limit: Limit | None, words: Words) -> Term:
    sure = limit is not None and limit.confidence == "verified"
    return Term(
        lines=tuple(lines),
        ref=limit.ref if limit else "",
        doubt="" if sure else words("papers.doubt"),
    )


def _standard(needed: tuple[Section, ...], days: int, today: date, words: Words) -> Iterable[str]:
    yield words("papers.deadline.standard", n=days)
    waiting = [section for section in needed if not section.state.satisfied]
    if not waiting:
        until = working_days_after(today, days)
        yield words("papers.deadline.now", date=show_date(today), until=show_date(until))
        return
    yield words("papers.deadline.waits")
    promised = [day for section in waiting for day in promised_days(section)]
    if promised:
        last = max(promised)
        until = working_days_after(last, days)
        yield words("papers.deadline.promised", date=show_date(last), until=show_date(until))


def promised_days(section: Section) -> Iterable[date]:
    """The days for which papers of this group are promised."""
    for line in section.lines:
        paper = line.paper
        if paper and paper.state is PaperState.PROMISED and paper.promised_by:
            yield paper.promised_by
