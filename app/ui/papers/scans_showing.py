"""From the scans of a person to what their box shows: pure."""

from collections.abc import Mapping

from app.core.words import Words
from app.eligibility.checklist import Section
from app.eligibility.parts import Item
from app.eligibility.scan import Scan
from app.ui.papers.case import Said
from app.ui.papers.scanning import Holding
from app.ui.papers.state import Option, ScanLine, ScansBox, ScanView

KILO = 1024


def scans_box(
    now: Holding, sections: tuple[Section, ...], items: Mapping[str, Item], words: Words
) -> ScansBox:
    """The holding area in today's language."""
    offered = {line.item.id: line.item for section in sections for line in section.lines}
    return ScansBox(
        lines=tuple(_line(one, offered, items, words) for one in now.scans),
        work=words("scans.taking") if now.taking else "",
        progress=now.progress,
        said=_words(now.said, words),
        can_undo=now.can_undo,
        refused=tuple(
            words("scans.refused", file=name, reason=_words(why, words))
            for name, why in now.refused
        ),
        problem=_words(now.problem, words),
        view=_view(now, words),
    )


def _words(said: Said | None, words: Words) -> str:
    return words(said.key, **said.values) if said else ""


def _view(now: Holding, words: Words) -> ScanView | None:
    if now.viewed is None:
        return None
    names = tuple(
        words("scans.page", n=number + 1, all=len(now.pages)) for number in range(len(now.pages))
    )
    return ScanView(title=now.viewed.file_name, pages=now.pages, page_names=names)


def _line(
    scan: Scan, offered: Mapping[str, Item], items: Mapping[str, Item], words: Words
) -> ScanLine:
    known = {**offered, **({scan.item: items[scan.item]} if scan.item in items else {})}
    free = Option(id="", words=words("scans.unsorted"), on=not scan.item)
    named = (
        Option(id=item.id, words=words.of(item.name), on=item.id == scan.item)
        for item in known.values()
    )
    wanted = scan.suggested if not scan.item and scan.suggested in items else ""
    paper = words.of(items[wanted].name) if wanted else ""
    return ScanLine(
        id=scan.id,
        name=scan.file_name,
        note=words("scans.size", n=max(round(scan.size / KILO), 1)),
        places=(free, *named),
        place_spoken=words("scans.place_of", file=scan.file_name),
        wanted=wanted,
        put=words("scans.put_to", paper=paper) if wanted else "",
        view_spoken=words("scans.view_of", file=scan.file_name),
        strike_spoken=words("scans.strike_of", file=scan.file_name),
    )
