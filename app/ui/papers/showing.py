"""From the case on the desk to what the checklist shows: pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.core.words import Words
from app.eligibility.checklist import Ageing, Errand, Line, Section, ageing, checklist, missing
from app.eligibility.model import Answer, CategoryVerdict, Paper, PaperState, Rules, WhoObtains
from app.eligibility.parts import Group, Item, Route
from app.registry.model import masked
from app.ui.check.own_answer import own_answer
from app.ui.papers.case import Case
from app.ui.papers.provisional import provisional_box
from app.ui.papers.scanning import Holding
from app.ui.papers.scans_showing import scans_box
from app.ui.papers.state import (
    Details,
    GroupSheet,
    MissingPlace,
    Option,
    PaperLine,
    PapersState,
    RouteLine,
    Shape,
)
from app.ui.papers.term import show_date, term

IN_SIGHT = 4
_PARTLY = (PaperState.COPY, PaperState.PHOTO)


def shown(case: Case, words: Words, holding: Holding) -> PapersState:
    """The whole screen in today's language."""
    one, rules = case.category, case.rules
    base = PapersState(
        crumbs=_crumbs(case, words),
        loading=case.loading,
        no_check=words("papers.no_check") if case.no_check else "",
        problem=words(case.problem.key, **case.problem.values) if case.problem else "",
    )
    if one is None or rules is None:
        return base
    now = _Shown(case, one, rules, words)
    scans = scans_box(holding, now.sections, rules.items, words)
    return replace(_listed(now, base), scans=scans)


class _Shown:
    """One ground's list of papers, and what is needed to say it."""

    def __init__(self, case: Case, one: CategoryVerdict, rules: Rules, words: Words) -> None:
        self.case, self.one, self.rules, self.words = case, one, rules, words
        found = checklist(one, case.kept, rules, on=case.today)
        self.sections = tuple(sorted(found, key=lambda section: not section.state.required))

    @property
    def needed(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.state.required)


def _listed(now: _Shown, base: PapersState) -> PapersState:
    case, words = now.case, now.words
    groups = tuple(_group(now, section) for section in now.sections)
    done = sum(section.state.satisfied for section in now.needed)
    shapes = {sheet.id: sheet.shape for sheet in groups}
    complete = done == len(now.needed)
    return PapersState(
        crumbs=base.crumbs,
        grounds=tuple(_ground(found, now.one, words) for found in case.grounds),
        groups=groups,
        closed=words("papers.closed_of", done=done, all=len(now.needed)),
        bar=tuple(shapes[section.state.group.id] for section in now.needed),
        bar_spoken=words("papers.bar_spoken", done=done, all=len(now.needed)),
        sentence=words("papers.complete" if complete else "papers.incomplete"),
        missing=tuple(_missing(now)),
        term=term(
            now.one.category.track, now.needed, rules=now.rules, today=case.today, words=words
        ),
        provisional=provisional_box(case, now.needed, words),
        own_answer=own_answer(case.override, words, case.names),
        said=words(case.said.key, **case.said.values) if case.said else "",
        can_undo=bool(case.changes),
        problem=base.problem,
    )


def state_words(paper: Paper | None, words: Words) -> str:
    """How a paper stands, in words."""
    if paper is None:
        return words("papers.state.none")
    if paper.state is PaperState.PROMISED and paper.promised_by:
        return words("papers.state.promised_by", date=show_date(paper.promised_by))
    return words(f"papers.state.{paper.state.value}")


def _crumbs(case: Case, words: Words) -> str:
    if case.client is None:
        return ""
    name = masked(case.client.card)
    return words("papers.crumbs", name=name, reference=case.client.reference)


def _ground(found: CategoryVerdict, chosen: CategoryVerdict, words: Words) -> Option:
    name = words.of(found.category.name)
    if found.verdict is Answer.UNKNOWN:
        name = words("papers.ground_unknown", name=name)
    return Option(id=found.category.id, words=name, on=found.category.id == chosen.category.id)


_GROUP_WORDS = {
    "yes": "closed",
    "part": "partly",
    "wait": "waiting",
    "ask": "missing",
    "no": "not_needed",
}


