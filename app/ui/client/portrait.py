"""A client in words: contacts with what is allowed, facts of the card, the timeline."""

from collections.abc import Iterator
from datetime import date

from app.core.clock import local
from app.core.words import Words
from app.registry.dates import full_years
from app.registry.model import Card, Channel, Client, Happening, TimelineEntry, YesNo
from app.registry.reference import shown
from app.registry.safe_contact import may, phones_on_screen
from app.ui.client.state import ContactLine, FactLine, Mark, PastLine, Portrait

_MARKS: dict[YesNo, Mark] = {YesNo.YES: "yes", YesNo.NO: "no", YesNo.UNKNOWN: "ask"}
_ICONS = {
    Happening.REGISTERED: "user-plus",
    Happening.VISIT: "message-circle",
    Happening.CHECK: "scale",
    Happening.PAPER: "file-check",
    Happening.PRINT: "printer",
    Happening.REPRINT: "printer",
}
_OPENS = {Happening.VISIT: "visit", Happening.CHECK: "check", Happening.PAPER: "papers"}


def figures(day: date) -> str:
    """The date as it is written in offices: 07.03.1986."""
    return day.strftime("%d.%m.%Y")


def portrait(client: Client, words: Words, today: date, *, opened: bool = False) -> Portrait:
    """The person in words; `opened` shows the phones that safe contact masks."""
    card = client.card
    return Portrait(
        client_id=client.id,
        reference=shown(client.reference),
        name=card.full_name,
        masked=client.masked_name,
        born=born(card, words, today),
        safe=card.safe_contact.on,
        contact_title=words("client.safe" if card.safe_contact.on else "client.contact"),
        contact=tuple(contact(card, words, opened=opened)),
        facts=tuple(facts(card, words)),
        note=card.note if _is_valid(card.note_until, today) else "",
    )


def _is_valid(until: date | None, today: date) -> bool:
    return until is None or until >= today


def born(card: Card, words: Words, today: date) -> str:
    """Birth date with full years, or the age as stated."""
    if card.birth_date is not None:
        years = words("client.years", n=full_years(card.birth_date, today))
        return f"{figures(card.birth_date)}, {years}"
    if card.age is not None:
        stated = words("client.years", n=card.age)
        if card.age_on is None:
            return words("client.age_stated", age=stated)
        return words("client.age_stated_on", age=stated, day=figures(card.age_on))
    return words("client.born_unknown")


def contact(card: Card, words: Words, *, opened: bool) -> Iterator[ContactLine]:
    """What was agreed first, then every channel with its shape and word."""
    safe = card.safe_contact
    if safe.on:
        for name, said in (
            ("may_call", safe.may_call),
            ("may_write", safe.may_write),
            ("may_leave_message", safe.may_leave_message),
            ("may_say_who_calls", safe.may_say_who_calls),
        ):
            yield ContactLine(
                mark=_MARKS[said], name=words(f"client.{name}"), value=words(f"client.said.{said}")
            )
        for name, value in (("hours", safe.hours), ("who_may_know", safe.who_may_know)):
            if value:
                yield ContactLine(mark="info", name=words(f"client.safe_{name}"), value=value)
        if safe.code_word:
            secret = safe.code_word if opened else words("client.code_word_hidden")
            yield ContactLine(mark="info", name=words("client.code_word"), value=secret)
    yield from _channels(card, words, opened=opened)
    if card.preferred_channel is not None or card.preferred_hours:
        preferred = words(f"channel.{card.preferred_channel}") if card.preferred_channel else ""
        value = " · ".join(part for part in (preferred, card.preferred_hours) if part)
        yield ContactLine(mark="info", name=words("client.preferred"), value=value)


def _channels(card: Card, words: Words, *, opened: bool) -> Iterator[ContactLine]:
    reached = (
        (Channel.PHONE, ", ".join(phones_on_screen(card, opened=opened))),
        (Channel.EMAIL, card.email if opened or not card.safe_contact.on else "•••"),
        (Channel.POST, card.postal_address),
    )
    for channel, value in reached:
        has_one = bool(card.email) if channel is Channel.EMAIL else bool(value)
        if has_one:
            yield _channel(card, channel, value, words)
    for channel in card.safe_contact.forbidden:
        if channel not in {line[0] for line in reached if line[1]}:
            yield ContactLine(
                mark="no", name=words(f"channel.{channel}"), value=words("client.forbidden")
            )


def _channel(card: Card, channel: Channel, value: str, words: Words) -> ContactLine:
    allowed = may(card, channel)
    return ContactLine(
        mark="yes" if allowed else "no",
        name=words(f"channel.{channel}"),
        value=value if allowed else words("client.forbidden_value", value=value),
    )


