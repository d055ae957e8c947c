"""A client in words: contacts with what is allowed, facts of the card, the timeline."""

from collections.abc import Iterator, Mapping
from datetime import date

from app.core.clock import local
from app.core.words import Words
from app.registry.dates import full_years
from app.registry.masking import masked_email, masked_number, year_of
from app.registry.model import Card, Channel, Client, Happening, Sex, TimelineEntry, YesNo
from app.registry.reference import shown
from app.registry.safe_contact import may, phones_on_screen
from app.ui.client.correcting import correction
from app.ui.client.state import ContactLine, FactLine, Mark, PastLine, Portrait

_MARKS: dict[YesNo, Mark] = {YesNo.YES: "yes", YesNo.NO: "no", YesNo.UNKNOWN: "ask"}
_ICONS = {
    Happening.REGISTERED: "user-plus",
    Happening.VISIT: "message-circle",
    Happening.CORRECTED: "pencil",
    Happening.CHECK: "scale",
    Happening.PAPER: "file-check",
    Happening.PRINT: "printer",
    Happening.REPRINT: "printer",
    Happening.MERGED: "columns-2",
    Happening.UNMERGED: "undo-2",
    Happening.RAID: "house",
}
_OPENS = {
    Happening.VISIT: "visit",
    Happening.CORRECTED: "visit",
    Happening.CHECK: "check",
    Happening.PAPER: "papers",
    Happening.PRINT: "printing",
    Happening.REPRINT: "printing",
}


def figures(day: date) -> str:
    """The date as it is written in offices: 07.03.1986."""
    return day.strftime("%d.%m.%Y")


def portrait(client: Client, words: Words, today: date, *, opened: bool = False) -> Portrait:
    """The person in words; `opened` shows in full what is masked or hidden."""
    card = client.card
    return Portrait(
        client_id=client.id,
        reference=shown(client.reference),
        name=card.full_name,
        masked=client.masked_name,
        born=born(card, words, today, opened=opened),
        safe=card.safe_contact.on,
        names=name_facts(card, words),
        contact_title=words("client.safe" if card.safe_contact.on else "client.contact"),
        contact=tuple(contact(card, words, opened=opened)),
        facts=tuple(facts(card, words, opened=opened)),
        note=card.note if _is_valid(card.note_until, today) else "",
    )


def _is_valid(until: date | None, today: date) -> bool:
    return until is None or until >= today


def born(card: Card, words: Words, today: date, *, opened: bool) -> str:
    """Birth date (masked: the year) with full years, or the age as stated."""
    if card.birth_date is not None:
        years = words("client.years", n=full_years(card.birth_date, today))
        return f"{figures(card.birth_date) if opened else year_of(card.birth_date)}, {years}"
    if card.age is not None:
        stated = words("client.years", n=card.age)
        if card.age_on is None:
            return words("client.age_stated", age=stated)
        return words("client.age_stated_on", age=stated, day=figures(card.age_on))
    return words("client.born_unknown")


def name_facts(card: Card, words: Words) -> tuple[FactLine, ...]:
    """Each part of the name with what it is: of a foreign name nobody has to guess."""
    lines = [
        FactLine(name=words(f"registration.field.{part}"), value=getattr(card, part), section=part)
        for part in ("surname", "given_name", "patronymic", "name_reading")
    ]
    for at, name in enumerate(card.other_names):
        what = words(f"other_name.{name.kind}")
        lines.append(
            FactLine(
                name=words("client.fact.other_name", what=what),
                value=name.full_name,
                section=f"named_{at}_surname",
            )
        )
    return tuple(line for line in lines if line.value)


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
    reached = {
        Channel.PHONE: ", ".join(phones_on_screen(card, opened=opened)),
        Channel.EMAIL: email_on_screen(card, words, opened=opened),
        Channel.POST: _address(card, card.postal_address, words, opened),
    }
    for channel, value in reached.items():
        if value:
            yield _channel(card, channel, value, words)
    for channel in card.safe_contact.forbidden:
        if not reached.get(channel):
            yield ContactLine(
                mark="no",
                name=_capital(words(f"channel.{channel}")),
                value=words("client.forbidden"),
            )


