"""What a saved check says for papers: the grounds, the papers that are there, those missing."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.core.words import Language, Words
from app.desk.paper_values import CheckValues, Row
from app.eligibility.model import Item, Paper, PaperState, Rules, SavedCheck, WhoObtains
from app.forms.dates import plain

_FORMS = {
    PaperState.ORIGINAL_SEEN: "copy",
    PaperState.COPY: "copy",
    PaperState.PHOTO: "copy",
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
) -> CheckValues:
    """Rows and texts in the language of `words`."""
    told = _Told(papers, rules, words)
    if saved is None:
        return CheckValues(presented=tuple(told.presented()))
    verdict: Mapping[str, Any] = saved.verdict
    needed = saved.facts.get("service_needed")
    open_groups = tuple(_open_groups(verdict))
    return CheckValues(
        services=tuple(str(one) for one in needed) if isinstance(needed, list | tuple) else (),
        categories=tuple(told.categories(verdict)),
        presented=tuple(told.presented()),
        missing=tuple(told.missing(open_groups)),
        bring=tuple(told.bring(open_groups)),
    )


def _open_groups(verdict: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The required groups still open, of the category that the application rests on."""
    categories = verdict.get("categories", [])
    fitting = [one for one in categories if one["id"] == verdict.get("best")]
    fitting += [one for one in categories if one["verdict"] == "yes"]
    fitting += [one for one in categories if one["verdict"] == "unknown"]
    for group in fitting[0]["documents"]["groups"] if fitting else ():
        if group["required"] and not group["satisfied"]:
            yield group


class _Told:
    """Names of papers, places and categories in one language."""

    def __init__(self, papers: tuple[Paper, ...], rules: Rules, words: Words) -> None:
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

    def missing(self, groups: tuple[Mapping[str, Any], ...]) -> Iterator[Row]:
        """One row for each open group: its papers, and the day until which one is promised."""
        for group in groups:
            items = self._wanted(group)
            days = [self._papers[one.id].promised_by for one in items if one.id in self._papers]
            known = sorted(day for day in days if day)
            name = self._words("form.or").join(one.name.of(self._language) for one in items)
            if name:
                yield {"paper": name, "by": plain(known[0]) if known else ""}

    def bring(self, groups: tuple[Mapping[str, Any], ...]) -> Iterator[Row]:
        """Each missing paper under the place where it is had; the office's own errands left out."""
        done: set[str] = set()
        for group in groups:
            items = self._wanted(group)
            for item in items:
                paper = self._papers.get(item.id)
                ours = paper is not None and paper.who_obtains is WhoObtains.OFFICE
                if ours or item.id in done:
                    continue
                done.add(item.id)
                yield {
                    "where": self._place(item),
                    "paper": item.name.of(self._language),
                    "note": self._note(item, alone=len(items) == 1),
                }

    def _wanted(self, group: Mapping[str, Any]) -> tuple[Item, ...]:
        """The papers of a group that are still to come; once one is promised, only that one."""
        items = [self._rules.items[one] for one in group["missing"] if one in self._rules.items]
        promised = [
            item
            for item in items
            if item.id in self._papers and self._papers[item.id].state is PaperState.PROMISED
        ]
        return tuple(promised or items)

    def _place(self, item: Item) -> str:
        place = self._rules.places.get(item.where)
        return place.name.of(self._language) if place else ""

    def _note(self, item: Item, *, alone: bool) -> str:
        said = [item.note.of(self._language)] if item.note else []
        if not alone:
            said.append(self._words("form.one_is_enough"))
        return "; ".join(said)
