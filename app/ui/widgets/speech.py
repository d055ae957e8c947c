"""The words that widgets say themselves; who has `retranslate()` is told of a new language."""

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from app.core.words import Words


@dataclass(slots=True)
class _Now:
    words: Words | None = None


_now = _Now()


def use(words: Words) -> None:
    """Let widgets speak through this catalogue, and follow its language from now on."""
    if _now.words is not words:
        _now.words = words
        words.on_change(_say_again)


def said(key: str, /, **values: object) -> str:
    """The text of a widget's own words."""
    if _now.words is None:
        raise RuntimeError("speech.use(words) comes first")
    return _now.words(key, **values)


def _say_again() -> None:
    for widget in QApplication.allWidgets():
        retranslate = getattr(widget, "retranslate", None)
        if callable(retranslate):
            retranslate()
