"""The screen of files: look at a list, try it, bring it in, take it back; take a list out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from app.core.errors import DeskError
from app.core.runner import Listener, LongJob, LongRun, Progress, Runner
from app.core.words import Words
from app.desk.exporting import Exported, Exporting, Wish
from app.desk.importing import Importing, Looked, Outcome, Plan, RowTold, TakenBack
from app.exchange.model import Layout
from app.ui.exchange.state import ColumnLine, ExchangeState, Stage

Answer = TypeVar("Answer")
MOST_TOLD = 200
_EXAMPLE = 40
_LOCKED = ("import.protected", "import.wrong_passphrase")


class ExchangePage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: ExchangeState) -> None:
        """Draw this."""
        ...


class Desk(Protocol):
    """What this screen needs of the desk."""

    @property
    def importing(self) -> Importing: ...
    @property
    def exporting(self) -> Exporting: ...


class ExchangePresenter:
    """One method for each thing that a person can do here."""

    def __init__(self, view: ExchangePage, desk: Desk, runner: Runner, words: Words) -> None:
        """Nothing chosen yet."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._path: Path | None = None
        self._layout = Layout()
        self._run: LongRun[Any] | None = None
        self._heard: list[RowTold] = []
        self._in_all = 0
        self.state = ExchangeState()

    # ---- the file -------------------------------------------------------------------------------

    def choose(self, path: Path) -> None:
        """Look at this file; how it is read is guessed."""
        if not self.state.working:
            self._path, self._layout = path, Layout()
            self._look()

    def read_as(self, *, encoding: str = "", delimiter: str = "", passphrase: str = "") -> None:
        """Look at the file again, read this way."""
        self._layout = Layout(
            encoding=encoding or self._layout.encoding,
            delimiter=delimiter or self._layout.delimiter,
            passphrase=passphrase or self._layout.passphrase,
        )
        self._look()

    def _look(self) -> None:
        path, layout = self._path, self._layout
        if path is None:
            return
        self._heard, self._in_all = [], 0
        self._show(working=self._words("exchange.looking"), fault="", summary="", told=())
        self._runner.run(
            lambda: self._desk.importing.look(path, layout), self._looked, self._not_looked
        )

    def _looked(self, looked: Looked) -> None:
        table = looked.table
        self._layout = table.layout
        rows = looked.first_rows
        columns = tuple(
            ColumnLine(
                header=header,
                example=next(
                    (row.cells[at] for row in rows if not row.fault and row.cells[at]), ""
                )[:_EXAMPLE],
                goes_to=looked.mapping.get(header, ""),
            )
            for at, header in enumerate(table.header)
            if header
        )
        self._show(
            working="",
            stage=Stage.LOOKED,
            file=table.path.name,
            is_workbook=table.is_workbook,
            encoding=table.layout.encoding,
            delimiter=table.layout.delimiter,
            asks_passphrase=False,
            reading=self.state.reading + 1,
            columns=columns,
            resumes=looked.unfinished is not None,
            batch=looked.unfinished.id if looked.unfinished else "",
            told_in_all=0,
        )

    def _not_looked(self, problem: Exception) -> None:
        locked = isinstance(problem, DeskError) and problem.code in _LOCKED
        name = self._path.name if self._path else ""
        self._show(stage=Stage.NONE, file=name, asks_passphrase=locked, columns=())
        self._failed(problem)

    # ---- what is to be done with it -------------------------------------------------------------

    def send_column(self, header: str, name: str) -> None:
        """Put a column of the file to a field of the card, or to none."""
        columns = tuple(
            replace(line, goes_to=name) if line.header == header else line
            for line in self.state.columns
        )
        self._show(columns=columns, stage=Stage.LOOKED, summary="", told=(), told_in_all=0)

    def skip_certain(self, skip: bool) -> None:
        """Whether people who are certainly there already are left out."""
        self._show(skip_certain=skip)

    def try_out(self) -> None:
        """Check every row and write nothing."""
        plan = self._plan()
        if plan is not None:
            job = self._desk.importing.try_out(plan, self._words, self._hear)
            self._work(job, "exchange.trying", self._tried)

    def bring_in(self) -> None:
        """Bring every good row in, or go on where it stopped."""
        plan = self._plan()
        if plan is not None:
            job = self._desk.importing.bring_in(
                plan, self._words, self._hear, resume=self.state.resumes
            )
            self._work(job, "exchange.bringing", self._brought)

    def take_back(self) -> None:
        """Strike out what the import brought."""
        if self.state.batch and not self.state.working:
            job = self._desk.importing.take_back(self.state.batch)
            self._work(job, "exchange.taking_back", self._taken_back)

    def stop(self) -> None:
        """Stop after the portion that is being done."""
        if self._run is not None:
            self._run.cancel()

    def _plan(self) -> Plan | None:
        if self._path is None or self.state.working or self.state.stage is Stage.NONE:
            return None
        mapping = {line.header: line.goes_to for line in self.state.columns if line.goes_to}
        return Plan(
            path=self._path,
            layout=self._layout,
            mapping=mapping,
            skip_certain=self.state.skip_certain,
        )

    def _tried(self, outcome: Outcome) -> None:
        self._show(stage=Stage.TRIED, summary=self._sum("import.tried", outcome))

    def _brought(self, outcome: Outcome) -> None:
        self._show(
            stage=Stage.BROUGHT,
            summary=self._sum("import.done", outcome),
            batch=outcome.batch.id if outcome.batch else "",
            resumes=False,
        )

    def _taken_back(self, done: TakenBack) -> None:
        summary = self._words("import.taken_back", count=done.struck_out, stays=len(done.stays))
        self._show(stage=Stage.NONE, summary=summary, told=done.stays, batch="", resumes=False)
        self._show(told_in_all=len(done.stays), columns=(), reading=self.state.reading + 1)

    def _sum(self, key: str, outcome: Outcome) -> str:
        return self._words(
            key,
            good=outcome.good,
            bad=outcome.bad,
            skipped=outcome.skipped,
            alike=outcome.alike,
        )

    # ---- out ------------------------------------------------------------------------------------

    def take_out(self, path: Path, *, safe_contacts: bool, plain: bool) -> None:
        """Write all clients into a file; a CSV file is the choice of a plain one."""
        if self.state.working:
            return
        wish = Wish(
            path=path,
            plain=plain or path.suffix.casefold() == ".csv",
            safe_contacts=safe_contacts,
        )
        self._show(export_summary="", export_fault="", phrase="")
        self._work(
            self._desk.exporting.take_out(wish), "exchange.taking_out", self._taken_out, out=True
        )

    def _taken_out(self, done: Exported) -> None:
        summary = self._words("export.done", count=done.clients)
        plain = "" if done.passphrase else f" {self._words('export.plain')}"
        self._show(export_summary=summary + plain, phrase=done.passphrase)

    def forget_phrase(self) -> None:
        """The person goes away: the passphrase was shown once."""
        if self.state.phrase:
            self._show(phrase="", export_summary="")

    # ---- long work ------------------------------------------------------------------------------

    def _work(
        self,
        job: LongJob[Answer],
        words: str,
        then: Callable[[Answer], None],
        *,
        out: bool = False,
    ) -> None:
        self._show(working=self._words(words), progress=None)
        if not out:  # what an import said stays beside an export
            self._heard, self._in_all = [], 0
            self._show(fault="", summary="", **self._rows())

        def done(answer: Answer) -> None:
            self._show(working="", **self._rows())
            then(answer)

        listener = Listener(
            progress=self._told, then=done, cancelled=self._stopped,
            failed=self._export_failed if out else self._failed,
        )  # fmt: skip
        self._run = self._runner.run_long(job, listener)

    def _hear(self, row: RowTold) -> None:
        """On the database lane: kept here, shown with the next portion."""
        self._in_all += 1
        if len(self._heard) < MOST_TOLD:
            self._heard.append(row)

    def _rows(self) -> dict[str, Any]:
        told = tuple(row.sentence(self._words) for row in self._heard)
        return {"told": told, "told_in_all": self._in_all}

    def _told(self, now: Progress) -> None:
        self._show(progress=now, **self._rows())

    def _stopped(self) -> None:
        self._show(working="", summary=self._words("exchange.stopped"), **self._rows())
        if self._path is not None and self.state.stage is not Stage.NONE:
            self._look_again()

    def _look_again(self) -> None:
        """What was begun may go on: the file tells whether there is such an import."""
        summary = self.state.summary
        self._look()
        self._show(summary=summary)

    def _failed(self, problem: Exception) -> None:
        self._show(working="")
        self._show(fault=self._sentence(problem), **self._rows())

    def _export_failed(self, problem: Exception) -> None:
        self._show(working="")
        self._show(export_fault=self._sentence(problem))

    def _sentence(self, problem: Exception) -> str:
        if not isinstance(problem, DeskError):
            raise problem
        return self._words(problem.words_key, **problem.values)

    def say_again(self) -> None:
        """The language changed."""
        self._show(**self._rows())

    def _show(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._view.show_state(self.state)
