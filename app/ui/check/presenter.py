"""What a worker can do on the check screen. Every answer is settled at once and kept as a draft."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from app.core.clock import Clock, today
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.eligibility.model import Verdict
from app.registry.model import Draft
from app.ui.check import sheet as sheets
from app.ui.check.answering import (
    case_question,
    known_facts,
    read_answer,
    same_each_month,
    with_income,
    with_text,
)
from app.ui.check.case import Case, Said
from app.ui.check.income_showing import FACT
from app.ui.check.opening import SCREEN, Opened, new_check, own_of, saved_check
from app.ui.check.own_answers import OwnAnswers
from app.ui.check.previewing import Previewing
from app.ui.check.sheet import Sheet
from app.ui.check.showing import shown
from app.ui.check.state import CheckState
from app.ui.check.stored import verdict_of
from app.ui.check.typed import Fault, plain, read
from app.ui.printing.presenter import Printer

Go = Callable[..., None]


class Shown(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: CheckState) -> None:
        """Draw this."""
        ...


@dataclass(slots=True)
class _Slot:
    """The draft of the open check; only the database lane, which keeps the order, touches it."""

    id: str = ""


class CheckPresenter:
    """The check screen."""

    def __init__(
        self,
        view: Shown,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        go: Go,
        printer: Printer,
        guided: bool = False,
    ) -> None:
        """Take the jobs of the desk; `go` opens another screen by name."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._clock, self._go = clock, go
        self._case = self._fresh(guided=guided)
        self._slot = _Slot()
        self.own = OwnAnswers(desk.checks, runner, self.show)
        self._ahead = Previewing(desk, runner, words, printer)

    @property
    def case(self) -> Case:
        """The check on the desk."""
        return self._case

    @property
    def _sheet(self) -> Sheet:
        return self._case.sheet

    def _fresh(self, *, guided: bool) -> Case:
        day = today(self._clock)
        return Case(today=day, sheet=Sheet(on=day, guided=guided))

    # -- opening
    def open(self, client_id: str, *, check_id: str = "", visit_id: str = "") -> None:
        """Check this client, going on with the draft if there is one; or read a saved check."""
        fresh = self._fresh(guided=self._sheet.guided)
        self._case = replace(fresh, visit_id=visit_id)
        self.own.take("", None)
        self.show()

        def work() -> Opened:
            if check_id:
                return saved_check(self._desk, client_id, check_id)
            return new_check(self._desk, client_id, fresh.sheet)

        self._runner.run(work, self._opened, self._failed)

    def _opened(self, opened: Opened) -> None:
        saved, draft = opened.saved, opened.draft
        self._slot = _Slot(draft.id if draft else "")
        self.own.take(saved.id if saved else "", own_of(opened, self._desk.author))
        self._case = replace(
            self._case,
            client=opened.client,
            sheet=opened.sheet,
            rules=opened.rules,
            presented=opened.presented,
            touched=draft is not None,
            draft_back=draft.saved_at if draft else None,
            verdict=verdict_of(saved, opened.rules) if saved else None,
            saved_id=saved.id if saved else "",
            saved_at=saved.made_at if saved else None,
            coming=opened.coming,
            standing=opened.standing,
            names={user.id: user.name for user in opened.users},
        )
        self._settle()

    # -- answering
    def answer(self, fact: str, value: object) -> None:
        """An answer was given: a value, an id, text of a date or a number, or None: not known."""
        if self._case.read_only:
            return
        meant = read_answer(self._case, fact, value)
        if isinstance(meant, Fault):
            self._case = replace(self._case, faults={**self._case.faults, fact: meant})
            self.show()
            return
        opened = self._sheet.asked == fact
        self._touch()
        sheet = sheets.answer(self._sheet, fact, meant)
        self._change(sheets.ask(sheet, fact) if opened else sheet)

    def write(self, key: str, text: str) -> None:
        """Half-typed text; it is kept with `keep`, and months count at once."""
        if self._case.read_only:
            return
        self._case = with_text(self._case, key, text)
        self._touch()
        if key.startswith(FACT):
            self.show()

    def settle_income(self) -> None:
        """The worker left a month: six sums that are understood are an answer."""
        if self._case.read_only or not any(key.startswith(FACT) for key in self._sheet.typed):
            return
        self._case = with_income(self._case)
        self._change(self._sheet)

    def fill_months(self, text: str) -> None:
        """The same sum in every month."""
        self._case = replace(self._case, sheet=same_each_month(self._sheet, text), touched=True)
        self.settle_income()

    def settle_date(self) -> None:
        """The worker left the date of the application: the law of that day counts."""
        text = self._sheet.typed.get("on_date", "")
        if self._case.read_only or self._case.preview or not text:
            return
        day = read("date", text, today=self._case.today, least=None, most=None)
        if not isinstance(day, date):
            self._date_fault(Fault("check.bad.date"))
            return
        try:
            rules = self._desk.checks.rules(day)
        except DeskError as problem:
            self._date_fault(Fault(problem.words_key, problem.values))
            return
        typed = {key: kept for key, kept in self._sheet.typed.items() if key != "on_date"}
        self._case = replace(self._case, rules=rules)
        self._touch()
        self._change(replace(self._sheet, on=day, typed=typed))

    # -- walking
    def ask(self, fact: str) -> None:
        """Open a question, to change its answer."""
        if not self._case.read_only:
            self._change(sheets.ask(self._sheet, fact))

    def back(self) -> None:
        """Open the question before this one; its answer stays."""
        self._change(sheets.step_back(self._sheet, self._now()))

    def go_on(self) -> None:
        """Leave the opened question as it is."""
        self._change(sheets.step_on(self._sheet, self._now()))

    def read_back(self) -> None:
        """All answers for a last look, or back to the questions."""
        checking = self._sheet.checking
        self._change(
            replace(self._sheet, checking=False) if checking else sheets.read_back(self._sheet)
        )

    def topic(self, topic: str) -> None:
        """Bring the questions of a group forward; the same again lets the rules choose."""
        chosen = "" if topic == self._sheet.topic else topic
        self._change(replace(self._sheet, topic=chosen, asked=""))

    def choose(self, category: str) -> None:
        """Explain this ground."""
        self._case = replace(self._case, sheet=replace(self._sheet, chosen=category))
        self.show()

    def turn(self) -> None:
        """Dense or step by step: the same answers."""
        if not self._case.read_only:
            self._change(sheets.turn(self._sheet))

    def start_afresh(self) -> None:
        """Put the draft away and begin with what the card says."""
        case, slot = self._case, self._slot
        self._runner.run(lambda: self._drop(slot), lambda _: None, self._failed)
        if case.client is not None:
            self.open(case.client.id, visit_id=case.visit_id)

    def check_again(self) -> None:
        """From a saved check to a new one."""
        if self._case.client is not None:
            self._go("check", client_id=self._case.client.id)

    # -- looking ahead
    def preview(self) -> None:
        """The same answers under an edition that is not in force."""
        self._case = self._ahead.begin(self._case)
        self._settle()

    def end_preview(self) -> None:
        """Back to the law in force; the answers stay."""
        self._case = self._ahead.end(self._case)
        self._settle()
        self.keep()

    def print_preview(self) -> None:
        """On paper, with the mark across each page."""
        self._ahead.print(self._case, self._failed)

    # -- saving
    def keep(self) -> None:
        """Make the answers durable as a draft."""
        case = self._case
        if case.client is None or case.read_only or case.busy or not case.touched:
            return
        if case.preview:  # answers given in a preview are kept when it ends
            return
        client_id, values, slot = case.client.id, self._plain(), self._slot

        def work() -> Draft:
            draft = self._desk.drafts.keep(SCREEN, client_id, values, draft_id=slot.id or None)
            slot.id = draft.id
            return draft

        def then(draft: Draft) -> None:
            if slot is self._slot and self._case.touched:
                self._case = replace(self._case, kept_at=draft.saved_at)
                self.show()

        self._runner.run(work, then, self._failed)

    def _drop(self, slot: _Slot) -> None:
        if slot.id:
            self._desk.drafts.drop(slot.id)
            slot.id = ""

    def save(self) -> None:
        """Save the check with its verdict and go to the papers; a saved one only leads there."""
        case = self._case
        if case.client is not None and case.saved_id:
            self._go("papers", client_id=case.client.id, check_id=case.saved_id)
            return
        if case.client is None or case.busy or case.preview or case.verdict is None:
            return
        client_id, facts, day = case.client.id, known_facts(self._sheet), self._sheet.on
        slot, visit_id = self._slot, case.visit_id
        self._case = replace(case, busy=True, problem=None)
        self.show()

        def work() -> str:
            saved = self._desk.checks.save(
                client_id, facts, self._desk.checks.papers(client_id), day, visit_id=visit_id
            )
            self._drop(slot)
            check_id: str = saved.id
            return check_id

        def then(check_id: str) -> None:
            self._case = replace(self._case, busy=False, touched=False, draft_back=None)
            self._go("papers", client_id=client_id, check_id=check_id)

        self._runner.run(work, then, self._failed)

    # -- the small print
    def show(self) -> None:
        """Draw the case in the language of now."""
        self._case = replace(self._case, own=self.own.own)
        self._view.show_state(shown(self._case, self._words))

    def _touch(self) -> None:
        self._case = replace(self._case, touched=True)

    def _now(self) -> str:
        verdict = self._case.verdict
        if verdict is None:
            return ""
        return case_question(self._case, verdict)

    def _plain(self) -> dict[str, object]:
        return sheets.to_draft(
            self._sheet, {fact: plain(value) for fact, value in self._sheet.given.items()}
        )

    def _change(self, sheet: Sheet) -> None:
        self._case = replace(self._case, sheet=sheet, problem=None)
        self._settle()
        self.keep()

    def _date_fault(self, fault: Fault) -> None:
        self._case = replace(self._case, faults={**self._case.faults, "on_date": fault})
        self.show()

    def _settle(self) -> None:
        try:
            if not self._case.read_only:
                self._case = replace(self._case, verdict=self._decided())
        except DeskError as problem:
            self._case = replace(
                self._case, problem=Said(key=problem.words_key, values=problem.values)
            )
        self.show()

    def _decided(self) -> Verdict:
        case, facts = self._case, known_facts(self._sheet)
        if case.preview and case.coming is not None:
            return self._ahead.verdict(facts, case.presented, case.coming)
        return self._desk.checks.decide(facts, presented=case.presented, on=case.sheet.on)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        said = Said(key=problem.words_key, values=problem.values)
        self._case = replace(self._case, busy=False, problem=said)
        self.show()
