"""Whether a client stands on the other side of another client’s question, and the other way round.

Pure judgement. Names are compared in the folded form, in any order of words, with or without the
patronymic; a birth date that differs tells two people apart, one that is missing leaves a doubt.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.registry.model import Card
from app.registry.names import fold
from app.registry.relations import OpposingParty

_LEAST_WORDS = 2


class Way(StrEnum):
    """How two clients may stand against each other; words under `conflict.way.<way>`."""

    NAMED = "named"
    """This client is named on the other side in somebody else’s question."""
    SERVED = "served"
    """Whom this client names on the other side is a client here."""


class Surety(StrEnum):
    """How sure it is that it is the same person; words under `conflict.surety.<surety>`."""

    SAME = "same"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason to look closer: the other card and the visit that names the party."""

    way: Way
    surety: Surety
    client_id: str
    """The other client’s card."""
    reference: str
    visit_id: str
    on_date: date
    party: str = field(repr=False)
    """The name as it stands in the visit."""

    @property
    def key(self) -> str:
        """What makes it this finding: asked again only when there is another."""
        return f"{self.way}:{self.client_id}:{self.visit_id}"


def is_party(party: OpposingParty, card: Card, client_id: str) -> Surety | None:
    """Whether the party may be the person on that card; None when it is somebody else."""
    if party.client_id:
        return Surety.SAME if party.client_id == client_id else None
    if party.edrpou or not _same_name(party, card):
        return None
    if party.birth_date and card.birth_date:
        return Surety.SAME if party.birth_date == card.birth_date else None
    return Surety.LIKELY


def _same_name(party: OpposingParty, card: Card) -> bool:
    asked = frozenset(fold(party.name).split())
    if len(asked) < _LEAST_WORDS:
        return False
    return any(_fits(asked, known) for known in _names(card))


def _fits(asked: frozenset[str], known: frozenset[str]) -> bool:
    return len(known) >= _LEAST_WORDS and (asked <= known or known <= asked)


def _names(card: Card) -> Iterator[frozenset[str]]:
    for surname in (card.surname, card.former_surname):
        if surname:
            yield frozenset(fold(f"{surname} {card.given_name} {card.patronymic}").split())
    for other in card.other_names:
        yield frozenset(fold(other.full_name).split())


def surnames(card: Card) -> tuple[str, ...]:
    """The folded surnames under which the person may be named."""
    known = (card.surname, card.former_surname, *(one.surname for one in card.other_names))
    return tuple(dict.fromkeys(fold(name) for name in known if name))
