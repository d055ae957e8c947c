"""Remarks on a card: an error only where law or logic leaves no doubt, otherwise a warning.

Rules: law.md 9. Nobody is forced to have papers, a phone or an address, and old or damaged papers
break rules lawfully: a warning explains and can be passed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from app.registry.dates import full_years
from app.registry.model import (
    Card,
    Channel,
    DocumentKind,
    IdentityDocument,
    IdentityLevel,
    Remark,
    Severity,
    Sex,
)
from app.registry.names import clean
from app.registry.numbers import (
    document_has_shape,
    document_kept_form,
    edrpou_fits,
    rnokpp_birth_date,
    rnokpp_fits,
    rnokpp_has_shape,
    rnokpp_sex,
    unzr_birth_date,
    unzr_fits,
    unzr_has_shape,
    unzr_kept_form,
)
from app.registry.phones import code_exists, is_kept_form
from app.registry.safe_contact import may
from app.registry.tidy import kept_phone

OLDEST = 110
MOST_YEARS = 130
LONG_NAME = 100
LONG_NOTE = 80
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_NAME = re.compile(r"[^\W\d_]+(?:[ '’ʼ`.\-–‑]+[^\W\d_]+)*\.?")
_MIXED = re.compile(r"[A-Za-z]['’ʼ]?[Ѐ-ӿ]|[Ѐ-ӿ]['’ʼ]?[A-Za-z]")
_INSTITUTION_CODE = re.compile(r"ЄДРПОУ\D{0,3}(\d{8})\b")
_NUMBER_REMARKS = {
    DocumentKind.ID_CARD: "remark.id_card_number",
    DocumentKind.PASSPORT_BOOKLET: "remark.booklet_number",
    DocumentKind.TRAVEL_PASSPORT: "remark.travel_number",
    DocumentKind.BIRTH_CERTIFICATE: "remark.birth_certificate_number",
}


def remarks(card: Card, *, on: date) -> tuple[Remark, ...]:
    """Everything there is to say about the card on that day, errors first."""
    found = [remark for rule in _RULES for remark in rule(card, on)]
    return tuple(sorted(found, key=lambda remark: _ORDER[remark.severity]))


def errors(card: Card, *, on: date) -> tuple[Remark, ...]:
    """Only what stops the save."""
    return tuple(remark for remark in remarks(card, on=on) if remark.severity is Severity.ERROR)


def has_name(card: Card) -> bool:
    """A name or an alias is all that a card needs."""
    names = (card.surname, card.given_name, card.patronymic, card.former_surname, card.alias)
    return any(clean(name) for name in names)


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def _error(field: str, words: str, **values: object) -> Remark:
    return Remark(field=field, severity=Severity.ERROR, words=words, values=values)


def _warning(field: str, words: str, **values: object) -> Remark:
    return Remark(field=field, severity=Severity.WARNING, words=words, values=values)


def _hint(field: str, words: str, **values: object) -> Remark:
    return Remark(field=field, severity=Severity.HINT, words=words, values=values)


def _shown(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _names(card: Card, _on: date) -> Iterator[Remark]:
    for field in ("surname", "given_name", "patronymic", "former_surname"):
        name = clean(getattr(card, field))
        if len(name) > LONG_NAME:
            yield _warning(field, "remark.name_long")
        if name and not _NAME.fullmatch(name):
            yield _warning(field, "remark.name_signs")
        elif _MIXED.search(name):
            yield _warning(field, "remark.name_mixed")


def _birth(card: Card, on: date) -> Iterator[Remark]:
    if card.age is not None and not 0 <= card.age <= MOST_YEARS:
        yield _error("age", "remark.age_impossible")
    if card.age_on and card.age_on > on:
        yield _error("age_on", "remark.age_on_future")
    if not card.birth_date:
        return
    if card.birth_date > on:
        yield _error("birth_date", "remark.birth_future")
        return
    years = full_years(card.birth_date, on)
    if years > OLDEST:
        yield _warning("birth_date", "remark.birth_old", age=years)
    if card.age is not None and card.age != full_years(card.birth_date, card.age_on or on):
        yield _warning("age", "remark.age_differs", age=years)


def _child(card: Card, on: date) -> Iterator[Remark]:
    if not card.birth_date or card.representative:
        return
    years = full_years(card.birth_date, on)
    if 0 <= years < 14:
        yield _hint("representative", "remark.child_under_14")
    elif 14 <= years < 18:
        yield _hint("representative", "remark.child_14_to_17")


def _rnokpp(card: Card, _on: date) -> Iterator[Remark]:
    number = clean(card.rnokpp).replace(" ", "")
    if not number:
        return
    if card.rnokpp_absence:
        yield _warning("rnokpp_absence", "remark.rnokpp_and_absence")
    if not rnokpp_has_shape(number):
        yield _warning("rnokpp", "remark.rnokpp_format")
        return
    if not rnokpp_fits(number):
        yield _warning("rnokpp", "remark.rnokpp_check")
    born = rnokpp_birth_date(number)
    if card.birth_date and card.birth_date != born:
        yield _warning("rnokpp", "remark.rnokpp_birth", date=_shown(born))
    if card.sex is not Sex.UNKNOWN and card.sex is not rnokpp_sex(number):
        yield _warning("rnokpp", "remark.rnokpp_sex")


def _unzr(card: Card, _on: date) -> Iterator[Remark]:
    number = unzr_kept_form(card.unzr)
    if not number:
        return
    if not unzr_has_shape(number):
        yield _warning("unzr", "remark.unzr_format")
        return
    if not unzr_fits(number):
        yield _warning("unzr", "remark.unzr_check")
    born = unzr_birth_date(number)
    if born is None:
        yield _warning("unzr", "remark.unzr_format")
    elif card.birth_date and card.birth_date != born:
        yield _warning("unzr", "remark.unzr_birth", date=_shown(born))


def _document_number(card: Card, _on: date) -> Iterator[Remark]:
    document = card.document
    seen = card.identity in (IdentityLevel.DIIA, IdentityLevel.ORIGINAL)
    if document is None or not clean(document.number):
        if seen:
            yield _warning("document.number", "remark.document_missing")
        return
    kept = document_kept_form(document.kind, document.number)
    if document_has_shape(document.kind, kept):
        if kept != "".join(clean(document.number).replace("№", "").split()).upper():
            yield _hint("document.number", "remark.booklet_repaired", number=kept)
        return
    # A damaged paper shows only a part of its number; a certificate's shape is custom, not law.
    doubtful = card.identity is IdentityLevel.DAMAGED_PHOTO
    certificate = document.kind is DocumentKind.BIRTH_CERTIFICATE
    say = _warning if doubtful or certificate else _error
    yield say("document.number", _NUMBER_REMARKS[document.kind])


def _document_dates(card: Card, on: date) -> Iterator[Remark]:
    document = card.document
    if document is None:
        return
    if document.issued_on:
        yield from _issue(document.issued_on, card.birth_date, on)
    yield from _term(document, on)


def _issue(issued_on: date, born: date | None, on: date) -> Iterator[Remark]:
    if issued_on > on:
        yield _error("document.issued_on", "remark.document_future")
    if born and issued_on < born:
        yield _error("document.issued_on", "remark.document_before_birth")


def _term(document: IdentityDocument, on: date) -> Iterator[Remark]:
    if document.valid_until is None:
        return
    if document.issued_on and document.valid_until < document.issued_on:
        yield _error("document.valid_until", "remark.document_term")
    elif document.valid_until < on:
        yield _warning(
            "document.valid_until", "remark.document_expired", date=_shown(document.valid_until)
        )


def _contact(card: Card, _on: date) -> Iterator[Remark]:
    for place, typed in enumerate(card.phones):
        phone = kept_phone(clean(typed))
        if not is_kept_form(phone):
            yield _error(f"phones[{place}]", "remark.phone_wrong")
        elif not code_exists(phone):
            yield _warning(f"phones[{place}]", "remark.phone_unusual")
    if card.email and not _EMAIL.fullmatch(clean(card.email)):
        yield _warning("email", "remark.email_wrong")
    addresses = (card.actual_address, card.registered_address, card.postal_address)
    if not card.phones and not card.email and not any(addresses):
        yield _hint("phones", "remark.no_contact")


def _safe_contact(card: Card, _on: date) -> Iterator[Remark]:
    if card.preferred_channel and not may(card, card.preferred_channel):
        yield _warning("preferred_channel", "remark.channel_forbidden")
    distant = (Channel.PHONE, Channel.SMS, Channel.MESSENGER, Channel.EMAIL, Channel.POST)
    if card.safe_contact.on and not any(may(card, channel) for channel in distant):
        yield _hint("safe_contact", "remark.channel_none")


def _representative(card: Card, on: date) -> Iterator[Remark]:
    person = card.representative
    if person is None:
        return
    if not clean(person.full_name):
        yield _warning("representative.full_name", "remark.representative_name")
    if person.valid_until and person.valid_until < on:
        yield _warning(
            "representative.valid_until",
            "remark.representative_expired",
            date=_shown(person.valid_until),
        )
    for field in ("full_name", "powers", "paper"):
        for code in _INSTITUTION_CODE.findall(getattr(person, field)):
            if not edrpou_fits(code):
                yield _warning(f"representative.{field}", "remark.edrpou_check", code=code)
    if person.phone and not is_kept_form(kept_phone(clean(person.phone))):
        yield _warning("representative.phone", "remark.phone_wrong")


def _statuses(card: Card, on: date) -> Iterator[Remark]:
    for place, status in enumerate(card.statuses):
        if status.valid_until is None:
            continue
        field = f"statuses[{place}]"
        if status.valid_from and status.valid_until < status.valid_from:
            yield _error(field, "remark.status_dates")
        elif status.valid_until < on:
            yield _warning(field, "remark.status_expired", date=_shown(status.valid_until))


def _consents(card: Card, on: date) -> Iterator[Remark]:
    for place, consent in enumerate(card.consents):
        field = f"consents[{place}]"
        if consent.given_on > on or (consent.withdrawn_on and consent.withdrawn_on > on):
            yield _error(field, "remark.consent_future")
        elif consent.withdrawn_on and consent.withdrawn_on < consent.given_on:
            yield _error(field, "remark.consent_withdrawn")


def _household(card: Card, on: date) -> Iterator[Remark]:
    for place, member in enumerate(card.household):
        field = f"household[{place}]"
        if member.birth_date and member.birth_date > on:
            yield _error(field, "remark.birth_future")
        elif member.since and member.since > on:
            yield _error(field, "remark.since_future")
        elif member.since and member.birth_date and member.since < member.birth_date:
            yield _warning(field, "remark.since_before_birth")


def _pre_war(card: Card, on: date) -> Iterator[Remark]:
    home = card.pre_war_address
    if home is None:
        return
    if home.lived_from and home.lived_from > on:
        yield _error("pre_war_address.lived_from", "remark.since_future")
    if home.lived_from and home.lived_until and home.lived_until < home.lived_from:
        yield _error("pre_war_address.lived_until", "remark.lived_dates")


def _note(card: Card, _on: date) -> Iterator[Remark]:
    if len(card.note) > LONG_NOTE:
        yield _warning("note", "remark.note_long")


_RULES: tuple[Callable[[Card, date], Iterator[Remark]], ...] = (
    *(_names, _birth, _child, _rnokpp, _unzr, _document_number, _document_dates, _contact),
    *(_safe_contact, _representative, _household, _pre_war, _statuses, _consents, _note),
)
