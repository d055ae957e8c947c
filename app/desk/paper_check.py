"""What a saved check says for papers: the grounds, the papers that are there, those missing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.core.words import Language, Words
from app.desk.paper_values import CheckValues, Row
from app.eligibility.checklist import presented
from app.eligibility.model import Item, Paper, PaperState, Rules, SavedCheck, WhoObtains
from app.forms.dates import plain

MOST_OF_A_GROUP = 4
"""So many papers of which one is enough stand on a slip; the note says that others do as well."""
HERE = "here"
"""The place of what is written at the desk."""
_FORMS = {
    PaperState.ORIGINAL_SEEN: "copy",
    PaperState.COPY: "copy",
    PaperState.SHOWN_IN_DIIA: "electronic",
    PaperState.FROM_REGISTER: "electronic",
}
"""What stays in the file: of an original that was shown, its copy."""


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
    told = _Told(papers, rules, words, document)
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
    )


def _open_groups(
    verdict: Mapping[str, Any], there: frozenset[str], rules: Rules
) -> Iterator[tuple[str, ...]]:
    """The papers of each required group still open, of the ground that the application rests on."""
    chosen = _rests_on(verdict)
    category = rules.category(chosen["id"]) if chosen else None
    if chosen is None or category is None:
        return
    modes = {group.id: group.mode for group in (*rules.common, *category.documents)}
    for group in chosen["documents"]["groups"]:
        missing = tuple(one for one in group["missing"] if one not in there)
        any_there = any(one in there for one in group["items"])
        closed = not missing or (any_there and modes.get(group["id"]) == "any_of")
        if group["required"] and not group["satisfied"] and not closed:
            yield missing


def _rests_on(verdict: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The best ground; without one the first that fits, else the first that may still fit."""
    categories: list[Mapping[str, Any]] = list(verdict.get("categories", []))
    by_answer = {"yes": 1, "unknown": 2}
    fitting = [one for one in categories if one["verdict"] in by_answer]
    best = verdict.get("best")
    fitting.sort(key=lambda one: 0 if one["id"] == best else by_answer[one["verdict"]])
    return fitting[0] if fitting else None


class _Told:
    """Names of papers, places and categories in one language."""

    def __init__(
        self, papers: tuple[Paper, ...], rules: Rules, words: Words, document: str
    ) -> None:
        self._document = document
        self._papers = {paper.item: paper for paper in papers}
        self._rules = rules
        self._words = words
        self._language: Language = words.language

    def categories(self, verdict: Mapping[str, Any]) -> Iterator[str]:
        """The names of the categories that fit, the best one first."""
        fitting = [one["id"] for one in verdict.get("categories", []) if one["verdict"] == "yes"]
        for name in sorted(fitting, key=lambda one: one != verdict.get("best")):
            category = self._rules.category(name)
            if category is not None:
                yield category.name.of(self._language)

    def presented(self) -> Iterator[Row]:
        """The papers that are there, and what of them stays in the file."""
        for paper in self._papers.values():
            item = self._rules.items.get(paper.item)
            if item is not None and paper.state in _FORMS:
                yield {"paper": item.name.of(self._language), "form": self._kept(item, paper)}

    def _kept(self, item: Item, paper: Paper) -> str:
        if item.kind == "original" and paper.state is PaperState.ORIGINAL_SEEN:
            return "original"
        return _FORMS[paper.state]

    def missing(self, groups: tuple[tuple[str, ...], ...]) -> Iterator[Row]:
        """One row for each open group: its papers, and the day until which one is promised."""
        for group in groups:
            items = self._wanted(group)
            days = [self._papers[one.id].promised_by for one in items if one.id in self._papers]
            known = sorted(day for day in days if day)
            name = self._words("form.or").join(one.name.of(self._language) for one in items)
            if name:
                yield {"paper": name, "by": plain(known[0]) if known else ""}

    def bring(self, groups: tuple[tuple[str, ...], ...]) -> Iterator[Row]:
        """Each missing paper under the place where it is had; the office's own errands left out."""
        done: set[str] = set()
        for group in groups:
            items = [one for one in self._wanted(group) if not self._is_ours(one)]
            for item in items[:MOST_OF_A_GROUP]:
                if item.id in done:
                    continue
                done.add(item.id)
                yield {
                    "where": self._place(item),
                    "paper": item.name.of(self._language),
                    "note": self._note(item, among=len(items)),
                }

    def _wanted(self, group: tuple[str, ...]) -> tuple[Item, ...]:
        """The papers of a group that are still to come; once one is promised, only that one."""
        items = [
            self._rules.items[one]
            for one in group
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

    def _place(self, item: Item) -> str:
        place = self._rules.places.get(item.where)
        return place.name.of(self._language) if place else ""

    def _note(self, item: Item, *, among: int) -> str:
        place = self._rules.places.get(item.where)
        told = (item.note, place.advice if place else None)
        said = [text.of(self._language).rstrip(".") for text in told if text]
        if among > MOST_OF_A_GROUP:
            said.append(self._words("form.one_or_like"))
        elif among > 1:
            said.append(self._words("form.one_is_enough"))
        return "; ".join(said)
