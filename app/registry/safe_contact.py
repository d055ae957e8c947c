"""What screens and papers may do with a client's contacts (playbook `safe_contact`).

With the switch on, only what the client has allowed aloud is allowed: «nobody asked» counts as no.
A channel that is forbidden by name is closed whether the switch is on or not.
"""

from dataclasses import dataclass, field

from app.registry.model import Card, Channel, YesNo
from app.registry.phones import masked_phone, show_phone

_CALLS = (Channel.PHONE, Channel.VIDEO)
_WRITES = (Channel.SMS, Channel.MESSENGER, Channel.EMAIL, Channel.POST)


def may(card: Card, channel: Channel) -> bool:
    """Whether we may reach this client so."""
    safe = card.safe_contact
    if channel in safe.forbidden:
        return False
    if not safe.on or channel is Channel.IN_PERSON:
        return True
    if channel in _CALLS:
        return safe.may_call is YesNo.YES
    if channel in _WRITES:
        return safe.may_write is YesNo.YES
    return False  # a home visit or a third body is never a matter of course


def may_leave_message(card: Card) -> bool:
    """Whether a message may be left with whoever answers, or on a machine."""
    safe = card.safe_contact
    if not may(card, Channel.PHONE):
        return False
    return safe.may_leave_message is YesNo.YES or (
        not safe.on and safe.may_leave_message is not YesNo.NO
    )


def may_say_who_calls(card: Card) -> bool:
    """Whether the caller may name the office before knowing who listens."""
    safe = card.safe_contact
    return safe.may_say_who_calls is YesNo.YES or (
        not safe.on and safe.may_say_who_calls is not YesNo.NO
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintableContacts:
    """What may stand on a paper that leaves the office in a pocket."""

    phones: tuple[str, ...] = field(default=(), repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    office_named: bool = True
    """Whether the paper may show whose paper it is."""
    reminders: bool = True


def printable_contacts(card: Card) -> PrintableContacts:
    """Contacts for a slip that travels: none at all for a client in safe contact."""
    if card.safe_contact.on:
        return PrintableContacts(office_named=False, reminders=False)
    return PrintableContacts(
        phones=tuple(show_phone(phone) for phone in card.phones)
        if may(card, Channel.PHONE)
        else (),
        email=card.email if may(card, Channel.EMAIL) else "",
        address=_address(card) if may(card, Channel.POST) else "",
    )


def phones_on_screen(card: Card, *, opened: bool = False) -> tuple[str, ...]:
    """Phones as a screen shows them: masked until they are opened on purpose."""
    return tuple(show_phone(phone) if opened else masked_phone(phone) for phone in card.phones)


def _address(card: Card) -> str:
    return card.postal_address or card.actual_address or card.registered_address
