"""What a worker can do on the print screen; the printer and the file dialog are handed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from app.core.clock import Clock, today
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.forms.model import Form, PrintRecord
from app.registry.model import Client
from app.ui.printing.job import Job, Said, chosen, merged, written, zoomed
from app.ui.printing.keeping import Hands, hands_of, kept
from app.ui.printing.pages import PageImage, drawn
from app.ui.printing.showing import shown
from app.ui.printing.state import PrintingState

SCREEN_DPI = 96
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """One job for the printer. The title names nobody: it shows in queues and on printers."""

    title: str
    pdf: bytes = field(repr=False)
    copies: int
    grey: bool


Printer = Callable[[Sheets], Callable[[], None] | None]
"""Asks the person how to print; the answer does the printing off the UI thread. None: not now."""

ChooseFile = Callable[[str], Path | None]
"""Asks where to save; is given a file name to start from."""


class Shown(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: PrintingState) -> None:
        """Draw this."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    client: Client
    forms: tuple[Form, ...]
    prints: tuple[PrintRecord, ...]
    hands: Hands = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    values: Mapping[str, object] = field(repr=False)
    pdf: bytes = field(repr=False)
    pages: tuple[PageImage, ...] = field(repr=False)
    missing: tuple[str, ...] = ()
    sha256: str = ""
    earlier: PrintRecord | None = None
    doubtful: tuple[str, ...] = ()


