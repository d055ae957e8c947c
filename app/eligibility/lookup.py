"""The law as a book to look things up in: grounds, papers, terms and refusals of one day. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.core.words import Text
from app.eligibility.law import Confidence, Ground, Term
from app.eligibility.model import Category, Rules
from app.eligibility.parts import Item

_SUM = re.compile(r"\{\w+\}")

Kind = Literal["ground", "paper", "term", "refusal", "termination", "replacement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One page of the book."""

    id: str
    kind: Kind
    name: Text
    short: Text
    ref: str
    checked_on: date | None
    """When somebody last compared it with the law."""
    confidence: Confidence
    edition: str = ""
    summary: tuple[Text, ...] = ()
    papers: tuple[Text, ...] = ()
    """For a ground the groups of papers, for a paper the grounds that ask for it."""
    lasts: tuple[int, str] | None = None
    """For a term: how many of which unit."""


def norms(rules: Rules) -> tuple[Norm, ...]:
    """Everything that can be looked up in the rules of that day."""
    checked = {stamp.id: stamp.checked_on for stamp in rules.stamps}
    return (
        *(_of_category(one) for one in rules.categories),
        *(_of_term(one, checked.get("terms")) for one in rules.terms),
        *(_of_item(one, rules, checked.get("papers")) for one in rules.items.values()),
        *_of_grounds("refusal", rules.refusal, checked.get("grounds")),
        *_of_grounds("termination", rules.termination, checked.get("grounds")),
        *_of_grounds("replacement", rules.replacement, checked.get("grounds")),
    )


def _of_category(category: Category) -> Norm:
    said = [_without_sums(one.said[True].text) for one in category.criteria]
    more = [text for text in (category.scope_limit, category.note) if text is not None]
    return Norm(
        id=f"ground.{category.id}",
        kind="ground",
        name=category.name,
        short=category.short,
        ref=category.source.ref,
        checked_on=category.source.checked_on,
        confidence=category.confidence,
        edition=category.edition,
        summary=(*said, *more),
        papers=tuple(group.name for group in category.documents),
    )


def _without_sums(text: Text) -> Text:
    """Sums are a person’s; in the book their places are left open."""
    return Text(uk=_SUM.sub("…", text.uk), en=_SUM.sub("…", text.en))


def _of_term(term: Term, checked_on: date | None) -> Norm:
    return Norm(
        id=f"term.{term.id}",
        kind="term",
        name=term.name,
        short=term.name,
        ref=term.ref,
        checked_on=checked_on,
        confidence=term.confidence,
        summary=(term.note,) if term.note else (),
        lasts=(term.value, term.unit) if term.value else None,
    )


def _of_item(item: Item, rules: Rules, checked_on: date | None) -> Norm:
    place = rules.places.get(item.where)
    told = (item.note, item.if_lost, place.name if place else None, place.advice if place else None)
    asked = [one for one in rules.categories if _asks(one, item)]
    return Norm(
        id=f"paper.{item.id}",
        kind="paper",
        name=item.name,
        short=item.name,
        ref="",
        checked_on=checked_on,
        confidence="mixed",
        summary=tuple(text for text in told if text is not None),
        papers=tuple(one.short for one in asked),
    )


def _asks(category: Category, item: Item) -> bool:
    return any(item.id == one.id for group in category.documents for one in group.items)


def _of_grounds(kind: Kind, grounds: Iterable[Ground], checked_on: date | None) -> Iterator[Norm]:
    for ground in grounds:
        yield Norm(
            id=f"{kind}.{ground.id}",
            kind=kind,
            name=ground.name,
            short=ground.name,
            ref=ground.ref,
            checked_on=checked_on,
            confidence=ground.confidence,
        )
