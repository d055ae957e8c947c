"""The law in words: what of it can be found by letters, and each page. Pure."""

from collections.abc import Mapping

from app.core.words import LANGUAGES, Text, Words
from app.eligibility.lookup import Norm
from app.ui.law.state import LawLine, LawPage
from app.ui.palette.search import Findable

ICONS: Mapping[str, str] = {
    "ground": "scale",
    "paper": "file-text",
    "term": "clock",
    "refusal": "circle-alert",
    "termination": "circle-alert",
    "replacement": "rotate-cw",
}


def findable(norm: Norm) -> Findable:
    """By its names, its code and its reference; and by what it says."""
    code = norm.id.partition(".")[2].replace("_", " ")
    return Findable(
        id=norm.id,
        names=(*_both(norm.short), *_both(norm.name), code, *([norm.ref] if norm.ref else ())),
        helps=tuple(said for text in norm.summary for said in _both(text)),
    )


def _both(text: Text) -> tuple[str, ...]:
    return tuple(text.of(language) for language in LANGUAGES)


def line(norm: Norm, words: Words) -> LawLine:
    """One line of the list."""
    kind = words(f"law.kind.{norm.kind}")
    note = f"{kind} · {norm.ref}" if norm.ref else kind
    return LawLine(id=norm.id, title=words.of(norm.short), note=note, icon=ICONS[norm.kind])


def page(norm: Norm, words: Words) -> LawPage:
    """The whole page."""
    checked = f"{norm.checked_on:%d.%m.%Y}" if norm.checked_on else ""
    edition = words("law.edition", edition=norm.edition) if norm.edition else ""
    papers = "law.asked_by" if norm.kind == "paper" else "law.papers"
    return LawPage(
        kind=words(f"law.kind.{norm.kind}"),
        title=words.of(norm.name),
        norm=norm.ref,
        text=(*_lasts(norm, words), *(words.of(text) for text in norm.summary)),
        papers_title=words(papers) if norm.papers else "",
        papers=tuple(words.of(name) for name in norm.papers),
        checked=" · ".join(
            part for part in (words("law.checked", day=checked) if checked else "", edition) if part
        ),
        doubt="" if norm.confidence == "verified" else words("check.doubt"),
    )


def _lasts(norm: Norm, words: Words) -> tuple[str, ...]:
    if norm.lasts is None:
        return ()
    count, unit = norm.lasts
    return (words(f"law.unit.{unit}", n=count),)
