"""`init` and `journal verify`: contract of the command line."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.program import run
from app.core.paths import Home
from app.storage.engine import connect
from app.vault import door
from app.vault.recovery_code import read
from tests.conftest import StandingClock
from tests.vault.keyrings import MemoryKeyring

PHRASE = "калина верба тополя явір"


class Terminal(io.StringIO):
    """A standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


def call(
    home: Home, *arguments: str, inp: str | io.StringIO = "", clock: StandingClock | None = None
) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    given = io.StringIO(inp) if isinstance(inp, str) else inp
    code = run(
        ["--home", str(home.folder), "--lang", "uk", *arguments],
        inp=given, out=out, err=err, clock=clock or StandingClock(),
    )  # fmt: skip
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def office(home: Home, memory_keyring: MemoryKeyring, tmp_path: Path) -> str:
    """A made vault; its recovery code."""
    phrase = tmp_path / "phrase"
    phrase.write_text(PHRASE + "\nсловa після першого рядка\n", "utf-8")
    code, out, err = call(
        home, "init", "--office", "Харківське бюро", "--user", "Олена",
        "--passphrase-file", str(phrase),
    )  # fmt: skip
    assert (code, err.count("\n")) == (0, 2), err
    return out.strip()


def test_init_prints_the_recovery_code_once_and_nothing_else(office: str, home: Home) -> None:
    assert len(read(office)) == 32
    assert door.users(home) == ("Олена",)
    key = door.unlock_with_recovery(home, code=office, clock=StandingClock())
    connect(home.vault, key.hex).close()


def test_init_says_openly_that_there_is_no_keyring(home: Home) -> None:
    code, _, err = call(
        home, "init", "--office", "Бюро", "--user", "Олена", "--passphrase-stdin", inp=PHRASE + "\n"
    )
    assert code == 0
    assert "немає сховища ключів" in err


def test_an_existing_home_is_refused(office: str, home: Home) -> None:
    before = home.keyslots.read_bytes()
    code, out, err = call(
        home, "init", "--office", "Інше", "--user", "Хтось", "--passphrase-stdin", inp=PHRASE
    )
    assert (code, out) == (2, "")
    assert "вже є офіс" in err
    assert home.keyslots.read_bytes() == before


@pytest.mark.parametrize(
    ("extra", "inp", "word"),
    [
        (["--passphrase-stdin"], "коротка\n", "щонайменше 15"),
        (["--passphrase-stdin"], "", "щонайменше 15"),
        ([], "", "Потрібна парольна фраза"),
        (["--passphrase-file", "немає.txt"], "", "немає.txt"),
    ],
)
def test_what_cannot_be_a_passphrase_is_said_and_nothing_is_made(
    home: Home, extra: list[str], inp: str, word: str
) -> None:
    code, out, err = call(home, "init", "--office", "Бюро", "--user", "Олена", *extra, inp=inp)
    assert (code, out) == (2, "")
    assert word in err
    assert not home.exists


def test_a_terminal_is_asked_twice_for_a_new_passphrase(
    home: Home, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([PHRASE, "щось зовсім інше, довге", PHRASE, PHRASE])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    init = ("init", "--office", "Бюро", "--user", "Олена")
    code, _, err = call(home, *init, inp=Terminal())
    assert (code, home.exists) == (2, False)
    assert "різняться" in err
    assert call(home, *init, inp=Terminal())[0] == 0


@pytest.mark.covers("F66")
def test_a_whole_journal_is_verified(office: str, home: Home) -> None:
    sign_in = ("--user", "олена", "--passphrase-stdin")
    code, out, _ = call(home, "journal", "verify", "--json", *sign_in, inp=PHRASE + "\r\n")
    answer = json.loads(out)
    assert code == 0
    assert (answer["entries"], answer["first_break"]) == (5, None)
    assert len(bytes.fromhex(answer["head"])) == 16
    code, out, _ = call(home, "journal", "verify", *sign_in, inp=PHRASE)
    assert code == 0
    assert f"Журнал цілий: 5 записів, голова {answer['head']}." in out


@pytest.mark.covers("F66")
def test_a_broken_journal_is_named_with_exit_1(office: str, home: Home) -> None:
    key = door.unlock_with_recovery(home, code=office, clock=StandingClock())
    raw = connect(home.vault, key.hex)
    raw.execute("DROP TRIGGER journal_no_update")
    raw.execute("UPDATE journal SET author = 'nobody' WHERE seq = 2")
    raw.close()
    sign_in = ("--user", "Олена", "--passphrase-stdin")
    code, out, _ = call(home, "journal", "verify", "--json", *sign_in, inp=PHRASE)
    assert code == 1
    broken = json.loads(out)["first_break"]
    assert (broken["number"], broken["reason"]) == (2, "content")
    code, out, _ = call(home, "journal", "verify", *sign_in, inp=PHRASE)
    assert (code, "перший розрив" in out) == (1, True)


@pytest.mark.parametrize(
    ("user", "phrase", "word"),
    [("Олена", PHRASE + "!", "не підходять"), ("Петро", PHRASE, "не підходять")],
)
def test_a_vault_that_does_not_open_is_exit_4(
    office: str, home: Home, user: str, phrase: str, word: str
) -> None:
    code, out, err = call(
        home, "journal", "verify", "--user", user, "--passphrase-stdin", inp=phrase
    )
    assert (code, out) == (4, "")
    assert word in err
    assert len(err.splitlines()) == 1


def test_an_emptied_keyring_is_exit_4_and_offers_the_code(
    office: str, home: Home, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept.clear()
    code, _, err = call(
        home, "journal", "verify", "--user", "Олена", "--passphrase-stdin", inp=PHRASE
    )
    assert (code, "кодом відновлення" in err) == (4, True)


def test_a_home_without_a_vault_is_exit_4(home: Home) -> None:
    code, _, err = call(
        home, "journal", "verify", "--user", "Олена", "--passphrase-stdin", inp=PHRASE
    )
    assert (code, "немає сховища" in err) == (4, True)


def test_the_passphrase_is_never_an_argument(home: Home) -> None:
    code, _, _ = call(home, "journal", "verify", "--user", "Олена", "--passphrase", PHRASE)
    assert code == 2


def test_the_program_itself_makes_a_vault_and_verifies_it(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    command = [sys.executable, "-m", "app", "--home", str(tmp_path / "home")]
    for arguments in (["init", "--office", "Бюро"], ["journal", "verify"]):
        done = subprocess.run(
            [*command, *arguments, "--user", "Олена", "--passphrase-stdin"],
            input=PHRASE, capture_output=True, text=True, check=False, env=environment,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.covers("F26")
def test_warnings_of_kept_checks_are_counted_as_json(
    office: str, home: Home, tmp_path: Path
) -> None:
    signed = ("--user", "Олена", "--passphrase-file", str(tmp_path / "phrase"))
    code, out, _ = call(home, "eligibility", "warnings", *signed)
    assert (code, json.loads(out)) == (0, [])
    code, _, err = call(home, "eligibility", "warnings", "--from", "колись", *signed)
    assert code == 2
    assert "колись" in err
