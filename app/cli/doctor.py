"""`doctor`: finds damage in the vault, and repairs it with `--repair`."""

import argparse
from contextlib import closing
from typing import Any

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, passphrase
from app.core.errors import Exit
from app.core.runner import LongJob
from app.desk.doctor.doctor import Doctor, Finding, Report
from app.desk.doctor.telling import sentences
from app.desk.vaults import Vaults


def add(commands: Commands) -> None:
    """Register `doctor`."""
    doctor = commands.add_parser("doctor", help="find damage in the vault, and repair it")
    doctor.add_argument(
        "--repair", action="store_true", help="repair what can be repaired, after a copy"
    )
    doctor.add_argument("--json", action="store_true", help="answer with one JSON document")
    add_sign_in(doctor)
    doctor.set_defaults(work=look)


def look(call: Call, given: argparse.Namespace) -> int:
    """Look, and repair when told to; exit 1 when something is found, or left."""
    vaults = Vaults(call.home, clock=call.clock, ids=call.ids)
    vaults.expect()
    opened = vaults.examine(given.user, passphrase(call, given))
    with closing(opened.database):
        doctor = Doctor(
            opened.database,
            call.home,
            clock=call.clock,
            ids=call.ids,
            author=opened.author,
            signs=opened.signs,
        )
        report = _done(doctor.repair() if given.repair else doctor.examine())
    if given.json:
        call.json(_plain(report))
    else:
        call.out.writelines(f"{line}\n" for line in sentences(report, call.words))
    return int(Exit.DONE if report.sound else Exit.NO)


def _done(job: LongJob[Report]) -> Report:
    while True:
        try:
            next(job)
        except StopIteration as end:
            report: Report = end.value
            return report


def _plain(report: Report) -> dict[str, Any]:
    return {
        "kinds": report.kinds,
        "sound": report.sound,
        "copy": None if report.copy is None else str(report.copy),
        "findings": [_finding(one) for one in report.findings],
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "count": one.count,
        "mendable": one.mendable,
        "unsure": one.unsure,
        "left": one.left,
        "why": one.why,
        "places": [
            {"table": place.table, "record": place.record, "detail": place.detail}
            for place in one.places
        ],
    }
