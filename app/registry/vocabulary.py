"""The vocabulary: which words of names are near to an asked one, with how near.

One left-out letter over the words, not over the clients, finds a misspelling in a fraction of a
millisecond however many clients there are.
"""

from typing import Any

from rapidfuzz.distance import OSA

from app.registry.keys import gaps
from app.registry.same_names import spellings_of
from app.registry.sounds import sound
from app.registry.spelling import alike

NEAREST = 12
_READ = 400
_RATED = 40
_END = "\U0010ffff"
_BEGIN = "SELECT word FROM name_word WHERE gap >= ? AND gap < ? LIMIT ?"


def near_words(driver: Any, asked: str, *, most: int = NEAREST) -> tuple[tuple[float, str], ...]:
    """Words of names that the asked one may have meant, the nearest first, rated 0 to 1."""
    heard = sound(asked)
    holes = [f"-{gap}" for gap in gaps(heard)]
    marks = ", ".join("?" * len(holes))
    sql = f"SELECT word FROM name_word WHERE gap IN ({marks}) LIMIT {_READ}"  # noqa: S608  only question marks
    words = {word for (word,) in driver.execute(sql, holes)}
    begun = driver.execute(_BEGIN, (f"={heard}", f"={heard}{_END}", _RATED))
    words |= {word for (word,) in begun}
    near = sorted((OSA.distance(heard, sound(word)), word) for word in words)[:_RATED]
    known = {word for _, word in near} | set(spellings_of(asked))
    rated = sorted((-alike(asked, word), word) for word in known)
    return tuple((-likeness, word) for likeness, word in rated if likeness)[:most]


def begun_words(driver: Any, start: str, most: int) -> tuple[str, ...]:
    """Words of names that begin so."""
    heard = sound(start)
    found = driver.execute(_BEGIN, (f"={heard}", f"={heard}{_END}", most))
    return tuple(word for (word,) in found if word.startswith(start))
