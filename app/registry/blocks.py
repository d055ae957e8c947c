"""Blocks: what two cards must have in common before they are compared for being one person.

Every block stays small in a large register: days of birth are split by a letter, common names by
the year. Beside a block stands a brief of the card, so that most of a block is left unread.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.registry.model import Card
from app.registry.names import fold, other_layout
from app.registry.phones import digits_of
from app.registry.same_names import first_spelling
from app.registry.sounds import is_latin, sound

_VOWELS = re.compile("[аеиоу]")
_DOUBLED = re.compile(r"(.)\1+")
_HEARD_ALIKE = str.maketrans(dict(zip("цзавчпт", "ссоушбд", strict=True)))
_MARK = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a block tells of a card: folded names, birth date, sex, taxpayer number."""

    surnames: tuple[str, ...]
    """The one of now first."""
    given: str
    patronymic: str
    born: str
    sex: str
    rnokpp: str

    def __str__(self) -> str:
        """The brief as it stands beside a block."""
        names = (",".join(self.surnames), self.given, self.patronymic)
        return _MARK.join((*names, self.born, self.sex, self.rnokpp))


def brief_of(card: Card) -> Brief:
    """The brief of a card."""
    other = (card.former_surname, *(name.surname for name in card.other_names))
    folded = (fold(card.surname), *(name for name in map(fold, other) if name))
    return Brief(
        surnames=tuple(dict.fromkeys(folded)),
        given=fold(card.given_name),
        patronymic=fold(card.patronymic),
        born=card.birth_date.isoformat() if card.birth_date else "",
        sex=card.sex.value[0],
        rnokpp=card.rnokpp,
    )


def read_brief(text: str) -> Brief:
    """A brief from beside a block."""
    surnames, given, patronymic, born, sex, rnokpp = text.split(_MARK)
    return Brief(
        surnames=tuple(surnames.split(",")),
        given=given,
        patronymic=patronymic,
        born=born,
        sex=sex,
        rnokpp=rnokpp,
    )


def briefs_of(card: Card) -> tuple[Brief, ...]:
    """The brief of a card, and the one with the other keyboard layout if it may have been meant."""
    brief = brief_of(card)
    if not is_latin(brief.surnames[0] + brief.given):
        return (brief,)
    meant = replace(
        card,
        surname=other_layout(card.surname),
        given_name=other_layout(card.given_name),
        patronymic=other_layout(card.patronymic),
    )
    return brief, brief_of(meant)


def blocks_of(card: Card) -> tuple[tuple[str, str], ...]:
    """The blocks in which the card stands, each with the brief beside it."""
    found = []
    for brief in briefs_of(card):
        told = str(brief)
        found += [(block, told) for block in (*_by_name(brief), *_exact(card))]
    return tuple(found)


def asked_of(card: Card) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The blocks to look into for a card: whole ones, and beginnings of blocks."""
    whole: dict[str, None] = {}
    begun: dict[str, None] = {}
    for brief in briefs_of(card):
        if brief.born:
            whole |= dict.fromkeys(block for block in _by_name(brief) if block[0] != "w")
        for start in _undated(brief, "v" if brief.born else "vw"):
            begun[start] = None
    return (*whole, *_exact(card)), tuple(begun)


def skeleton(word: str) -> str:
    """The consonants of a folded name as they sound, at most five: mistakes of hearing fall out."""
    heard = _DOUBLED.sub(r"\1", sound(word.replace(" ", "")).translate(_HEARD_ALIKE))
    return (heard[:1] + _VOWELS.sub("", heard[1:]))[:5]


def _by_name(brief: Brief) -> Iterator[str]:
    given = _given(brief)
    letter = given[:1]
    for surname in filter(None, brief.surnames):
        bone = skeleton(surname)
        if brief.born:
            yield f"d{brief.born}|{bone[:1]}"
            yield f"n{bone}|{brief.born[:4]}|{letter}"
            yield f"k{bone}|{brief.born[5:]}|{letter}"
        if given:
            mark = "w" if brief.born else "v"
            yield f"{mark}{bone}|{given[:3]}|{skeleton(brief.patronymic)[:2]}"
    if brief.born and letter:
        yield f"d{brief.born}|{letter}"


def _undated(brief: Brief, marks: str) -> Iterator[str]:
    """Beginnings of the blocks of cards whose birth date is not known, or not known here."""
    given = _given(brief)
    for surname in filter(None, brief.surnames if given else ()):
        for mark in marks:
            yield f"{mark}{skeleton(surname)}|{given[:3]}"


def _given(brief: Brief) -> str:
    """The bones of the given name in the first of its languages; an initial is too little."""
    return skeleton(first_spelling(brief.given))


def _exact(card: Card) -> Iterator[str]:
    for phone in card.phones:
        yield f"p{digits_of(phone)[-9:]}"
    if card.document and card.document.number:
        yield f"c{fold(card.document.number).replace(' ', '')}"
    for letter, value in (("r", card.rnokpp), ("u", card.unzr), ("e", card.email.casefold())):
        if value:
            yield f"{letter}{value}"
    if fold(card.alias):
        yield f"a{fold(card.alias)}"
