"""What a bundle changes, pack by pack, in things a person can read: values that were and are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.content.loader import Sheet

MOST_PARTS = 12
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One place of a pack whose value is another one now; empty: it was not there, or is gone."""

    place: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One pack that is new, gone from the bundle, or changed."""

    kind: Literal["new", "gone", "changed"]
    file: str
    name: str
    edition: str
    begin: str
    """From which day the pack is in force."""
    parts: tuple[Part, ...] = ()
    more: int = 0
    """How many changed places are not listed."""


def changes(before: Sequence[Sheet], after: Sequence[Sheet]) -> tuple[Change, ...]:
    """Every pack that differs, in the order of the files."""
    old = {one.file: one for one in before}
    new = {one.file: one for one in after}
    return tuple(_changes(old, new))


def _changes(old: Mapping[str, Sheet], new: Mapping[str, Sheet]) -> Iterator[Change]:
    for file in sorted({*old, *new}):
        if file not in new:
            yield _change("gone", old[file])
        elif file not in old:
            yield _change("new", new[file])
        elif old[file].plain != new[file].plain:
            parts = tuple(_parts(old[file].plain, new[file].plain, ()))
            yield _change("changed", new[file], parts)


def _change(
    kind: Literal["new", "gone", "changed"], sheet: Sheet, parts: tuple[Part, ...] = ()
) -> Change:
    plain: Mapping[str, Any] = sheet.plain if isinstance(sheet.plain, dict) else {}
    name = plain.get("name") or plain.get("title") or plain.get("id") or sheet.file
    return Change(
        kind=kind,
        file=sheet.file,
        name=_short(name.get("uk", "") if isinstance(name, dict) else name),
        edition=_short(plain.get("edition", "")),
        begin=_begin(plain),
        parts=parts[:MOST_PARTS],
        more=max(0, len(parts) - MOST_PARTS),
    )


def _begin(plain: Mapping[str, Any]) -> str:
    window = plain.get("in_force")
    return _short(window.get("from", "")) if isinstance(window, dict) else ""


def _parts(was: Any, now: Any, place: tuple[str, ...]) -> Iterator[Part]:
    """The innermost places that differ; items of a list are known by their `id`."""
    if was == now:
        return
    before, after = _named(was), _named(now)
    if before is None or after is None:
        yield Part(place=" › ".join(place), was=_short(was), now=_short(now))
        return
    for name in sorted({*before, *after}):
        yield from _parts(before.get(name), after.get(name), (*place, name))


def _named(value: Any) -> dict[str, Any] | None:
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value):
        return {str(one["id"]): one for one in value}
    return None


def _short(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else _listed(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _listed(value: Any) -> str:
    if isinstance(value, dict):
        return _short(value.get("uk") or value.get("id") or ", ".join(value))
    if isinstance(value, list):
        return ", ".join(_short(one) for one in value)
    return str(value)