class PrintingPresenter:
    """The print screen."""

    def __init__(
        self,
        view: Shown,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        printer: Printer,
        choose_file: ChooseFile,
        guided: bool = False,
    ) -> None:
        """Take the jobs of the desk, and how to reach a printer and a folder.

        `guided`: all answers are looked over before a paper leaves.
        """
        self._guided = guided
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._clock, self._printer, self._choose_file = clock, printer, choose_file
        self._job = Job(today=today(clock))
        self._hands: Hands = {}
        self._printed: Mapping[str, object] = {}
        self._round = 0

    @property
    def job(self) -> Job:
        """What is being printed."""
        return self._job

    # -- opening
    def open(self, client_id: str, form_id: str = "", check_id: str = "") -> None:
        """Show the forms for this person, `form_id` first, with what was corrected before."""
        self.keep()
        self._job = Job(today=today(self._clock), check_id=check_id)
        self._show()

        def work() -> _Opened:
            client = self._desk.intake.client(client_id)
            forms = tuple(self._desk.papers.form(one.id) for one in self._desk.papers.forms())
            prints = self._desk.papers.prints_of(client_id)
            hands = hands_of(self._desk.drafts, client_id)
            return _Opened(client=client, forms=forms, prints=prints, hands=hands)

        def then(opened: _Opened) -> None:
            self._job = replace(
                self._job, client=opened.client, forms=opened.forms, prints=opened.prints
            )
            self._hands = opened.hands
            self.choose_form(form_id or opened.forms[0].id)

        self._run(work, then)

    def choose_form(self, form_id: str) -> None:
        """Show another form; what was corrected by hand stays with its form."""
        self.keep()
        hand, self._printed = self._hands.get(form_id, {}), {}
        self._job = replace(chosen(self._job, form_id), hand=hand, all_fields=bool(hand))
        self._job = replace(self._job, looked=False, looking=False)
        self.refresh()

    def look_over(self, on: bool) -> None:
        """Show all answers instead of the pages, or the pages again."""
        self._change(looking=on, looked=on or self._job.looked)

    def change_answer(self) -> None:
        """«Change»: all fields stand ready; `look_over` comes back."""
        self._change(looking=False, all_fields=True)

    # -- the fields and the look
    def write(self, name: str, value: object) -> None:
        """A field was corrected by hand; the pages follow with `refresh`."""
        self._job = replace(written(self._job, name, value), looked=False)

    def keep(self) -> None:
        """Make what was corrected by hand durable."""
        job = self._job
        known = (self._hands.get(job.form_id, {}), self._printed)
        if job.whose and job.hand not in known:
            self._keep_hands({**self._hands, job.form_id: job.hand})

    def _keep_hands(self, hands: Hands) -> None:
        self._hands = {form: hand for form, hand in hands.items() if hand}
        whose, now = self._job.whose, self._hands
        self._run(lambda: kept(self._desk.drafts, whose, now), lambda _: None)

    def show_all_fields(self, on: bool) -> None:
        """Show also the fields that are filled already."""
        self._change(all_fields=on)

    def set_copies(self, copies: int) -> None:
        """Print so many."""
        self._change(copies=min(max(copies, 1), 99))

    def set_reason(self, reason: str) -> None:
        """Why it is printed again."""
        self._job = replace(self._job, reason=reason)

    def set_large(self, on: bool) -> None:
        """The variant in large letters."""
        self._redraw(large=on)

    def set_blank(self, on: bool) -> None:
        """The variant without values, to fill in by hand."""
        self._redraw(blank=on)

    def set_mono(self, on: bool) -> None:
        """Values in black, for printers without colour."""
        self._redraw(mono=on)

    def set_language(self, language: str) -> None:
        """The language of the paper, not of the window."""
        self._redraw(language="en" if language == "en" else "uk", values={})

    def zoom(self, step: int) -> None:
        """Larger, smaller, or (0) the whole page."""
        self._job = replace(self._job, zoom=0) if step == 0 else zoomed(self._job, step)
        self.refresh()

    def rest(self) -> None:
        """Nobody worked for a while: hide the pages from passers-by."""
        self._change(hidden=True)

    def wake(self) -> None:
        """Show the pages again."""
        self._change(hidden=False)

    def retranslate(self) -> None:
        """The language of the window changed."""
        self._show()

    # -- drawing
    def refresh(self) -> None:
        """Draw the pages anew with what is known and corrected now."""
        self.keep()
        self._draw_again()

    def _draw_again(self) -> None:
        self._round += 1
        started = self._round
        self._job = replace(self._job, loading=True, problem=None, hidden=False)
        self._show()
        job = self._job

        def then(found: _Drawn) -> None:
            if started != self._round:
                return
            self._job = replace(
                self._job,
                values=found.values,
                missing=found.missing,
                asked=tuple(dict.fromkeys((*self._job.asked, *found.missing))),
                pdf=found.pdf,
                sha256=found.sha256,
                pages=found.pages,
                earlier=found.earlier,
                doubtful=found.doubtful,
                loading=False,
            )
            self._show()

        self._run(lambda: self._draw(job), then)

    def _draw(self, job: Job) -> _Drawn:
        papers = self._desk.papers
        values = job.values or papers.values_for(
            job.form_id, job.whose, check_id=job.check_id, language=job.language
        )
        dpi = SCREEN_DPI * max(job.zoom, 125) / 100
        if job.blank:
            pdf = papers.blank(job.form_id, language=job.language, large_print=job.large)
            made = tuple(drawn(pdf, dpi=dpi, grey=job.mono))
            return _Drawn(values=values, pdf=pdf, pages=made)
        meant = merged(replace(job, values=values))
        earlier = papers.earlier_print(job.whose, job.form_id, meant, language=job.language)
        preview = papers.preview(
            job.form_id,
            meant,
            client_id=job.whose,
            language=job.language,
            large_print=job.large,
            monochrome=job.mono,
            reprint_of=earlier.id if earlier else "",
        )
        return _Drawn(
            values=values,
            pdf=preview.pdf,
            pages=tuple(drawn(preview.pdf, dpi=dpi, grey=job.mono)),
            missing=preview.missing,
            sha256=preview.sha256,
            earlier=earlier,
            doubtful=papers.doubtful_names(job.form_id, job.whose, meant),
        )

    # -- printing and saving
    def print_now(self) -> None:
        """Print and record it; a second print of the same form needs a reason."""
        if not self._may_leave():
            return
        job = self._job
        sheets = Sheets(
            title=self._words("printing.job"), pdf=job.pdf, copies=job.copies, grey=job.mono
        )
        try:
            work = self._printer(sheets)
        except DeskError as problem:
            self._failed(problem)
            return
        if work is None:
            self._change(done=Said(key="printing.cancelled"))
            return
        self._leave(work, Said(key="printing.printed"), copies=job.copies)

    def save_pdf(self) -> None:
        """Save the same pages as a file; that is recorded too, because it leaves the vault."""
        if not self._may_leave():
            return
        path = self._choose_file(self._file_name())
        if path is None:
            return
        pdf = self._job.pdf
        self._leave(
            lambda: self._desk.papers.save_pdf(path, pdf),
            Said(key="printing.saved", values={"file": path.name}),
            copies=1,
        )

    def _file_name(self) -> str:
        reference = self._job.client.reference if self._job.client else ""
        return f"{self._words('printing.job')}-{reference}.pdf"

    def _may_leave(self) -> bool:
        job = self._job
        if not job.pdf or job.busy or job.loading:
            return False
        if self._guided and not job.blank and not job.looked:
            self.look_over(on=True)
            return False
        if job.missing and not job.blank and not job.warned:
            self._change(warned=True)
            return False
        needs_reason = job.earlier is not None and not job.blank and not job.reason.strip()
        if needs_reason:
            self._change(asked_reason=True)
        return not needs_reason

    def _leave(self, out: Callable[[], None], done: Said, *, copies: int) -> None:
        self._change(busy=True, done=None, problem=None, asked_reason=False)
        job = self._job

        def work() -> tuple[PrintRecord, ...]:
            out()
            return self._record(job, copies)

        def then(prints: tuple[PrintRecord, ...]) -> None:
            self._job = replace(
                self._job, busy=False, done=done, prints=prints, reason="", warned=False
            )
            self._show()
            self._draw_again()
            if not job.blank:  # a blank carries none of what was typed
                self._printed = job.hand
                self._keep_hands({**self._hands, job.form_id: {}})

        self._run(work, then)

    def _record(self, job: Job, copies: int) -> tuple[PrintRecord, ...]:
        if job.blank:
            return job.prints
        self._desk.papers.record_print(
            job.whose,
            job.form_id,
            merged(job),
            copies,
            reprint_of=job.earlier.id if job.earlier else "",
            reason=job.reason.strip(),
            language=job.language,
            large_print=job.large,
            sha256=job.sha256,
        )
        return self._desk.papers.prints_of(job.whose)

    # -- the small print
    def _redraw(self, **changes: object) -> None:
        self._job = replace(self._job, **changes)  # type: ignore[arg-type]  # the names are ours
        self.refresh()

    def _change(self, **changes: object) -> None:
        self._job = replace(self._job, **changes)  # type: ignore[arg-type]  # the names are ours
        self._show()

    def _run(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        self._runner.run(work, then, self._failed)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        said = Said(key=problem.words_key, values=problem.values)
        self._change(problem=said, busy=False, loading=False)

    def _show(self) -> None:
        self._view.show_state(shown(self._job, self._words))
