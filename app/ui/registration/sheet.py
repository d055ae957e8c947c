"""The sheet of a card and a visit: which fields there are, in which sections, with what choices.

A form keeps what is typed as plain texts under these keys, so that a draft can hold anything: half
a date, a wrong number. `typed.py` reads the texts into records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from app.core.words import Words
from app.registry.aid import QUESTIONS
from app.registry.model import ConsentPurpose
from app.ui.registration.chosen import (
    AID,
    CHANNEL,
    DEPENDANT,
    DOCUMENT,
    FORBIDDEN,
    IDENTITY,
    INTERPRETER,
    KINSHIP,
    NEEDS,
    NO_NUMBER,
    OTHER_NAME,
    PARTY,
    PREFERRED,
    REPRESENTATIVE,
    SEX,
    SPOKEN,
    STATE,
    STATUS,
    SWITCH,
    TOPIC,
    WAY,
    Choices,
)

Values = Mapping[str, str]
Kind = Literal["text", "area", "date", "term", "birth", "phone", "place", "one", "answers", "many"]

PHONES = 3
STATUS_ROWS = 4
NAME_ROWS = 3
MEMBER_ROWS = 8
PARTY_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field of the sheet."""

    key: str
    kind: Kind = "text"
    choices: Choices | None = None
    span: int = 1
    called: str = ""
    """The name that rows of one kind share: `status_kind` for `status_2_kind`."""
    row: int = 0
    """Which row of its kind, from one; in the words as `{at}`."""
    occasional: bool = False
    """Shown only when there is something in it or to offer for it."""

    def label(self, words: Words) -> str:
        """What the field is called."""
        if self.key.startswith("asked_"):
            return words(f"aid_question.{self.key.removeprefix('asked_')}")
        if self.key.startswith("consent_"):
            purpose, _, part = self.key.removeprefix("consent_").rpartition(".")
            return words(f"registration.consent.{part}", what=words(f"consent.{purpose}"))
        return words(f"registration.field.{self.called or self.key}", at=self.row)

    def note(self, words: Words) -> str:
        """An example or an explanation, or nothing."""
        key = f"registration.note.{self.called or self.key}"
        return words(key) if words.has(key) else ""

    def empty(self) -> str:
        """The text that means «nothing»."""
        if self.kind == "one" and self.choices is not None:
            return self.choices.values[0]
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields that belong together. Daily sections stand open; the rarer ones are folded."""

    name: str
    fields: tuple[FieldSpec, ...]
    daily: bool = False
    of_visit: bool = False
    columns: int = 3
    growing: bool = False
    """Rows of one kind: the next one shows when the one before has something in it."""

    def title(self, words: Words) -> str:
        """What the section is called."""
        return words(f"registration.section.{self.name}")


def _text(*keys: str) -> tuple[FieldSpec, ...]:
    return tuple(FieldSpec(key=key) for key in keys)


def _one(key: str, choices: Choices, *, span: int = 1) -> FieldSpec:
    return FieldSpec(key=key, kind="one", choices=choices, span=span)


def _row(name: str, at: int, *parts: FieldSpec) -> tuple[FieldSpec, ...]:
    """One of several rows of a kind: `status_2_kind` for the part `kind`."""
    return tuple(
        replace(part, key=f"{name}_{at}_{part.key}", called=f"{name}_{part.key}", row=at + 1)
        for part in parts
    )


def _rows(name: str, count: int, *parts: FieldSpec) -> tuple[FieldSpec, ...]:
    return tuple(spec for at in range(count) for spec in _row(name, at, *parts))


def _consent_row(purpose: ConsentPurpose) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(key=f"consent_{purpose}.way", kind="one", choices=WAY),
        FieldSpec(key=f"consent_{purpose}.given", kind="date"),
        FieldSpec(key=f"consent_{purpose}.withdrawn", kind="date"),
    )


def _phone(at: int) -> FieldSpec:
    return FieldSpec(key=f"phone_{at}", kind="phone", called="phone_more", row=at + 1)


PERSON = Section(
    name="person",
    daily=True,
    fields=(
        *_text("surname", "given_name", "patronymic"),
        FieldSpec(key="birth", kind="birth"),
        _one("sex", SEX),
        *_text("former_surname"),
        FieldSpec(key="name_reading", occasional=True),
    ),
)
SAFE = Section(
    name="safe",
    daily=True,
    fields=(
        FieldSpec(key="may_call", kind="answers"),
        FieldSpec(key="may_write", kind="answers"),
        *_text("safe_hours"),
    ),
)
CONTACT = Section(
    name="contact",
    daily=True,
    fields=(
        FieldSpec(key="phone_0", kind="phone"),
        FieldSpec(key="actual_address", kind="place"),
        _one("language", SPOKEN),
    ),
)
VISIT = Section(
    name="visit",
    daily=True,
    of_visit=True,
    fields=(
        _one("topic", TOPIC),
        _one("channel", CHANNEL),
        FieldSpec(key="deadline", kind="term"),
        FieldSpec(key="essence", kind="area", span=3),
    ),
)
AID_HELP = Section(
    name="aid",
    of_visit=True,
    fields=(
        _one("kind", AID),
        FieldSpec(key="wanted_result", span=2),
        *(FieldSpec(key=f"asked_{question}", kind="answers") for question in QUESTIONS),
    ),
)
OPPOSING = Section(
    name="opposing",
    of_visit=True,
    columns=4,
    growing=True,
    fields=_rows(
        "party",
        PARTY_ROWS,
        _one("role", PARTY),
        FieldSpec(key="name", span=2),
        FieldSpec(key="birth", kind="date"),
        *_text("edrpou"),
        FieldSpec(key="note", span=3),
    ),
)
MORE: tuple[Section, ...] = (
    Section(
        name="safe_more",
        fields=(
            _one("safe_on", SWITCH),
            FieldSpec(key="may_leave_message", kind="answers"),
            FieldSpec(key="may_say_who_calls", kind="answers"),
            *_text("code_word"),
            FieldSpec(key="who_may_know", span=2),
            FieldSpec(key="forbidden", kind="many", choices=FORBIDDEN, span=3),
        ),
    ),
    Section(
        name="reach",
        fields=(
            *(_phone(at) for at in range(1, PHONES)),
            *_text("email"),
            _one("preferred_channel", PREFERRED),
            FieldSpec(key="preferred_hours", span=2),
        ),
    ),
    Section(
        name="addresses",
        columns=2,
        fields=(
            FieldSpec(key="registered_address", kind="place"),
            FieldSpec(key="postal_address", kind="place"),
        ),
    ),
    Section(
        name="pre_war",
        columns=4,
        fields=(
            FieldSpec(key="pre_war_address", kind="place", span=2),
            FieldSpec(key="pre_war_from", kind="date"),
            FieldSpec(key="pre_war_until", kind="date"),
        ),
    ),
    Section(
        name="household",
        columns=4,
        growing=True,
        fields=_rows(
            "member",
            MEMBER_ROWS,
            _one("kinship", KINSHIP),
            FieldSpec(key="name", span=2),
            FieldSpec(key="birth", kind="birth"),
            _one("state", STATE),
            FieldSpec(key="since", kind="date"),
            _one("dependant", DEPENDANT),
            *_text("note"),
        ),
    ),
    Section(
        name="names",
        columns=4,
        growing=True,
        fields=(
            *_rows(
                "named",
                NAME_ROWS,
                _one("kind", OTHER_NAME),
                *_text("surname", "given_name", "patronymic"),
            ),
        ),
    ),
    Section(
        name="papers",
        fields=(
            _one("identity", IDENTITY),
            _one("document_kind", DOCUMENT),
            *_text("document_number"),
            FieldSpec(key="document_issued_on", kind="date"),
            *_text("document_issuer"),
            FieldSpec(key="document_valid_until", kind="term"),
            *_text("rnokpp"),
            _one("rnokpp_absence", NO_NUMBER),
            *_text("unzr"),
        ),
    ),
    Section(
        name="access",
        fields=(
            _one("interpreter", INTERPRETER),
            *_text("alias"),
            FieldSpec(key="needs", kind="many", choices=NEEDS, span=3),
        ),
    ),
    Section(
        name="representative",
        fields=(
            _one("rep_kind", REPRESENTATIVE),
            FieldSpec(key="rep_full_name", span=2),
            *_text("rep_powers", "rep_paper"),
            FieldSpec(key="rep_valid_until", kind="term"),
            FieldSpec(key="rep_phone", kind="phone"),
        ),
    ),
    Section(
        name="statuses",
        columns=4,
        fields=_rows(
            "status",
            STATUS_ROWS,
            _one("kind", STATUS),
            FieldSpec(key="from", kind="date"),
            FieldSpec(key="until", kind="term"),
            *_text("paper"),
        ),
    ),
    Section(
        name="consents",
        fields=tuple(spec for purpose in ConsentPurpose for spec in _consent_row(purpose)),
    ),
    Section(
        name="note",
        fields=(FieldSpec(key="note", span=2), FieldSpec(key="note_until", kind="term")),
    ),
)
CORRECTION = Section(
    name="correction",
    daily=True,
    of_visit=True,
    fields=(FieldSpec(key="corrected", span=3),),
)
"""Only for a visit of an earlier day that is changed: why."""
SECTIONS: tuple[Section, ...] = (PERSON, SAFE, CONTACT, VISIT, AID_HELP, OPPOSING, *MORE)
_KNOWN = (*SECTIONS, CORRECTION)
SPECS: Mapping[str, FieldSpec] = {spec.key: spec for part in _KNOWN for spec in part.fields}
SECTION_OF: Mapping[str, str] = {spec.key: part.name for part in _KNOWN for spec in part.fields}
VISIT_KEYS = frozenset(spec.key for part in SECTIONS if part.of_visit for spec in part.fields)


def is_filled(values: Values, key: str) -> bool:
    """Whether a person wrote something there."""
    spec = SPECS.get(key)
    empty = spec.empty() if spec else ""
    return bool(values.get(key)) and values[key] != empty