def facts(card: Card, words: Words) -> Iterator[FactLine]:
    """What stands on the card, in the order of the form; empty fields are left out."""
    for name, value, section in (
        ("former_surname", card.former_surname, "person"),
        ("alias", card.alias, "person"),
        ("sex", words(f"sex.{card.sex}"), "person"),
        ("identity", _identity(card, words), "document"),
        ("rnokpp", _rnokpp(card, words), "document"),
        ("unzr", card.unzr, "document"),
        ("actual_address", _address(card, card.actual_address, words), "address"),
        ("registered_address", _address(card, card.registered_address, words), "address"),
        ("language", _language(card, words), "access"),
        ("accessibility", _needs(card, words), "access"),
        ("representative", _representative(card, words), "representative"),
        ("statuses", _statuses(card, words), "statuses"),
        ("consents", _consents(card, words), "consents"),
    ):
        if value:
            yield FactLine(name=words(f"client.fact.{name}"), value=value, section=section)


def _identity(card: Card, words: Words) -> str:
    level = words(f"identity.{card.identity}")
    if card.document is None:
        return level
    paper = words(f"document.{card.document.kind}")
    named = f"{paper} {card.document.number}".strip()
    if card.document.issued_on is not None:
        named = f"{named}, {figures(card.document.issued_on)}"
    return f"{named} · {level}"


def _rnokpp(card: Card, words: Words) -> str:
    if card.rnokpp or card.rnokpp_absence is None:
        return card.rnokpp
    return words(f"rnokpp_absence.{card.rnokpp_absence}")


def _address(card: Card, address: str, words: Words) -> str:
    return words("client.address_hidden") if address and card.safe_contact.on else address


def _language(card: Card, words: Words) -> str:
    key = f"spoken.{card.language}"
    spoken = words(key) if words.has(key) else card.language
    if not card.interpreter:
        return spoken
    key = f"spoken.{card.interpreter}"
    needed = words(key) if words.has(key) else card.interpreter
    return f"{spoken}, {words('client.interpreter', language=needed)}"


def _needs(card: Card, words: Words) -> str:
    return ", ".join(
        words(f"accessibility.{need}") if words.has(f"accessibility.{need}") else need
        for need in card.accessibility
    )


def _representative(card: Card, words: Words) -> str:
    if card.representative is None:
        return ""
    who = card.representative
    parts = [words(f"representative.{who.kind}"), who.full_name, who.paper]
    if who.valid_until is not None:
        parts.append(words("client.until", day=figures(who.valid_until)))
    return " · ".join(part for part in parts if part)


def _statuses(card: Card, words: Words) -> str:
    named = []
    for status in card.statuses:
        key = f"status.{status.kind}"
        text = words(key) if words.has(key) else status.kind
        if status.valid_from is not None:
            text = f"{text} {words('client.since', day=figures(status.valid_from))}"
        if status.valid_until is not None:
            text = f"{text} {words('client.until', day=figures(status.valid_until))}"
        named.append(text)
    return "; ".join(named)


def _consents(card: Card, words: Words) -> str:
    return "; ".join(
        words("client.withdrawn", what=words(f"consent.{consent.purpose}"))
        if consent.withdrawn_on
        else f"{words(f'consent.{consent.purpose}')}, {words(f'consent_way.{consent.way}')}"
        for consent in card.consents
    )


def past(entries: tuple[TimelineEntry, ...], words: Words) -> tuple[PastLine, ...]:
    """The timeline in words, newest first."""
    return tuple(_past(entry, words) for entry in entries)


def _past(entry: TimelineEntry, words: Words) -> PastLine:
    moment = local(entry.at)
    title = words(f"timeline.{entry.kind}", **entry.values)
    return PastLine(
        when=f"{moment:%d.%m.%Y}" if entry.kind is Happening.VISIT else f"{moment:%d.%m.%Y %H:%M}",
        title=_with_kind(entry, title, words),
        note=_note(entry, words),
        icon=_ICONS[entry.kind],
        opens=_OPENS.get(entry.kind, ""),
        subject=entry.subject,
    )


def _with_kind(entry: TimelineEntry, title: str, words: Words) -> str:
    kind = entry.values.get("visit_kind")
    return f"{title}: {words(f'aid.{kind}').lower()}" if kind else title


def _note(entry: TimelineEntry, words: Words) -> str:
    parts = []
    topic, form = entry.values.get("topic"), entry.values.get("form")
    if topic:
        parts.append(words(f"topic.{topic}"))
    if form:
        parts.append(words(f"form.{form}") if words.has(f"form.{form}") else str(form))
    if entry.detail:
        parts.append(entry.detail)
    deadline = entry.values.get("deadline")
    if isinstance(deadline, date):
        parts.append(words("client.until", day=figures(deadline)))
    return " · ".join(parts)
