"""What every new card passes, typed or brought in: tidied, checked, given its number."""

from datetime import date

from app.core.errors import InputError
from app.core.ids import Ids
from app.registry import store
from app.registry.model import Card
from app.registry.reference import new_reference
from app.registry.tidy import tidied
from app.registry.validation import errors, has_name
from app.storage.capture import WritingSession

_TRIES = 40


def sound(card: Card, *, on: date) -> Card:
    """The card in its kept form. InputError `card.empty` or `card.faulty` with its remarks."""
    card = tidied(card)
    if not has_name(card):
        raise InputError("card.empty")
    wrong = errors(card, on=on)
    if wrong:
        raise InputError("card.faulty", remarks=wrong)
    return card


def fresh_reference(session: WritingSession, ids: Ids, *, desk: int) -> str:
    """A number that this desk has not given out."""
    return fresh_references(session, ids, desk=desk, number=1)[0]


def fresh_references(
    session: WritingSession, ids: Ids, *, desk: int, number: int
) -> tuple[str, ...]:
    """So many numbers that this desk has not given out.

    A desk has room for 371,293 clients; one that is nearly full goes on in the next desk's room.
    """
    given: set[str] = set()
    failed = 0
    while len(given) < number:
        reference = new_reference(ids, desk=desk + failed // _TRIES)
        if reference in given or store.reference_taken(session, reference):
            failed += 1
        else:
            given.add(reference)
            failed -= failed % _TRIES
    return tuple(given)
