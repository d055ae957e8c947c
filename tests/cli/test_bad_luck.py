"""Bad luck on the command line: a damaged vault, a network drive, a clock that jumped."""

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.ids import SystemIds
from app.core.paths import Home
from app.desk.vaults import Vaults
from app.storage import engine
from app.storage.engine import connect
from app.vault import drives
from tests.cli.test_clients import OLENA, Run, answer, new_office, run
from tests.conftest import StandingClock

__all__ = ["new_office", "run"]
PAGE = 4096


@pytest.mark.covers("R-06")
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_damaged_page_is_exit_4_or_the_answer_is_right(
    run: Run, tmp_path: Path, place: str
) -> None:
    rows = [f"Осока{number},Олена,{'примітка ' * 60}" for number in range(60)]
    file = tmp_path / "clients.csv"
    file.write_text("\n".join(["surname,given_name,note", *rows]), "utf-8")
    answer(run("clients", "import", str(file), "--all", "--json"))
    proof = answer(run("journal", "verify", "--json"))
    vault = tmp_path / "office" / "home" / "vault.db"
    whole = vault.read_bytes()
    pages = len(whole) // PAGE
    number = {"first": 0, "middle": pages // 2, "last": pages - 1}[place]
    there = slice(number * PAGE, (number + 1) * PAGE)
    broken = bytes(byte ^ 0xFF for byte in whole[there])
    vault.write_bytes(whole[: there.start] + broken + whole[there.stop :])
    codes = []
    for arguments in (("journal", "verify", "--json"), ("clients", "find", "Осока7 Олена")):
        code, out, err = run(*arguments)
        codes.append(code)
        if code == 4:
            assert out == ""
            assert len(err.splitlines()) == 1
            assert "пошкоджене" in err
        else:
            assert code == 0, err
            said = json.loads(out)
            assert said == proof or said[0]["full_name"] == "Осока7 Олена"
    assert place != "first" or codes == [4, 4]
    assert vault.read_bytes()[there] == broken, "what is damaged stays as it was found"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no table of mounts")
@pytest.mark.covers("R-12")
def test_a_network_drive_is_exit_4_and_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"//nas/aid {tmp_path} cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(drives, "MOUNTS", table)
    for arguments in (("journal", "verify"), ("clients", "find", "осока")):
        code, out, err = run(*arguments)
        assert (code, out, len(err.splitlines())) == (4, "", 1)
        assert "мережевому диску (cifs)" in err


@pytest.mark.covers("R-08", "W4")
@pytest.mark.parametrize("jump", [timedelta(days=-365), timedelta(days=3653)])
def test_a_clock_that_jumped_is_told_beside_the_answer(run: Run, jump: timedelta) -> None:
    answer(run("clients", "add", "-", inp=json.dumps(OLENA)))
    clock = StandingClock()
    clock.forward(jump)
    code, out, err = run("clients", "find", "Шевченко", clock=clock)
    assert code == 0
    assert len(json.loads(out)) == 1
    assert f"Компʼютер показує {clock.now():%d.%m.%Y}" in err
    assert "24.11.2026" in err
    assert "Компʼютер" not in run("clients", "find", "Шевченко")[2]


@pytest.mark.covers("R-12")
def test_whoever_must_wait_too_long_is_told_and_nothing_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(run("clients", "add", "-", inp=json.dumps(OLENA)))
    home = Home(tmp_path / "office" / "home")
    phrase = (tmp_path / "office" / "passphrase").read_text("utf-8").strip()
    opened = Vaults(home, clock=StandingClock(), ids=SystemIds()).open("Ірина", phrase)
    other = connect(home.vault, opened.key.hex)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    code, out, err = run("clients", "add", "-", inp=json.dumps({**OLENA, "surname": "Верба"}))
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "користується інша програма" in err
    other.execute("ROLLBACK")
    other.close()
    opened.database.close()
    assert answer(run("clients", "find", "верба")) == []
    answer(run("clients", "add", "-", inp=json.dumps({**OLENA, "surname": "Верба"})))
