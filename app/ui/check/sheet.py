"""The answers on the desk: one frozen sheet that the dense and the guided view both draw.

A fact is absent (nobody asked), None (asked, and nobody knows) or known. The order of `given` is
the order of asking.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

Answer = object | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that a worker has told the check so far, and where the worker is in it."""

    on: date
    given: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Half-typed text of fields that is no answer yet, by fact (`income_six_months.3`)."""
    asked: str = ""
    """The fact that the worker opened; empty: the rules choose."""
    chosen: str = ""
    """The ground whose explanation is open; empty: the best one."""
    topic: str = ""
    """The group of questions that the worker brought forward."""
    guided: bool = False
    checking: bool = False
    """In guided mode: the page that reads all answers back."""

    @property
    def known(self) -> dict[str, Answer]:
        """The facts that have a value; what nobody knows is left out, as the rules want it."""
        return {fact: value for fact, value in self.given.items() if value is not None}

    @property
    def empty(self) -> bool:
        """Whether nothing was answered or typed."""
        return not self.given and not any(self.typed.values())


def answer(sheet: Sheet, fact: str, value: Answer) -> Sheet:
    """Write an answer down (None = asked, not known) and let the next question come."""
    given = {**sheet.given, fact: value}
    typed = {key: text for key, text in sheet.typed.items() if key.split(".")[0] != fact}
    return replace(sheet, given=given, typed=typed, asked="", checking=False)


def forget(sheet: Sheet, fact: str) -> Sheet:
    """Take an answer back: nobody asked."""
    given = {key: value for key, value in sheet.given.items() if key != fact}
    return replace(sheet, given=given)


def write(sheet: Sheet, key: str, text: str) -> Sheet:
    """Keep a half-typed text that is no answer yet; an emptied field is text too."""
    return replace(sheet, typed={**sheet.typed, key: text})


def ask(sheet: Sheet, fact: str) -> Sheet:
    """Open one question, answered before or not."""
    return replace(sheet, asked=fact, checking=False)


def step_back(sheet: Sheet, now: str) -> Sheet:
    """Open the question answered before the one on the desk; its answer stays."""
    asked = list(sheet.given)
    place = asked.index(now) if now in sheet.given else len(asked)
    if sheet.checking or place == 0:
        return replace(sheet, checking=False)
    return replace(sheet, asked=asked[place - 1], checking=False)


def step_on(sheet: Sheet, now: str) -> Sheet:
    """Leave an answered question as it is and open the one after it."""
    asked = list(sheet.given)
    place = asked.index(now) + 1 if now in sheet.given else len(asked)
    return replace(sheet, asked=asked[place] if place < len(asked) else "")


def read_back(sheet: Sheet) -> Sheet:
    """Show all answers for a last look."""
    return replace(sheet, checking=True, asked="")


def turn(sheet: Sheet) -> Sheet:
    """Draw the same answers the other way: dense or step by step."""
    return replace(sheet, guided=not sheet.guided)


def to_draft(sheet: Sheet, plain: Mapping[str, object]) -> dict[str, object]:
    """The sheet as plain JSON; `plain` are the answers in the spelling of the fact vocabulary."""
    return {
        "on": sheet.on.isoformat(),
        "given": {fact: plain.get(fact) for fact in sheet.given},
        "typed": dict(sheet.typed),
        "asked": sheet.asked,
        "chosen": sheet.chosen,
        "topic": sheet.topic,
        "guided": sheet.guided,
        "checking": sheet.checking,
    }


def from_draft(values: Mapping[str, object], given: Mapping[str, Answer]) -> Sheet:
    """The sheet as it was kept; `given` are its answers, read by the fact vocabulary."""
    kept = cast("Mapping[str, object]", values["given"])
    return Sheet(
        on=date.fromisoformat(str(values["on"])),
        given={fact: given.get(fact) for fact in kept},
        typed=dict(cast("Mapping[str, str]", values["typed"])),
        asked=str(values["asked"]),
        chosen=str(values["chosen"]),
        topic=str(values["topic"]),
        guided=bool(values["guided"]),
        checking=bool(values["checking"]),
    )
