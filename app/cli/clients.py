"""Clients from the command line: add one from JSON, find, show, look for duplicates."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.cli import exchange
from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, opened_desk
from app.core.clock import local, today
from app.core.errors import Exit, InputError
from app.desk.pairs import Half, LikelyPair
from app.registry.card_json import card_from_json, card_to_json
from app.registry.model import Card, Found, Likeness, Remark, TimelineEntry
from app.registry.validation import errors, has_name
from app.sight.model import What

FROM_STANDARD_INPUT = "-"
MOST_FOUND = 1000
MOST_SIGNS = 1 << 20
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def add(commands: Commands) -> None:
    """Register `clients add | find | show | duplicates | import | export`."""
    group = commands.add_parser("clients", help="clients: add, find, show, import, export")
    acts = group.add_subparsers(title="clients", metavar="ACT", required=True)
    new = acts.add_parser("add", help="register one client from JSON")
    new.add_argument("file", metavar="FILE", help="one client as JSON; - is standard input")
    new.add_argument("--dry-run", action="store_true", help="check only, write nothing")
    new.set_defaults(work=add_client)
    find = acts.add_parser("find", help="the same search as the window's")
    find.add_argument("query", metavar="QUERY")
    find.add_argument("--limit", metavar="N", type=_whole_number, default=20)
    find.set_defaults(work=find_clients)
    show = acts.add_parser("show", help="one client's timeline")
    show.add_argument("reference", metavar="REFERENCE")
    show.add_argument("--json", action="store_true", help="card and timeline as one JSON document")
    show.set_defaults(work=show_client)
    likely = acts.add_parser("duplicates", help="possible duplicates of one client as JSON")
    asked = likely.add_mutually_exclusive_group(required=True)
    asked.add_argument(
        "file", metavar="FILE", nargs="?", help="one client as JSON; - is standard input"
    )
    asked.add_argument("--report", action="store_true", help="the likely pairs of the register")
    likely.set_defaults(work=find_duplicates)
    for act in (new, find, show, likely):
        add_sign_in(act)
    exchange.add(acts)


def add_client(call: Call, given: argparse.Namespace) -> int:
    """Register the client of the file, or only check it."""
    card = _read_early(call, given, _sound_card)
    with opened_desk(call, given) as desk:
        card = card or _sound_card(call, given.file)
        remarks = desk.intake.remarks(card)
        if given.dry_run:
            client, duplicates = None, desk.intake.likely_duplicates(card)
        else:
            done = desk.intake.register(card)
            client, duplicates = done.client, done.duplicates
    call.json(
        {
            "id": client.id if client else None,
            "reference": client.reference if client else None,
            "possible_duplicates": [_duplicate(one) for one in duplicates],
            "remarks": [_remark(call, one) for one in remarks],
        }
    )
    return int(Exit.DONE)


def find_clients(call: Call, given: argparse.Namespace) -> int:
    """Print who fits the query, best first."""
    with opened_desk(call, given) as desk:
        found = desk.intake.find(given.query, limit=given.limit)
    call.json([_found(one) for one in found])
    return int(Exit.DONE)


def show_client(call: Call, given: argparse.Namespace) -> int:
    """Print one client's timeline, newest first."""
    with opened_desk(call, given) as desk:
        client = desk.intake.by_reference(given.reference)
        desk.sight.opened(What.CARD, client.id)
        timeline = desk.intake.timeline(client.id)
    if given.json:
        call.json(
            {
                "id": client.id,
                "reference": client.reference,
                "card": card_to_json(client.card),
                "timeline": [_entry(call, entry) for entry in timeline],
            }
        )
        return int(Exit.DONE)
    call.out.write(f"{client.reference}  {client.card.full_name}\n")
    for entry in timeline:
        told = " · ".join(filter(None, (_title(call, entry), *entry.detail.splitlines())))
        call.out.write(f"{local(entry.at):%d.%m.%Y %H:%M}  {told}\n")
    return int(Exit.DONE)


def find_duplicates(call: Call, given: argparse.Namespace) -> int:
    """Print who may be the client of the file, or all likely pairs; the best first."""
    if given.report:
        return _report_duplicates(call, given)
    card = _read_early(call, given, _read)
    with opened_desk(call, given) as desk:
        likely = desk.intake.likely_duplicates(card or _read(call, given.file))
    call.json([_duplicate(one) for one in likely])
    return int(Exit.DONE)


