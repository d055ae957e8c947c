"""Safe contact: what was not allowed aloud is not done."""

from dataclasses import replace

import pytest

from app.registry.model import Card, Channel, SafeContact, YesNo
from app.registry.safe_contact import (
    may,
    may_leave_message,
    may_say_who_calls,
    phones_on_screen,
    printable_contacts,
)

CARD = Card(
    surname="Шевченко",
    phones=("+380501234567",),
    email="o@example.org",
    actual_address="м. Київ, вул. Садова, 5",
    postal_address="01001, до запитання",
)
SILENT = replace(CARD, safe_contact=SafeContact(on=True))
WRITE = replace(
    CARD, safe_contact=SafeContact(on=True, may_write=YesNo.YES, forbidden=(Channel.POST,))
)


@pytest.mark.covers("3-020", "F4")
def test_nobody_asked_means_no() -> None:
    assert {channel for channel in Channel if may(SILENT, channel)} == {Channel.IN_PERSON}
    assert not may_leave_message(SILENT)
    assert not may_say_who_calls(SILENT)


@pytest.mark.covers("F4")
def test_only_what_was_allowed_is_open() -> None:
    assert may(WRITE, Channel.SMS)
    assert may(WRITE, Channel.EMAIL)
    assert not may(WRITE, Channel.POST)
    assert not may(WRITE, Channel.PHONE)
    call = replace(CARD, safe_contact=SafeContact(on=True, may_call=YesNo.YES))
    assert may(call, Channel.PHONE)
    assert not may_leave_message(call)
    told = SafeContact(
        on=True, may_call=YesNo.YES, may_leave_message=YesNo.YES, may_say_who_calls=YesNo.YES
    )
    assert may_leave_message(replace(CARD, safe_contact=told))
    assert may_say_who_calls(replace(CARD, safe_contact=told))


@pytest.mark.covers("F4")
def test_nothing_of_a_safe_contact_client_travels_on_paper() -> None:
    for card in (SILENT, WRITE):
        printed = printable_contacts(card)
        assert (printed.phones, printed.email, printed.address) == ((), "", "")
        assert not printed.office_named
        assert not printed.reminders


def test_without_the_switch_contacts_are_printed_but_for_forbidden_ones() -> None:
    printed = printable_contacts(CARD)
    assert printed.phones == ("+380 50 123 45 67",)
    assert printed.address == "01001, до запитання"
    assert printed.office_named
    closed = replace(CARD, safe_contact=SafeContact(forbidden=(Channel.POST, Channel.PHONE)))
    assert printable_contacts(closed).address == ""
    assert printable_contacts(closed).phones == ()
    assert may_leave_message(CARD)
    assert may_say_who_calls(CARD)
    assert not may_leave_message(closed)


def test_a_screen_masks_the_phone_until_it_is_opened() -> None:
    assert phones_on_screen(SILENT) == ("… 67",)
    assert phones_on_screen(SILENT, opened=True) == ("+380 50 123 45 67",)
    assert phones_on_screen(CARD) == ("… 67",)
