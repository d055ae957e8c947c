"""Tables of people and expected answers that a lawyer writes as a spreadsheet, in Ukrainian.

One row is one person on one day: circumstances, and what the rules must answer, with the norm. The
columns and words are explained in `docs/tablytsi-pryimannia.md`.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import process

from app.content import sentences
from app.content.library import Library
from app.content.loader import Fault
from app.core.errors import InputError
from app.core.words import Text
from app.eligibility.answers import FactKind, Facts, Three
from app.eligibility.engine import decide
from app.eligibility.facts import faults_in, parse_facts
from app.eligibility.model import (
    Answer,
    CategoryVerdict,
    Outcome,
    Question,
    Rules,
    Verdict,
)
from app.eligibility.pack import CATEGORIES
from app.eligibility.rules import rules_on

NAME, DAY, FACTS, GROUND, NORM = "назва", "дата", "обставини", "підстава", "норма"
ANSWER, APPLIES, BEST, OUTCOME = "відповідь", "може звернутися", "найкраща підстава", "висновок"
NEEDED = (NAME, DAY, FACTS, NORM)
EXPECTED = (ANSWER, APPLIES, BEST, OUTCOME)
COLUMNS = (NAME, DAY, FACTS, GROUND, *EXPECTED, NORM)
YES, NO, UNKNOWN, NOT_IN_FORCE, NONE = "так", "ні", "невідомо", "не діє", "немає"
ANSWERS = {Answer.YES: YES, Answer.NO: NO, Answer.UNKNOWN: UNKNOWN}
OUTCOMES = {
    Outcome.ELIGIBLE: "є підстава",
    Outcome.LIMITED: "частково",
    Outcome.UNKNOWN: UNKNOWN,
    Outcome.NOT_ELIGIBLE: "немає підстави",
}
THREE: Mapping[Three, str] = {True: YES, False: NO, None: UNKNOWN}
ALLOWED: Mapping[str, tuple[str, ...]] = {
    ANSWER: (*ANSWERS.values(), NOT_IN_FORCE),
    APPLIES: tuple(THREE.values()),
    OUTCOME: tuple(OUTCOMES.values()),
}
NEAR = 60
MANY = re.compile(r"(.+?)\s*[×x*х]\s*(\d)")
APOSTROPHES = re.compile("['’`]")
DOTTED = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
Cells = Mapping[str, str]


class RowError(ValueError):
    """Something in a row leads nowhere; the sentence says what."""

    def __init__(self, words: Text) -> None:
        """Say it in both languages."""
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of trying tables."""

    rows: int
    faults: tuple[Fault, ...]


def tables_in(folder: Path) -> tuple[Path, ...]:
    """The tables of a folder of packs, or any tables lying in a lawyer's own folder."""
    own = folder / "rules" / "acceptance"
    return tuple(sorted((own if own.is_dir() else folder).rglob("*.csv")))


def try_tables(paths: Iterable[Path], folder: Path, library: Library) -> Tried:
    """Try every row of the tables under the rules of its day; faults name the file and the row."""
    rows, faults = 0, []
    for path in paths:
        file = path.relative_to(folder).as_posix()
        read = _read(path, file)
        if isinstance(read, Fault):
            faults.append(read)
            continue
        for line, cells in read:
            rows += 1
            faults += [Fault(file=file, line=line, words=one) for one in _of_row(cells, library)]
    return Tried(rows=rows, faults=tuple(faults))


# ---- reading ------------------------------------------------------------------------------------


def _read(path: Path, file: str) -> list[tuple[int, Cells]] | Fault:
    """The rows of a table with their lines; spreadsheets write `;`, `,` or tabs between cells."""
    text = _text(path)
    if text is None:
        return Fault(file=file, line=1, words=sentences.no_utf8())
    heading = text.partition("\n")[0]
    between = max(";,\t|", key=heading.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=between)
    columns = [one.strip().casefold() for one in next(reader, [])]
    absent = [name for name in NEEDED if name not in columns]
    strange = [name for name in columns if name not in COLUMNS]
    if absent or strange:
        words = sentences.no_column(absent, strange, COLUMNS)
        return Fault(file=file, line=1, words=words)
    found: list[tuple[int, Cells]] = []
    line = reader.line_num + 1
    for row in reader:
        cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
        if any(cells.values()):
            found.append((line, cells))
        line = reader.line_num + 1
    return found


def _text(path: Path) -> str | None:
    """The text in UTF-8, or as older spreadsheets of Windows save it."""
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return path.read_text(encoding)
        except UnicodeDecodeError:
            continue
        except OSError:
            return None
    return None


# ---- one row ------------------------------------------------------------------------------------


