"""The keys under which a card is found, computed from the card alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.registry.blocks import blocks_of
from app.registry.model import Card
from app.registry.names import fold
from app.registry.phones import digits_of
from app.registry.places import places_in
from app.registry.sounds import level, sound

SURNAME, NAME, NUMBER, CODE, ENDING, LAST, BIRTH, PLACE = "sndceqbl"
"""Kinds of keys: names that begin with a surname, with another word; whole numbers; signs of papers
and references; endings of phones, and their last digits; days and years of birth, and settlements,
with the names after.
"""

LAST_DIGITS = 4
"""So many digits are the end of a phone as often as the beginning of a number."""
MOST_NAMES = 24
LONGEST_KEY = 160
LONGEST_TAIL = 90
SHORTEST_PART = 3
GAP_LETTERS = 7
"""A mistake is looked for among so many first letters; the rest is compared afterwards."""

KeyRow = tuple[str, str, str, str, str, str, str, int]
"""kind, key, client, what, reference, full name, birth date, safe contact"""
BlockRow = tuple[str, str, str]
"""block, client, brief"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Every row of the search tables that is one client's."""

    keys: frozenset[KeyRow]
    blocks: frozenset[BlockRow]
    words: frozenset[str]
    """The words of the client's names, for the vocabulary."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to call the client: what the surname is, and the folded words of each part."""

    what: str
    surname: tuple[str, ...]
    given: tuple[str, ...]
    patronymic: tuple[str, ...]


def keys_of(
    client_id: str, card: Card, reference: str, also: Iterable[tuple[Card, str]] = ()
) -> Keys:
    """Everything that the search holds of one client.

    `also` are the cards merged into this one with their references: who looks for them finds this
    card. The one place that knows how a card becomes rows; `indexing.py` is the one that writes.
    """
    made: dict[tuple[str, str], tuple[str, str]] = {}
    blocks: dict[str, str] = {}
    words: set[str] = set()
    for one, number in ((card, reference), *also):
        forms = _forms(one)
        parts = _parts(forms)
        for kind, key, what in _keys(one, number, forms, parts):
            if key:
                made.setdefault((kind, key[:LONGEST_KEY]), (what, ""))
        for ending, digits in _endings(one):
            made[ENDING, ending] = ("t", digits)
        for block, brief in blocks_of(one):
            blocks.setdefault(block[:LONGEST_KEY], brief)
        words |= set(parts)
    shown = (reference, card.full_name, _day(card), int(card.safe_contact.on))
    return Keys(
        keys=frozenset(
            (kind, key, client_id, what, *(("", digits, "", 0) if digits else shown))
            for (kind, key), (what, digits) in made.items()
        ),
        blocks=frozenset((block, client_id, brief) for block, brief in blocks.items()),
        words=frozenset(words),
    )


def _keys(
    card: Card, reference: str, forms: tuple[_Form, ...], parts: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    yield from _name_keys(forms, parts)
    whole = " ".join(parts)[:LONGEST_TAIL]
    if card.birth_date:
        yield BIRTH, f"{_day(card)} {whole}", "b"
        yield BIRTH, f"{card.birth_date.year} {whole}", "y"
    for settlement in _places(card):
        yield PLACE, f"{settlement} {whole}", "l"
    yield CODE, reference.replace("-", ""), "c"
    yield from _numbers(card)


def _day(card: Card) -> str:
    return card.birth_date.isoformat() if card.birth_date else ""


# ---- names --------------------------------------------------------------------------------------


def _forms(card: Card) -> tuple[_Form, ...]:
    now = (card.surname, card.given_name, card.patronymic)
    forms = [("s", *now), ("f", card.former_surname, *now[1:])]
    forms += [
        ("o", other.surname or now[0], other.given_name or now[1], other.patronymic or now[2])
        for other in card.other_names
    ]
    forms += [("o", card.name_reading, "", ""), ("a", card.alias, "", "")]
    return tuple(
        _Form(what, *(tuple(fold(part).split()) for part in parts))
        for what, *parts in forms
        if parts[0] or what == "s"
    )


def _parts(forms: tuple[_Form, ...]) -> tuple[str, ...]:
    """The words of the name of now in their order, then those of other names."""
    words = [word for form in forms for word in (*form.surname, *form.given, *form.patronymic)]
    return tuple(dict.fromkeys(words))[:MOST_NAMES]


def _name_keys(
    forms: tuple[_Form, ...], everything: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    """A name once under each of its words, the words that are asked with it next.

    «катерина щ» is one short range, where all names of Kateryna would have to be read for the
    letter alone; so is «катерина іванівна».
    """
    for form in forms:
        kind = NAME if form.what == "a" else SURNAME
        for rest in _turned(form.surname):
            yield kind, _key((*rest, *form.given, *form.patronymic), everything), form.what
        if form.what != "a":
            yield from _other_keys(form, everything)


def _other_keys(form: _Form, everything: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    surname, patronymic = form.surname, form.patronymic
    for rest in _turned(form.given):
        yield NAME, _key((*rest, *surname, *patronymic), everything), "g"
        if patronymic and surname:
            yield NAME, _key((*rest, *patronymic, *surname), everything), "g"
    for rest in _turned(patronymic):
        yield NAME, _key((*rest, *surname, *form.given), everything), "p"


def _turned(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for place, word in enumerate(words[:4]):
        yield (word, *words[:place], *words[place + 1 :])


def _key(first: tuple[str, ...], everything: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys((*first, *everything)))


# ---- numbers and places -------------------------------------------------------------------------


def _numbers(card: Card) -> Iterator[tuple[str, str, str]]:
    for phone in card.phones:
        digits = digits_of(phone)
        yield NUMBER, digits, "t"
        yield LAST, digits[-LAST_DIGITS:], "t"
        if digits.startswith("380"):
            yield NUMBER, digits[2:], "t"
    yield NUMBER, digits_of(card.rnokpp), "r"
    yield NUMBER, digits_of(card.unzr), "u"
    if card.document and card.document.number:
        bare = fold(card.document.number).replace(" ", "")
        yield NUMBER, digits_of(bare), "d"
        if not bare.isdigit():
            yield CODE, bare, "d"


def _endings(card: Card) -> Iterator[tuple[str, str]]:
    """The endings of phones: their rows name the whole number, under which the client is shown."""
    for phone in card.phones:
        digits = digits_of(phone)
        for start in range(3, len(digits) - SHORTEST_PART + 1):
            yield digits[start:], digits


def _places(card: Card) -> tuple[str, ...]:
    before = card.pre_war_address.address if card.pre_war_address else ""
    kept = (card.actual_address, card.registered_address, card.postal_address, before)
    found = [settlement for address in kept if address for settlement in places_in(address)]
    return tuple(dict.fromkeys(found))[:4]


# ---- the vocabulary -----------------------------------------------------------------------------


def gaps_of(word: str) -> frozenset[str]:
    """The rows of one word in the vocabulary: how it sounds, and how it is spelt less a letter."""
    return frozenset({f"={sound(word)}", *(f"-{gap}" for gap in gaps(level(word)))})


def gaps(key: str) -> frozenset[str]:
    """The first letters of a key, whole and with each one letter left out."""
    head = key[:GAP_LETTERS]
    if len(head) < SHORTEST_PART:
        return frozenset({head} - {""})
    return frozenset({head, *(head[:place] + head[place + 1 :] for place in range(len(head)))})
