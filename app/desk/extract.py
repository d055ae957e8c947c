"""The client’s own right: who had her data before their eyes, on which day, and why."""

from collections.abc import Iterable, Mapping

from app.accounts.model import User
from app.core.clock import local
from app.core.words import Words
from app.sight.model import Access

Row = dict[str, str]


def rows(entries: Iterable[Access], users: Iterable[User], words: Words) -> list[Row]:
    """The lines of the extract, oldest first; alike entries of one day are one line."""
    people = {user.id: user for user in users}
    lines = (_row(entry, people, words) for entry in entries)
    return [dict(line) for line in dict.fromkeys(tuple(sorted(line.items())) for line in lines)]


def _row(entry: Access, people: Mapping[str, User], words: Words) -> Row:
    who = people.get(entry.author)
    return {
        "day": f"{local(entry.at):%d.%m.%Y}",
        "who": f"{who.name}, {words(f'role.{who.role}')}" if who else words("access.nobody"),
        "what": looked_at(entry, words),
        "why": entry.reason,
    }


def looked_at(entry: Access, words: Words) -> str:
    """What was done with what: «картка: відкрито»."""
    return f"{words(f'access.what.{entry.what}')}: {words(f'access.act.{entry.act}')}"
