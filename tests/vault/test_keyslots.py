"""The keyslot file: two copies, each whole or absent."""

import json

import pytest

from app.core.errors import VaultError
from app.core.paths import Home
from app.vault import door, keyslots
from app.vault.device_secret import OsKeyring
from tests.vault.keyrings import CHEAP

PHRASE = "калина верба тополя явір"


@pytest.fixture
def made(home: Home) -> door.Created:
    return door.create(home, user="Олена", passphrase=PHRASE, secrets_store=OsKeyring(), cost=CHEAP)


def test_the_second_copy_opens_when_the_first_is_damaged(home: Home, made: door.Created) -> None:
    whole = keyslots.load(home.keyslots)
    home.keyslots.write_bytes(b"\x00" * 100)
    assert keyslots.load(home.keyslots) == whole


def test_every_damaged_byte_of_one_copy_is_noticed(home: Home, made: door.Created) -> None:
    whole = keyslots.load(home.keyslots)
    text = home.keyslots.read_bytes()
    for place in range(0, len(text), 7):
        home.keyslots.write_bytes(text[:place] + bytes([text[place] ^ 4]) + text[place + 1 :])
        assert keyslots.load(home.keyslots) == whole
    for length in range(0, len(text) - 1, 11):
        home.keyslots.write_bytes(text[:length])
        assert keyslots.load(home.keyslots) == whole


def test_both_damaged_is_said(home: Home, made: door.Created) -> None:
    for copy in (home.keyslots, keyslots.second_copy(home.keyslots)):
        copy.write_text("{}")
    with pytest.raises(VaultError) as told:
        keyslots.load(home.keyslots)
    assert told.value.code == "keyslots.damaged"


def test_none_is_said(home: Home) -> None:
    with pytest.raises(VaultError) as told:
        keyslots.load(home.keyslots)
    assert told.value.code == "keyslots.missing"


def test_nothing_secret_is_in_the_file(home: Home, made: door.Created) -> None:
    text = home.keyslots.read_text("utf-8")
    for secret in (made.key.hex, PHRASE, made.recovery_code, made.recovery_code.replace("-", "")):
        assert secret not in text
    assert {slot["kind"] for slot in json.loads(text)["slots"]} == {"passphrase", "recovery"}


def test_a_file_that_cannot_be_written_is_said(home: Home, made: door.Created) -> None:
    whole = keyslots.load(home.keyslots)
    blocked = home.keyslots.with_name("keyslots.json.new")
    blocked.mkdir()
    with pytest.raises(VaultError) as told:
        keyslots.save(home.keyslots, whole)
    assert told.value.code == "keyslots.not_written"
    assert keyslots.load(home.keyslots) == whole
