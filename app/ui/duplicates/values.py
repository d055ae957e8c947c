"""What a card says in each choice of the comparison; contacts stay masked until opened."""

from collections.abc import Callable, Mapping
from datetime import date

from app.core.words import Words
from app.registry.model import Card, Sex
from app.registry.phones import masked_phone, show_phone
from app.ui.client.portrait import facts, figures

Say = Callable[[Card, Words, bool], str]


def said(card: Card, name: str, words: Words, *, masked: bool) -> str:
    """What the card says there; empty when it says nothing."""
    return _SAID[name](card, words, masked)


def _plain(name: str) -> Say:
    return lambda card, _words, _masked: str(getattr(card, name))


def _hidden(name: str) -> Say:
    def say(card: Card, words: Words, masked: bool) -> str:
        value = str(getattr(card, name))
        return words("client.address_hidden") if value and masked else value

    return say


def _fact(section: str) -> Say:
    """As the client's card says it."""

    def say(card: Card, words: Words, _masked: bool) -> str:
        lines = facts(card, words, opened=True)
        return next((line.value for line in lines if line.section == section), "")

    return say


def _day(day: date | None) -> str:
    return figures(day) if day else ""


def _phones(card: Card, _words: Words, masked: bool) -> str:
    show = masked_phone if masked else show_phone
    return ", ".join(show(phone) for phone in card.phones)


def _other_names(card: Card, _words: Words, _masked: bool) -> str:
    return ", ".join(name.full_name for name in card.other_names)


def _age(card: Card, words: Words, _masked: bool) -> str:
    stated = words("client.years", n=card.age) if card.age is not None else ""
    return " · ".join(part for part in (stated, _day(card.age_on)) if part)


def _sex(card: Card, words: Words, _masked: bool) -> str:
    return words(f"sex.{card.sex}") if card.sex is not Sex.UNKNOWN else ""


def _identity(card: Card, words: Words, _masked: bool) -> str:
    return words(f"identity.{card.identity}")


def _document(card: Card, words: Words, _masked: bool) -> str:
    if card.document is None:
        return ""
    return f"{words(f'document.{card.document.kind}')} {card.document.number}".strip()


def _pre_war(card: Card, words: Words, masked: bool) -> str:
    if card.pre_war_address is None:
        return ""
    return words("client.address_hidden") if masked else card.pre_war_address.address


def _preferred(card: Card, words: Words, _masked: bool) -> str:
    channel = words(f"channel.{card.preferred_channel}") if card.preferred_channel else ""
    return " · ".join(part for part in (channel, card.preferred_hours) if part)


def _safe(card: Card, words: Words, _masked: bool) -> str:
    safe = card.safe_contact
    parts = [words("pair.safe_on" if safe.on else "pair.safe_off")]
    for name in ("may_call", "may_write") if safe.on else ():
        answer = words(f"client.said.{getattr(safe, name)}")
        parts.append(f"{words(f'client.{name}')}: {answer}")
    if safe.forbidden:
        closed = ", ".join(words(f"channel.{channel}") for channel in safe.forbidden)
        parts.append(f"{words('client.forbidden')}: {closed}")
    return "; ".join(parts)


def _household(card: Card, _words: Words, _masked: bool) -> str:
    return ", ".join(
        " ".join(part for part in (member.surname, member.given_name, member.patronymic) if part)
        for member in card.household
    )


def _note(card: Card, words: Words, _masked: bool) -> str:
    until = words("client.until", day=_day(card.note_until)) if card.note_until else ""
    return " ".join(part for part in (card.note, until) if part)


_SAID: Mapping[str, Say] = {
    **{
        name: _plain(name)
        for name in (
            *("surname", "given_name", "patronymic", "former_surname", "name_reading"),
            *("alias", "unzr"),
        )
    },
    **{
        name: _hidden(name)
        for name in ("registered_address", "actual_address", "postal_address", "email")
    },
    "other_names": _other_names,
    "birth_date": lambda card, _words, _masked: _day(card.birth_date),
    "age": _age,
    "sex": _sex,
    "identity": _identity,
    "document": _document,
    "rnokpp": _fact("rnokpp"),
    "pre_war_address": _pre_war,
    "phones": _phones,
    "preferred_channel": _preferred,
    "safe_contact": _safe,
    "language": _fact("language"),
    "accessibility": _fact("needs"),
    "representative": _fact("rep_kind"),
    "household": _household,
    "statuses": _fact("status_0_kind"),
    "consents": _fact("consent_case.way"),
    "note": _note,
}
