"""The screen of upkeep: look for damage, repair it, and let go of what was kept long enough."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from app.accounts.model import Office
from app.core.clock import local
from app.core.errors import DeskError, NotAllowedError
from app.core.runner import Listener, LongRun, Progress, Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.desk.doctor.doctor import Report
from app.desk.doctor.telling import became, headline, what
from app.desk.retention import Due
from app.desk.retention_words import certificate_text, due_line, term_words
from app.keeping.terms import Purge
from app.ui.upkeep.state import FaultLine, PurgeLine, TermLine, UpkeepState

Answer = TypeVar("Answer")
SHOWN = 12


class UpkeepPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: UpkeepState) -> None:
        """Draw this."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is known of clocks and purges; `due` is None for whoever may not put forward."""

    due: tuple[Due, ...] | None
    purges: tuple[Purge, ...] | None
    names: Mapping[str, str]


class UpkeepPresenter:
    """One method for each thing that a person can do here."""

    def __init__(self, view: UpkeepPage, desk: Desk, runner: Runner, words: Words) -> None:
        """Nothing is known yet."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._report: Report | None = None
        self._terms: Terms | None = None
        self._run: LongRun[Any] | None = None
        self.state = UpkeepState()

    def open(self) -> None:
        """The screen is shown."""
        self._runner.run(self._load, self._loaded, self._failed)

    def examine(self) -> None:
        """Look for damage."""
        self._long("upkeep.examining", self._desk.doctor.examine(), self._examined)

    def repair(self) -> None:
        """Repair what can be repaired."""
        if self.state.can_repair:
            self._long("upkeep.repairing", self._desk.doctor.repair(), self._examined)

    def cancel(self) -> None:
        """Stop after what is being done now."""
        if self._run is not None:
            self._run.cancel()

    def propose(self) -> None:
        """Put everything due forward."""
        if self._terms is None or self._terms.due is None or not self.state.can_propose:
            return
        files = tuple(one.client_id for due in self._terms.due for one in due.free)
        self._runner.run(lambda: self._desk.retention.propose(files), self._proposed, self._failed)

    def ask(self, purge_id: str) -> None:
        """The second person wants to confirm: once more, is it meant?"""
        purge = self._known(purge_id)
        if purge is not None:
            question = self._words("upkeep.question", n=len(purge.files))
            self._show(asking=purge_id, question=question, fault="", done="")

    def leave_it(self) -> None:
        """Not now."""
        self._show(asking="", question="")

    def confirm(self) -> None:
        """Erase for good."""
        if asked := self.state.asking:
            self._show(asking="", question="")
            self._long("upkeep.erasing", self._desk.retention.confirm(asked), self._erased)

    def withdraw(self, purge_id: str) -> None:
        """It is not to be."""
        self._runner.run(
            lambda: self._desk.retention.withdraw(purge_id),
            lambda _: self._said("retention.withdrawn"),
            self._failed,
        )

    def keep_certificate(self, purge_id: str, path: Path) -> None:
        """Write the certificate into a file."""
        purge = self._known(purge_id)
        if purge is None or self._terms is None:
            return
        names = self._terms.names

        def write(office: Office) -> None:
            path.write_text(certificate_text(purge, office, names, self._words), "utf-8")
            self._said("upkeep.certificate_kept")

        self._runner.run(self._desk.office.office, write, self._failed)

    def say_again(self) -> None:
        """The language changed."""
        self._show(done="", fault="")

    # ---- answers --------------------------------------------------------------------------------

    def _load(self) -> Terms:
        retention = self._desk.retention
        due: tuple[Due, ...] | None = None
        purges: tuple[Purge, ...] | None = None
        try:
            purges = retention.purges()
            due = retention.due()
        except NotAllowedError:
            pass  # a witness sees the purges only, others neither
        return Terms(due=due, purges=purges, names=retention.names())

    def _loaded(self, terms: Terms) -> None:
        self._terms = terms
        self._show()

    def _examined(self, report: Report) -> None:
        self._report = report
        self._show(working="", progress=None)

    def _proposed(self, purge: Purge) -> None:
        self._show(done=self._words("retention.proposed", n=len(purge.files)))
        self.open()

    def _erased(self, purge: Purge) -> None:
        n = len(purge.certificate.references)
        self._show(working="", progress=None, done=self._words("retention.erased", n=n))
        self.open()

    def _said(self, key: str) -> None:
        self._show(done=self._words(key))
        self.open()

    def _long(
        self, doing: str, job: Generator[Progress, None, Answer], then: Callable[[Answer], None]
    ) -> None:
        if self.state.working:
            return
        self._show(working=self._words(doing), progress=None, fault="", done="")
        listener = Listener(
            progress=lambda now: self._show(progress=now),
            then=then,
            cancelled=lambda: self._show(working="", progress=None),
            failed=self._failed,
        )
        self._run = self._runner.run_long(job, listener)

    def _failed(self, problem: Exception) -> None:
        self._show(working="", progress=None)
        if not isinstance(problem, DeskError):
            raise problem
        self._show(fault=self._words(problem.words_key, **problem.values))

    # ---- what is shown --------------------------------------------------------------------------

    def _show(self, **changes: Any) -> None:
        state = replace(self.state, **changes)
        if self._report is not None:
            state = self._with_report(state, self._report)
        if self._terms is not None:
            state = self._with_terms(state, self._terms)
        self.state = state
        self._view.show_state(state)

    def _with_report(self, state: UpkeepState, report: Report) -> UpkeepState:
        words = self._words
        repaired = report.copy is not None
        return replace(
            state,
            title=headline(report, words),
            kind="yes" if report.sound else "danger",
            copy="" if report.copy is None else words("doctor.copy", folder=report.copy.name),
            faults=tuple(
                FaultLine(
                    what=what(one, words),
                    means=words(f"doctor.{one.kind}.means"),
                    became=became(one, report, words),
                    mended=repaired and not one.left,
                )
                for one in report.findings
            ),
            can_repair=not repaired and any(one.mendable for one in report.findings),
        )

    def _with_terms(self, state: UpkeepState, terms: Terms) -> UpkeepState:
        words, due = self._words, terms.due or ()
        files = [file for one in due for file in one.files]
        return replace(
            state,
            closed="" if terms.purges is not None else words("upkeep.closed"),
            terms=tuple(
                TermLine(term=term_words(one.term, words), due=due_line(one, words)) for one in due
            ),
            files=tuple(
                words(
                    "upkeep.file.held" if file.held else "upkeep.file",
                    reference=file.reference,
                    day=f"{file.due():%d.%m.%Y}",
                )
                for file in files[:SHOWN]
            ),
            more=words("upkeep.more", n=len(files) - SHOWN) if len(files) > SHOWN else "",
            can_propose=any(one.free for one in due),
            purges=tuple(self._purge(one, terms.names) for one in terms.purges or ()),
        )

    def _purge(self, one: Purge, names: Mapping[str, str]) -> PurgeLine:
        who = names.get(one.author, "")
        day = f"{local(one.proposed_at):%d.%m.%Y}"
        key = "done" if one.done_at else "withdrawn" if one.withdrawn_at else "waits"
        open_ = one.done_at is None and one.withdrawn_at is None
        return PurgeLine(
            id=one.id,
            text=self._words(f"upkeep.purge.{key}", who=who, day=day, n=len(one.files)),
            may_confirm=open_ and one.author != self._desk.author,
            may_withdraw=one.waits,
            has_certificate=one.done_at is not None,
        )

    def _known(self, purge_id: str) -> Purge | None:
        purges = (self._terms.purges if self._terms else None) or ()
        return next((one for one in purges if one.id == purge_id), None)
