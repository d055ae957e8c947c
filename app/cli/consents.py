"""`consents …`: what colleagues wait for a second person to agree to."""

import argparse
from typing import Any

from app.cli.call import Call, Commands
from app.cli.vault import add_sign_in, opened_desk
from app.core.clock import local
from app.core.errors import Exit
from app.desk.second import Wait


def add(commands: Commands) -> None:
    """Register the acts of `consents`."""
    group = commands.add_parser("consents", help="what waits for a second person")
    acts = group.add_subparsers(required=True, metavar="ACT")
    acts.add_parser("list", help="what you may answer, and what you asked").set_defaults(work=show)
    for name, what, work in (
        ("agree", "let a colleague do it, once", agree),
        ("refuse", "a colleague is not to do it", refuse),
    ):
        act = acts.add_parser(name, help=what)
        act.add_argument("ask", metavar="ID")
        act.set_defaults(work=work)
    for act in acts.choices.values():
        add_sign_in(act)
        act.add_argument("--json", action="store_true", help="answer with one JSON document")


def show(call: Call, given: argparse.Namespace) -> int:
    """What waits: a line for each ask."""
    with opened_desk(call, given) as desk:
        found = [(one, True) for one in desk.second.waiting()]
        found += [(one, False) for one in desk.second.own()]
    if given.json:
        call.json({"waiting": [_plain(one, may_answer=may) for one, may in found]})
        return int(Exit.DONE)
    for one, _ in found:
        what, until = call.words(one.ask.action.words_key), local(one.ask.until)
        call.out.write(f"{one.ask.id}  {one.name}  {what}  {until:%d.%m.%Y %H:%M}\n")
    if not found:
        call.say(call.words("consent.none"))
    return int(Exit.DONE)


def agree(call: Call, given: argparse.Namespace) -> int:
    """Say yes; exit 2 for an ask that is not there, 3 for who may not confirm it."""
    return _answer(call, given, agrees=True)


def refuse(call: Call, given: argparse.Namespace) -> int:
    """Say no."""
    return _answer(call, given, agrees=False)


def _answer(call: Call, given: argparse.Namespace, *, agrees: bool) -> int:
    with opened_desk(call, given) as desk:
        desk.second.answer(given.ask, agrees=agrees)
    if given.json:
        call.json({"id": given.ask, "agreed": agrees})
    call.say(call.words("consent.agreed" if agrees else "consent.refused"))
    return int(Exit.DONE)


def _plain(one: Wait, *, may_answer: bool) -> dict[str, Any]:
    return {
        "id": one.ask.id,
        "who": one.name,
        "action": one.ask.action.value,
        "asked_at": one.ask.asked_at.isoformat(),
        "until": one.ask.until.isoformat(),
        "may_answer": may_answer,
    }