def _report_duplicates(call: Call, given: argparse.Namespace) -> int:
    with opened_desk(call, given) as desk:
        for _ in desk.pairs.make():
            continue
        report = desk.pairs.report()
    call.json([_pair(one) for one in report.pairs])
    return int(Exit.DONE)


# ---- in -----------------------------------------------------------------------------------------


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:5]) <= MOST_FOUND:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {MOST_FOUND}, not {text!r}")
    return int(text)


def _read_early(
    call: Call, given: argparse.Namespace, read: Callable[[Call, str], Card]
) -> Card | None:
    """A file's faults are told before a passphrase is asked for; standard input has it first."""
    return None if given.file == FROM_STANDARD_INPUT else read(call, given.file)


def _sound_card(call: Call, name: str) -> Card:
    """A card that may be saved, or every reason why it may not."""
    card = _read(call, name)
    if not has_name(card):
        raise InputError("card.empty")
    wrong = errors(card, on=today(call.clock))
    if wrong:
        told = (f"{one.field}: {call.words(one.words, **one.values)}" for one in wrong)
        raise InputError("card.faulty", faults=tuple(told))
    return card


def _read(call: Call, name: str) -> Card:
    return card_from_json(_document(call, name), call.words)


def _document(call: Call, name: str) -> object:
    try:
        text = _text(call, name)
        return json.loads(
            text.removeprefix(BYTE_ORDER_MARK),
            object_pairs_hook=_without_twins,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as problem:
        raise InputError("input.bad_encoding") from problem
    except OSError as problem:
        raise InputError("card.no_file", file=name) from problem
    except (ValueError, RecursionError) as problem:
        line = problem.lineno if isinstance(problem, json.JSONDecodeError) else 1
        raise InputError("card.not_json", file=name, line=line) from problem


def _text(call: Call, name: str) -> str:
    """The whole text, unless it is too large to be one client."""
    if name == FROM_STANDARD_INPUT:
        text = call.inp.read(MOST_SIGNS + 1)
    else:
        with Path(name).open(encoding="utf-8-sig") as file:
            text = file.read(MOST_SIGNS + 1)
    if len(text) > MOST_SIGNS:
        raise InputError("card.too_large", most=MOST_SIGNS >> 20)
    return text


def _without_twins(pairs: Sequence[tuple[str, object]]) -> Mapping[str, object]:
    whole = dict(pairs)
    if len(whole) != len(pairs):
        raise ValueError("a key stands twice")
    return whole


def _no_number(constant: str) -> object:
    raise ValueError(constant)


# ---- out ----------------------------------------------------------------------------------------


def _found(one: Found) -> dict[str, Any]:
    return {
        "id": one.client_id,
        "reference": one.reference,
        "full_name": one.full_name,
        "birth_date": one.birth_date and one.birth_date.isoformat(),
        "score": one.score,
        "why": [key.partition(".")[2] for key in one.why],
    }


def _duplicate(one: Likeness) -> dict[str, Any]:
    return {
        "id": one.client_id,
        "reference": one.reference,
        "full_name": one.full_name,
        "birth_date": one.birth_date and one.birth_date.isoformat(),
        "score": one.score,
        "for": [key.partition(".")[2] for key in one.speaks_for],
        "against": [key.partition(".")[2] for key in one.speaks_against],
    }


def _pair(one: LikelyPair) -> dict[str, Any]:
    return {
        **{name: _half(half) for name, half in (("first", one.first), ("second", one.second))},
        "score": one.score,
        "for": [key.partition(".")[2] for key in one.speaks_for],
        "against": [key.partition(".")[2] for key in one.speaks_against],
        "kin": one.kin or None,
    }


def _half(one: Half) -> dict[str, Any]:
    return {
        "id": one.client_id,
        "reference": one.reference,
        "full_name": one.full_name,
        "birth_date": one.birth_date and one.birth_date.isoformat(),
    }


def _remark(call: Call, one: Remark) -> dict[str, Any]:
    return {
        "field": one.field,
        "severity": one.severity.value,
        "text": call.words(one.words, **one.values),
    }


def _title(call: Call, entry: TimelineEntry) -> str:
    return call.words(f"timeline.{entry.kind}", **entry.values)


def _entry(call: Call, entry: TimelineEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "kind": entry.kind.value,
        "title": _title(call, entry),
        "detail": entry.detail,
        "subject": entry.subject,
    }
