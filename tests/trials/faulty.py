"""A day at the desk on a machine that fails: run as a program with the shim of failing calls.

One JSON line in, one out. For each a child is forked, the fault is set, the day is worked through,
the fault is taken away, and one more person is registered: the program must be usable again.
"""

import ctypes
import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from app.accounts.model import Role
from app.content import words_catalogue
from app.content.library import Library
from app.core.clock import SystemClock, today
from app.core.errors import DeskError, in_words
from app.core.ids import SystemIds
from app.core.paths import Home
from app.core.words import Words
from app.desk.desk import Desk, assemble
from app.desk.importing import Plan
from app.desk.vaults import Opened, Vaults
from app.eligibility.model import Paper, PaperState
from app.exchange.model import Layout
from app.registry.model import Card, VisitDraft
from tests.ui.doors import PASSPHRASE, PERSON, ways

CLOCK, IDS = SystemClock(), SystemIds()
LIBRARY, WORDS = Library.load(), Words(words_catalogue.load(), "uk")
PDF = b"%PDF-1.7 " + bytes(30_000)


class Day:
    """What was acknowledged, what was refused in words, and what came out as no word at all."""

    def __init__(self, home: Home, rows: Path, say: Callable[[str, str], None]) -> None:
        self.home = home
        self.rows = rows
        self.say = say
        self.told: list[str] = []
        self.wild: list[str] = []
        self.opened: Opened | None = None

    def attempt(self, job: Callable[[], None]) -> None:
        """One thing that a person tries; whether it may fail is not asked, only how."""
        try:
            job()
        except Exception as problem:  # noqa: BLE001  whatever came is told
            told = in_words(problem)  # as the runner hands it over
            if isinstance(told, DeskError):
                self.told.append(told.code)
            else:
                self.wild.append(f"{job.__name__}: {problem!r}"[:300])

    def work(self) -> None:
        """Open the office, register, check, bring a file in, save a paper, let a person in."""
        self.attempt(self.open)
        if self.opened is None:
            return
        for job in (self.register, self.bring_in, self.save_paper, self.let_in, self.register):
            self.attempt(job)

    def again(self) -> None:
        """The cause is gone: what a person does next must work, in the same program."""
        if self.opened is None:
            self.open()
        self.register()
        assert self.opened is not None
        self.opened.database.close()

    def vaults(self) -> Vaults:
        return Vaults(self.home, clock=CLOCK, ids=IDS, **ways())

    def open(self) -> None:
        self.opened = self.vaults().open(PERSON, PASSPHRASE)

    def desk(self) -> Desk:
        assert self.opened is not None
        database, author = self.opened.database, self.opened.user.id
        return assemble(database, LIBRARY, clock=CLOCK, ids=IDS, author=author)

    def register(self) -> None:
        desk = self.desk()
        draft = desk.drafts.keep("registration", "", {"surname": "Осока"})
        self.say("draft", draft.id)
        registered = desk.intake.register(
            Card(surname="Осока", given_name="Олена", birth_date=date(1986, 3, 7)),
            VisitDraft(essence="довідка " * 30),
        )
        client = registered.client.id
        self.say("client", client)
        paper = Paper(item="id_card", state=PaperState.ORIGINAL_SEEN)
        facts = desk.checks.facts({"birth_date": "1986-03-07", "idp_status": "registered"})
        check = desk.checks.save(client, facts, [paper], today(CLOCK))
        self.say("check", check.id)
        desk.drafts.drop(draft.id)
        self.say("dropped", draft.id)

    def bring_in(self) -> None:
        desk = self.desk().importing
        looked = desk.look(self.rows, Layout())
        plan = Plan(path=self.rows, layout=looked.table.layout, mapping=looked.mapping)
        for _ in desk.bring_in(plan, WORDS, lambda _: None, resume=looked.unfinished is not None):
            pass

    def save_paper(self) -> None:
        self.desk().papers.save_pdf(self.home.folder / "заява.pdf", PDF)

    def let_in(self) -> None:
        assert self.opened is not None
        name = "Петро Лоза"
        self.vaults().add_user(
            self.opened, name=name, role=Role.FRONTLINE, passphrase="зовсім інша довга фраза тут"
        )
        self.say("user", name)


def armed(order: dict[str, Any], folder: Path) -> Callable[[], int]:
    """Set the fault; what takes it away says how many calls it counted."""
    if "memory" in order:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        limits = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (used + order["memory"], limits[1]))

        def lifted() -> int:
            resource.setrlimit(resource.RLIMIT_AS, limits)
            return 0

        return lifted
    shim = ctypes.CDLL(None)
    below = str(folder).encode()
    shim.trial_arm(
        ctypes.c_char_p(below), order["kinds"], ctypes.c_long(order["k"]), order["errno"],
        int(order["sticky"]),
    )  # fmt: skip
    shim.trial_disarm.restype = ctypes.c_long
    return lambda: int(shim.trial_disarm())


def day(order: dict[str, Any], say: Callable[[str, str], None]) -> dict[str, Any]:
    """One day with one fault."""
    folder = Path(order["folder"])
    worked = Day(Home(folder), Path(order["rows"]), say)
    disarm = armed(order, folder)
    try:
        worked.work()
    finally:
        counted = disarm()
    try:
        worked.again()
        after = ""
    except Exception as problem:  # noqa: BLE001  whatever came is told
        after = repr(problem)[:300]
    return {"told": worked.told, "wild": worked.wild, "counted": counted, "after": after}


def child(order: dict[str, Any], pipe: int) -> None:
    """Say each acknowledgement at once, and in the end how the day went; never come back."""

    def say(kind: str, what: str) -> None:
        os.write(pipe, f"{kind} {what}\n".encode())

    with suppress(BaseException):
        os.write(pipe, json.dumps(day(order, say)).encode() + b"\n")
    os._exit(0)


def answer_of(lines: list[str]) -> dict[str, Any]:
    """What one child said, as one answer."""
    answer: dict[str, Any] = {"said": {}}
    for line in lines:
        if line.startswith("{"):
            answer |= json.loads(line)
        else:
            kind, _, what = line.strip().partition(" ")
            answer["said"].setdefault(kind, []).append(what)
    return answer


def main() -> None:
    """Answer each line with a line; a child that died says what it said before."""
    for line in sys.stdin:
        ours, theirs = os.pipe()
        forked = os.fork()
        if forked == 0:
            child(json.loads(line), theirs)
        os.close(theirs)
        with os.fdopen(ours) as answers:
            answer = answer_of(answers.readlines())
        _, status = os.waitpid(forked, 0)
        sys.stdout.write(json.dumps({**answer, "status": status}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
