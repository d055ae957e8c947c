"""The law in force on one day, made of the packs: conditions become functions, once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from app.content.library import Library, on_day, the_one
from app.core.errors import DeskError
from app.eligibility.condition import ConditionPart
from app.eligibility.conditions import amounts_of, test_of
from app.eligibility.law import Ground, Minimum, PackStamp, Place, Source, Term
from app.eligibility.model import (
    Category,
    Choice,
    Criterion,
    Group,
    Item,
    Question,
    Reason,
    Remark,
    Rules,
    Test,
    Three,
)
from app.eligibility.pack import (
    CATEGORIES,
    COMMON,
    FACTS,
    GROUNDS,
    KINDS,
    PAPERS,
    SUBSISTENCE,
    TERMS,
    WARNINGS,
    CategoryPack,
    CommonPack,
    ConditionalApplicant,
    CriterionPart,
    Edition,
    FactsPack,
    GroundPart,
    GroupPart,
    PapersPack,
    SourcePart,
    SubsistencePack,
    TermsPack,
)

RENUMBERED = date(2023, 8, 1)
"""Law 3022-IX gave Article 14 new numbers."""


def rules_on(library: Library, on: date, *, preview: bool = False) -> Rules:
    """The rules in force that day, made once for all days with the same editions.

    A day that no edition covers is an InputError.
    """
    files = (pack.file for kind in KINDS for pack in on_day(library.of(kind), on))
    key = ("rules", tuple(files), on < RENUMBERED, preview)
    if key not in library.kept:
        library.kept[key] = _made(library, on, preview=preview)
    made: Rules = library.kept[key]
    return made if made.on == on else replace(made, on=on)


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
    minimums = minimums_of(money.content)
    items = items_of(papers.content)
    return Rules(
        on=on,
        categories=tuple(
            _category(pack.content, common.content, minimums, items, on) for pack in categories
        ),
        common=_groups(common.content.documents, items),
        minimums=minimums,
        questions=questions_of(facts.content),
        stamps=(
            _stamp(facts.content, facts.sha256),
            _stamp(papers.content, papers.sha256),
            _stamp(common.content, common.sha256),
            _stamp(warnings.content, warnings.sha256),
            _stamp(money.content, money.sha256),
            _stamp(terms.content, terms.sha256),
            _stamp(grounds.content, grounds.sha256),
            *(_stamp(pack.content, pack.sha256) for pack in categories),
        ),
        remarks=tuple(
            Remark(id=one.id, test=test_of(one.when, minimums), words=one.words)
            for one in warnings.content.warnings
        ),
        warnings={one.id: one.name for one in warnings.content.names},
        items=items,
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
    """Every paper by its id."""
    return {
        one.id: Item(
            id=one.id,
            name=one.name,
            kind=one.kind,
            from_register=one.from_register,
            where=one.where,
            note=one.note,
            substitutes=one.substitutes,
            if_lost=one.if_lost,
            valid_days=one.valid_days,
        )
        for one in pack.papers
    }


def _category(
    pack: CategoryPack,
    common: CommonPack,
    minimums: tuple[Minimum, ...],
    items: Mapping[str, Item],
    on: date,
) -> Category:
    source = _source(pack.source, on)
    return Category(
        id=pack.id,
        edition=pack.edition,
        order=pack.order,
        name=pack.name,
        short=pack.short,
        group=pack.group,
        services=pack.services,
        applicants=applicants_of(pack, common),
        criteria=tuple(_criterion(one, source.ref, minimums) for one in pack.criteria),
        documents=_groups(pack.documents, items),
        scope_limit=pack.scope_limit,
        six_decisions=pack.six_decisions,
        track=pack.decision_track,
        confidence=pack.source.confidence,
        source=source,
        note=pack.note,
        flags=pack.flags,
        waives=pack.waives,
        preview=pack.preview,
    )


def applicants_of(pack: CategoryPack, common: CommonPack) -> Mapping[str, Test | None]:
    """Who may apply, names of groups opened up."""
    opened = {group.id: group.who for group in common.applicant_groups}
    found: dict[str, Test | None] = {}
    for one in pack.applicants:
        if isinstance(one, ConditionalApplicant):
            found[one.who] = test_of(one.when, ())
        else:
            found.update(dict.fromkeys(opened.get(one, (one,))))
    return found


def _source(given: SourcePart, on: date) -> Source:
    return Source(
        act=given.act,
        ref=reference(given, on),
        checked_on=given.checked_on,
        sources=given.sources,
        confidence=given.confidence,
    )


def reference(given: SourcePart, on: date) -> str:
    """Article, part and point as they were numbered on that day, and the act."""
    point = given.point_before_2023_08 if on < RENUMBERED else given.point
    named = (("ст.", given.article), ("ч.", given.part), ("п.", point))
    place = " ".join(f"{sign}\N{NO-BREAK SPACE}{value}" for sign, value in named if value)
    return ", ".join(part for part in (place, given.act) if part)


def _criterion(one: CriterionPart, ref: str, minimums: tuple[Minimum, ...]) -> Criterion:
    facts, place = one.when.facts(), one.ref or ref
    texts = {True: one.holds, False: one.fails, None: one.unknown}
    said: dict[Three, Reason] = {
        holds: Reason(
            holds=holds,
            text=text,
            ref=place,
            facts=facts,
            would_change=None if holds else one.change,
        )
        for holds, text in texts.items()
    }
    return Criterion(
        id=one.id,
        test=test_of(one.when, minimums),
        facts=facts,
        ref=place,
        said=said,
        amounts=amounts_of(one.when, minimums),
    )


def _groups(given: Iterable[GroupPart], items: Mapping[str, Item]) -> tuple[Group, ...]:
    return tuple(
        Group(
            id=one.id,
            name=one.name,
            mode=one.mode,
            items=tuple(items[item] for item in one.items),
            required=one.required,
            condition=one.condition,
            applies=_test(one.applies_when),
            required_when=_test(one.required_when),
        )
        for one in given
    )


def _test(condition: ConditionPart | None) -> Test | None:
    return test_of(condition, ()) if condition else None


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
