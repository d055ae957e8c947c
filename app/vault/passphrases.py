"""Which passphrases are refused: too short, or made of what everybody tries first. No other rules.

A phrase is worth as many letters as somebody would have to guess one by one. What people choose
first (a list of leaked and of Ukrainian passwords, names, years, rows of keys, repeats, the names
of the office and the person) is worth two or three letters however long it is. The phrase is read
as typed, as typed in the other keyboard layout («gfhjkm» is «пароль»), and with digits for letters;
the poorest reading counts.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from app.core.errors import InputError
from app.core.ids import Ids
from app.core.paths import resources

SHORTEST, LONGEST = 15, 256
"""In signs of the NFC form. The longest keeps a pasted file from being taken for a phrase."""
ENOUGH = 10.0
"""Letters' worth that are asked for: five words of the plainest list have it, two names not."""
WORDS_IN_PHRASE = 5
_FEW_SIGNS = 6
_PRODUCT = ("приймальня", "pryimalnia", "бюро", "безоплатна", "правнича", "правова", "допомога")

_DIGIT, _MARK, _KNOWN, _ROW, _FIRST, _LISTED = 0.8, 0.5, 0.0, 1.0, 2.0, 3.0
_ROWS = (
    *("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "1234567890-=", "abcdefghijklmnopqrstuvwxyz"),
    *(
        "йцукенгшщзхї",
        "йцукенгшщзхъ",
        "фівапролджє",
        "фывапролджэ",
        "ячсмитьбю",
        "1qaz2wsx3edc4rfv",
    ),
    *("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "qazwsxedcrfvtgb"),
    *("йфяцічувскамепинртгоь", "5tgb6yhn7ujm8ik9ol0p", "0123456789"),
)
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_LAYOUTS = ("йцукенгшщзхїфівапролджєячсмитьбю", "йцукенгшщзхъфывапролджэячсмитьбю")
_SWAPS = (
    *(str.maketrans(_LATIN_KEYS, layout) for layout in _LAYOUTS),
    *(str.maketrans(layout, _LATIN_KEYS) for layout in _LAYOUTS),
    str.maketrans("013457@$", "oieastas"),
    str.maketrans("013468", "оізчбв"),
)
_LONGEST_ROW = max(map(len, _ROWS))
_RUNS = frozenset(
    line[start:end]
    for row in _ROWS
    for line in (row, row[::-1])
    for start in range(len(line))
    for end in range(start + 3, len(line) + 1)
)
_YEAR = re.compile(r"(19|20)\d\d")
_ONE_REPEATED, _MANY_REPEATED = re.compile(r"(.)\1\1+"), re.compile(r"(..+?)\1+")


def check(phrase: str, *, known: Iterable[str] = ()) -> None:
    """Refuse a phrase that is too short, too long or soon guessed.

    InputError `passphrase.too_short`, `passphrase.too_long`, `passphrase.common`. `known` is what
    everybody in the office knows: its name and town, the person's own name.
    """
    length = len(unicodedata.normalize("NFC", phrase))
    if length < SHORTEST:
        raise InputError("passphrase.too_short", n=SHORTEST)
    if length > LONGEST:
        raise InputError("passphrase.too_long", n=LONGEST)
    if worth(phrase, known=known) < ENOUGH:
        raise InputError("passphrase.common")


def worth(phrase: str, *, known: Iterable[str] = ()) -> float:
    """How many letters one would have to guess; below `ENOUGH` the phrase is refused."""
    plain = _plain(phrase)[:LONGEST]
    if len(set(plain)) < _FEW_SIGNS:
        return 0.0
    theirs = frozenset(_stems(known))
    once = _ONE_REPEATED.sub(r"\1", plain)
    return min(_poorest(form, theirs) for form in {plain, once, _MANY_REPEATED.sub(r"\1", once)})


def suggest(ids: Ids) -> str:
    """Five different plain words, drawn by chance out of 2,064: 55 bits, more than 10**16 phrases.

    With the price of one guess (Argon2id) that is thousands of years even without the machine's
    own half of the key.
    """
    words = list(plain_words())
    drawn = [words.pop(ids.below(len(words))) for _ in range(WORDS_IN_PHRASE)]
    return " ".join(drawn)


@cache
def plain_words() -> tuple[str, ...]:
    """The words that phrases are drawn from."""
    path = resources() / "directory" / "passphrase_words.txt"
    return tuple(path.read_text("utf-8").split())


@cache
def _common() -> tuple[frozenset[str], frozenset[str], int]:
    """What is tried at the very first, what soon after, and the length of the longest."""
    text = (resources() / "directory" / "common_secrets.txt").read_text("utf-8")
    first, _, others = text.partition("\n-\n")
    parts = (frozenset(first.split()), frozenset(others.split()))
    return *parts, max(len(word) for part in parts for word in part)


def _plain(phrase: str) -> str:
    """Capitals, spaces and apostrophes make nothing harder to guess."""
    return re.sub(r"[\s'’ʼ`]", "", unicodedata.normalize("NFC", phrase).casefold())


def _stems(known: Iterable[str]) -> Iterator[str]:
    """The words of the office and the product, and what is left of them in other cases."""
    for phrase in (*known, *_PRODUCT):
        for word in re.split(r"[\W\d_]+", phrase.casefold().translate({ord("ʼ"): None})):
            if len(word) > 2:
                yield word
            if len(word) > 5:
                yield word[:-2]


def _poorest(text: str, known: frozenset[str]) -> float:
    """The cheapest way to put the text together; the same piece is paid for once."""
    readings = dict.fromkeys([text, *(text.translate(swap) for swap in _SWAPS)])
    longest = max(_common()[2], _LONGEST_ROW)
    best: list[float] = [0.0]
    steps: list[tuple[int, str, float]] = [(0, "", 0.0)]
    for end, sign in enumerate(text, start=1):
        step = (end - 1, "", _sign(sign))
        for begin in range(max(0, end - longest), end - 2):
            for reading in readings:
                piece = reading[begin:end]
                price = _price(piece, known)
                if best[begin] + price < best[step[0]] + step[2]:
                    step = (begin, piece, price)
        best.append(best[step[0]] + step[2])
        steps.append(step)
    return _paid_once(steps)


def _paid_once(steps: list[tuple[int, str, float]]) -> float:
    total, end = 0.0, len(steps) - 1
    seen: dict[str, float] = {}
    while end:
        end, piece, price = steps[end]
        if piece:
            seen[piece] = price
        else:
            total += price
    return total + sum(seen.values())


def _sign(sign: str) -> float:
    if sign.isdigit():
        return _DIGIT
    return 1.0 if sign.isalpha() else _MARK


def _price(piece: str, known: frozenset[str]) -> float:
    first, listed, _ = _common()
    if piece in known:
        return _KNOWN
    if piece in _RUNS or _YEAR.fullmatch(piece):
        return _ROW
    if piece in first:
        return _FIRST
    return _LISTED if piece in listed else math.inf
