"""What the desk can write into a form: from the client's card, the office, the visit, the check.

A value that is not known is left out. Contacts obey the client's safe contact: on the application
stands only the channel that the client allowed; a slip that travels carries none at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.accounts.model import Office
from app.core.words import Words
from app.forms.dates import plain
from app.forms.declension import (
    PersonName,
    initials_in_case,
    name_in_case,
    split_officer,
    under_signature,
    with_initials,
)
from app.registry.model import Card, Channel, Visit
from app.registry.phones import show_phone
from app.registry.safe_contact import may, printable_contacts

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckValues:
    """What a saved check knows for papers."""

    services: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    presented: tuple[Row, ...] = field(default=(), repr=False)
    missing: tuple[Row, ...] = field(default=(), repr=False)
    bring: tuple[Row, ...] = field(default=(), repr=False)
    bring_by: date | None = None
    """The first day for which a missing paper is promised."""
    on_date: date | None = None
    answer: str = ""
    """What the rules said."""
    own_answer: str = ""
    """What a lawyer said beside them; it never stands alone."""
    until: date | None = None
    """Until when a provisional answer holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that the desk knows when a form is filled in."""

    card: Card = field(repr=False)
    office: Office
    officer: str
    visit: Visit | None
    check: CheckValues
    today: date


def sources(known: Known, words: Words) -> dict[str, Any]:
    """The values of all sources that have one, by the name of the source."""
    made: dict[str, Any] = {
        **_of_client(known.card, words),
        **_of_office(known, words),
        **_of_visit(known.visit),
        **_of_check(known.check),
        "today": known.today.isoformat(),
    }
    return {name: value for name, value in made.items() if value}


# ---- the client ---------------------------------------------------------------------------------


def _of_client(card: Card, words: Words) -> dict[str, Any]:
    name = PersonName(surname=card.surname, given=card.given_name, patronymic=card.patronymic)
    return {
        "client.full_name": name.full,
        "client.full_name_genitive": name_in_case(name, "genitive", sex=card.sex).text,
        "client.signature_name": under_signature(name),
        "client.slip_name": "" if card.safe_contact.on else with_initials(name) or card.alias,
        "client.birth_date": card.birth_date and card.birth_date.isoformat(),
        "client.residence": card.actual_address or card.registered_address,
        "client.postal_address": _postal_address(card, words),
        "client.contacts": _contacts(card, words),
        "client.reply_way": _reply_way(card, words),
        "client.rnokpp": card.rnokpp,
        "client.document": _document(card, words),
        "client.representative": _representative(card, words),
        "client.representative_paper": _representative_paper(card, words),
        "client.language": _language(card, words),
        "client.accessibility": ", ".join(
            words(f"accessibility.{need}") for need in card.accessibility
        ),
        "client.consent_purposes": [
            consent.purpose.value for consent in card.consents if consent.withdrawn_on is None
        ],
    }


def _postal_address(card: Card, words: Words) -> str:
    if not may(card, Channel.POST):
        return words("form.no_letters")
    return card.postal_address or card.actual_address or card.registered_address


def _contacts(card: Card, words: Words) -> str:
    """Phones and e-mail as far as the client allows them."""
    phones = ", ".join(show_phone(phone) for phone in card.phones)
    by_message = may(card, Channel.SMS) or may(card, Channel.MESSENGER)
    said = []
    if phones and may(card, Channel.PHONE):
        said.append(phones)
    elif phones and by_message:
        said.append(words("form.by_message", where=phones))
    if card.email and may(card, Channel.EMAIL):
        said.append(card.email)
    if not said and _hidden(card):
        return words("form.in_person_only")
    hours = card.safe_contact.hours or card.preferred_hours
    joined = ", ".join(said)
    return words("form.hours", contact=joined, hours=hours) if joined and hours else joined


def _hidden(card: Card) -> bool:
    """Whether contacts are kept back because the client wants it so."""
    return card.safe_contact.on or bool(card.safe_contact.forbidden)


def _reply_way(card: Card, words: Words) -> str:
    """How to tell of the decision: the preferred channel if it is allowed, else the next one."""
    phone = show_phone(card.phones[0]) if card.phones else ""
    post = card.postal_address or card.actual_address
    reach: Mapping[Channel, tuple[str, Callable[[str], str]]] = {
        Channel.PHONE: (phone, lambda where: words("form.reply.phone", where=where)),
        Channel.SMS: (phone, lambda where: words("form.reply.sms", where=where)),
        Channel.MESSENGER: (phone, lambda where: words("form.reply.messenger", where=where)),
        Channel.EMAIL: (card.email, lambda where: words("form.reply.email", where=where)),
        Channel.POST: (post, lambda where: words("form.reply.post", where=where)),
    }
    wanted = card.preferred_channel
    if wanted is Channel.IN_PERSON:
        return words("form.in_person_only")
    for channel in sorted(reach, key=lambda channel: channel is not wanted):
        where, say = reach[channel]
        if where and may(card, channel):
            return say(where)
    return words("form.in_person_only") if _hidden(card) else ""


def _document(card: Card, words: Words) -> str:
    paper = card.document
    if paper is None:
        return ""
    parts = [words(f"document.{paper.kind}"), f"№\u00a0{paper.number}" if paper.number else ""]
    head = " ".join(part for part in parts if part)
    issued = plain(paper.issued_on) if paper.issued_on else ""
    return ", ".join(part for part in (head, paper.issuer, issued) if part)


def _representative(card: Card, words: Words) -> str:
    person = card.representative
    if person is None or not person.full_name:
        return ""
    return f"{person.full_name}, {words(f'representative.{person.kind}')}"


def _representative_paper(card: Card, words: Words) -> str:
    person = card.representative
    if person is None:
        return ""
    paper = ", ".join(part for part in (person.paper, person.powers) if part)
    if paper and person.valid_until:
        return words("form.until", paper=paper, day=plain(person.valid_until))
    return paper


def _language(card: Card, words: Words) -> str:
    if not card.interpreter:
        return _spoken(card.language, words) if card.language not in ("", "uk") else ""
    return words(
        "form.interpreter",
        language=_spoken(card.language or "uk", words),
        interpreter=_spoken(card.interpreter, words),
    )


def _spoken(code: str, words: Words) -> str:
    """The name of a language; one that the list does not have stays as it was written."""
    return words(f"spoken.{code}") if words.has(f"spoken.{code}") else code


# ---- the office, the visit, the check -----------------------------------------------------------


def _of_office(known: Known, words: Words) -> dict[str, Any]:
    office = known.office
    officer, head = split_officer(known.officer), split_officer(office.head_name)
    named = printable_contacts(known.card).office_named
    contacts = office.address
    if office.phone and office.address:
        contacts = words("form.office_phone", address=office.address, phone=office.phone)
    return {
        "office.name": office.name,
        "office.slip_name": office.name if named else words("form.slip_office"),
        "office.centre": office.centre_name or office.name,
        "office.address": office.address,
        "office.contacts": contacts or office.phone,
        "office.hours": office.hours,
        "office.phone": office.phone,
        "office.officer": known.officer,
        "office.officer_signature": under_signature(officer) if officer else known.officer,
        "office.head_name_dative": (
            initials_in_case(head, "dative") if head and office.head_name else office.head_name
        ),
    }


def _of_visit(visit: Visit | None) -> dict[str, Any]:
    if visit is None:
        return {}
    return {
        "visit.essence": "\n".join(part for part in (visit.essence, visit.wanted_result) if part),
        "visit.deadline": visit.deadline and visit.deadline.isoformat(),
    }


def _of_check(check: CheckValues) -> dict[str, Any]:
    return {
        "check.services": list(check.services),
        "check.categories": list(check.categories),
        "check.attachments": list(check.presented),
        "check.received": list(check.presented),
        "check.missing": list(check.missing),
        "check.answer": check.answer,
        "check.own_answer": check.own_answer,
        "check.on_date": check.on_date and check.on_date.isoformat(),
        "check.provisional_until": check.until and check.until.isoformat(),
        "check.bring": list(check.bring),
        "check.bring_by": check.bring_by and check.bring_by.isoformat(),
    }
