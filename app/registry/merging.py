"""Two cards of one person side by side: what differs, what is suggested, and the card they become.

Fields that only make sense together are one choice. Of safe contact the stricter half of each card
stands, whatever is chosen: a merge never opens a channel that a client closed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.registry.likeness import Weighed, weigh
from app.registry.model import Card, Client, Consent, IdentityLevel, SafeContact, YesNo

_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "age": ("age", "age_on"),
    "rnokpp": ("rnokpp", "rnokpp_absence"),
    "preferred_channel": ("preferred_channel", "preferred_hours"),
    "language": ("language", "interpreter"),
    "note": ("note", "note_until"),
}
_ADDRESSES = ("registered_address", "actual_address", "postal_address")
"""The settlement of an address goes with it."""
_LISTS = ("other_names", "phones", "accessibility", "household", "statuses", "consents")
_FOLLOWING = frozenset(name for group in _TOGETHER.values() for name in group[1:]) | {"settlements"}
CHOICES: Mapping[str, tuple[str, ...]] = {
    one.name: _TOGETHER.get(one.name, (one.name,))
    for one in fields(Card)
    if one.name not in _FOLLOWING
}
"""Each choice of the comparison, in the order of the card, with the fields that go with it."""
_EMPTY = Card()


class Side(StrEnum):
    """Whose value the card takes."""

    KEPT = "kept"
    MERGED = "merged"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One choice: whether the two cards say the same, what may be chosen, what is suggested."""

    name: str
    same: bool
    options: tuple[Side, ...]
    suggested: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two cards found to be one person."""

    id: str
    kept_id: str
    merged_id: str
    made_at: datetime
    author: str
    reason: str = field(default="", repr=False)
    changed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict, repr=False)
    """Field of the kept card -> its value before and after, as JSON."""
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two cards side by side."""

    kept: Client
    merged: Client
    pairs: tuple[Pair, ...]
    weighed: Weighed
    kin: str
    """`twins`, `namesakes`, `relatives`: why they may be two people; else empty."""
    told_apart: bool
    """Whether somebody said that these are two people."""
    records: tuple[int, int] = (0, 0)
    """How many entries each timeline has."""


def pairs(kept: Card, merged: Card) -> tuple[Pair, ...]:
    """Every choice about which at least one card says something."""
    return tuple(
        _pair(name, kept, merged)
        for name in CHOICES
        if not (_is_empty(kept, name) and _is_empty(merged, name))
    )


def combined(kept: Card, merged: Card, choices: Mapping[str, Side]) -> Card:
    """The card that the two become; where nothing was chosen, as suggested."""
    values: dict[str, Any] = {}
    settlements = kept.settlements
    for pair in pairs(kept, merged):
        chosen = choices.get(pair.name, pair.suggested)
        side = chosen if chosen in pair.options else pair.suggested
        if side is Side.KEPT:
            continue
        for name in CHOICES[pair.name]:
            one, other = getattr(kept, name), getattr(merged, name)
            values[name] = other if side is Side.MERGED else _both(name, one, other)
        if pair.name in _ADDRESSES:
            code = getattr(merged.settlements, pair.name)
            settlements = replace(settlements, **{pair.name: code})
    return replace(kept, settlements=settlements, **values)


def says(client: Client) -> int:
    """How many choices the card says something about."""
    return sum(not _is_empty(client.card, name) for name in CHOICES)


def _values(card: Card, name: str) -> tuple[Any, ...]:
    return tuple(getattr(card, part) for part in CHOICES[name])


def _is_empty(card: Card, name: str) -> bool:
    return _values(card, name) == _values(_EMPTY, name)


def _pair(name: str, kept: Card, merged: Card) -> Pair:
    same = _values(kept, name) == _values(merged, name)
    options: tuple[Side, ...] = (Side.KEPT, Side.MERGED)
    if same:
        options = (Side.KEPT,)
    elif name == "safe_contact":
        options = (Side.BOTH,)
    elif name in _LISTS:
        options = (Side.KEPT, Side.MERGED, Side.BOTH)
    return Pair(name=name, same=same, options=options, suggested=_suggested(name, kept, merged))


def _suggested(name: str, kept: Card, merged: Card) -> Side:
    if _values(kept, name) == _values(merged, name):
        return Side.KEPT
    if name == "safe_contact":
        return Side.BOTH
    if _is_empty(merged, name):
        return Side.KEPT
    if _is_empty(kept, name):
        return Side.MERGED
    if name in _LISTS:
        return Side.BOTH
    if name == "identity":
        levels = list(IdentityLevel)
        proven = levels.index(merged.identity) > levels.index(kept.identity)
        return Side.MERGED if proven else Side.KEPT
    return Side.KEPT


# ---- both ---------------------------------------------------------------------------------------


def _both(name: str, one: Any, other: Any) -> Any:
    if name == "safe_contact":
        return _stricter(one, other)
    if name == "consents":
        return tuple(_newest_consents((*one, *other)))
    return tuple(dict.fromkeys((*one, *other)))


def _newest_consents(consents: Iterable[Consent]) -> Iterator[Consent]:
    """Of each purpose what was said last: a withdrawn consent does not come back to life."""
    newest: dict[str, Consent] = {}
    for consent in consents:
        known = newest.get(consent.purpose)
        if known is None or _said_on(consent) > _said_on(known):
            newest[consent.purpose] = consent
    yield from newest.values()


def _said_on(consent: Consent) -> tuple[date, bool]:
    return consent.withdrawn_on or consent.given_on, consent.withdrawn_on is not None


def _stricter(one: SafeContact, other: SafeContact) -> SafeContact:
    if not (one.on and other.on):
        # What a card without safe contact says was never asked under it.
        leading, second = (one, other) if one.on or not other.on else (other, one)
        return replace(leading, forbidden=_joined(leading.forbidden, second.forbidden))
    return SafeContact(
        on=True,
        may_call=_least(one.may_call, other.may_call),
        may_write=_least(one.may_write, other.may_write),
        may_leave_message=_least(one.may_leave_message, other.may_leave_message),
        may_say_who_calls=_least(one.may_say_who_calls, other.may_say_who_calls),
        code_word=one.code_word or other.code_word,
        forbidden=_joined(one.forbidden, other.forbidden),
        hours=_sentence(one.hours, other.hours),
        who_may_know=_sentence(one.who_may_know, other.who_may_know),
    )


def _least(one: YesNo, other: YesNo) -> YesNo:
    strictest = (YesNo.NO, YesNo.UNKNOWN, YesNo.YES)
    return min(one, other, key=strictest.index)


def _joined(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _sentence(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(part for part in (one, other) if part))


# ---- two people after all -----------------------------------------------------------------------

_OTHER_GIVEN = "likeness.other_given_name"
_OTHER_BIRTH = "likeness.other_birth_date"


def kin(one: Card, other: Card) -> str:
    """Why two like cards may be two people: `twins`, `namesakes`, `relatives`; else empty."""
    weighed = weigh(one, other)
    against = set(weighed.speaks_against)
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    if _OTHER_GIVEN in against and same_birth:
        return "twins"
    if "likeness.same_full_name" in weighed.speaks_for and _OTHER_BIRTH in against:
        return "namesakes"
    if against & {_OTHER_GIVEN, _OTHER_BIRTH} and _share_a_home(one, other):
        return "relatives"
    return ""


def _share_a_home(one: Card, other: Card) -> bool:
    addresses = [
        {card.actual_address, card.registered_address, card.postal_address} - {""}
        for card in (one, other)
    ]
    return bool(set(one.phones) & set(other.phones) or addresses[0] & addresses[1])
