"""`backup create | verify | restore`: contract of the command line."""

import json
from pathlib import Path

import pytest

from app.core.paths import Home
from tests.cli.test_vault_and_journal import PHRASE, call, office
from tests.vault.keyrings import MemoryKeyring

__all__ = ["office"]
SIGN_IN = ("--user", "Олена", "--passphrase-stdin")


def made(home: Home, *more: str) -> Path:
    code, out, err = call(home, "backup", "create", *more, *SIGN_IN, inp=PHRASE)
    assert code == 0, err
    assert "перевірено пробним відновленням" in err
    return Path(out.strip())


@pytest.mark.covers("F135", "R-17")
def test_a_backup_is_made_and_found_good(office: str, home: Home, tmp_path: Path) -> None:
    path = made(home)
    assert path.parent == home.copies
    code, out, _ = call(home, "backup", "verify", str(path), *SIGN_IN, inp=PHRASE)
    assert (code, "добра" in out) == (0, True)
    code, out, _ = call(home, "backup", "verify", str(path), "--json", *SIGN_IN, inp=PHRASE)
    answer = json.loads(out)
    assert (code, answer["good"], answer["fault"], answer["lines"]) == (0, True, None, 5)
    code, out, _ = call(
        home, "backup", "create", str(tmp_path / "stick"), "--json", *SIGN_IN, inp=PHRASE
    )
    answer = json.loads(out)
    assert (code, answer["good"]) == (0, True)
    assert Path(answer["file"]).parent == tmp_path / "stick"
    assert [path.name for path in home.copies.iterdir()] == [path.name]


def test_a_bad_backup_is_exit_1_with_words(office: str, home: Home) -> None:
    path = made(home)
    raw = bytearray(path.read_bytes())
    raw[-100] ^= 1
    path.write_bytes(raw)
    code, out, err = call(home, "backup", "verify", str(path), *SIGN_IN, inp=PHRASE)
    assert (code, out) == (1, "")
    assert "пошкоджено або змінено" in err
    code, out, err = call(home, "backup", "verify", str(path), "--json", *SIGN_IN, inp=PHRASE)
    assert (code, json.loads(out)["fault"]) == (1, "changed")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("backup", "verify", "немає.prcopy"), 2),
        (("backup", "restore", "немає.prcopy", "--into", "{new}"), 2),
        (("backup", "restore", "{copy}", "--into", "{home}"), 2),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(
    office: str, home: Home, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    places = {"new": tmp_path / "new", "home": home.folder, "copy": made(home)}
    before = home.vault.stat().st_size
    given = [argument.format(**places) for argument in arguments]
    assert call(home, *given, *SIGN_IN, inp=PHRASE)[0] == code
    assert not Home(tmp_path / "new").exists
    assert home.vault.stat().st_size == before


@pytest.mark.covers("F135")
def test_a_backup_is_restored_by_passphrase(office: str, home: Home, tmp_path: Path) -> None:
    path, there = made(home), Home(tmp_path / "new")
    code, out, err = call(
        home, "backup", "restore", str(path), "--into", str(there.folder), *SIGN_IN, inp=PHRASE
    )
    assert (code, out.strip()) == (0, str(there.folder)), err
    code, out, _ = call(there, "journal", "verify", *SIGN_IN, inp=PHRASE)
    assert (code, "Журнал цілий" in out) == (0, True)


@pytest.mark.covers("F135")
def test_on_a_new_machine_the_recovery_code_restores_and_sets_a_new_passphrase(
    office: str, home: Home, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    path, there = made(home), Home(tmp_path / "new")
    memory_keyring.kept.clear()  # another machine
    sheet = tmp_path / "code"
    sheet.write_text(office, "utf-8")
    restore = ("backup", "restore", str(path), "--into", str(there.folder))
    code, _, err = call(home, *restore, *SIGN_IN, inp=PHRASE)
    assert (code, there.exists) == (4, False)
    assert "кодом відновлення" in err
    with_code = ("--recovery-code-file", str(sheet))
    code, _, err = call(home, *restore, *with_code, *SIGN_IN, inp="коротка")
    assert (code, there.exists) == (2, False), "a weak passphrase stops it before anything is made"
    fresh = "вишня груша слива айва"
    code, out, err = call(home, *restore, *with_code, "--json", *SIGN_IN, inp=fresh)
    answer = json.loads(out)
    assert code == 0, err
    assert answer["desk"] != answer["desk_before"]
    assert call(there, "journal", "verify", *SIGN_IN, inp=fresh)[0] == 0


def test_without_passphrase_and_code_nothing_is_restored(
    office: str, home: Home, tmp_path: Path
) -> None:
    code, _, err = call(home, "backup", "restore", str(made(home)), "--into", str(tmp_path / "new"))
    assert (code, "--recovery-code-file" in err) == (2, True)


def test_a_drill_on_the_same_machine_leaves_the_office_its_sign_in(
    office: str, home: Home, tmp_path: Path
) -> None:
    sheet = tmp_path / "code"
    sheet.write_text(office, "utf-8")
    code, _, err = call(
        home, "backup", "restore", str(made(home)), "--into", str(tmp_path / "drill"),
        "--recovery-code-file", str(sheet), *SIGN_IN, inp="вишня груша слива айва",
    )  # fmt: skip
    assert code == 0, err
    assert call(home, "journal", "verify", *SIGN_IN, inp=PHRASE)[0] == 0
