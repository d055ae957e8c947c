"""The vocabulary: which words of names are near to an asked one, with how near.

One left-out letter over the words, not over the clients, finds a misspelling in a fraction of a
millisecond however many clients there are.
"""

from typing import Any

from rapidfuzz.distance import OSA

from app.registry.keys import gaps
from app.registry.names import fold, from_latin
from app.registry.same_names import spellings_of
from app.registry.sounds import is_latin, level, sound
from app.registry.spelling import alike

NEAREST = 10
_READ = 400
_RATED = 40
_END = "\U0010ffff"
_BEGIN = "SELECT word FROM name_word WHERE gap >= ? AND gap < ? LIMIT "


def near_words(driver: Any, asked: str, *, most: int = NEAREST) -> tuple[tuple[float, str], ...]:
    """Words of names that the asked one may have meant, the nearest first, rated 0 to 1."""
    spelt = level(fold(from_latin(asked)) if is_latin(asked) else asked)
    names = {f"={sound(name)}" for name in spellings_of(asked)[1:]}
    holes = [*names, *(f"-{gap}" for gap in gaps(spelt))]
    marks = ", ".join("?" * len(holes))
    sql = f"SELECT word FROM name_word WHERE gap IN ({marks}) LIMIT {_READ}"  # noqa: S608  only question marks
    words = {word for (word,) in driver.execute(sql, holes)}
    heard = f"={sound(asked)}"
    words |= {word for (word,) in driver.execute(f"{_BEGIN}{_RATED}", (heard, heard + _END))}
    same = {word for word in words if f"={sound(word)}" in names}
    near = sorted((OSA.distance(spelt, level(word)), word) for word in words)[:_RATED]
    rated = sorted((-alike(asked, word), word) for word in same | {word for _, word in near})
    return tuple((-likeness, word) for likeness, word in rated if likeness)[:most]


def begun_words(driver: Any, start: str, most: int) -> tuple[str, ...]:
    """Words of names that begin so."""
    heard = f"={sound(start)}"
    found = driver.execute(f"{_BEGIN}{most:d}", (heard, heard + _END))
    return tuple(word for (word,) in found if word.startswith(start))