def _channel(card: Card, channel: Channel, value: str, words: Words) -> ContactLine:
    allowed = may(card, channel)
    return ContactLine(
        mark="yes" if allowed else "no",
        name=_capital(words(f"channel.{channel}")),
        value=value if allowed else words("client.forbidden_value", value=value),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def facts(card: Card, words: Words, *, opened: bool) -> Iterator[FactLine]:
    """What stands on the card, in the order of the form; empty fields are left out."""
    for name, value, section in (
        ("former_surname", card.former_surname, "former_surname"),
        ("alias", card.alias, "alias"),
        ("sex", words(f"sex.{card.sex}") if card.sex is not Sex.UNKNOWN else "", "sex"),
        ("identity", _identity(card, words, opened), "identity"),
        ("rnokpp", _rnokpp(card, words, opened), "rnokpp"),
        ("unzr", _number(card.unzr, opened), "unzr"),
        ("actual_address", _address(card, card.actual_address, words, opened), "actual_address"),
        (
            "registered_address",
            _address(card, card.registered_address, words, opened),
            "registered_address",
        ),
        ("pre_war", _pre_war(card, words, opened), "pre_war_address"),
        ("language", _language(card, words), "language"),
        ("accessibility", _needs(card, words), "needs"),
        ("representative", _representative(card, words), "rep_kind"),
        ("statuses", _statuses(card, words), "status_0_kind"),
        ("consents", _consents(card, words), "consent_case.way"),
    ):
        if value:
            yield FactLine(name=words(f"client.fact.{name}"), value=value, section=section)


def _number(number: str, opened: bool) -> str:
    return number if opened else masked_number(number)


def email_on_screen(card: Card, words: Words, *, opened: bool) -> str:
    """The address of letters: masked until it is opened, of a survivor hidden."""
    shown = card.email if opened or not card.email else masked_email(card.email)
    return _address(card, shown, words, opened)


def _identity(card: Card, words: Words, opened: bool) -> str:
    level = words(f"identity.{card.identity}")
    if card.document is None:
        return level
    paper = words(f"document.{card.document.kind}")
    named = f"{paper} {_number(card.document.number, opened)}".strip()
    if opened and card.document.issued_on is not None:
        named = f"{named}, {figures(card.document.issued_on)}"
    return f"{named} · {level}"


def _rnokpp(card: Card, words: Words, opened: bool) -> str:
    if card.rnokpp or card.rnokpp_absence is None:
        return _number(card.rnokpp, opened)
    return words(f"rnokpp_absence.{card.rnokpp_absence}")


def _address(card: Card, address: str, words: Words, opened: bool) -> str:
    hidden = address and card.safe_contact.on and not opened
    return words("client.address_hidden") if hidden else address


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


def _pre_war(card: Card, words: Words, opened: bool) -> str:
    home = card.pre_war_address
    if home is None:
        return ""
    since = words("client.since", day=figures(home.lived_from)) if home.lived_from else ""
    until = words("client.until", day=figures(home.lived_until)) if home.lived_until else ""
    address = _address(card, home.address, words, opened)
    return ", ".join(part for part in (address, f"{since} {until}".strip()) if part)


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


def past(
    entries: tuple[TimelineEntry, ...], words: Words, names: Mapping[str, str]
) -> tuple[PastLine, ...]:
    """The timeline in words, newest first; `names` are those of forms, grounds and papers."""
    return tuple(_past(entry, words, names) for entry in entries)


def _past(entry: TimelineEntry, words: Words, names: Mapping[str, str]) -> PastLine:
    moment = local(entry.at)
    form = str(entry.values.get("form", ""))
    return PastLine(
        when=f"{moment:%d.%m.%Y}",
        title=_title(entry, words),
        note=_note(entry, words, names),
        icon=_ICONS[entry.kind],
        opens=_OPENS.get(entry.kind, ""),
        subject=form or entry.subject,
    )


def _title(entry: TimelineEntry, words: Words) -> str:
    values = dict(entry.values)
    if "reference" in values:
        values["reference"] = shown(str(values["reference"]))
    title = words(f"timeline.{entry.kind}", **values)
    kind = values.get("visit_kind")
    return f"{title}: {words(f'aid.{kind}').lower()}" if kind else title


def _note(entry: TimelineEntry, words: Words, names: Mapping[str, str]) -> str:
    values = entry.values
    if isinstance(was := values.get("was"), Mapping):
        return correction(was, entry.detail, words)
    topic, outcome, state = values.get("topic"), values.get("outcome"), values.get("state")
    own = values.get("own")
    called = (str(values.get(key) or "") for key in ("form", "best", "item"))
    parts = [
        words(f"topic.{topic}") if topic else "",
        words(f"client.outcome.{outcome}") if outcome else "",
        words("client.own_answer", answer=words(f"client.outcome.{own}")) if own else "",
        *(names.get(name, name) for name in called),
        words(f"papers.state.{state}") if state else "",
        _until(values.get("promised_by"), words),
        _provisional(values.get("provisional"), words),
        " ".join(entry.detail.split()),
        _deadline(values.get("deadline"), words),
    ]
    return " · ".join(part for part in parts if part)


def _until(day: object, words: Words) -> str:
    return words("client.until", day=figures(day)) if isinstance(day, date) else ""


def _provisional(day: object, words: Words) -> str:
    return words("client.provisional", day=figures(day)) if isinstance(day, date) else ""


def _deadline(day: object, words: Words) -> str:
    return words("client.deadline", day=figures(day)) if isinstance(day, date) else ""
