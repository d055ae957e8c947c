"""Who can open the vault, against who works here."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.storage.soundness.model import Looked, Place
from app.vault import keyslots
from app.vault.keyslots import Slot

_PEOPLE = "SELECT id, name FROM user_ WHERE NOT deleted ORDER BY id"


def _slots(looked: Looked) -> list[Slot]:
    file = keyslots.load(looked.home.keyslots)
    return [slot for slot in file.slots if slot.kind == "passphrase"]


def people_without(looked: Looked) -> list[Place]:
    """People of the office who have no way into the vault."""
    doors = {keyslots.folded(slot.user) for slot in _slots(looked)}
    return [
        Place(table="user_", record=record, certain=False)
        for record, name in looked.driver.execute(_PEOPLE)
        if keyslots.folded(name) not in doors
    ]


def slots_without(looked: Looked) -> list[Place]:
    """Ways into the vault that belong to nobody of the office."""
    people = {keyslots.folded(name) for _, name in looked.driver.execute(_PEOPLE)}
    return [
        Place(table="keyslots", record=slot.id, certain=bool(people))
        for slot in _slots(looked)
        if keyslots.folded(slot.user) not in people
    ]


def take_slots(_session: Session, looked: Looked, places: Sequence[Place]) -> None:
    """Nobody's slots go, as long as somebody can still come in."""
    file = keyslots.load(looked.home.keyslots)
    gone = {place.record for place in places}
    left = tuple(slot for slot in file.slots if slot.id not in gone)
    if any(slot.kind == "passphrase" for slot in left):
        keyslots.save(looked.home.keyslots, replace(file, slots=left))
