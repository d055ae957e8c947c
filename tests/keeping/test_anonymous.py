"""The copy without people: nothing of the vault's own words, ids or days is in it."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.library import Library
from app.desk.desk import assemble
from app.keeping.anonymous import LEAST, Known, Raw, age_of, band, statistics, suppressed, told
from app.storage.tables import ClientRow, EligibilityCheckRow, VisitRow, synced_tables
from tests.cli.test_vault_and_journal import call
from tests.doctor.office import SickOffice

DAY = date(2026, 3, 1)
KNOWN = Known(
    sexes=("female",), channels=("phone",), kinds=("consultation",), topics=("idp_rights",),
    categories=("low_income",), outcomes=("eligible",),
)  # fmt: skip
CANARY = "канарка-в-шахті"
TEXTS = st.text(min_size=6, max_size=30).map(lambda text: f"canary{text}")


def raw(**given: Any) -> Raw:
    return Raw(**{"id": "a" * 32, "registered": DAY, **given})


# ---- judgement ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "age"),
    [
        (raw(birth_date=date(2000, 3, 1)), 26),
        (raw(birth_date=date(2000, 3, 2)), 25),
        (raw(birth_date=date(1900, 1, 1)), 90),
        (raw(birth_date=date(2030, 1, 1)), 0),
        (raw(age=30, age_on=date(2024, 1, 1)), 32),
        (raw(), None),
    ],
)
def test_ages_stay_and_birth_dates_go(one: Raw, age: int | None) -> None:
    assert age_of(one, DAY) == age


def test_bands_cover_every_age() -> None:
    assert [band(age) for age in (None, 0, 13, 14, 24, 74, 75, 90)] == [
        "unknown", "0-13", "0-13", "14-17", "18-24", "60-74", "75+", "75+",
    ]  # fmt: skip


@pytest.mark.covers("F110")
@given(TEXTS, TEXTS, TEXTS)
def test_no_text_of_a_card_has_a_way_in(one: str, two: str, three: str) -> None:
    visit = {"on_date": DAY, "channel": one, "kind": two, "topic": three, "deadline": None}
    check = {"on_date": DAY, "outcome": one, "best": two}
    client = raw(id=one, sex=two, statuses=(three,), visits=(visit,), checks=(check,))
    made = told(client, known=KNOWN, alias=lambda _: "x", shift=timedelta(days=70))
    text = json.dumps({"one": made, "sums": statistics([made])}, ensure_ascii=False)
    assert "canary" not in text
    assert DAY.isoformat() not in text


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=8))
def test_small_sums_are_hidden_and_no_single_one_can_be_worked_out(counts: dict[str, int]) -> None:
    shown: Mapping[str, int | None] = suppressed(counts)
    assert set(shown) == set(counts)
    assert all(count is None or count == 0 or count >= LEAST for count in shown.values())
    hidden = [name for name, count in shown.items() if count is None]
    assert len(hidden) != 1 or len(counts) == 1


# ---- the whole vault ----------------------------------------------------------------------------


def test_no_canary_of_the_vault_is_in_the_copy(sick: SickOffice, tmp_path: Path) -> None:
    with sick.database() as database, database.writing("test.made", author=sick.author) as session:
        for kind in (ClientRow, VisitRow, EligibilityCheckRow):
            for number, row in enumerate(session.query(kind).all()):
                for column in kind.__table__.columns:
                    if str(column.type) == "TEXT" and column.key not in _NOT_FREE:
                        setattr(row, column.key, f"{CANARY}{number}")
    with sick.database() as database:
        desk = assemble(
            database, Library.load(), clock=sick.clock, ids=sick.ids, author=sick.author
        )
        assert desk.anonymity.copy(tmp_path / "copy.json") > 8
        text = (tmp_path / "copy.json").read_text("utf-8")
        with database.reading() as session:
            run = session.connection().exec_driver_sql
            ids = [run(f'SELECT id FROM "{table}"').scalars().all() for table in synced_tables()]
            born = run("SELECT birth_date FROM client WHERE birth_date IS NOT NULL").scalars().all()
            numbers = run("SELECT reference FROM client").scalars().all()
            notes = run("SELECT count(*) FROM export WHERE file_kind = 'anonymous'").scalar_one()
    assert CANARY not in text
    assert not re.search("[А-Яа-яҐґЄєІіЇї]", text)
    days = {date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", text)}
    assert sick.clock.moment.date() not in days
    assert not [one for one in (*chain(*ids), *born, *numbers) if one in text]
    assert notes == 1


_NOT_FREE = frozenset(
    {
        "id", "client_id", "visit_id", "versions", "merged_into", "reference", "batch", "sha256",
        "registered_at", "changed_at", "made_at", "on_date", "birth_date", "age_on", "deadline",
        "note_until", "author", "verdict", "statuses", "sex", "identity", "rnokpp_absence",
        "preferred_channel", "channel", "kind", "other_names", "document", "pre_war_address",
        "settlements", "phones", "safe_contact", "accessibility", "representative", "household",
        "consents", "opposing", "facts", "documents", "packs", "warnings", "override",
        "provisional",
    }
)  # fmt: skip


def test_two_copies_of_one_vault_cannot_be_laid_side_by_side(
    sick: SickOffice, tmp_path: Path
) -> None:
    signed = ("--user", "Марта Гілка", "--passphrase-stdin")
    inp = "липа садить теплий вечір"
    ids, days = [], []
    for name in ("one.json", "two.json"):
        path = tmp_path / name
        code, _, err = call(
            sick.home, "anonymous", "--out", str(path), *signed, inp=inp, clock=sick.clock
        )
        assert code == 0, err
        content = json.loads(path.read_text("utf-8"))
        ids.append({one["id"] for one in content["clients"]})
        days.append({one["registered"] for one in content["clients"]})
        ages = content["statistics"]["age"].values()
        assert all(count is None or count >= LEAST for count in ages)
    assert not ids[0] & ids[1]
    assert days[0] != days[1]
    sums = tmp_path / "sums.json"
    code, _, _ = call(
        sick.home, "anonymous", "--statistics", "--out", str(sums), *signed, inp=inp,
        clock=sick.clock,
    )  # fmt: skip
    assert (code, set(json.loads(sums.read_text("utf-8")))) == (0, {"schema", "statistics"})
