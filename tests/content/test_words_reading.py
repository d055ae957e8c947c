"""Texts for people: each kind of fault is named with file and line."""

import json
from pathlib import Path

import pytest

from app.content import words_catalogue
from app.content.words_reading import read_words


def faults(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return [f"{one.file}:{one.line} {one.words.uk}" for one in read_words(folder)[1]]


def test_good_texts_are_read(tmp_path: Path) -> None:
    assert faults(tmp_path, a="a.b: {uk: я, en: I}\n", b="# none yet\n") == []
    assert read_words(tmp_path)[0] == {"a.b": {"uk": "я", "en": "I"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a.b: {uk: я}", "бракує англійського тексту"),
        ("a.b: я", "потрібні тексти uk і en, лише вони"),
        ("a.b: {uk: {one: а, few: б}, en: x}", "форми числа uk: few, many, one"),
        ("a.b: {uk: я, en: {one: I}}", "форми числа en: one, other"),
        ("a.b: {uk: я, en: [x]}", "текст en має бути рядком"),
        (
            "a.b: {uk: '{n}', en: '{m}'}",
            "значення у фігурних дужках мають бути однакові обома мовами",
        ),
        (
            "a.c: {uk: ще, en: more}\na.c: {uk: ще, en: more}",
            "ключ «a.c» стоїть двічі; лишіть один",
        ),
        ("a.b: [", "це не YAML: перевірте відступи, двокрапки й лапки біля цього рядка"),
    ],
)
def test_each_kind_of_fault_is_named(tmp_path: Path, text: str, said: str) -> None:
    (fault,) = faults(tmp_path, a=text + "\n")
    assert fault.endswith(said)


def test_a_key_that_stands_in_two_files_is_named(tmp_path: Path) -> None:
    text = "a.b: {uk: я, en: I}\n"
    assert faults(tmp_path, a=text, b="\n" + text) == [
        f"{tmp_path.name}/b.yaml:2 ключ «a.b» є і в іншому файлі"
    ]


def test_the_compiled_catalogue_is_read_when_it_is_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words_catalogue, "resources", lambda: tmp_path)
    words_catalogue.load.cache_clear()
    (tmp_path / "words").mkdir()
    (tmp_path / "compiled").mkdir()
    (tmp_path / "words" / "a.yaml").write_text("a.b: {uk: я, en: I}\n", "utf-8")
    assert words_catalogue.load() == {"a.b": {"uk": "я", "en": "I"}}
    words_catalogue.load.cache_clear()
    compiled = {"a.b": {"uk": "ми", "en": "we"}}
    (tmp_path / "compiled" / "words.json").write_text(json.dumps(compiled), "utf-8")
    assert words_catalogue.load() == compiled
    words_catalogue.load.cache_clear()
