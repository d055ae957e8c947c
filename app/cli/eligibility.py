"""Commands of the check: categories in force, the verdict on facts, warnings counted, as JSON."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, opened_vault
from app.content.installed import library_of
from app.content.library import Library
from app.core.clock import today
from app.core.errors import Exit, InputError
from app.core.words import Words
from app.desk.checks import Checks
from app.eligibility.answers import Facts
from app.eligibility.engine import decide
from app.eligibility.facts import is_day, legible, parse_facts, shown
from app.eligibility.rules import questions, rules_on
from app.eligibility.territories import status_on
from app.eligibility.verdict_json import category_to_json, verdict_to_json

WRAPPER = ("facts", "documents", "on_date")
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def add(commands: Commands) -> None:
    """Register `eligibility categories | check | warnings`."""
    group = commands.add_parser("eligibility", help="the right to secondary aid, as JSON")
    acts = group.add_subparsers(title="eligibility", metavar="ACT", required=True)
    listed = acts.add_parser("categories", help="every category in force on a day")
    listed.set_defaults(work=categories)
    check = acts.add_parser("check", help="the verdict on facts")
    check.add_argument("file", metavar="FILE", help="facts as JSON; - is standard input")
    check.add_argument("--lines", action="store_true", help="one JSON document a line")
    check.set_defaults(work=check_facts)
    counted = acts.add_parser("warnings", help="plausibility warnings of kept checks by month")
    counted.add_argument("--from", dest="begin", metavar="DATE", help="the first day")
    counted.add_argument("--to", dest="end", metavar="DATE", help="the last day")
    counted.add_argument("--json", action="store_true", help="JSON is printed in any case")
    add_sign_in(counted)
    counted.set_defaults(work=count_warnings)
    place = acts.add_parser("territory", help="was a place occupied on a day")
    place.add_argument("place", metavar="PLACE", help="a code of the state codifier, or a name")
    place.add_argument("--on", metavar="DATE", help="the day that is asked about")
    place.add_argument("--json", action="store_true", help="JSON is printed in any case")
    place.set_defaults(work=territory)
    for parser in (listed, check):
        parser.add_argument("--on", metavar="DATE", help="the day of the application")
        parser.add_argument("--preview", action="store_true", help="bills not adopted too")
        parser.add_argument("--json", action="store_true", help="JSON is printed in any case")


def categories(call: Call, given: argparse.Namespace) -> int:
    """Print every category in force."""
    on = today(call.clock) if given.on is None else _day(given.on, "--on")
    rules = rules_on(library_of(call.home), on, preview=given.preview)
    call.json([category_to_json(one) for one in rules.categories])
    return Exit.DONE


def territory(call: Call, given: argparse.Namespace) -> int:
    """Print what the table of territories knows of a place: a hint, the official list decides."""
    on = today(call.clock) if given.on is None else _day(given.on, "--on")
    found = status_on(library_of(call.home), given.place, on)
    answer = {"place": given.place, "on_date": on.isoformat()}
    if found is None:
        call.json({**answer, "occupied": None})
        return Exit.DONE
    call.json(
        {
            **answer,
            "occupied": found.occupied,
            "code": found.code,
            "name": found.name,
            "status": found.status,
            "from": found.begin.isoformat(),
            "until": found.until.isoformat() if found.until else None,
            "act": found.act,
            "confidence": found.confidence,
        }
    )
    return Exit.DONE


def check_facts(call: Call, given: argparse.Namespace) -> int:
    """Print the verdict on the facts of a file; with `--lines` one verdict for each line."""
    text = _text(call, given.file)
    desk = _Judging(call, given, library_of(call.home))
    if not given.lines:
        call.json(desk.verdict(text, where=given.file))
        return Exit.DONE
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            faults += desk.print_line(line, where=f"{given.file}:{number}")
    if faults:
        raise InputError("facts.faulty", faults=tuple(faults))
    return Exit.DONE


def count_warnings(call: Call, given: argparse.Namespace) -> int:
    """Print how often which warning was shown, month by month: this year unless told otherwise."""
    now = today(call.clock)
    begin = now.replace(month=1, day=1) if given.begin is None else _day(given.begin, "--from")
    end = now if given.end is None else _day(given.end, "--to")
    with opened_vault(call, given) as opened:
        checks = Checks(
            opened.database,
            library_of(call.home),
            clock=call.clock,
            ids=call.ids,
            author=opened.user.id,
        )
        counted = checks.warnings(begin, end)
    call.json([{"month": month, "id": name, "count": n} for month, name, n in counted])
    return Exit.DONE


class _Judging:
    """One run of the command over one document or many."""

    def __init__(self, call: Call, given: argparse.Namespace, library: Library) -> None:
        self._call = call
        self._on = None if given.on is None else _day(given.on, "--on")
        self._preview = bool(given.preview)
        self._library = library

    def verdict(self, text: str, *, where: str) -> dict[str, object]:
        """The verdict on one document."""
        words = self._call.words
        given = _document(text, where, words)
        known = questions(self._library)
        faults: tuple[str, ...] = ()
        facts: Facts = {}
        try:
            facts = parse_facts(given.facts, known, language=words.language)
        except InputError as problem:
            faults = problem.faults
        if given.faults or faults:
            raise InputError("facts.faulty", faults=(*given.faults, *faults))
        said = given.on or facts.get("on_date")
        on = said if isinstance(said, date) else self._on or today(self._call.clock)
        rules = rules_on(self._library, on, preview=self._preview)
        return verdict_to_json(decide(rules, facts, presented=given.papers, on=on))

    def print_line(self, text: str, *, where: str) -> Iterator[str]:
        """Print the verdict on one line; answers with what is wrong with it."""
        try:
            answer = self.verdict(text, where=where)
        except InputError as problem:
            sentence = self._call.words(problem.words_key, **problem.values)
            said = list(problem.faults) or [sentence]
            answer = {"error": problem.code, "faults": said}
            yield from (f"{where}: {fault.removeprefix(f'{where}, ')}" for fault in said)
        # One write a line: json.dump would write each word by itself.
        self._call.out.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a document says: facts alone, or facts with papers and a day; and what is wrong."""

    facts: object
    papers: frozenset[str] = frozenset()
    on: date | None = None
    faults: tuple[str, ...] = ()


