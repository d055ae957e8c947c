"""The tables of people and answers: the program's own hold, a lawyer's own are read and judged."""

import csv
from pathlib import Path

import pytest

from app.core.paths import resources
from app.core.words import Words
from app.desk import packs
from app.eligibility.acceptance import COLUMNS, tables_in, try_tables
from tests.eligibility.law import library, rules

HEADING = "назва;дата;обставини;підстава;відповідь;може звернутися;найкраща підстава;висновок;норма"
IDP = "Переселенець;22.11.2026;Статус ВПО = на обліку, довідка чинна"


def tried(folder: Path, *rows: str, heading: str = HEADING) -> list[tuple[int, str]]:
    """The faults of a table with these rows, as (row, sentence)."""
    (folder / "mine.csv").write_text("\n".join((heading, *rows)), "utf-8")
    found = try_tables(tables_in(folder), folder, library())
    assert all(one.file == "mine.csv" for one in found.faults)
    return [(one.line, one.words.uk) for one in found.faults]


@pytest.mark.covers("F30", "F17")
def test_every_row_of_the_program_holds(words: Words) -> None:
    proof = packs.prove(None, words)
    assert proof.faults == ()
    assert proof.rows >= 400


@pytest.mark.covers("F30")
def test_the_tables_know_every_ground_with_yes_no_and_unknown() -> None:
    seen: dict[str, set[str]] = {}
    norms = []
    for path in tables_in(resources()):
        for row in csv.DictReader(path.read_text("utf-8").splitlines(), delimiter=";"):
            assert tuple(row) == COLUMNS
            seen.setdefault(row["підстава"], set()).add(row["відповідь"])
            norms.append(row["норма"])
    assert all(norms)
    for ground in rules().categories:
        assert seen[ground.short.uk] >= {"так", "ні", "невідомо"}, ground.id


@pytest.mark.covers("F30")
@pytest.mark.parametrize(
    "row",
    [
        f"{IDP};ВПО;так;;;;норма",
        f"{IDP};idp;ТАК;;;;норма",
        f"{IDP};;;;ВПО;є підстава;норма",
        f"{IDP};;;;idp;;норма",
        "Ніхто;2026-11-22;;ВПО;невідомо;;немає;невідомо;норма",
        "Рання;2023-07-31;;Торгівля людьми;не діє;;;;норма",
        "За id;2026-11-22;idp_status = registered;ВПО;так;;;;норма",
        'Суми;2026-11-22;"Повних років = 40; група для межі доходу = працездатна особа; '
        'income_six_months = 6 656,00 х 5 + 6656";Малозабезпечені;так;;;;норма',
        'Послуги;2026-11-22;"violence_survivor = domestic; service_needed = захист, '
        'складання процесуальних документів";;;;;частково;норма',
        'Дитина;2026-11-22;"Дата народження = 23.11.2008; Хто звертається = сама особа; '
        'own_court_matter_child = ні";Діти;так;ні;;;норма',
    ],
)
def test_a_good_row_holds(tmp_path: Path, row: str) -> None:
    assert tried(tmp_path, row) == []


@pytest.mark.covers("F30")
@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"{IDP};ВПО;ні;;;;ст. 14", "має бути «ні» (ст. 14), а правила дають «так»"),
        (
            f"{IDP};;;;Діти;;норма",
            "підстава має бути «Діти» (норма), а правила дають «ВПО»",
        ),
        (f"{IDP};;;;;частково;норма", "а правила дають «є підстава»"),
        (f"{IDP};;;;немає;;норма", "а правила дають «ВПО»"),
        (f"{IDP};ВПО;мабуть;;;;норма", "у стовпці «відповідь» не буває «мабуть»; можна: так"),
        (f"{IDP};ВПОО;так;;;;норма", "назва «ВПОО» нікуди не веде; може, «ВПО»?"),
        (f"{IDP};ВПО;;;;;норма", "рядок неповний"),
        (f"{IDP};ВПО;так;;;;", "рядок неповний: заповніть «норма»"),
        ("А;22.13.2026;;ВПО;так;;;;норма", "дати «22.13.2026» немає"),
        ("А;01.01.2019;;ВПО;так;;;;норма", "01.01.2019"),
        ("А;22.11.2026;Статус ВПО;ВПО;так;;;;норма", "без значення"),
        ("А;22.11.2026;Статус = немає;ВПО;так;;;;норма", "назва «Статус» нікуди"),
        ("А;22.11.2026;Статус ВПО = нема;ВПО;так;;;;норма", "може, «немає»?"),
        ("А;22.11.2026;Повних років = сто;Діти;так;;;;норма", "потрібне ціле число"),
        ("А;22.11.2026;Реабілітована особа = мабуть;Діти;так;;;;норма", "нікуди не веде"),
        ("А;22.11.2026;income_six_months = 5 × 5;Діти;так;;;;норма", "потрібно сум: 6, а є 5"),
        ("Рано;31.07.2023;;Торгівля людьми;;так;;;норма", "а правила дають «не діє»"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    ((line, words),) = tried(tmp_path, f"{IDP};ВПО;так;;;;норма", "", row)
    assert line == 4
    assert said in words


@pytest.mark.covers("F30")
def test_a_wrong_heading_is_named(tmp_path: Path) -> None:
    ((line, words),) = tried(tmp_path, IDP, heading="назва;дата;обставини;підстави")
    assert line == 1
    assert "бракує стовпця «норма»; стовпця «підстави» немає" in words


@pytest.mark.covers("F30")
def test_a_table_of_an_older_spreadsheet_is_read(tmp_path: Path, words: Words) -> None:
    rows = "\r\n".join((HEADING, f"{IDP};ВПО;так;;;;норма")).replace(";", "\t")
    (tmp_path / "mine.csv").write_bytes(rows.encode("cp1251"))
    proof = packs.prove(tmp_path, words)
    assert (proof.rows, proof.packs, proof.faults) == (1, 0, ())


@pytest.mark.covers("F30")
def test_a_table_beside_own_packs_is_judged_by_them(tmp_path: Path, words: Words) -> None:
    pack = (resources() / "rules/categories/idp.yaml").read_text("utf-8")
    (tmp_path / "idp.yaml").write_text(pack, "utf-8")
    rows = (f"{IDP};;;;;є підстава;норма", "А;22.11.2026;age = 5;Діти;так;;;;норма")
    (tmp_path / "mine.csv").write_text("\n".join((HEADING, *rows)), "utf-8")
    ((fault),) = packs.prove(tmp_path, words).faults
    assert (fault.file, fault.line) == ("mine.csv", 3)


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "bytes.csv").write_bytes(b"\x98")
    found = try_tables(tables_in(tmp_path), tmp_path, library())
    assert [(one.file, one.line) for one in found.faults] == [("bytes.csv", 1), ("folder.csv", 1)]
