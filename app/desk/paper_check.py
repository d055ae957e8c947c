"""What a saved check says for papers: the grounds, the papers that are there, those missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.words import Language, Text, Words
from app.desk.paper_values import CheckValues, Row
from app.eligibility.checklist import Ageing, ageing, presented
from app.eligibility.model import Paper, PaperState, Rules, WhoObtains
from app.eligibility.parts import Item
from app.eligibility.saved import SavedCheck
from app.forms.dates import plain

MOST_OF_A_GROUP = 4
"""So many papers of which one is enough stand on a slip; the note says that others do as well."""
HERE, AT_HOME = "here", "at_home"
"""Places: what is written at the desk, what the person has."""
_FORMS = {
    PaperState.ORIGINAL_SEEN: "copy",
    PaperState.COPY: "copy",
    PaperState.SHOWN_IN_DIIA: "electronic",
    PaperState.FROM_REGISTER: "electronic",
}
"""What stays in the file: of an original that was shown, its copy."""


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A required group of papers that is not closed: its name, and which papers would close it."""

    name: Text | None
    papers: tuple[str, ...]


def check_values(
    saved: SavedCheck | None,
    papers: tuple[Paper, ...],
    rules: Rules,
    *,
    words: Words,
    today: date,
    document: str = "",
) -> CheckValues:
    """Rows and texts in the language of `words`; papers stand as they stand today.

    `document` is the paper of identity on the card: then no other one is asked for.
    """
    told = _Told(papers, rules, words, document, today)
    if saved is None:
        return CheckValues(presented=tuple(told.presented()))
    verdict: Mapping[str, Any] = saved.verdict
    needed = saved.facts.get("service_needed")
    groups = tuple(_open_groups(verdict, presented(papers, rules, today), rules))
    return CheckValues(
        services=tuple(str(one) for one in needed) if isinstance(needed, list | tuple) else (),
        categories=tuple(told.categories(verdict)),
        presented=tuple(told.presented()),
        missing=tuple(told.missing(groups)),
        bring=tuple(told.bring(groups)),
        bring_by=told.promised_by(groups),
        on_date=saved.on_date,
        answer=words(f"check.outcome.{saved.outcome}"),
        own_answer=words(f"check.outcome.{saved.override.outcome}") if saved.override else "",
        until=saved.provisional.until if saved.provisional else None,
    )


def _open_groups(
    verdict: Mapping[str, Any], there: frozenset[str], rules: Rules
) -> Iterator[OpenGroup]:
    """The required groups still open, of the ground that the application rests on."""
    chosen = _rests_on(verdict)
    category = rules.category(chosen["id"]) if chosen else None
    if chosen is None or category is None:
        return
    known = {group.id: group for group in (*rules.common, *category.documents)}
    for group in chosen["documents"]["groups"]:
        missing = tuple(one for one in group["missing"] if one not in there)
        any_there = any(one in there for one in group["items"])
        law = known.get(group["id"])
        closed = not missing or (any_there and law is not None and law.mode == "any_of")
        if group["required"] and not group["satisfied"] and not closed:
            yield OpenGroup(law.name if law else None, missing)


