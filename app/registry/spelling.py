"""How near an asked word is to a name, and which field of the card a query met."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from app.registry.model import Card
from app.registry.names import fold
from app.registry.phones import digits_of
from app.registry.queries import Reading
from app.registry.same_names import same_name
from app.registry.sounds import is_latin, level, muffled, sound

_ONE_NAME = 0.9
"""One name in two languages: Микола, Николай."""
_COARSE = 0.04
"""What only sounds alike is less than what is written alike."""
_MISHEARD = 0.88
_NAMES = ("surname", "given_name", "patronymic", "former_surname", "alias")


def fit(asked: Sequence[str], words: Sequence[str]) -> float:
    """How well each asked word begins a word of its own, 0 to 1; 0 when one begins none."""
    left, total = list(words), 0.0
    for word in sorted(asked, key=len, reverse=True):
        best = min((have for have in left if have.startswith(word)), key=len, default=None)
        if best is None:
            return 0.0
        left.remove(best)
        total += 0.7 + 0.3 * len(word) / len(best)
    return total / len(asked)


def near(asked: Sequence[str], words: Sequence[str], *, spare: int = 0) -> float:
    """As `fit`, but each word may be misspelt; `spare` of the asked ones may be missing."""
    left, total, missing = list(words), 0.0, 0
    for word in sorted(asked, key=len, reverse=True):
        likeness, best = max(((alike(word, have), have) for have in left), default=(0.0, ""))
        if likeness:
            left.remove(best)
            total += likeness
        else:
            missing += 1
    return total / len(asked) if missing <= spare else 0.0


def alike(asked: str, word: str) -> float:
    """How near a word is to the asked one, or begins like it, 0 to 1; 0 is too far."""
    if word.startswith(asked):
        return 0.8 + 0.2 * len(asked) / len(word)
    heard, other = sound(asked), sound(word)
    by_sound = _nearness(heard, other) - _COARSE
    if by_sound < _MISHEARD and muffled(heard) == muffled(other):
        by_sound = _MISHEARD
    by_letter = 0.0 if is_latin(asked) else _nearness(level(asked), level(word))
    if by_letter < _ONE_NAME and same_name(asked, word):
        return _ONE_NAME
    return max(by_sound, by_letter, 0.0)


def _nearness(one: str, other: str) -> float:
    mistakes = 2 if len(one) > 6 else int(len(one) > 2)
    whole = OSA.distance(one, other, score_cutoff=mistakes)
    if whole <= mistakes:
        return 0.97 - 0.12 * whole
    if len(other) > len(one):
        begun = OSA.distance(one, other[: len(one)], score_cutoff=mistakes)
        if begun <= mistakes:
            return 0.85 - 0.15 * begun - 0.1 * (1 - len(one) / len(other))
    return 0.0


def reasons(card: Card, reading: Reading) -> tuple[str, ...]:
    """Which fields of the card the query met, as keys of words."""
    met = [_name_met(card, word) for word in reading.words]
    if reading.born:
        met.append("found.birth_date")
    if reading.year:
        met.append("found.birth_year")
    if reading.digits or reading.document:
        met.append(_number_met(card, reading.digits or digits_of(reading.document)))
    if reading.reference:
        met.append("found.reference")
    if reading.how:
        met.append(reading.how)
    return tuple(dict.fromkeys(key for key in met if key))


def _name_met(card: Card, word: str) -> str:
    named = [(getattr(card, field), field) for field in _NAMES]
    named += [(other.full_name, "other_name") for other in card.other_names]
    rated = [
        (alike(word, have), -place, field)
        for place, (name, field) in enumerate(named)
        for have in fold(name).split()
    ]
    likeness, _, field = max(rated, default=(0.0, 0, ""))
    if not likeness:
        return ""
    return "found.initials" if len(word) == 1 else f"found.{field}"


def _number_met(card: Card, digits: str) -> str:
    number = card.document.number if card.document else ""
    bare = digits.removeprefix("8") if digits.startswith("80") else digits
    for key, have in (
        ("found.rnokpp", digits_of(card.rnokpp) if card.rnokpp.startswith(digits) else ""),
        ("found.unzr", digits_of(card.unzr) if digits_of(card.unzr).startswith(digits) else ""),
        ("found.document", digits_of(number) if digits_of(number).startswith(digits) else ""),
        *(("found.phone", digits_of(phone)) for phone in card.phones),
    ):
        if have and bare in have:
            return key
    return ""
