"""What was typed, read into a card and a visit; and a card written back as texts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from app.registry.model import (
    AidKind,
    Card,
    Channel,
    Consent,
    ConsentPurpose,
    ConsentWay,
    DocumentKind,
    IdentityDocument,
    IdentityLevel,
    RnokppAbsence,
    SafeContact,
    Sex,
    Status,
    Visit,
    VisitDraft,
    YesNo,
)
from app.registry.phones import is_kept_form, show_phone
from app.registry.relations import Representative, RepresentativeKind
from app.ui.registration import typed_around as around
from app.ui.registration.reading import Reading, Unread
from app.ui.registration.sheet import PHONES, STATUS_ROWS, Values
from app.ui.registration.typed_around import shown

_PLAIN = (
    *("surname", "given_name", "patronymic", "former_surname", "alias", "rnokpp", "unzr"),
    *("registered_address", "actual_address", "postal_address", "email", "preferred_hours"),
    *("interpreter", "note", "name_reading"),
)
_ANSWERS = ("may_call", "may_write", "may_leave_message", "may_say_who_calls")


def card_of(values: Values, base: Card, today: date) -> tuple[Card, tuple[Unread, ...]]:
    """The card that was typed over `base`, and what of it could not be read."""
    reading = Reading(values, today)
    born, age, age_on = _birth(reading, base, today)
    texts: dict[str, Any] = {key: reading.text(key) for key in _PLAIN}
    card = replace(
        base,
        **texts,
        birth_date=born,
        age=age,
        age_on=age_on,
        sex=reading.one("sex", Sex) or Sex.UNKNOWN,
        identity=reading.one("identity", IdentityLevel) or IdentityLevel.DECLARED,
        document=_document(reading),
        rnokpp_absence=reading.one("rnokpp_absence", RnokppAbsence),
        phones=(*_phones(reading), *base.phones[PHONES:]),
        preferred_channel=reading.one("preferred_channel", Channel),
        safe_contact=safe_contact_of(values),
        language=reading.text("language") or "uk",
        accessibility=reading.many("needs"),
        other_names=tuple(around.other_names(reading, base)),
        pre_war_address=around.pre_war_address(reading),
        settlements=around.settlements(reading),
        household=tuple(around.household(reading, base, today)),
        representative=_representative(reading),
        statuses=(*_statuses(reading), *base.statuses[STATUS_ROWS:]),
        consents=_consents(reading, base, today),
        note_until=reading.day("note_until", ahead=True),
    )
    return card, tuple(reading.unread)


def safe_contact_of(values: Values) -> SafeContact:
    """What the client allowed. One «no» or one closed way turns the protection on by itself."""
    reading = Reading(values, date.min)
    answers = {key: reading.answer(key) for key in _ANSWERS}
    forbidden = tuple(Channel(part) for part in reading.many("forbidden"))
    careful = YesNo.NO in answers.values() or bool(forbidden) or bool(reading.text("code_word"))
    switch = reading.text("safe_on")
    return SafeContact(
        on=switch == "yes" or (switch == "" and careful),
        **answers,
        code_word=reading.text("code_word"),
        forbidden=forbidden,
        hours=reading.text("safe_hours"),
        who_may_know=reading.text("who_may_know"),
    )


def visit_of(values: Values, today: date) -> tuple[VisitDraft, tuple[Unread, ...]]:
    """The visit that was typed, of today, and what of it could not be read."""
    reading = Reading(values, today)
    visit = VisitDraft(
        on_date=today,
        channel=reading.one("channel", Channel) or Channel.IN_PERSON,
        kind=reading.one("kind", AidKind) or AidKind.UNDECIDED,
        topic=reading.text("topic"),
        essence=reading.text("essence"),
        wanted_result=reading.text("wanted_result"),
        deadline=reading.day("deadline", ahead=True),
        opposing=tuple(around.opposing(reading)),
    )
    return visit, tuple(reading.unread)


def _birth(
    reading: Reading, base: Card, today: date
) -> tuple[date | None, int | None, date | None]:
    born, stated = reading.born("birth")
    if stated is not None:
        return None, stated, base.age_on if base.age == stated else today
    kept = born is not None and born == base.birth_date  # an age beside the date stays as it was
    return born, base.age if kept else None, base.age_on if kept else None


def _phones(reading: Reading) -> Iterator[str]:
    for at in range(PHONES):
        if phone := reading.text(f"phone_{at}"):
            yield phone


def _document(reading: Reading) -> IdentityDocument | None:
    kind = reading.one("document_kind", DocumentKind)
    number, issuer = reading.text("document_number"), reading.text("document_issuer")
    issued_on = reading.day("document_issued_on")
    valid_until = reading.day("document_valid_until", ahead=True)
    if kind is None and not (number or issuer or issued_on or valid_until):
        return None
    return IdentityDocument(
        kind=kind or DocumentKind.OTHER,
        number=number,
        issuer=issuer,
        issued_on=issued_on,
        valid_until=valid_until,
    )


def _representative(reading: Reading) -> Representative | None:
    kind = reading.one("rep_kind", RepresentativeKind)
    texts = {key: reading.text(f"rep_{key}") for key in ("full_name", "powers", "paper", "phone")}
    until = reading.day("rep_valid_until", ahead=True)
    if kind is None:
        if any(texts.values()) or until:
            reading.miss("rep_kind", "registration.unread.representative")
        return None
    own = around.card_of_person(reading, "rep_full_name")
    return Representative(kind=kind, **texts, valid_until=until, client_id=own)


def _statuses(reading: Reading) -> Iterator[Status]:
    for at in range(STATUS_ROWS):
        kind = reading.text(f"status_{at}_kind")
        given = reading.day(f"status_{at}_from")
        until = reading.day(f"status_{at}_until", ahead=True)
        paper = reading.text(f"status_{at}_paper")
        if kind:
            yield Status(kind=kind, valid_from=given, valid_until=until, paper=paper)
        elif given or until or paper:
            reading.miss(f"status_{at}_kind", "registration.unread.status")


def _consents(reading: Reading, base: Card, today: date) -> tuple[Consent, ...]:
    shown = _last_consents(base)
    kept = [consent for consent in base.consents if consent not in shown.values()]
    for purpose in ConsentPurpose:
        way = reading.one(f"consent_{purpose}.way", ConsentWay)
        given = reading.day(f"consent_{purpose}.given")
        withdrawn = reading.day(f"consent_{purpose}.withdrawn")
        if way is not None:
            kept.append(
                Consent(purpose=purpose, given_on=given or today, way=way, withdrawn_on=withdrawn)
            )
        elif given or withdrawn:
            reading.miss(f"consent_{purpose}.way", "registration.unread.consent")
    order = list(base.consents)
    return tuple(sorted(kept, key=lambda one: order.index(one) if one in order else len(order)))


def _last_consents(card: Card) -> dict[ConsentPurpose, Consent]:
    return {consent.purpose: consent for consent in card.consents}


# ---- a card as texts ----------------------------------------------------------------------


def values_of(card: Card) -> dict[str, str]:
    """The card as the form shows it."""
    return {
        **{key: getattr(card, key) for key in _PLAIN},
        "birth": shown(card.birth_date) or ("" if card.age is None else str(card.age)),
        "sex": card.sex,
        "identity": card.identity,
        "rnokpp_absence": card.rnokpp_absence or "",
        "preferred_channel": card.preferred_channel or "",
        "language": card.language,
        "needs": ",".join(card.accessibility),
        "note_until": shown(card.note_until),
        **dict(_contact_texts(card)),
        **dict(_document_texts(card)),
        **dict(_representative_texts(card)),
        **dict(_row_texts(card)),
        **dict(around.around_texts(card)),
    }


def visit_values(visit: Visit | VisitDraft) -> dict[str, str]:
    """A visit as the form shows it."""
    return {
        "topic": visit.topic,
        "channel": visit.channel,
        "kind": visit.kind,
        "essence": visit.essence,
        "wanted_result": visit.wanted_result,
        "deadline": shown(visit.deadline),
        **dict(around.opposing_texts(visit.opposing)),
    }


def _contact_texts(card: Card) -> Iterator[tuple[str, str]]:
    safe = card.safe_contact
    for at, phone in enumerate(card.phones[:PHONES]):
        yield f"phone_{at}", show_phone(phone) if is_kept_form(phone) else phone
    for key in _ANSWERS:
        answer = getattr(safe, key)
        yield key, "" if answer is YesNo.UNKNOWN else answer
    yield "forbidden", ",".join(safe.forbidden)
    yield "code_word", safe.code_word
    yield "safe_hours", safe.hours
    yield "who_may_know", safe.who_may_know
    by_itself = YesNo.NO in (getattr(safe, key) for key in _ANSWERS) or bool(
        safe.forbidden or safe.code_word
    )
    if safe.on != by_itself:
        yield "safe_on", "yes" if safe.on else "no"


def _document_texts(card: Card) -> Iterator[tuple[str, str]]:
    if card.document is not None:
        yield "document_kind", card.document.kind
        yield "document_number", card.document.number
        yield "document_issuer", card.document.issuer
        yield "document_issued_on", shown(card.document.issued_on)
        yield "document_valid_until", shown(card.document.valid_until)


def _representative_texts(card: Card) -> Iterator[tuple[str, str]]:
    if card.representative is not None:
        yield "rep_kind", card.representative.kind
        yield "rep_full_name", card.representative.full_name
        yield "rep_powers", card.representative.powers
        yield "rep_paper", card.representative.paper
        yield "rep_valid_until", shown(card.representative.valid_until)
        phone = card.representative.phone
        yield "rep_phone", show_phone(phone) if is_kept_form(phone) else phone
        name = card.representative.full_name
        yield from around.card_text("rep_full_name", card.representative.client_id, name)


def _row_texts(card: Card) -> Iterator[tuple[str, str]]:
    for at, status in enumerate(card.statuses[:STATUS_ROWS]):
        yield f"status_{at}_kind", status.kind
        yield f"status_{at}_from", shown(status.valid_from)
        yield f"status_{at}_until", shown(status.valid_until)
        yield f"status_{at}_paper", status.paper
    for purpose, consent in _last_consents(card).items():
        yield f"consent_{purpose}.way", consent.way
        yield f"consent_{purpose}.given", shown(consent.given_on)
        yield f"consent_{purpose}.withdrawn", shown(consent.withdrawn_on)