def _of_row(cells: Cells, library: Library) -> Iterator[Text]:
    """Everything that is wrong with a row."""
    blank = [name for name in NEEDED if not cells.get(name) and name != FACTS]
    if blank or not any(cells.get(name) for name in EXPECTED):
        yield sentences.row_incomplete(blank or EXPECTED)
        return
    try:
        answers = tuple(_answers(cells, library))
    except RowError as problem:
        yield problem.words
        return
    for column, got in answers:
        wanted = cells[column]
        allowed = ALLOWED.get(column, (wanted.casefold(),))
        if wanted.casefold() not in allowed:
            yield sentences.not_among(column, wanted, allowed)
        elif not _same(wanted, got):
            yield sentences.row(cells[NAME], column, wanted, got, cells[NORM])


def _answers(cells: Cells, library: Library) -> Iterator[tuple[str, str]]:
    """For each expectation of the row what the rules say, in the words of the table."""
    on = _day(cells[DAY])
    try:
        rules = rules_on(library, on)
        facts = _facts(cells.get(FACTS, ""), rules)
        verdict = decide(rules, facts, on=on)
    except InputError as problem:
        raise RowError(sentences.own(f"{problem.code}: {cells[DAY]}")) from None
    if cells.get(OUTCOME):
        yield OUTCOME, OUTCOMES[verdict.outcome]
    if cells.get(BEST):
        wanted = cells[BEST] if _same(cells[BEST], NONE) else _ground(cells[BEST], library)
        yield BEST, cells[BEST] if wanted == (verdict.best or NONE) else _called(verdict)
    if cells.get(ANSWER) or cells.get(APPLIES):
        found = verdict.category(_ground(cells.get(GROUND, ""), library))
        yield from _of_ground(cells, found)


def _called(verdict: Verdict) -> str:
    best = verdict.category(verdict.best or "")
    return best.category.short.uk if best else NONE


def _of_ground(cells: Cells, found: CategoryVerdict | None) -> Iterator[tuple[str, str]]:
    if cells.get(ANSWER):
        yield ANSWER, ANSWERS[found.verdict] if found else NOT_IN_FORCE
    if cells.get(APPLIES):
        yield APPLIES, THREE[found.may_apply] if found else NOT_IN_FORCE


def _ground(name: str, library: Library) -> str:
    """The id of the ground that is meant by its short name, whether in force that day or not."""
    known = {one.content.short.uk: one.content.id for one in library.of(CATEGORIES)}
    return _found(name, {**known, **{one: one for one in known.values()}})


def _facts(text: str, rules: Rules) -> Facts:
    """«Повних років = 40; Статус ВПО = немає» as facts."""
    questions = rules.questions
    names = {one.words.uk: one.id for one in questions.values()}
    names |= {one: one for one in questions}
    raw: dict[str, object] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, sign, value = part.partition("=")
        if not sign:
            raise RowError(sentences.no_sign(part))
        fact = _found(name.strip(), names)
        raw[fact] = _value(value.strip(), questions[fact])
    wrong = faults_in(raw, questions)
    if wrong is not None:
        raise RowError(wrong)
    return parse_facts(raw, questions)


def _value(text: str, question: Question) -> object:
    choices = {one.words.uk: one.id for one in question.choices}
    choices |= {one.id: one.id for one in question.choices}
    readers: Mapping[FactKind, Callable[[str], object]] = {
        "bool": lambda given: _found(given, {YES: "yes", NO: ""}) == "yes",
        "enum": lambda given: _found(given, choices),
        "set": lambda given: [_found(one.strip(), choices) for one in given.split(",")],
        "int": lambda given: int(given) if given.isdecimal() else given,
        "date": lambda given: _day(given).isoformat(),
        "money": _money,
        "list_of_money": _sums,
    }
    return readers[question.kind](text)


def _sums(text: str) -> list[str]:
    """«6656 × 5 + 6656,01» as six sums."""
    found = []
    for part in text.split("+"):
        many = MANY.fullmatch(part.strip())
        amount, times = (many[1], int(many[2])) if many else (part, 1)
        found += [_money(amount)] * times
    return found


def _money(text: str) -> str:
    return "".join(text.split()).replace(",", ".")


def _day(text: str) -> date:
    """2026-11-22 or 22.11.2026."""
    dotted = DOTTED.fullmatch(text)
    try:
        return date.fromisoformat(f"{dotted[3]}-{dotted[2]}-{dotted[1]}" if dotted else text)
    except ValueError:
        raise RowError(sentences.no_day(text)) from None


def _found(name: str, known: Mapping[str, str]) -> str:
    """What a name means; a name that leads nowhere gets the nearest one as advice."""
    for one, meant in known.items():
        if _same(one, name):
            return meant
    near = process.extractOne(name, list(known), score_cutoff=NEAR)
    raise RowError(sentences.unknown_name(name, near[0] if near else ""))


def _same(one: str, other: str) -> bool:
    """The same name, whatever its capital letters and apostrophes."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return APOSTROPHES.sub("ʼ", " ".join(name.casefold().split()))
