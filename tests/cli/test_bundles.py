"""`content install` and `content back`, with a build that trusts the keys of the tests."""

import json
import shutil
from pathlib import Path

import pytest

from app.core.paths import Home, resources
from installer.publish import public_half
from tests.cli.test_vault_and_journal import PHRASE, call, office  # noqa: F401
from tests.packs.publishing import KEYS, bundle
from tests.vault.keyrings import MemoryKeyring

SIGN_IN = ("--user", "Олена", "--passphrase-stdin")


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another build of the program: the same resources, other publishers."""
    base = tmp_path / "build"
    shutil.copytree(resources(), base / "resources")
    keys = [{"name": f"К{n}", "public": public_half(key).hex()} for n, key in enumerate(KEYS)]
    listed = json.dumps({"needed": 2, "keys": keys})
    (base / "resources" / "publishers.json").write_text(listed, "utf-8")
    monkeypatch.setattr("sys._MEIPASS", str(base), raising=False)
    return base


def _edition(home: Home) -> str:
    listed = json.loads(call(home, "content", "list")[1])
    return next(str(one["edition"]) for one in listed if one["id"] == "terms")


@pytest.mark.usefixtures("office", "build")
def test_a_bundle_comes_and_goes(home: Home, tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    file = tmp_path / "rules.pack"
    file.write_bytes(bundle(4))
    code, out, _ = call(home, "content", "install", str(file), "--dry-run", *SIGN_IN, inp=PHRASE)
    assert (code, _edition(home)) == (0, "2026-11")
    assert "Змінено:" in out
    code, out, _ = call(home, "content", "install", str(file), "--json", *SIGN_IN, inp=PHRASE)
    assert (code, json.loads(out)["number"], _edition(home)) == (0, 4, "2026-12")
    code, _, err = call(home, "content", "install", str(file), *SIGN_IN, inp=PHRASE)
    assert (code, "не новіше" in err) == (2, True)
    code, _, err = call(home, "content", "back", *SIGN_IN, inp=PHRASE)
    assert (code, _edition(home)) == (0, "2026-11")
    assert "що прийшли з програмою" in err


@pytest.mark.usefixtures("office")
def test_a_release_without_publishers_takes_nothing(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "rules.pack"
    file.write_bytes(bundle(4))
    code, _, err = call(home, "content", "install", str(file), *SIGN_IN, inp=PHRASE)
    assert (code, "ключів видавців" in err) == (2, True)