def _rests_on(verdict: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The best ground; without one the first that fits, else the first that may still fit."""
    categories: list[Mapping[str, Any]] = list(verdict.get("categories", []))
    by_answer = {"yes": 1, "unknown": 2}
    fitting = [one for one in categories if one["verdict"] in by_answer]
    best = verdict.get("best")
    fitting.sort(key=lambda one: 0 if one["id"] == best else by_answer[one["verdict"]])
    return fitting[0] if fitting else None


def _small(name: str) -> str:
    """A name inside a sentence: «Внутрішньо …» becomes «внутрішньо …», «ВПО» stays."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


class _Told:
    """Names of papers, places and categories in one language."""

    def __init__(
        self, papers: tuple[Paper, ...], rules: Rules, words: Words, document: str, today: date
    ) -> None:
        self._today = today
        self._document = document
        self._papers = {paper.item: paper for paper in papers}
        self._rules = rules
        self._words = words
        self._language: Language = words.language

    def categories(self, verdict: Mapping[str, Any]) -> Iterator[str]:
        """The categories that fit, the best one first, each with its point of the law if known."""
        fitting = [one["id"] for one in verdict.get("categories", []) if one["verdict"] == "yes"]
        for name in sorted(fitting, key=lambda one: one != verdict.get("best")):
            category = self._rules.category(name)
            if category is not None:
                place = category.source.ref.partition(",")[0]
                said = _small(category.name.of(self._language))
                yield f"{said} ({place})" if "п." in place else said

    def presented(self) -> Iterator[Row]:
        """The papers that are there, and what of them stays in the file."""
        for paper in self._papers.values():
            item = self._rules.items.get(paper.item)
            fresh = ageing(paper, item, self._today) is Ageing.FRESH
            if item is not None and fresh and paper.state in _FORMS:
                yield {"paper": item.name.of(self._language), "form": self._kept(item, paper)}

    def _kept(self, item: Item, paper: Paper) -> str:
        if item.kind == "original" and paper.state is PaperState.ORIGINAL_SEEN:
            return "original"
        return _FORMS[paper.state]

    def missing(self, groups: tuple[OpenGroup, ...]) -> Iterator[Row]:
        """One row for each open group: its papers, and the day until which one is promised."""
        for group in groups:
            items = self._wanted(group)
            day = self.promised_by((group,))
            name = self._any_of(items)
            if group.name and len(items) > MOST_OF_A_GROUP:
                name = group.name.of(self._language)
            if name:
                yield {"paper": name, "by": plain(day) if day else ""}

    def promised_by(self, groups: tuple[OpenGroup, ...]) -> date | None:
        """The first day for which a paper of these groups is promised."""
        wanted = [one.id for group in groups for one in self._wanted(group)]
        days = [self._papers[one].promised_by for one in wanted if one in self._papers]
        return min((day for day in days if day), default=None)

    def bring(self, groups: tuple[OpenGroup, ...]) -> Iterator[Row]:
        """What to bring under the place where it is had; the office's own errands left out.

        Papers of one group and one place share a row: one of them is enough.
        """
        for group in groups:
            items = [one for one in self._wanted(group) if not self._is_ours(one)]
            by_place: dict[str, list[Item]] = {}
            for item in items[:MOST_OF_A_GROUP]:
                by_place.setdefault(item.where, []).append(item)
            for where, here in by_place.items():
                yield {
                    "where": self._place(where),
                    "paper": self._any_of(here),
                    "note": self._note(where, among=len(items)),
                }

    def _any_of(self, items: Iterable[Item]) -> str:
        """«Паспорт (ID-картка) або паспорт (книжечка)»."""
        names = [item.name.of(self._language) for item in items]
        return self._words("form.or").join((*names[:1], *map(_small, names[1:])))

    def _wanted(self, group: OpenGroup) -> tuple[Item, ...]:
        """The papers of a group that are still to come; once one is promised, only that one."""
        items = [
            self._rules.items[one]
            for one in group.papers
            if one in self._rules.items and self._state(one) is not PaperState.REFUSED
        ]
        promised = [item for item in items if self._state(item.id) is PaperState.PROMISED]
        known = [item for item in items if item.id == self._document]
        return tuple(promised or known or items)

    def _state(self, item: str) -> PaperState | None:
        paper = self._papers.get(item)
        return paper.state if paper else None

    def _is_ours(self, item: Item) -> bool:
        """Whether the office gets the paper itself, or it is written here at the desk."""
        paper = self._papers.get(item.id)
        ours = paper is not None and paper.who_obtains is WhoObtains.OFFICE
        return ours or item.where == HERE

    def _place(self, where: str) -> str:
        place = self._rules.places.get(where)
        if where == AT_HOME or place is None:
            return self._words("form.at_home")
        return place.name.of(self._language)

    def _note(self, where: str, *, among: int) -> str:
        """How to get it there, and whether one of several is enough.

        Notes of the packs on a paper speak to the lawyer and do not stand here.
        """
        place = self._rules.places.get(where)
        said = [place.advice.of(self._language).rstrip(".")] if place and place.advice else []
        if among > MOST_OF_A_GROUP:
            said.append(self._words("form.one_or_like"))
        elif among > 1:
            said.append(self._words("form.one_is_enough"))
        return "; ".join(said)
