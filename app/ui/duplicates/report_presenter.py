"""The report of likely duplicates: made bit by bit, gone on with, each pair one key away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from app.core.clock import local
from app.core.errors import DeskError
from app.core.runner import Listener, LongRun, Progress, Runner
from app.core.words import Words
from app.desk.pairs import Half, LikelyPair, Pairs, Report
from app.ui.duplicates.state import LikelyLine, ReportState

_REASONS = 3


class ReportPage(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: ReportState) -> None:
        """Draw this."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the desk told."""

    report: Report | None = None
    looking: bool = False
    progress: Progress | None = None
    problem: str = ""


class ReportPresenter:
    """Shows the kept report at once; a new look goes on while one works elsewhere."""

    def __init__(
        self,
        view: ReportPage,
        pairs: Pairs,
        runner: Runner,
        words: Words,
        *,
        go: Callable[..., None],
    ) -> None:
        """`go` opens another screen by name."""
        self._view, self._pairs, self._runner, self._words = view, pairs, runner, words
        self._go = go
        self._known = Known()
        self._run: LongRun[Report] | None = None

    @property
    def state(self) -> ReportState:
        """What is shown now."""
        return _state(self._known, self._words)

    def open(self) -> None:
        """The screen is shown: some pairs may be settled meanwhile."""
        self.show()
        self._runner.run(self._pairs.report, self._told, self._failed)

    def look(self) -> None:
        """Go through the whole register, or go on where it was stopped."""
        if self._known.looking:
            return
        self._known = replace(self._known, looking=True, progress=None, problem="")
        self.show()
        listener = Listener(
            progress=self._went_on, then=self._looked, cancelled=self._stopped, failed=self._failed
        )
        self._run = self._runner.run_long(self._pairs.make(), listener)

    def stop(self) -> None:
        """Stop looking; what was found stays and can be gone on with."""
        if self._run is not None and not self._run.over:
            self._run.cancel()

    def compare(self, line: LikelyLine) -> None:
        """Show the two cards side by side."""
        self._go("merge", client_id=line.first_id, other_id=line.second_id, back="duplicates")

    def show(self) -> None:
        """Draw in the language of now."""
        self._view.show_state(self.state)

    def _told(self, report: Report) -> None:
        self._known = replace(self._known, report=report)
        self.show()

    def _went_on(self, progress: Progress) -> None:
        self._known = replace(self._known, progress=progress)
        self.show()

    def _looked(self, report: Report) -> None:
        self._known = Known(report=report)
        self.show()

    def _stopped(self) -> None:
        self._known = replace(self._known, looking=False)
        self.open()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        sentence = self._words(problem.words_key, **problem.values)
        self._known = replace(self._known, looking=False, problem=sentence)
        self.show()


def _state(known: Known, words: Words) -> ReportState:
    report = known.report
    if report is None:
        return ReportState(work=words("twice.looking") if known.looking else "")
    fresh = report.at is not None
    act = "twice.go_on" if report.begun else "twice.again" if fresh else "twice.look"
    return ReportState(
        loaded=True,
        when=_when(report, words),
        act=words(act),
        work=words("twice.looking") if known.looking else "",
        progress=known.progress,
        lines=tuple(_line(pair, words) for pair in report.pairs),
        empty="" if report.pairs else words("twice.none" if fresh else "twice.not_yet"),
        problem=known.problem,
    )


def _when(report: Report, words: Words) -> str:
    found = words("twice.found", n=len(report.pairs)) if report.pairs else ""
    at = local(report.at) if report.at else None
    when = words("twice.made_at", at=f"{at:%d.%m.%Y, %H:%M}") if at else ""
    cut = words("twice.cut_short") if report.begun else ""
    return " · ".join(part for part in (found, when, cut) if part)


def _line(pair: LikelyPair, words: Words) -> LikelyLine:
    reasons = ", ".join(words(key) for key in pair.speaks_for[:_REASONS])
    against = ", ".join(words(key) for key in pair.speaks_against[:_REASONS])
    parts = (
        words("twice.for", why=reasons) if reasons else "",
        words("twice.against", why=against) if against else "",
        words(f"kin.{pair.kin}") if pair.kin else "",
    )
    return LikelyLine(
        first_id=pair.first.client_id,
        second_id=pair.second.client_id,
        names=f"{_named(pair.first)}  —  {_named(pair.second)}",
        note=" · ".join(part for part in parts if part),
        score=words("twice.score", n=pair.score),
        safe=pair.first.safe_contact or pair.second.safe_contact,
        kin=pair.kin,
    )


def _named(half: Half) -> str:
    born = f", {half.birth_date.year}" if half.birth_date else ""
    return half.full_name + born
