"""Everything that help can tell: a topic for each screen and each act, found by a few letters."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.words import LANGUAGES, Words
from app.ui.palette.search import Findable, find

_SCREEN = "screen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing that help tells, in the language of now."""

    id: str
    title: str
    text: str
    keys: tuple[str, ...] = ()


def keys_of(
    words: Words, acts: Iterable[tuple[str, tuple[str, ...]]]
) -> dict[str, tuple[str, ...]]:
    """Topic id -> its keys; screens have none. `acts` are ids with their keys."""
    screens = (key.removeprefix(_SCREEN) for key in words.beginning(_SCREEN))
    known = {f"help.{name}": () for name in screens}
    return {**known, **{f"act.{act_id}": keys for act_id, keys in acts}}


def topic(words: Words, topic_id: str, keys: tuple[str, ...] = ()) -> Topic:
    """That topic in the language of now."""
    title, text = _places(topic_id)
    return Topic(id=topic_id, title=words(title), text=words(text), keys=keys)


def found(query: str, words: Words, known: dict[str, tuple[str, ...]]) -> tuple[Topic, ...]:
    """The topics meant, best first: in both languages, any layout, with slips and any endings."""
    findable = [
        Findable(
            id=one,
            names=tuple(words.in_language(way, _places(one)[0]) for way in LANGUAGES),
            helps=tuple(words.in_language(way, _places(one)[1]) for way in LANGUAGES),
        )
        for one in known
    ]
    return tuple(topic(words, one, known[one]) for one in find(query, findable).ids)


def _places(topic_id: str) -> tuple[str, str]:
    """Where title and text stand in the catalogue."""
    kind, _, name = topic_id.partition(".")
    if kind == "help":
        return f"{_SCREEN}{name}", topic_id
    return f"{topic_id}.name", f"{topic_id}.help"
