"""The program's own packs with one ground changed, as a new edition would change it."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.content.library import Library

Edit = Callable[[dict[str, Any]], None]


def changed(name: str, edit: Edit, *, begin: str = "") -> Library:
    """The packs with `edit` applied to that category; with `begin` only from that day on."""
    sheets = []
    for sheet in Library.load().sheets:
        if sheet.file != f"rules/categories/{name}.yaml":
            sheets.append(sheet)
            continue
        plain: Any = copy.deepcopy(sheet.plain)
        edit(plain)
        plain["edition"] = "2026-12"
        if begin:
            plain["in_force"] = {"from": begin}
            before: Any = copy.deepcopy(sheet.plain)
            before["in_force"]["until"] = begin
            sheets.append(replace(sheet, plain=before, sha256=""))
        file = f"rules/categories/{name}.new.yaml"
        sheets.append(replace(sheet, file=file, plain=plain, sha256=""))
    return Library(sheets=tuple(sheets))


def without(name: str) -> Library:
    """The packs without that ground."""
    file = f"rules/categories/{name}.yaml"
    return Library(sheets=tuple(one for one in Library.load().sheets if one.file != file))


def adults_only(plain: dict[str, Any]) -> None:
    """The ground holds only from 60 years on, by a point of the law that is cited."""
    plain["criteria"].append(
        {
            "id": "sixty",
            "when": {"at_least_years": 60},
            "holds": {"uk": "Особі є 60 років.", "en": "The person is 60."},
            "fails": {"uk": "Особі немає 60 років.", "en": "The person is under 60."},
            "unknown": {"uk": "Вік невідомий.", "en": "The age is not known."},
            "change": {"uk": "Вік від 60 років.", "en": "An age of 60."},
            "ref": "ст. 14, ч. 9",
        }
    )
