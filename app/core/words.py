"""Texts for people, Ukrainian and English side by side, with plural forms.

Each text stands in `resources/words/<place>.yaml` under a dotted key. A plain text is
`{uk: …, en: …}`; a counted one gives `{uk: {one, few, many}, en: {one, other}}` and is chosen by
the value `n`. Values are put in with `str.format` names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["uk", "en"]
LANGUAGES: tuple[Language, ...] = ("uk", "en")
Forms = str | Mapping[str, str]
Catalogue = Mapping[str, Mapping[Language, Forms]]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a content pack in both languages."""

    uk: str
    en: str

    def of(self, language: Language) -> str:
        """The text in that language."""
        return self.uk if language == "uk" else self.en


def plural(number: int, language: Language) -> str:
    """The name of the form that a whole number takes.

    Ukrainian: 1 справа (one), 2 справи (few), 5 or 11 справ (many). English: one, other.
    """
    number = abs(number)
    if language == "en":
        return "one" if number == 1 else "other"
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return "few"
    return "many"


class Words:
    """The catalogue of texts in the language that the person chose; it can change at any time."""

    def __init__(self, catalogue: Catalogue, language: Language = "uk") -> None:
        """Hold the catalogue; nothing is copied."""
        self._catalogue = catalogue
        self._language: Language = language
        self._listeners: list[Callable[[], None]] = []

    @property
    def language(self) -> Language:
        """The language spoken now."""
        return self._language

    def speak(self, language: Language) -> None:
        """Change the language and tell everybody who asked to be told."""
        if language != self._language:
            self._language = language
            for listener in tuple(self._listeners):
                listener()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever the language changes."""
        self._listeners.append(listener)

    def off_change(self, listener: Callable[[], None]) -> None:
        """Do not call it any more, and keep nothing of what it belongs to."""
        self._listeners.remove(listener)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of that key in today's language. An unknown key is a bug: KeyError."""
        return self.in_language(self._language, key, **values)

    def in_language(self, language: Language, key: str, /, **values: object) -> str:
        """The text of that key in a given language: for papers, and for scripts."""
        forms = self._catalogue[key][language]
        if isinstance(forms, str):
            return forms.format(**values) if values else forms
        number = values["n"]
        if not isinstance(number, int):
            raise TypeError(f"{key} counts whole numbers, not {number!r}")
        return forms[plural(number, language)].format(**values)

    def of(self, text: Text) -> str:
        """A text of a content pack in today's language."""
        return text.of(self._language)

    def beginning(self, start: str) -> tuple[str, ...]:
        """All keys that begin so, in the order of the catalogue."""
        return tuple(key for key in self._catalogue if key.startswith(start))

    def has(self, key: str) -> bool:
        """Whether the catalogue knows this key."""
        return key in self._catalogue