def _document(text: str, where: str, words: Words) -> _Given:
    try:
        given = json.loads(
            text.removeprefix(BYTE_ORDER_MARK),
            parse_float=Decimal,
            parse_constant=str,
            object_pairs_hook=partial(_once, words=words),
        )
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", 1)
        raise InputError("facts.no_json", where=where, line=line) from None
    if not isinstance(given, Mapping) or "facts" not in given:
        return _Given(facts=given)
    faults = [
        words("facts.fault.unknown_key", name=legible(name))
        for name in given
        if name not in WRAPPER
    ]
    papers = [] if given.get("documents") is None else given["documents"]
    if not isinstance(papers, list) or not all(isinstance(one, str) for one in papers):
        faults.append(words("facts.fault.papers"))
        papers = []
    said, on = given.get("on_date"), None
    try:
        on = None if said is None else _day(said, "on_date")
    except InputError as problem:
        faults.append(words(problem.words_key, **problem.values))
    return _Given(facts=given["facts"], papers=frozenset(papers), on=on, faults=tuple(faults))


def _once(pairs: list[tuple[str, object]], *, words: Words) -> dict[str, object]:
    """An object whose names stand once: JSON would silently keep the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = Counter(name for name, _ in pairs)
        twice = tuple(
            words("facts.fault.twice", name=legible(name))
            for name, count in names.items()
            if count > 1
        )
        raise InputError("facts.faulty", faults=twice)
    return found


def _day(text: object, where: str) -> date:
    try:
        if isinstance(text, str) and is_day(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    value = legible(text) if isinstance(text, str) else shown(text)
    raise InputError("facts.no_date", where=where, value=value)


def _text(call: Call, file: str) -> str:
    if file == "-":
        return call.inp.read()
    try:
        return Path(file).read_text("utf-8-sig")
    except (OSError, ValueError):
        raise InputError("facts.no_file", file=file) from None