def _group(now: _Shown, section: Section) -> GroupSheet:
    group, words = section.state.group, now.words
    folded = group.id not in now.case.unfolded
    lines = [line for line in section.lines if not folded or _in_sight(now, section, line)]
    shape = _group_shape(section)
    hidden = len(section.lines) - len(lines)
    more = words("papers.more", n=hidden) if hidden else ""
    if not folded and len(section.lines) > IN_SIGHT:
        more = words("papers.fewer")
    return GroupSheet(
        id=group.id,
        title=words.of(group.name),
        rule=words(f"papers.{group.mode}" if section.state.required else "papers.optional"),
        shape=shape,
        word=words(f"papers.group.{_GROUP_WORDS[shape]}"),
        lines=tuple(_line(now, section, line) for line in lines),
        more=more,
    )


def _in_sight(now: _Shown, section: Section, line: Line) -> bool:
    """Papers somebody spoke of; while a group is open also its first few."""
    if line.paper is not None or line.item.id == now.case.opened:
        return True
    if section.state.satisfied or not section.state.required:
        return False
    return section.state.group.mode == "all_of" or section.lines.index(line) < IN_SIGHT


def _group_shape(section: Section) -> Shape:
    if section.state.satisfied:
        return "yes"
    if not section.state.required:
        return "no"
    states = [line.paper.state for line in section.lines if line.paper]
    if any(known in _PARTLY for known in states):
        return "part"
    return "wait" if PaperState.PROMISED in states else "ask"


def _line(now: _Shown, section: Section, line: Line) -> PaperLine:
    words, item = now.words, line.item
    name = words.of(item.name)
    shape, word = _standing(now, section, line)
    closed = section.state.satisfied and section.state.group.mode == "any_of"
    return PaperLine(
        id=item.id,
        shape=shape,
        word=word,
        name=name,
        note=_note(now, line),
        act="" if closed or line.counts else words("papers.act.original"),
        act_spoken=words("papers.act_spoken", act=words("papers.act.original"), paper=name),
        change_spoken=words("papers.act_spoken", act=words("papers.act.change"), paper=name),
        details=_details(now, item) if now.case.opened == item.id else None,
    )


def _standing(now: _Shown, section: Section, line: Line) -> tuple[Shape, str]:
    paper, words = line.paper, now.words
    if paper is None:
        if section.state.satisfied or not section.state.required:
            return "no", words("papers.not_needed")
        return "ask", words("papers.state.none")
    if line.counts:
        return "yes", state_words(paper, words)
    age = ageing(paper, line.item, now.case.today)
    if age is not Ageing.FRESH:
        return "ask", words(f"papers.state.{age.value}")
    shape: Shape = "part" if paper.state in _PARTLY else "ask"
    return ("wait" if paper.state is PaperState.PROMISED else shape), state_words(paper, words)


def _note(now: _Shown, line: Line) -> str:
    words, paper, item = now.words, line.paper, line.item
    place = now.rules.places.get(item.where)
    parts = [words.of(place.name)] if place else []
    scans = now.case.held.count(item.id)
    held = [words("scans.held", n=scans)] if scans else []
    if paper is None:
        parts += [words.of(item.note)] if item.note else []
        return " · ".join([*parts, *held])
    if paper.seen_on:
        parts = [_seen(paper.seen_on, now)]
    parts += _age_note(paper, item, now)
    if paper.substitute in now.rules.items:
        what = words.of(now.rules.items[paper.substitute].name)
        parts.append(words("papers.replaced", what=what))
    elif paper.state is PaperState.LOST:
        parts += _ways(now, item)
    if paper.who_obtains is not WhoObtains.CLIENT:
        parts.append(words(f"papers.who.{paper.who_obtains.value}"))
    return " · ".join([*parts, *held])


def _ways(now: _Shown, item: Item) -> list[str]:
    """What to do about a lost paper, also when its archive is lost with the body that issued it."""
    words = now.words
    ways = [words.of(item.if_lost)] if item.if_lost else []
    for route in item.routes:
        doubt = words("check.doubt") if route.confidence != "verified" else ""
        source = "; ".join(part for part in (route.ref, doubt) if part)
        ways.append(words("papers.route", how=words.of(route.words), source=source))
    return ways


def _seen(day: date, now: _Shown) -> str:
    """When it was shown; how long ago is said from the next day on."""
    ago = (now.case.today - day).days
    if ago <= 0:
        return now.words("papers.seen_on", date=show_date(day))
    return now.words("papers.seen_ago", date=show_date(day), n=ago)


