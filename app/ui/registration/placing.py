"""Settlements for the address that is being typed: asked off the screen, the newest counts."""

from collections.abc import Callable

from app.core.runner import Runner
from app.core.words import Words
from app.registry.settlements import Settlement, directory, place_part
from app.ui.registration.sheet import SPECS
from app.ui.registration.state import PlaceOffer
from app.ui.registration.typed_around import beside, settlement_key

Offered = tuple[str, tuple[PlaceOffer, ...]]


class PlaceFinder:
    """Asks the directory at each letter; remembers which place a chosen text stands for."""

    def __init__(self, runner: Runner, words: Words, offered: Callable[[Offered], None]) -> None:
        """`offered` hears each answer."""
        self._runner, self._words, self._tell = runner, words, offered
        self._found: dict[str, Settlement] = {}
        self._turn = 0

    def typed(self, key: str, text: str) -> dict[str, str]:
        """Look for places if this is an address; what the form keeps beside a chosen one."""
        spec = SPECS.get(key)
        if spec is None or spec.kind != "place":
            return {}
        place = place_part(text)
        if chosen := self._found.get(place):
            self._tell((key, ()))
            return {settlement_key(key): beside(chosen.code, place)}
        self._turn += 1
        turn = self._turn
        self._runner.run(
            lambda: directory().find(text), lambda found: self._answered(key, found, turn)
        )
        return {}

    def _answered(self, key: str, found: tuple[Settlement, ...], turn: int) -> None:
        if turn == self._turn:
            self._found |= {place.address: place for place in found}
            self._tell((key, tuple(self._offer(place) for place in found)))

    def _offer(self, place: Settlement) -> PlaceOffer:
        return PlaceOffer(address=place.address, explained=explained(place, self._words))


def explained(place: Settlement, words: Words) -> str:
    """The place, the old name it was found by, and where it lies from the region down."""
    said = place.address.rpartition(", ")[2]
    if place.was:
        said = f"{said} ({words('place.was', name=place.was)})"
    if not place.region:
        return said
    region = place.region if " " in place.region else words("place.region", name=place.region)
    parts = (
        region,
        words("place.district", name=place.district),
        words("place.community", name=place.community) if place.community else "",
    )
    return f"{said} · {', '.join(part for part in parts if part)}"
