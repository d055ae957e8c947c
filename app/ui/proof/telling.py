"""The proof of the journal in words: for home, and for the screen that tells more."""

from dataclasses import dataclass
from datetime import datetime

from app.anchors.model import Anchor
from app.core.clock import local
from app.core.words import Words
from app.desk.proving import Proof
from app.ui.proof.state import Fact, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How it stands, in a few words, and what to do."""

    kind: Kind
    title: str
    todo: str = ""


def told_of(proof: Proof, now: datetime, words: Words) -> Told:
    """Broken, too long without an anchor, or whole."""
    if not proof.whole:
        return Told(kind="danger", title=words("proof.broken"), todo=words("proof.broken_note"))
    days = proof.window.days(now)
    if days:
        title = words("proof.unanchored", n=days)
        return Told(kind="ask", title=title, todo=words("proof.unanchored_note"))
    return Told(kind="yes", title=words("proof.whole", n=proof.entries))


def broken_of(proof: Proof, words: Words) -> tuple[Fact, ...]:
    """What is wrong, since when, what held last, and whom to call; () when nothing is."""
    place = proof.first_break
    if place is None:
        return ()
    what = words(f"journal.reason.{place.reason}")
    return (
        Fact(name=words("proof.what"), value=words("proof.line", what=what, number=place.seq)),
        Fact(
            name=words("proof.since"),
            value=words("proof.since_day", day=_day(place.at))
            if place.at
            else words("proof.since_unknown"),
        ),
        Fact(name=words("proof.last_good"), value=_anchor(proof.last, words)),
        Fact(name=words("proof.call"), value=words("proof.call_whom")),
    )


def facts_of(proof: Proof, words: Words) -> tuple[Fact, ...]:
    """What was checked, and what nobody else holds yet."""
    verified = proof.verified
    facts = [
        Fact(name=words("proof.entries"), value=str(verified.entries)),
        Fact(name=words("proof.signatures"), value=str(verified.signatures)),
        Fact(name=words("proof.last_anchor"), value=_anchor(proof.last, words)),
        Fact(name=words("proof.window"), value=words("proof.lines", n=proof.window.lines)),
    ]
    if verified.unsigned:
        value = words("proof.unsigned_until", n=verified.unsigned)
        facts.insert(2, Fact(name=words("proof.unsigned"), value=value))
    return tuple(facts)


def _anchor(one: Anchor | None, words: Words) -> str:
    if one is None:
        return words("proof.no_anchor")
    where = words(f"journal.held.{one.kind.value}")
    return words("proof.anchor", day=_day(one.at), number=one.number, where=where)


def _day(at: datetime) -> str:
    return f"{local(at):%d.%m.%Y %H:%M}"
