"""What is read to the client before it counts: everything that we wrote, in plain sentences."""

from collections.abc import Iterator
from datetime import date

from app.core.words import Words
from app.registry.model import Client, Visit, YesNo
from app.registry.safe_contact import phones_on_screen
from app.ui.client.portrait import born, email_on_screen, facts, figures, name_facts
from app.ui.client.state import SpokenLine

_ASKED = ("may_call", "may_write", "may_leave_message", "may_say_who_calls")


def spoken(
    client: Client, visit: Visit | None, words: Words, today: date, *, opened: bool
) -> tuple[SpokenLine, ...]:
    """The lines to read aloud, each with the field that changes it; masked until `opened`."""
    lines = _lines(client, visit, words, today, opened)
    return tuple(line for line in lines if line.value)


def _lines(
    client: Client, visit: Visit | None, words: Words, today: date, opened: bool
) -> Iterator[SpokenLine]:
    card = client.card
    for part in name_facts(card, words):
        yield SpokenLine(name=part.name, value=part.value, section=part.section)
    said = born(card, words, today, opened=opened)
    yield SpokenLine(name=words("client.read.born"), value=said, section="birth")
    for asked in _ASKED:
        answer: YesNo = getattr(card.safe_contact, asked)
        if answer is not YesNo.UNKNOWN:
            yield SpokenLine(
                name=words(f"client.{asked}"), value=words(f"client.said.{answer}"), section=asked
            )
    phones = ", ".join(phones_on_screen(card, opened=opened))
    email = email_on_screen(card, words, opened=opened)
    yield SpokenLine(name=words("client.read.phones"), value=phones, section="phone_0")
    yield SpokenLine(name=words("client.read.email"), value=email, section="email")
    for fact in facts(card, words, opened=opened):
        if fact.section != "sex":
            yield SpokenLine(name=fact.name, value=fact.value, section=fact.section)
    if visit is not None:
        yield from _of_visit(visit, words)


def _of_visit(visit: Visit, words: Words) -> Iterator[SpokenLine]:
    topic = words(f"topic.{visit.topic}") if visit.topic else ""
    deadline = figures(visit.deadline) if visit.deadline else ""
    for name, value, key in (
        ("topic", topic, "topic"),
        ("essence", visit.essence, "essence"),
        ("wanted", visit.wanted_result, "wanted_result"),
        ("deadline", deadline, "deadline"),
    ):
        yield SpokenLine(
            name=words(f"client.read.{name}"), value=value, section=key, visit_id=visit.id
        )
