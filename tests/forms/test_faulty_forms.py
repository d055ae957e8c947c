"""A form that somebody spoilt: each fault with its file, its line and a sentence."""

from pathlib import Path

import pytest

from app.content.loader import Pack, Sheet, check, read_sheet
from app.core.paths import resources
from app.forms.pack import FormPack

SOURCE = (resources() / "forms" / "bring_list.yaml").read_text("utf-8")


def faults(tmp_path: Path, spoilt: str) -> list[str]:
    path = tmp_path / "bring_list.yaml"
    path.write_text(spoilt, "utf-8")
    sheet = read_sheet(path, file="forms/bring_list.yaml")
    if isinstance(sheet, Sheet):
        found = check(sheet, FormPack)
        if isinstance(found, Pack):
            return []
        return [str(fault) for fault in found]
    return [str(fault) for fault in sheet]


def test_the_shipped_form_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, SOURCE) == []


def line_of(part: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.covers("F74")
@pytest.mark.parametrize(
    ("good", "bad", "said", "at"),
    [
        ("travels: true", "travles: true", "travles", "travles"),
        ("travels: true", "travels: true\npaper: A5", "paper", "A5"),
        ("languages: [uk, en]", "languages: [uk, de]", "`de`", "languages:"),
        ("source: client.slip_name", "source: client.contacts", "carries no address", ""),
        ("source: office.hours", "source: office.shoes", "office.shoes", ""),
        ("by: where", "by: colour", "colour", ""),
        ("field: bring_by,", "field: bring_on,", "bring_on", ""),
        ("most: 1, if_known: true", "mosst: 1, if_known: true", "mosst", "mosst"),
        ("kind: heading", "kind: headline", "headline", "headline"),
        ("uk: Де взяти, en: Where to get it", "uk: Де взяти", "en text is missing", "Де взяти"),
    ],
)
def test_each_fault_is_named_with_file_and_line(
    tmp_path: Path, good: str, bad: str, said: str, at: str
) -> None:
    spoilt = SOURCE.replace(good, bad, 1)
    assert spoilt != SOURCE
    found = faults(tmp_path, spoilt)
    assert found
    assert all(fault.startswith("forms/bring_list.yaml:") for fault in found)
    assert any(said in fault for fault in found), found
    if at:
        assert any(f":{line_of(at, spoilt)}:" in fault for fault in found), found