def _age_note(paper: Paper, item: Item, now: _Shown) -> list[str]:
    """Until when it is valid, or why it counts no more."""
    words, until = now.words, show_date(paper.valid_until)
    match ageing(paper, item, now.case.today):
        case Ageing.EXPIRED:
            return [words("papers.valid_ended", date=until)]
        case Ageing.TOO_OLD:
            return [words("papers.too_old_note", n=item.valid_days)]
        case Ageing.FRESH:
            return [words("papers.valid_to", date=until)] if until else []


def _details(now_: _Shown, item: Item) -> Details:
    case, words = now_.case, now_.words
    paper = case.papers.get(item.id)
    now = paper.state if paper else None
    none = Option(id="none", words=words("papers.set.none"), on=paper is None)
    states = tuple(
        Option(id=state.value, words=words(f"papers.set.{state.value}"), on=state is now)
        for state in PaperState
    )
    who = paper.who_obtains if paper else None
    return Details(
        paper=item.id,
        title=words("papers.details", paper=words.of(item.name)),
        states=(none, *states),
        who=tuple(
            Option(id=one.value, words=words(f"papers.who.{one.value}"), on=one is who)
            for one in WhoObtains
        ),
        promised_by=case.typed.get("promised_by", show_date(paper.promised_by if paper else None)),
        promised_error=_fault(case, "promised_by", words),
        asks_promise=now is PaperState.PROMISED,
        valid_until=case.typed.get("valid_until", show_date(paper.valid_until if paper else None)),
        valid_error=_fault(case, "valid_until", words),
        asks_validity=paper is not None,
        substitutes=_substitutes(now_, item, paper.substitute if paper else ""),
        asks_substitute=now is PaperState.LOST and bool(item.substitutes),
        routes=() if now in _TOLD else tuple(_route(now_, one) for one in item.routes),
    )


_TOLD = (
    PaperState.ORIGINAL_SEEN,
    PaperState.SHOWN_IN_DIIA,
    PaperState.FROM_REGISTER,
    PaperState.LOST,
)
"""Papers that are here, and lost ones, whose line names the ways itself."""


def _route(now: _Shown, route: Route) -> RouteLine:
    words, place = now.words, now.rules.places.get(route.where)
    sure = route.confidence == "verified"
    doubt = "" if sure else words("papers.doubt")
    return RouteLine(
        text=words.of(route.words),
        where=words.of(place.name) if place else "",
        ref=" · ".join(part for part in (route.ref, doubt) if part),
    )


def _fault(case: Case, field: str, words: Words) -> str:
    key = case.faults.get(field, "")
    return words(key) if key else ""


def _substitutes(now: _Shown, item: Item, chosen: str) -> tuple[Option, ...]:
    words = now.words
    none = Option(id="", words=words("papers.no_substitute"), on=not chosen)
    named = [
        Option(id=one, words=words.of(now.rules.items[one].name), on=one == chosen)
        for one in item.substitutes
        if one in now.rules.items
    ]
    return (none, *named)


def _missing(now: _Shown) -> Iterator[MissingPlace]:
    for errand in missing(now.sections, now.rules):
        yield MissingPlace(
            place=_place_words(errand, now.words),
            papers=tuple(_wanted(group, items, now.words) for group, items in errand.wanted),
        )


def _wanted(group: Group, items: tuple[Item, ...], words: Words) -> str:
    names = [words.of(item.name) for item in items]
    if group.mode == "all_of" or len(names) == 1:
        return ", ".join(names)
    said = words("papers.or", first=names[0], second=names[1])
    rest = len(names) - 2
    return words("papers.or_more", papers=said, n=rest) if rest > 0 else said


def _place_words(errand: Errand, words: Words) -> str:
    """Where it is got, who goes there, and that one paper of several places is enough."""
    parts = [words.of(errand.place.name)]
    if errand.who is not WhoObtains.CLIENT:
        parts.append(words(f"papers.who.{errand.who.value}"))
    if any(group.mode == "any_of" and len(group.items) > 1 for group, _ in errand.wanted):
        parts.append(words("papers.any_of"))
    return " · ".join(parts)
