"""What no schema can see in the rule packs: names that lead nowhere, and examples that fail."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from string import Formatter

from rapidfuzz import process

from app.content import sentences
from app.content.library import Library, edition_of, holds, windows
from app.content.loader import Fault, Pack, Sheet
from app.core.errors import InputError
from app.core.words import Text
from app.eligibility.answers import FactKind
from app.eligibility.condition import ConditionPart
from app.eligibility.engine import decide
from app.eligibility.facts import faults_in, parse_facts
from app.eligibility.model import CategoryVerdict
from app.eligibility.pack import (
    CATEGORIES,
    COMMON,
    FACTS,
    GROUNDS,
    KINDS,
    PAPERS,
    SUBSISTENCE,
    TERMS,
    TERRITORIES,
    WARNINGS,
    CategoryPack,
    CommonPack,
    Example,
    FactPart,
    GroupPart,
    PapersPack,
    WarningsPack,
)
from app.eligibility.rules import rules_on

NEAR = 60
Place = tuple[str | int, ...]
AMOUNTS = frozenset({"sum", "limit", "minimum", "gap"})
NUMBERS: frozenset[FactKind] = frozenset({"int", "money"})


@dataclass(frozen=True, slots=True)
class Known:
    """Every name that packs may use."""

    facts: dict[str, FactPart]
    papers: frozenset[str]
    places: frozenset[str]
    applicants: frozenset[str]
    groups: frozenset[str]
    common: frozenset[str]


def faults(library: Library) -> list[Fault]:
    """Everything wrong with the rule packs of a library whose files all fit their schemas."""
    known = _known(library)
    found = [*_of_windows(library), *_of_territories(library)]
    found += [*_of_lists(library), *_of_names(library, known)]
    broken = {fault.file for fault in found}
    if not broken & {pack.file for kind in KINDS[1:] for pack in library.of(kind)}:
        found += _of_examples(library, broken)
    return found


def _known(library: Library) -> Known:
    facts = [fact for pack in library.of(FACTS) for fact in pack.content.facts]
    papers = [pack.content for pack in library.of(PAPERS)]
    common = [pack.content for pack in library.of(COMMON)]
    who = {one.id for pack in common for one in pack.applicants}
    together = {one.id for pack in common for one in pack.applicant_groups}
    return Known(
        facts={fact.id: fact for fact in facts},
        papers=frozenset(item.id for pack in papers for item in pack.papers),
        places=frozenset(place.id for pack in papers for place in pack.places),
        applicants=frozenset(who | together),
        groups=frozenset(group.id for pack in common for group in pack.groups),
        common=frozenset(group.id for pack in common for group in pack.documents),
    )


# ---- dates --------------------------------------------------------------------------------------


def _of_windows(library: Library) -> Iterator[Fault]:
    yield from windows(library.of(CATEGORIES))
    yield from windows(library.of(FACTS))
    yield from windows(library.of(PAPERS))
    yield from windows(library.of(COMMON))
    yield from windows(library.of(WARNINGS))
    yield from windows(library.of(SUBSISTENCE))
    yield from windows(library.of(TERMS))
    yield from windows(library.of(GROUNDS))
    for pack in library.of(SUBSISTENCE):
        for number, row in enumerate(pack.content.minimums):
            for name in ("general", "able_bodied", "lost_ability", "under_6", "from_6_to_18"):
                if not getattr(row, name) > 0:
                    small = sentences.wrong_value(name, getattr(row, name), "more than 0")
                    yield _fault(pack.sheet, ("minimums", number, name), small)
        rows = pack.content.minimums
        for number in range(1, len(rows)):
            ends, begins = rows[number - 1].in_force.until, rows[number].in_force.begin
            words = sentences.window(f"{pack.file} [{number}]", ends, begins)
            if words:
                yield _fault(pack.sheet, ("minimums", number), words)


def _of_territories(library: Library) -> Iterator[Fault]:
    """Periods of one place follow each other without a gap and never lie upon each other."""
    yield from windows(library.of(TERRITORIES))
    for pack in library.of(TERRITORIES):
        places = pack.content.territories
        yield from _twice(pack.sheet, "territories", [one.code for one in places])
        for number, place in enumerate(places):
            for later, (before, after) in enumerate(pairwise(place.periods), start=1):
                ends, begins = before.in_force.until, after.in_force.begin
                words = sentences.window(place.name, ends, begins)
                if words:
                    yield _fault(pack.sheet, ("territories", number, "periods", later), words)


# ---- lists --------------------------------------------------------------------------------------


def _of_lists(library: Library) -> Iterator[Fault]:
    for facts in library.of(FACTS):
        yield from _twice(facts.sheet, "facts", [one.id for one in facts.content.facts])
    for papers in library.of(PAPERS):
        yield from _twice(papers.sheet, "papers", [one.id for one in papers.content.papers])
        yield from _twice(papers.sheet, "places", [one.id for one in papers.content.places])
        routes = [one.id for one in papers.content.lost_archives]
        yield from _twice(papers.sheet, "lost_archives", routes)
    for common in library.of(COMMON):
        yield from _twice(common.sheet, "applicants", [one.id for one in common.content.applicants])
        yield from _twice(common.sheet, "documents", [one.id for one in common.content.documents])
    for warnings in library.of(WARNINGS):
        yield from _twice(warnings.sheet, "names", [one.id for one in warnings.content.names])
    for grounds in library.of(GROUNDS):
        for field in ("refusal", "termination", "replacement"):
            ids = [one.id for one in getattr(grounds.content, field)]
            yield from _twice(grounds.sheet, field, ids)
    for terms in library.of(TERMS):
        yield from _twice(terms.sheet, "deadlines", [one.id for one in terms.content.deadlines])


def _twice(sheet: Sheet, field: str, ids: Sequence[str]) -> Iterator[Fault]:
    for name, count in Counter(ids).items():
        if count > 1:
            last = len(ids) - 1 - ids[::-1].index(name)
            yield _fault(sheet, (field, last), sentences.twice(name))


# ---- names --------------------------------------------------------------------------------------


def _of_names(library: Library, known: Known) -> Iterator[Fault]:
    for category in library.of(CATEGORIES):
        yield from _of_category(category, known)
    for common in library.of(COMMON):
        yield from _of_common(common, known)
    for warnings in library.of(WARNINGS):
        yield from _of_warnings(warnings, known)
    for papers in library.of(PAPERS):
        yield from _of_papers(papers, known)
    for facts in library.of(FACTS):
        for number, fact in enumerate(facts.content.facts):
            place: Place = ("facts", number, "asked_when")
            yield from _of_condition(facts.sheet, place, fact.asked_when, known)
            named = [fact.instead] if fact.instead else []
            yield from _unknown(facts.sheet, ("facts", number, "instead"), named, known.facts)


def _of_category(pack: Pack[CategoryPack], known: Known) -> Iterator[Fault]:
    sheet, content = pack.sheet, pack.content
    yield from _unknown(sheet, ("group",), [content.group], known.groups)
    yield from _unknown(sheet, ("waives",), content.waives, known.common)
    for number, who in enumerate(content.applicants):
        place: Place = ("applicants", number)
        if isinstance(who, str):
            yield from _unknown(sheet, place, [who], known.applicants)
        else:
            yield from _unknown(sheet, place, [who.who], known.applicants)
            yield from _of_condition(sheet, (*place, "when"), who.when, known)
    for number, criterion in enumerate(content.criteria):
        place = ("criteria", number)
        yield from _of_condition(sheet, (*place, "when"), criterion.when, known)
        compares = criterion.when.income_within or criterion.when.payment_within
        allowed = {
            "holds": AMOUNTS if compares else frozenset[str](),
            "fails": AMOUNTS if compares else frozenset[str](),
            "change": frozenset[str](),
            "unknown": frozenset[str](),
        }
        for name, values in allowed.items():
            yield from _of_values(sheet, (*place, name), getattr(criterion, name), values)
    yield from _twice(sheet, "services", content.services)
    yield from _twice(sheet, "criteria", [one.id for one in content.criteria])
    yield from _twice(sheet, "documents", [one.id for one in content.documents])
    for number, group in enumerate(content.documents):
        if group.id in known.common:
            yield _fault(sheet, ("documents", number), sentences.twice(group.id))
    yield from _of_groups(sheet, content.documents, known)


def _of_common(pack: Pack[CommonPack], known: Known) -> Iterator[Fault]:
    yield from _of_groups(pack.sheet, pack.content.documents, known)
    for number, group in enumerate(pack.content.applicant_groups):
        yield from _unknown(pack.sheet, ("applicant_groups", number), group.who, known.applicants)


def _of_warnings(pack: Pack[WarningsPack], known: Known) -> Iterator[Fault]:
    named = [one.id for one in pack.content.names]
    for number, warning in enumerate(pack.content.warnings):
        yield from _unknown(pack.sheet, ("warnings", number, "id"), [warning.id], named)
        yield from _of_condition(pack.sheet, ("warnings", number, "when"), warning.when, known)


def _of_papers(pack: Pack[PapersPack], known: Known) -> Iterator[Fault]:
    for number, item in enumerate(pack.content.papers):
        place: Place = ("papers", number)
        yield from _unknown(pack.sheet, (*place, "where"), [item.where], known.places)
        yield from _unknown(pack.sheet, (*place, "substitutes"), item.substitutes, known.papers)
    for number, route in enumerate(pack.content.lost_archives):
        place = ("lost_archives", number)
        yield from _unknown(pack.sheet, (*place, "where"), [route.where], known.places)
        named = (*route.papers, *route.instead)
        yield from _unknown(pack.sheet, (*place, "papers"), named, known.papers)


def _of_groups(sheet: Sheet, groups: Iterable[GroupPart], known: Known) -> Iterator[Fault]:
    for number, group in enumerate(groups):
        place: Place = ("documents", number)
        yield from _unknown(sheet, (*place, "items"), group.items, known.papers)
        for name, count in Counter(group.items).items():
            if count > 1:
                yield _fault(sheet, (*place, "items"), sentences.twice(name))
        yield from _of_condition(sheet, (*place, "applies_when"), group.applies_when, known)
        yield from _of_condition(sheet, (*place, "required_when"), group.required_when, known)


def _of_condition(
    sheet: Sheet, place: Place, condition: ConditionPart | None, known: Known
) -> Iterator[Fault]:
    if condition is None:
        return
    yield from _unknown(sheet, place, condition.facts(), known.facts)
    for leaf in condition.leaves():
        fact = known.facts.get(leaf.fact or "")
        if fact is not None:
            yield from _of_value(sheet, place, leaf, fact)


def _of_value(sheet: Sheet, place: Place, leaf: ConditionPart, fact: FactPart) -> Iterator[Fault]:
    """A value that the fact can never have, or a comparison that its kind does not know."""
    values = [value.id for value in fact.values]
    asked = [*(leaf.in_ or ()), *([leaf.is_] if isinstance(leaf.is_, str) else [])]
    if values:
        yield from _unknown(sheet, place, asked, values)
    fits = (
        (leaf.at_least is None and leaf.at_most is None) or fact.kind in NUMBERS,
        (leaf.sum_is is None and leaf.some_at_least is None) or fact.kind == "list_of_money",
        leaf.finer_than_kopiika is None or fact.kind in {"list_of_money", "money"},
        leaf.after_application is None or fact.kind == "date",
        leaf.is_ is None or isinstance(leaf.is_, bool) == (fact.kind == "bool"),
        leaf.in_ is None or fact.kind == "enum",
    )
    if not all(fits):
        yield _fault(sheet, place, sentences.no_such_question(fact.id, fact.kind))


def _of_values(sheet: Sheet, place: Place, text: Text, allowed: frozenset[str]) -> Iterator[Fault]:
    for language in (text.uk, text.en):
        try:
            parts = [part for part in Formatter().parse(language) if part[1] is not None]
        except ValueError:
            yield _fault(sheet, place, sentences.broken_braces())
            continue
        if any(spec or conversion for _, _, spec, conversion in parts):
            yield _fault(sheet, place, sentences.broken_braces())
        named = {str(name) for _, name, _, _ in parts}
        if named - allowed:
            yield _fault(sheet, place, sentences.unknown_value(", ".join(sorted(named - allowed))))


def _unknown(
    sheet: Sheet, place: Place, names: Iterable[str], known: Iterable[str]
) -> Iterator[Fault]:
    allowed = list(known)
    for name in names:
        if name not in allowed:
            near = process.extractOne(name, allowed, score_cutoff=NEAR)
            yield _fault(sheet, place, sentences.unknown_name(name, near[0] if near else ""))


def _fault(sheet: Sheet, place: Place, words: Text) -> Fault:
    return Fault(file=sheet.file, line=sheet.line(place), words=words)


# ---- examples -----------------------------------------------------------------------------------


def _of_examples(library: Library, broken: set[str]) -> Iterator[Fault]:
    good = Library(sheets=tuple(one for one in library.sheets if one.file not in broken))
    for pack in good.of(CATEGORIES):
        for number, example in enumerate(pack.content.examples):
            words = _failure(good, pack, example)
            if words is not None:
                place: Place = ("examples", number)
                yield _fault(pack.sheet, place, sentences.example(example.name, words))


def _day(pack: Pack[CategoryPack], example: Example) -> date:
    """The day of an example: as it says, else the day of the check, else the last day in force."""
    window = edition_of(pack).in_force
    checked = pack.content.source.checked_on
    if example.on is not None:
        return example.on
    if window.until is not None and not holds(window, checked):
        return window.until - timedelta(days=1)
    return checked


def _failure(library: Library, pack: Pack[CategoryPack], example: Example) -> Text | None:
    """What came instead of what the example expects; None when it holds."""
    on = _day(pack, example)
    if not holds(pack.content.in_force, on):
        return sentences.not_in_force(on)
    rules = rules_on(library, on, preview=pack.content.preview)
    wrong = faults_in(example.facts, rules.questions)
    if wrong is not None:
        return wrong
    facts = parse_facts(example.facts, rules.questions)
    try:
        verdict = decide(rules, facts, presented=frozenset(example.papers), on=on)
    except InputError as problem:
        return sentences.own(problem.code)
    found = verdict.category(pack.content.id)
    return None if found is None else _difference(found, example)


def _difference(found: CategoryVerdict, example: Example) -> Text | None:
    expected: tuple[tuple[str, object, Callable[[], object]], ...] = (
        ("verdict", example.verdict, lambda: found.verdict.value),
        ("may_apply", example.may_apply, lambda: found.may_apply),
        ("complete", example.complete, lambda: found.documents.complete),
    )
    for name, wanted, got in expected:
        if wanted is not None and wanted != got():
            return sentences.expected(name, wanted, got())
    return None
