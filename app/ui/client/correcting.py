"""What a corrected visit said before, in words. Pure."""

from collections.abc import Mapping

from app.core.words import Words
from app.ui.registration.answers import in_words
from app.ui.registration.sheet import SPECS


def correction(was: Mapping[str, object], reason: str, words: Words) -> str:
    """Each changed answer as it was, then the reason."""
    told = [_was(name, str(value or ""), words) for name, value in was.items()]
    because = [words("client.because", reason=reason)] if reason else []
    return " · ".join((*told, *because))


def _was(name: str, value: str, words: Words) -> str:
    spec = SPECS[name]
    said = in_words(spec, {name: value}, words) if value else ""
    shown = " ".join(said.split()) or words("client.was_empty")
    return words("client.was", what=spec.label(words), value=shown)
