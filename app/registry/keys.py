"""The keys under which a card is found, computed from the card alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.registry.model import Card
from app.registry.names import fold, forgive
from app.registry.phones import digits_of

NAME, REFERENCE, PHONE, DOCUMENT, RNOKPP, UNZR, BIRTH, BLOCK = "nrpdtubx"
"""Kinds of keys. A name is stored once for each of its words, that word first."""

MOST_WORDS = 12
LONGEST_KEY = 160
SHORTEST_PART = 3
GAP_LETTERS = 7
"""A mistake is looked for among so many first letters; the rest is compared afterwards."""

_VOWELS = re.compile("[аеиоуюя]")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans(
    {**dict(zip("хцзавщчпт", "гссоушшбд", strict=True)), **dict.fromkeys("ьъ", "")}
)


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the search table."""

    kind: str
    key: str


def name_words(card: Card) -> tuple[str, ...]:
    """The folded words of all names on the card, surname first."""
    names = (card.surname, card.given_name, card.patronymic, card.former_surname, card.alias)
    words = [word for name in names for word in fold(name).split()]
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def keys_of(card: Card, reference: str) -> frozenset[Key]:
    """Everything that the search table holds of one client."""
    made = {Key(NAME, key) for key in _rotations(name_words(card))}
    made |= {Key(REFERENCE, reference.replace("-", ""))}
    made |= {Key(PHONE, part) for phone in card.phones for part in _endings(digits_of(phone))}
    made |= {Key(DOCUMENT, part) for part in _document_parts(card)}
    if card.rnokpp:
        made.add(Key(RNOKPP, card.rnokpp[:LONGEST_KEY]))
    if card.unzr:
        made.add(Key(UNZR, digits_of(card.unzr)))
    if card.birth_date:
        made.add(Key(BIRTH, card.birth_date.isoformat()))
    made |= {Key(BLOCK, block[:LONGEST_KEY]) for block in blocks_of(card)}
    return frozenset(key for key in made if key.key)


def _rotations(words: tuple[str, ...]) -> Iterator[str]:
    for place, word in enumerate(words):
        yield " ".join((word, *words[:place], *words[place + 1 :]))[:LONGEST_KEY]


def _endings(digits: str) -> Iterator[str]:
    """A part of a number is the beginning of one of its endings."""
    yield digits
    for start in range(2 if digits.startswith("380") else 0, len(digits) - SHORTEST_PART + 1):
        yield digits[start:]


def _document_parts(card: Card) -> Iterator[str]:
    if card.document and card.document.number:
        bare = fold(card.document.number).replace(" ", "")
        yield bare[:LONGEST_KEY]
        yield digits_of(bare)[:LONGEST_KEY]


# ---- likely duplicates --------------------------------------------------------------------------


def skeleton(name: str) -> str:
    """The consonants of a name as they sound, at most five: mistakes of hearing fall together."""
    sounds = _DOUBLED.sub(r"\1", forgive(fold(name)).translate(_SOUNDS).replace(" ", ""))
    return (sounds[:1] + _VOWELS.sub("", sounds[1:]))[:5]


def blocks_of(card: Card) -> frozenset[str]:
    """Two cards with no block in common are never compared."""
    return frozenset((*_name_blocks(card), *_exact_blocks(card)))


def _name_blocks(card: Card) -> Iterator[str]:
    given, patronymic = fold(card.given_name), fold(card.patronymic)
    for surname in filter(None, (card.surname, card.former_surname)):
        bone = skeleton(surname)
        yield f"w{bone}|{skeleton(given)[:3]}"
        yield f"m{bone}|{given[:2]}|{patronymic[:2]}"
        if card.birth_date:
            yield f"n{bone}|{card.birth_date.year}"


def _exact_blocks(card: Card) -> Iterator[str]:
    if card.birth_date:
        yield f"d{card.birth_date.isoformat()}"
    for phone in card.phones:
        yield f"p{digits_of(phone)[-9:]}"
    if card.document and card.document.number:
        yield f"c{fold(card.document.number).replace(' ', '')}"
    for letter, value in (("r", card.rnokpp), ("u", card.unzr), ("e", card.email.casefold())):
        if value:
            yield f"{letter}{value}"
    if fold(card.alias):
        yield f"a{fold(card.alias)}"


# ---- the vocabulary -----------------------------------------------------------------------------


def gaps_of(word: str) -> frozenset[str]:
    """The rows of one word in the vocabulary: its forgiving key, and with one letter out."""
    key = forgive(word)
    return frozenset({f"={key}", *(f"-{gap}" for gap in gaps(key))})


def gaps(key: str) -> frozenset[str]:
    """The first letters of a key, whole and with each one letter left out."""
    head = key[:GAP_LETTERS]
    if len(head) < SHORTEST_PART:
        return frozenset({head} - {""})
    return frozenset({head, *(head[:place] + head[place + 1 :] for place in range(len(head)))})
