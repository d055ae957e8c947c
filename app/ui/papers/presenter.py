"""What a worker can do on the checklist. Each change is saved at once and can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from app.core.clock import Clock, today
from app.core.errors import DeskError
from app.core.runner import Runner
from app.core.words import Words
from app.desk.desk import Desk
from app.eligibility.answers import Facts
from app.eligibility.checklist import checklist, presented
from app.eligibility.model import Paper, PaperState, WhoObtains
from app.eligibility.saved import Override, Provisional, SavedCheck
from app.registry.dates import read_date
from app.registry.model import Client
from app.ui.papers.case import Case, Said, with_paper, with_state
from app.ui.papers.provisional import usual_day, wanted
from app.ui.papers.scanning import Scanning
from app.ui.papers.showing import shown, state_words
from app.ui.papers.state import PapersState
from app.ui.papers.term import show_date

Go = Callable[..., None]


class Shown(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: PapersState) -> None:
        """Draw this."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    client: Client
    papers: tuple[Paper, ...] = ()
    check_id: str = ""
    facts: Facts | None = field(default=None, repr=False)
    on: date | None = None
    provisional: Provisional | None = None
    override: Override | None = field(default=None, repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)


class PapersPresenter:
    """The checklist of papers."""

    def __init__(
        self, view: Shown, desk: Desk, runner: Runner, words: Words, *, clock: Clock, go: Go
    ) -> None:
        """Take the jobs of the desk; `go` opens another screen by name."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._clock, self._go = clock, go
        self._case = Case(today=today(clock))
        self.scanning = Scanning(desk, runner, self.show)
        self._facts: Facts = {}
        self._on = today(clock)

    @property
    def case(self) -> Case:
        """The checklist on the desk."""
        return self._case

    # -- opening
    def open(self, client_id: str, check_id: str = "") -> None:
        """Show the papers for the grounds of this check, or of the latest one."""
        self._case = Case(today=today(self._clock))
        self.show()
        self._runner.run(lambda: self._read(client_id, check_id), self._opened, self._failed)
        self.scanning.open(client_id)

    def _read(self, client_id: str, check_id: str) -> _Opened:
        client = self._desk.intake.client(client_id)
        papers = self._desk.checks.papers(client_id)
        known = self._desk.checks.of_client(client_id)
        saved = next((one for one in known if one.id == check_id), None) or next(iter(known), None)
        if saved is None:
            return _Opened(client=client, papers=papers)
        facts = self._desk.checks.facts(saved.facts)
        return _Opened(
            client=client,
            papers=papers,
            check_id=saved.id,
            facts=facts,
            on=saved.on_date,
            provisional=saved.provisional,
            override=saved.override,
            names={user.id: user.name for user in self._desk.office.users()},
        )

    def _opened(self, opened: _Opened) -> None:
        self._facts = opened.facts or {}
        self._on = opened.on or self._case.today
        self._case = replace(
            self._case,
            client=opened.client,
            check_id=opened.check_id,
            provisional=opened.provisional,
            override=opened.override,
            names=opened.names,
            papers={paper.item: paper for paper in opened.papers},
            no_check=opened.facts is None,
            loading=False,
        )
        self._settle()

    # -- changing a paper
    def original_shown(self, item: str) -> None:
        """The original lies on the desk."""
        self._keep(item, with_state(self._case, item, PaperState.ORIGINAL_SEEN))

    def open_details(self, item: str) -> None:
        """Open the fields of one paper, or fold them."""
        opened = "" if self._case.opened == item else item
        self._case = replace(self._case, opened=opened, faults={}, typed={})
        self.show()

    def close_details(self) -> None:
        """Fold the fields."""
        self._case = replace(self._case, opened="", faults={}, typed={})
        self.show()

    def set_state(self, state: str) -> None:
        """How the opened paper stands."""
        item = self._case.opened
        if state == "none":
            self._keep(item, None)
        elif item:
            self._keep(item, with_state(self._case, item, PaperState(state)))

    def set_who(self, who: str) -> None:
        """Who obtains the opened paper; a paper nobody spoke of is promised from now on."""
        paper = self._case.paper(self._case.opened)
        self._keep(paper.item, replace(paper, who_obtains=WhoObtains(who)))

    def set_promised(self, text: str) -> None:
        """By when the opened paper was promised."""
        self._date("promised_by", text)

    def set_valid(self, text: str) -> None:
        """Until when the opened paper is valid."""
        self._date("valid_until", text)

    def set_substitute(self, text: str) -> None:
        """What lawfully stands in the place of a lost paper."""
        paper = self._case.papers.get(self._case.opened)
        if paper is not None and paper.substitute != text:
            self._keep(paper.item, replace(paper, substitute=text))

    def undo(self) -> None:
        """Take the last change back, of a scan or of a paper."""
        if self.scanning.now.can_undo:
            self.scanning.undo()
            return
        if not self._case.changes:
            return
        item, client = self._case.changes[-1], self._case.client

        def work() -> Paper | None:
            self._desk.undoing.undo()
            papers = self._desk.checks.papers(client.id) if client else ()
            return next((paper for paper in papers if paper.item == item), None)

        def then(kept: Paper | None) -> None:
            self._case = replace(self._case, changes=self._case.changes[:-1])
            self._kept(item, kept, "papers.undone")

        self._runner.run(work, then, self._failed)

    def refresh(self) -> None:
        """Papers changed under the screen."""
        if self._case.client is not None:
            self.open(self._case.client.id, self._case.check_id)

    # -- the provisional answer
    def write_until(self, text: str) -> None:
        """The day until which the answer is to hold, half-typed."""
        self._case = replace(self._case, faults={}, typed={"until": text})
        self.show()

    def give_provisional(self) -> None:
        """Let the answer hold until the day in the field, and print its slip."""
        case = self._case
        one, rules = case.category, case.rules
        if one is None or rules is None or case.provisional is not None:
            return
        found = checklist(one, case.kept, rules, on=case.today)
        needed = tuple(section for section in found if section.state.required)
        text = case.typed.get("until", show_date(usual_day(needed, case.today)))
        day = read_date(text, case.today, ahead=True)
        if day is None:
            self._case = replace(case, faults={"until": "papers.bad_date"}, typed={"until": text})
            self.show()
            return

        def work() -> SavedCheck:
            kept: SavedCheck = self._desk.checks.give_provisional(
                case.check_id, day, wanted(needed)
            )
            return kept

        self._runner.run(work, self._given, self._failed)

    def end_provisional(self) -> None:
        """The papers came, or the answer is taken back."""
        check_id = self._case.check_id

        def work() -> SavedCheck:
            kept: SavedCheck = self._desk.checks.end_provisional(check_id)
            return kept

        self._runner.run(work, self._ended, self._failed)

    def print_slip(self) -> None:
        """The slip that goes with a provisional answer."""
        self._leave("printing", form_id="provisional_slip", check_id=self._case.check_id)

    def _given(self, saved: SavedCheck) -> None:
        self._case = replace(
            self._case, provisional=saved.provisional, typed={}, faults={}, changes=()
        )
        self.show()
        self.print_slip()

    def _ended(self, saved: SavedCheck) -> None:
        said = Said(key="papers.provisional.ended")
        self._case = replace(
            self._case, provisional=saved.provisional, said=said, problem=None, changes=()
        )
        self.show()

    # -- looking
    def choose_ground(self, ground: str) -> None:
        """Show the papers of another ground."""
        self._case = replace(self._case, ground=ground, opened="")
        self.show()

    def show_more(self, group: str) -> None:
        """Show all papers of a group, or only those in sight."""
        self._case = replace(self._case, unfolded=self._case.unfolded ^ {group})
        self.show()

    # -- going on
    def to_check(self) -> None:
        """Back to the grounds."""
        self._leave("check")

    def print_application(self) -> None:
        """The application for secondary aid."""
        self._leave("printing", form_id="bvpd_application", check_id=self._case.check_id)

    def print_bring(self) -> None:
        """The slip that says what to bring."""
        self._leave("printing", form_id="bring_list", check_id=self._case.check_id)

    def print_receipt(self) -> None:
        """The list and receipt of papers."""
        self._leave("printing", form_id="papers_receipt", check_id=self._case.check_id)

    def show(self) -> None:
        """Draw the case in the language of now."""
        held = tuple(scan.item for scan in self.scanning.now.scans if scan.item)
        self._case = replace(self._case, held=held)
        self._view.show_state(shown(self._case, self._words, self.scanning.now))

    # -- the small print
    def _leave(self, screen: str, **subject: str) -> None:
        if self._case.client is not None:
            self._go(screen, client_id=self._case.client.id, **subject)

    def _date(self, name: str, text: str) -> None:
        paper = self._case.papers.get(self._case.opened)
        if paper is None:
            return
        day = read_date(text, self._case.today, ahead=True) if text.strip() else None
        if text.strip() and day is None:
            self._case = replace(self._case, faults={name: "papers.bad_date"}, typed={name: text})
            self.show()
            return
        self._case = replace(self._case, faults={}, typed={})
        changed = (
            replace(paper, promised_by=day)
            if name == "promised_by"
            else replace(paper, valid_until=day)
        )
        if changed != paper:
            self._keep(paper.item, changed)

    def _keep(self, item: str, paper: Paper | None) -> None:
        before = self._case.papers.get(item)
        if not item or paper == before:
            return
        self.scanning.settle()
        self._case = replace(self._case, changes=(*self._case.changes, item))
        self._write(item, paper)

    def _write(self, item: str, paper: Paper | None) -> None:
        client = self._case.client
        if client is None:
            return

        def work() -> Paper | None:
            if paper is None:
                self._desk.checks.forget_paper(client.id, item)
                return None
            kept: Paper = self._desk.checks.keep_paper(client.id, paper)
            return kept

        self._runner.run(work, lambda kept: self._kept(item, kept, "papers.kept"), self._failed)

    def _kept(self, item: str, paper: Paper | None, said: str) -> None:
        values = {"paper": self._name(item), "state": state_words(paper, self._words)}
        case = with_paper(self._case, item, paper)
        self._case = replace(case, said=Said(key=said, values=values), problem=None)
        self._settle()

    def _name(self, item: str) -> str:
        rules = self._case.rules
        return self._words.of(rules.items[item].name) if rules else item

    def _settle(self) -> None:
        case = self._case
        if not case.no_check:
            try:
                rules = case.rules or self._desk.checks.rules(self._on)
                have = presented(case.kept, rules, case.today)
                verdict = self._desk.checks.decide(self._facts, presented=have, on=self._on)
                self._case = replace(case, rules=rules, verdict=verdict)
            except DeskError as problem:
                self._problem(problem)
        self.show()

    def _problem(self, problem: DeskError) -> None:
        said = Said(key=problem.words_key, values=problem.values)
        self._case = replace(self._case, problem=said, loading=False)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._problem(problem)
        self.show()
