"""The provisional answer: until when it holds, what must come by then, what can be done. Pure."""

from datetime import date, timedelta

from app.core.words import Words
from app.eligibility.checklist import Section
from app.ui.papers.case import Case
from app.ui.papers.state import ProvisionalBox, Shape
from app.ui.papers.term import promised_days, show_date

USUAL = timedelta(days=14)
SOON = 3


def usual_day(needed: tuple[Section, ...], today: date) -> date:
    """The last day for which a missing paper is promised, else two weeks ahead."""
    open_ = (section for section in needed if not section.state.satisfied)
    promised = [day for section in open_ for day in promised_days(section) if day >= today]
    return max(promised, default=today + USUAL)


def wanted(needed: tuple[Section, ...]) -> tuple[str, ...]:
    """The papers that are still to come."""
    return tuple(item for section in needed for item in section.state.missing)


def provisional_box(case: Case, needed: tuple[Section, ...], words: Words) -> ProvisionalBox | None:
    """What the box shows; None where nothing is missing and nothing was given."""
    given, complete = case.provisional, not wanted(needed)
    if given is None:
        return None if complete else _offer(case, needed, words)
    day = show_date(given.until)
    left = (given.until - case.today).days
    if complete:
        return ProvisionalBox(shape="yes", sentence=words("papers.provisional.done"), given=True)
    if left < 0:
        return ProvisionalBox(
            shape="danger", sentence=words("papers.provisional.over", date=day), given=True
        )
    shape: Shape = "ask" if left <= SOON else "wait"
    return ProvisionalBox(
        shape=shape, sentence=words("papers.provisional.until", date=day, n=left), given=True
    )


def _offer(case: Case, needed: tuple[Section, ...], words: Words) -> ProvisionalBox:
    fault = case.faults.get("until", "")
    return ProvisionalBox(
        shape="wait",
        sentence=words("papers.provisional.offer"),
        until=case.typed.get("until", show_date(usual_day(needed, case.today))),
        error=words(fault) if fault else "",
    )
