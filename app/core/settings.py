"""How this desk likes to look: language, theme, letters. Not personal: it lies beside the vault."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal

from app.core.words import Language

Theme = Literal["light", "dark", "contrast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Choices of this desk. `letters` is the size of letters in per cent (90 to 200)."""

    language: Language = "uk"
    theme: Theme = "light"
    letters: int = 100
    guided: bool = False
    single_keys: bool = True


_ALLOWED = {
    "language": lambda value: value in ("uk", "en"),
    "theme": lambda value: value in ("light", "dark", "contrast"),
    "letters": lambda value: type(value) is int and 90 <= value <= 200,
    "guided": lambda value: type(value) is bool,
    "single_keys": lambda value: type(value) is bool,
}


def load(path: Path) -> Settings:
    """The saved choices; what is missing, unknown or spoilt falls back to the default."""
    try:
        saved = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(saved, dict):
        return Settings()
    known = {field.name for field in fields(Settings)}
    good = {name: value for name, value in saved.items() if name in known and _ALLOWED[name](value)}
    return replace(Settings(), **good)


def save(path: Path, settings: Settings) -> None:
    """Write the choices whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=2), "utf-8")
    draft.replace(path)
