"""What was typed, as a list to look over, and as sentences to read to the person. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from app.core.words import Language, Words
from app.registry.dates import full_years
from app.registry.model import Card, VisitDraft, YesNo
from app.registry.phones import read_phone, show_phone
from app.ui.facing import Facing, FacingLine
from app.ui.registration.sheet import (
    SECTION_OF,
    SECTIONS,
    SPECS,
    FieldSpec,
    Values,
    is_filled,
)
from app.ui.registration.state import AnswerLine


def answers(values: Values, words: Words, *, changing: bool) -> tuple[AnswerLine, ...]:
    """Every daily question and every other one that was answered, in the order of the sheet."""
    lines: list[AnswerLine] = []
    for section in SECTIONS:
        if changing and section.of_visit:
            continue
        asked = [spec for spec in section.fields if section.daily or is_filled(values, spec.key)]
        for at, spec in enumerate(asked):
            lines.append(
                AnswerLine(
                    key=spec.key,
                    name=spec.label(words),
                    value=in_words(spec, values, words),
                    group="" if at else section.title(words),
                )
            )
    return tuple(lines)


_PICTURES = {"safe": "phone", "safe_more": "phone", "contact": "phone", "reach": "phone"}
_PICTURES |= {"person": "user", "visit": "message-square", "aid": "scale", "addresses": "house"}
_PICTURES |= {"papers": "id-card", "access": "accessibility"}
OURS = frozenset(("note", "note_until", "identity", "kind", "corrected"))
"""What the desk notes for itself; the client’s screen does not show it."""


def picture_of(key: str) -> str:
    """The picture beside an answer, for who reads little."""
    own = {"may_write": "mail", "may_leave_message": "message-square", "email": "mail"}
    return own.get(key) or _PICTURES.get(SECTION_OF.get(key, ""), "file-text")


def facing(
    values: Values, words: Words, *, title: str, keys: Collection[str] | None = None
) -> Facing:
    """The answers given, for the client’s own eyes; `keys` are those to show, all unless given."""
    return Facing(
        title=title,
        lines=tuple(
            FacingLine(
                icon=picture_of(spec.key),
                name=spec.label(words),
                value=in_words(spec, values, words),
            )
            for spec in SPECS.values()
            if is_filled(values, spec.key)
            and spec.key not in OURS
            and not spec.key.startswith("asked_")
            and (keys is None or spec.key in keys)
        ),
    )


def in_words(spec: FieldSpec, values: Values, words: Words) -> str:
    """The answer as people say it; empty if there is none."""
    value = values.get(spec.key, "") or spec.empty()
    if not value:
        return ""
    if spec.kind == "answers":
        return words(f"answer.{value}")
    if spec.kind == "phone":
        return show_phone(read_phone(value) or value)
    if spec.choices is None:
        return value
    said = dict(spec.choices.items(words, "" if spec.kind == "many" else value))
    return ", ".join(said.get(part, part) for part in value.split(","))


def script(card: Card, visit: VisitDraft | None, words: Words, today: date) -> tuple[str, ...]:
    """What to read aloud, sentence by sentence, in the person's language if we speak it.

    Whoever asked for care does not hear numbers, addresses or the code word spoken in a room with
    other people: these are shown.
    """
    language: Language = "en" if card.language == "en" else words.language
    spoken = _Spoken(words, language)
    lines = [spoken("intro"), *_of_person(card, spoken, today), *_of_contact(card, spoken)]
    if visit is not None:
        lines += _of_visit(visit, spoken)
    return (*lines, spoken("end"))


@dataclass(frozen=True, slots=True)
class _Spoken:
    words: Words
    language: Language

    def __call__(self, key: str, **values: object) -> str:
        return self.words.in_language(self.language, f"readback.{key}", **values)

    def of(self, key: str) -> str:
        return self.words.in_language(self.language, key)


def _of_person(card: Card, spoken: _Spoken, today: date) -> Iterator[str]:
    if card.full_name or card.alias:
        yield spoken("name", name=card.full_name or card.alias)
    if card.birth_date is not None:
        years = full_years(card.birth_date, today)
        yield spoken("born", day=f"{card.birth_date:%d.%m.%Y}", n=years)
    elif card.age is not None:
        yield spoken("age", n=card.age)


def _of_contact(card: Card, spoken: _Spoken) -> Iterator[str]:
    safe = card.safe_contact
    for name in ("may_call", "may_write", "may_leave_message", "may_say_who_calls"):
        answer: YesNo = getattr(safe, name)
        if answer is not YesNo.UNKNOWN:
            yield spoken(f"{name}.{answer}")
    if safe.hours:
        yield spoken("hours", hours=safe.hours)
    if not safe.on:
        yield from _reached(card, spoken)
    elif card.phones or card.email or card.actual_address or safe.code_word:
        yield spoken("shown_not_read")


def _reached(card: Card, spoken: _Spoken) -> Iterator[str]:
    whole = [kept for one in card.phones if (kept := read_phone(one))]
    if whole:  # half a number, typed so far, is nothing to read aloud
        yield spoken("phones", phones=", ".join(map(show_phone, whole)))
    if card.email:
        yield spoken("email", email=card.email)
    if card.actual_address:
        yield spoken("address", address=card.actual_address)


def _of_visit(visit: VisitDraft, spoken: _Spoken) -> Iterator[str]:
    if visit.topic:
        yield spoken("topic", topic=spoken.of(f"topic.{visit.topic}"))
    if visit.essence:
        yield spoken("essence", essence=visit.essence)
    if visit.wanted_result:
        yield spoken("wanted", wanted=visit.wanted_result)
    if visit.deadline is not None:
        yield spoken("deadline", day=f"{visit.deadline:%d.%m.%Y}")
