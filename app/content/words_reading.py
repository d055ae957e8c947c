"""The texts for people as they are written: YAML, every fault with file and line."""

from pathlib import Path
from string import Formatter
from typing import Any

from app.content.loader import Fault, Sheet, read_sheet
from app.core.words import Text

FORMS = {"uk": {"one", "few", "many"}, "en": {"one", "other"}}


def read_words(folder: Path) -> tuple[dict[str, Any], list[Fault]]:
    """The texts under `folder` and everything that is wrong with them, with file and line."""
    texts: dict[str, Any] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        sheet = read_sheet(path, file=f"{folder.name}/{path.name}")
        if not isinstance(sheet, Sheet):
            faults += sheet
            continue
        entries = sheet.plain if isinstance(sheet.plain, dict) else {}
        for key, text in entries.items():
            wrong = _twice(key) if key in texts else _wrong(text)
            if wrong:
                faults.append(_fault(sheet, key, wrong))
            else:
                texts[key] = text
    return texts, faults


def _fault(sheet: Sheet, key: str, words: Text) -> Fault:
    return Fault(file=sheet.file, line=sheet.line((key,)), words=words)


def _twice(key: str) -> Text:
    return Text(
        uk=f"ключ «{key}» є і в іншому файлі", en=f"the key `{key}` stands in another file too"
    )


def _wrong(text: object) -> Text | None:
    """What is wrong with one text, or None."""
    if not isinstance(text, dict) or set(text) != {"uk", "en"}:
        return Text(uk="потрібні тексти uk і en, лише вони", en="texts uk and en, nothing else")
    for language, forms in text.items():
        if isinstance(forms, dict) and set(forms) != FORMS[language]:
            names = ", ".join(sorted(FORMS[language]))
            return Text(uk=f"форми числа {language}: {names}", en=f"forms of {language}: {names}")
        if not isinstance(forms, str | dict):
            return Text(uk=f"текст {language} має бути рядком", en=f"{language} must be a text")
    if _values(text["uk"]) != _values(text["en"]):
        return Text(
            uk="значення у фігурних дужках мають бути однакові обома мовами",
            en="the values in braces must be the same in both languages",
        )
    return None


def _values(forms: str | dict[str, str]) -> set[str]:
    """The values that a text mentions; `n` is allowed to be left out of «one»."""
    texts = [forms] if isinstance(forms, str) else list(forms.values())
    named = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return named if isinstance(forms, str) else named - {"n"}
