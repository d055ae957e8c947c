"""A card as it is kept: texts without invisible signs, phones and numbers in their one form."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from app.registry.letters import without_marks
from app.registry.model import Card, IdentityDocument
from app.registry.names import clean
from app.registry.numbers import document_kept_form, unzr_kept_form
from app.registry.phones import is_kept_form, read_phone
from app.registry.relations import OpposingParty

Record = TypeVar("Record")
_NAMES = frozenset(("surname", "given_name", "patronymic", "former_surname", "full_name"))


def tidied(card: Card) -> Card:
    """The same card in kept form; what cannot be read stays as typed, for the remarks to name."""
    card = _texts_cleaned(card)
    return replace(
        card,
        phones=tuple(dict.fromkeys(kept_phone(phone) for phone in card.phones if phone)),
        rnokpp=card.rnokpp.replace(" ", ""),
        unzr=unzr_kept_form(card.unzr),
        document=_document(card.document),
    )


def tidied_parties(parties: tuple[OpposingParty, ...]) -> tuple[OpposingParty, ...]:
    """Those on the other side in kept form; who has no name is nobody."""
    kept = tuple(_texts_cleaned(party) for party in parties)
    return tuple(party for party in kept if party.name)


def kept_phone(typed: str) -> str:
    """The number in its kept form, or the text as it is."""
    return typed if is_kept_form(typed) else read_phone(typed) or typed


def _document(document: IdentityDocument | None) -> IdentityDocument | None:
    if document is None:
        return None
    number = document_kept_form(document.kind, document.number)
    return document if number == document.number else replace(document, number=number)


def _texts_cleaned(record: Record) -> Record:
    """The record itself when nothing in it changes: most of what is kept was clean before."""
    changed = {}
    for name in _fields_of(cast("Any", type(record))):
        value = getattr(record, name)
        if not value:
            continue
        kept = _name_cleaned(value) if name in _NAMES else _cleaned(value)
        if kept != value:
            changed[name] = kept
    return cast("Record", replace(cast("Any", record), **changed)) if changed else record


@cache
def _fields_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _name_cleaned(name: str) -> str:
    """A name has no stress marks: people copy them from elsewhere."""
    return clean(without_marks(clean(name)))


def _cleaned(value: object) -> object:
    if type(value) is str:
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    return _texts_cleaned(value) if is_dataclass(value) else value
