"""A catalogue nobody speaks: accented, in brackets, 40 % longer. It shows what a window forgot.

Words without brackets were never translated; what is cut would be cut in a longer language.
"""

import re
from collections.abc import Iterator, Mapping

from app.core.words import Catalogue, Forms

LONGER = 1.4
_FILLING = "один два три чотири пʼять шість сім вісім девʼять десять "
_PLAIN = "aceinosuyzACEINOSUYZгкуеГКУЕ"
_ACCENTED = "áćéíñóšúýžÁĆÉÍÑÓŠÚÝŽѓќўёЃЌЎЁ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_VALUE = re.compile(r"(\{[^{}]*\})")


def pseudo(catalogue: Catalogue) -> Catalogue:
    """Every text of both languages, accented, in brackets and 40 % longer; values stay whole."""
    return {
        key: {language: _of(forms) for language, forms in both.items()}
        for key, both in catalogue.items()
    }


def _of(forms: Forms) -> Forms:
    if isinstance(forms, Mapping):
        return {name: stretched(text) for name, text in forms.items()}
    return stretched(forms)


def stretched(text: str) -> str:
    """One text: accents, brackets, and words behind it until it is long enough."""
    accented = "".join(_accents(text))
    missing = round(len(text) * LONGER) - len(text) - 2
    filling = (_FILLING * (missing // len(_FILLING) + 1))[: max(0, missing - 1)].strip()
    return f"[{accented} {filling}]" if filling else f"[{accented}]"


def _accents(text: str) -> Iterator[str]:
    for part in _VALUE.split(text):
        yield part if part.startswith("{") else part.translate(_ACCENTS)
