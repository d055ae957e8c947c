"""Looking ahead: the same answers under an edition that is not in force; nothing of it is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.ahead import Coming
from app.desk.desk import Desk
from app.eligibility.answers import Facts
from app.eligibility.model import Rules, Verdict
from app.ui.check.answering import known_facts
from app.ui.check.case import Case
from app.ui.check.state import PreviewBox
from app.ui.check.typed import show_date
from app.ui.printing.presenter import Printer, Sheets


class Previewing:
    """From the answers on the desk to what a coming edition makes of them, and on paper."""

    def __init__(self, desk: Desk, runner: Runner, words: Words, printer: Printer) -> None:
        """`printer` asks how to print."""
        self._desk, self._runner, self._words, self._printer = desk, runner, words, printer
        self._real: tuple[Rules | None, date] | None = None

    def begin(self, case: Case) -> Case:
        """Put on the rules that are to come."""
        coming = case.coming
        if coming is None or case.preview or case.read_only:
            return case
        self._real = (case.rules, case.sheet.on)
        rules = self._desk.editions.coming_rules(coming)
        sheet = replace(case.sheet, on=coming.on, asked="", chosen="")
        return replace(case, preview=True, rules=rules, sheet=sheet, faults={}, problem=None)

    def end(self, case: Case) -> Case:
        """Back to the law in force."""
        if not case.preview or self._real is None:
            return case
        rules, on = self._real
        sheet = replace(case.sheet, on=on, asked="", chosen="")
        return replace(case, preview=False, rules=rules, sheet=sheet, problem=None)

    def verdict(self, facts: Facts, presented: frozenset[str], coming: Coming) -> Verdict:
        """What the coming rules say."""
        return self._desk.editions.decide_ahead(facts, presented, coming)

    def print(self, case: Case, failed: Callable[[Exception], None]) -> None:
        """The sheet of the preview, which always carries its mark."""
        coming = case.coming
        if not case.preview or coming is None or self._real is None:
            return
        facts, presented, on = known_facts(case.sheet), case.presented, self._real[1]
        language = self._words.language

        def work() -> bytes:
            now = self._desk.checks.decide(facts, presented=presented, on=on)
            then = self._desk.editions.decide_ahead(facts, presented, coming)
            drawn: bytes = self._desk.papers.draw_ahead(now, then, coming, language=language)
            return drawn

        self._runner.run(work, lambda pdf: self._ask(pdf, failed), failed)

    def _ask(self, pdf: bytes, failed: Callable[[Exception], None]) -> None:
        title = self._words("check.preview.mark")
        try:
            printing = self._printer(Sheets(title=title, pdf=pdf, copies=1, grey=False))
        except DeskError as problem:
            failed(problem)
            return
        if printing is not None:
            self._runner.run(printing, lambda _: None, failed)


def preview_box(case: Case, words: Words) -> PreviewBox | None:
    """What stands above a preview; None in an ordinary check."""
    coming = case.coming
    if not case.preview or coming is None:
        return None
    bills = ", ".join(words.of(one) for one in coming.bills)
    parts = [words("check.preview.day", date=show_date(coming.on))]
    parts += [words("check.preview.bills", bills=bills)] if bills else []
    parts.append(words("check.preview.kept"))
    return PreviewBox(mark=words("check.preview.mark"), note=" ".join(parts))
