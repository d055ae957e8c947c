"""The law in force on one day, made of the packs: conditions become functions, once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.content.library import Library, on_day, the_one
from app.content.loader import Pack
from app.core.errors import DeskError
from app.eligibility.conditions import test_of
from app.eligibility.law import Ground, Minimum, PackStamp, Place, Term
from app.eligibility.making import RENUMBERED, Making
from app.eligibility.model import Choice, Question, Rules
from app.eligibility.pack import (
    CATEGORIES,
    COMMON,
    FACTS,
    GROUNDS,
    PAPERS,
    RULES,
    SUBSISTENCE,
    TERMS,
    WARNINGS,
    Edition,
    FactsPack,
    GroundPart,
    ItemPart,
    PapersPack,
    RoutePart,
    SubsistencePack,
    TermsPack,
)
from app.eligibility.parts import Item, Route
from app.eligibility.signs import Signs


def rules_on(library: Library, on: date, *, preview: bool = False) -> Rules:
    """The rules in force that day, made once for all days with the same editions.

    A day that no edition covers is an InputError.
    """
    day = ("rules on", on, preview)
    if day not in library.kept:
        files = (pack.file for kind in RULES for pack in on_day(library.of(kind), on))
        key = ("rules", tuple(files), on < RENUMBERED, preview)
        if key not in library.kept:
            library.kept[key] = _made(library, on, preview=preview)
        made: Rules = library.kept[key]
        library.kept[day] = made if made.on == on else replace(made, on=on)
    found: Rules = library.kept[day]
    return found


def questions(library: Library) -> Mapping[str, Question]:
    """The vocabulary of facts, by id, in the order of the pack: the newest edition."""
    packs = library.of(FACTS)
    if not packs:
        raise DeskError("pack.none", kind=FACTS.name)
    newest = max(packs, key=lambda pack: pack.content.in_force.begin)
    return questions_of(newest.content)


def questions_of(pack: FactsPack) -> Mapping[str, Question]:
    """The questions of one edition of the vocabulary."""
    return {
        fact.id: Question(
            id=fact.id,
            kind=fact.kind,
            words=fact.words,
            ask=fact.ask,
            choices=tuple(Choice(id=one.id, words=one.words) for one in fact.values),
            least=fact.min,
            most=fact.max,
            length=fact.length,
            group=fact.topic,
            order=fact.order,
            sensitive=fact.sensitive,
            why=fact.why,
            instead=fact.instead or "",
            asked_when=test_of(fact.asked_when, ()) if fact.asked_when else None,
        )
        for fact in pack.facts
    }


def _made(library: Library, on: date, *, preview: bool) -> Rules:
    facts, papers = the_one(library.of(FACTS), on), the_one(library.of(PAPERS), on)
    common, money = the_one(library.of(COMMON), on), the_one(library.of(SUBSISTENCE), on)
    terms, grounds = the_one(library.of(TERMS), on), the_one(library.of(GROUNDS), on)
    warnings = the_one(library.of(WARNINGS), on)
    categories = sorted(
        (
            pack
            for pack in on_day(library.of(CATEGORIES), on)
            if preview or not pack.content.preview
        ),
        key=lambda pack: pack.content.order,
    )
    used: tuple[Pack[Any], ...] = (facts, papers, common, warnings, money, terms, grounds)
    stamps = tuple(_stamp(pack.content, pack.sha256) for pack in (*used, *categories))
    asked, minimums = questions_of(facts.content), minimums_of(money.content)
    making = Making(
        on=on,
        common=common.content,
        items=items_of(papers.content),
        minimums=minimums,
        signs=Signs(asked.values(), minimums),
    )
    grounds_made = tuple(making.category(pack.content) for pack in categories)
    return Rules(
        on=on,
        categories=grounds_made,
        common=making.groups(common.content.documents),
        lookups=making.lookups([pack.content for pack in categories], grounds_made),
        minimums=minimums,
        questions=asked,
        asking=_in_order(asked.values()),
        stamps=stamps,
        checked_on=min(stamp.checked_on for stamp in stamps),
        remarks=tuple(making.remark(one) for one in warnings.content.warnings),
        warnings={one.id: one.name for one in warnings.content.names},
        items=making.items,
        places={
            one.id: Place(id=one.id, name=one.name, advice=one.advice)
            for one in papers.content.places
        },
        groups={one.id: one.name for one in common.content.groups},
        applicants={one.id: one.name for one in common.content.applicants},
        services={one.id: one.name for one in common.content.services},
        terms=_terms(terms.content),
        refusal=_grounds(grounds.content.refusal),
        termination=_grounds(grounds.content.termination),
        replacement=_grounds(grounds.content.replacement),
        children_apply_alone=common.content.children_apply_alone,
    )


def _in_order(asked: Iterable[Question]) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    ordered = sorted(asked, key=lambda one: (one.order, one.id))
    calm = tuple(one for one in ordered if not one.sensitive)
    return calm, tuple(one for one in ordered if one.sensitive)


def _stamp(edition: Edition, sha256: str) -> PackStamp:
    return PackStamp(
        id=edition.id,
        edition=edition.edition,
        sha256=sha256,
        checked_on=edition.source.checked_on,
    )


def minimums_of(pack: SubsistencePack) -> tuple[Minimum, ...]:
    """The table of the subsistence minimum."""
    return tuple(
        Minimum(
            valid_from=one.in_force.begin,
            valid_until=one.in_force.until,
            general=one.general,
            able_bodied=one.able_bodied,
            lost_ability=one.lost_ability,
            confidence=one.confidence,
            source=", ".join(one.sources),
            note=one.note,
        )
        for one in pack.minimums
    )


def items_of(pack: PapersPack) -> Mapping[str, Item]:
    """Every paper by its id, with the ways to it when its archive is lost."""
    ways: dict[str, list[RoutePart]] = {one.id: [] for one in pack.papers}
    for route in pack.lost_archives:
        for item in route.papers:
            ways[item].append(route)
    return {one.id: _item(one, ways[one.id]) for one in pack.papers}


def _item(one: ItemPart, ways: Iterable[RoutePart]) -> Item:
    stand_ins = (item for route in ways for item in route.instead if item != one.id)
    return Item(
        id=one.id,
        name=one.name,
        kind=one.kind,
        from_register=one.from_register,
        where=one.where,
        note=one.note,
        substitutes=tuple(dict.fromkeys((*one.substitutes, *stand_ins))),
        if_lost=one.if_lost,
        routes=tuple(
            Route(
                id=route.id,
                where=route.where,
                words=route.words,
                ref=route.ref,
                confidence=route.confidence,
            )
            for route in ways
        ),
        valid_days=one.valid_days,
    )


def _terms(pack: TermsPack) -> tuple[Term, ...]:
    return tuple(
        Term(
            id=one.id,
            name=one.name,
            value=one.value,
            unit=one.unit,
            starts_from=one.starts_from,
            ref=one.ref,
            confidence=one.confidence,
            note=one.note,
        )
        for one in pack.deadlines
    )


def _grounds(given: Iterable[GroundPart]) -> tuple[Ground, ...]:
    return tuple(
        Ground(id=one.id, name=one.name, ref=one.ref, confidence=one.confidence) for one in given
    )
