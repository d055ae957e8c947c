"""Files of clients from the command line: `clients import` and `clients export`."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

from app.cli.call import Call, Commands, Teller
from app.cli.vault import add_sign_in, first_line_of, opened_desk
from app.core.errors import Exit, InputError
from app.core.runner import LongJob
from app.desk.desk import Desk
from app.desk.exporting import Wish
from app.desk.importing import Looked, Outcome, Plan, RowTold
from app.exchange.model import Layout

Answer = TypeVar("Answer")


def add(acts: Commands) -> None:
    """Register the two acts among those of `clients`."""
    bring = acts.add_parser("import", help="bring a CSV or XLSX file of clients in")
    bring.add_argument("file", metavar="FILE", type=Path, nargs="?")
    bring.add_argument("--dry-run", action="store_true", help="check every row, write nothing")
    bring.add_argument("--resume", action="store_true", help="go on where this file stopped")
    bring.add_argument("--undo", metavar="BATCH", help="take an import back")
    bring.add_argument("--map", metavar="HEADER=FIELD", action="append", default=[])
    bring.add_argument("--encoding", default="", help="for example cp1251; guessed when left out")
    bring.add_argument("--delimiter", default="", help="guessed when left out")
    bring.add_argument("--all", action="store_true", help="also people who are there already")
    bring.add_argument("--faults", metavar="FILE", type=Path, help="write every fault into FILE")
    bring.set_defaults(work=import_clients)
    take = acts.add_parser("export", help="take all clients out into an XLSX or CSV file")
    take.add_argument("file", metavar="FILE", type=Path)
    take.add_argument("--columns", default="", metavar="NAMES", help="parted by commas")
    take.add_argument("--plain", action="store_true", help="an XLSX file without a passphrase")
    take.add_argument("--safe-contacts", action="store_true", help="also where they can be found")
    take.set_defaults(work=export_clients)
    for act in (bring, take):
        act.add_argument("--json", action="store_true", help="the answer as one JSON document")
        act.add_argument(
            "--file-passphrase-file", type=Path, metavar="FILE", help="passphrase of the workbook"
        )
        add_sign_in(act)


def import_clients(call: Call, given: argparse.Namespace) -> int:
    """Bring a file in, try it, go on with it, or take a batch back."""
    if given.undo:
        return _take_back(call, given)
    if given.file is None:
        raise InputError("import.no_file", file="")
    asked = _mapping(given.map)
    layout = Layout(
        encoding=given.encoding,
        delimiter=given.delimiter.replace("\\t", "\t")[:1],
        passphrase=_file_passphrase(given),
    )
    with opened_desk(call, given) as desk, _faults(given.faults) as faults:
        looked = desk.importing.look(given.file, layout)
        plan = Plan(
            path=given.file,
            layout=looked.table.layout,
            mapping=looked.mapping if given.resume else _settled(looked, asked),
            skip_certain=not given.all,
        )
        _say_how(call, looked, plan)
        outcome = _brought(call, given, desk, plan, faults)
    return _answer(call, given, outcome)


def _brought(
    call: Call, given: argparse.Namespace, desk: Desk, plan: Plan, faults: TextIO | None
) -> Outcome:
    def told(row: RowTold) -> None:
        sentence = row.sentence(call.words)
        call.say(sentence)
        if faults:
            faults.write(sentence + "\n")

    if given.dry_run:
        return _worked(call, desk.importing.try_out(plan, call.words, told))
    return _worked(call, desk.importing.bring_in(plan, call.words, told, resume=given.resume))


def _answer(call: Call, given: argparse.Namespace, outcome: Outcome) -> int:
    counts = {
        "good": outcome.good,
        "bad": outcome.bad,
        "skipped": outcome.skipped,
        "alike": outcome.alike,
    }
    batch = outcome.batch.id if outcome.batch else None
    if given.json:
        call.json({"batch": batch, "dry_run": given.dry_run, **counts})
    else:
        key = "import.tried" if given.dry_run else "import.done"
        call.out.write(call.words(key, **counts) + "\n")
        if batch:
            call.out.write(call.words("import.batch", batch=batch[:8]) + "\n")
    return int(Exit.NO if outcome.bad else Exit.DONE)


def _take_back(call: Call, given: argparse.Namespace) -> int:
    with opened_desk(call, given) as desk:
        done = _worked(call, desk.importing.take_back(given.undo))
    for reference in done.stays:
        call.say(f"  {reference}")
    if given.json:
        call.json({"struck_out": done.struck_out, "stays": list(done.stays)})
    else:
        counts = {"count": done.struck_out, "stays": len(done.stays)}
        call.out.write(call.words("import.taken_back", **counts) + "\n")
    return int(Exit.DONE)


def export_clients(call: Call, given: argparse.Namespace) -> int:
    """Take all clients out into a file; its passphrase is printed once."""
    # A name that ends in .csv is the choice of a plain file; people are told what that means.
    plain = given.plain or given.file.suffix.casefold() == ".csv"
    wish = Wish(
        path=given.file.absolute(),
        columns=tuple(name.strip() for name in given.columns.split(",") if name.strip()),
        passphrase=_file_passphrase(given),
        plain=plain,
        safe_contacts=given.safe_contacts,
    )
    with opened_desk(call, given) as desk:
        done = _worked(call, desk.exporting.take_out(wish))
    if plain:
        call.say(call.words("export.plain"))
    made = "" if wish.passphrase else done.passphrase
    if given.json:
        call.json({"file": str(done.path), "clients": done.clients, "passphrase": made or None})
        return int(Exit.DONE)
    call.out.write(call.words("export.done", count=done.clients) + "\n")
    if made:
        call.say(call.words("export.phrase_once"))
        call.out.write(made + "\n")
    return int(Exit.DONE)


# ---- inside -------------------------------------------------------------------------------------


def _worked(call: Call, job: LongJob[Answer]) -> Answer:
    """Do a long job here, telling how far it is; a key that stops it leaves what is whole."""
    tell = Teller(call)
    try:
        while True:
            tell(next(job))
    except StopIteration as end:
        answer: Answer = end.value
        return answer
    finally:
        job.close()


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in (one for text in pairs for one in text.split(",")):
        header, sign, name = pair.rpartition("=")
        if not sign or not header.strip():
            raise InputError("import.bad_map", text=pair[:40])
        found[header.strip()] = name.strip()
    return found


def _settled(looked: Looked, asked: dict[str, str]) -> dict[str, str]:
    """What was guessed, and over it what was asked for; «header=» leaves a column out."""
    taken = set(asked.values())
    guessed = {header: name for header, name in looked.mapping.items() if name not in taken}
    return {header: name for header, name in {**guessed, **asked}.items() if name}


def _say_how(call: Call, looked: Looked, plan: Plan) -> None:
    layout = looked.table.layout
    if not looked.table.is_workbook:
        call.say(
            call.words("import.how_read", encoding=layout.encoding, delimiter=layout.delimiter)
        )
    for header in filter(None, looked.table.header):
        name = plan.mapping.get(header)
        if name:
            call.say(call.words("import.column", header=header, field=name))
        else:
            call.say(call.words("import.column_left", header=header))


def _file_passphrase(given: argparse.Namespace) -> str:
    path: Any = given.file_passphrase_file
    return first_line_of(path) if path else ""


@contextmanager
def _faults(path: Path | None) -> Iterator[TextIO | None]:
    """The file that keeps every fault, if one was asked for."""
    if path is None:
        yield None
        return
    with path.open("w", encoding="utf-8") as file:
        yield file
