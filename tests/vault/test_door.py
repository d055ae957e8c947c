"""Who gets the key, who does not, and what they are told."""

import time
import unicodedata
from dataclasses import replace
from datetime import timedelta

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import NoKeyringError

from app.core.errors import InputError, VaultError
from app.core.paths import Home
from app.vault import door, keyslots, recovery_code, slots, wrapping
from app.vault.device_secret import DeviceSecrets, DeviceState, OsKeyring
from app.vault.keys import DatabaseKey
from tests.conftest import StandingClock
from tests.vault.keyrings import (
    CHEAP,
    LOCKED,
    ForgetfulKeyring,
    HangingKeyring,
    MemoryKeyring,
    PlainChain,
    PlaintextKeyring,
    RaisingKeyring,
    WeakKeyring,
)

PHRASE = "калина верба тополя явір"


def make(home: Home, store: DeviceSecrets) -> door.Created:
    return door.create(home, user="Олена", passphrase=PHRASE, secrets_store=store, cost=CHEAP)


def unlock(
    home: Home,
    store: DeviceSecrets,
    clock: StandingClock,
    phrase: str = PHRASE,
    user: str = "Олена",
) -> str:
    return door.unlock(home, user=user, passphrase=phrase, clock=clock, secrets_store=store).key.hex


def refused(
    home: Home,
    store: DeviceSecrets,
    clock: StandingClock,
    phrase: str = PHRASE,
    user: str = "Олена",
) -> str:
    with pytest.raises(VaultError) as told:
        unlock(home, store, clock, phrase, user)
    return told.value.code


# ---- the right and the wrong passphrase ---------------------------------------------------------


@pytest.mark.covers("F109")
def test_the_passphrase_with_the_keyring_gives_the_key(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    made = make(home, secrets_store)
    assert made.device is DeviceState.PRESENT
    assert unlock(home, secrets_store, clock) == made.key.hex


def test_the_same_letters_in_another_unicode_form_fit(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    composed, decomposed = (
        unicodedata.normalize(form, "їжаки й їхні йоржики") for form in ("NFC", "NFD")
    )
    assert composed != decomposed
    made = door.create(
        home, user="Їжак", passphrase=composed, secrets_store=secrets_store, cost=CHEAP
    )
    assert unlock(home, secrets_store, clock, decomposed, "  їжак ") == made.key.hex


def test_whatever_was_wrong_the_answer_is_the_same(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    make(home, secrets_store)
    assert refused(home, secrets_store, clock, PHRASE + "!") == "vault.wrong_passphrase"
    assert refused(home, secrets_store, clock, PHRASE, "Петро") == "vault.wrong_passphrase"
    assert refused(home, secrets_store, clock, "") == "vault.wrong_passphrase"


def test_an_unknown_user_costs_the_same_work(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(home, secrets_store)
    costs = []
    stretched = wrapping.stretched

    def counted(secret: str, *, salt: bytes, cost: wrapping.Cost) -> bytes:
        costs.append(cost)
        return stretched(secret, salt=salt, cost=cost)

    monkeypatch.setattr(slots, "stretched", counted)
    refused(home, secrets_store, clock, PHRASE + "!")
    refused(home, secrets_store, clock, PHRASE + "!", "Петро")
    assert costs == [CHEAP, CHEAP]


def test_a_file_without_the_machine_gives_nothing(home: Home, clock: StandingClock) -> None:
    keyring.set_keyring(MemoryKeyring())
    make(home, OsKeyring())
    keyring.set_keyring(MemoryKeyring())  # the same disk in another computer
    assert refused(home, OsKeyring(), clock) == "keyring.emptied"
    keyring.set_keyring(fail.Keyring())


def test_the_shipped_cost_is_what_the_threat_model_asks() -> None:
    assert wrapping.Cost(memory_kib=65536, iterations=3, lanes=2) == wrapping.STANDARD


def test_an_altered_slot_opens_nothing(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    make(home, secrets_store)
    file = keyslots.load(home.keyslots)
    forged = replace(file.slots[0], user="Петро")
    keyslots.save(home.keyslots, replace(file, slots=(forged, *file.slots[1:])))
    assert refused(home, secrets_store, clock, PHRASE, "Петро") == "vault.wrong_passphrase"


# ---- the delay ----------------------------------------------------------------------------------


def fail_times(home: Home, store: DeviceSecrets, clock: StandingClock, times: int) -> None:
    for _ in range(times):
        refused(home, store, clock, "wrong" * 4)
        clock.forward(timedelta(minutes=6))


def test_wrong_tries_wait_longer_and_longer_but_never_for_good(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    made = make(home, secrets_store)
    waits = []
    for _ in range(14):
        code = refused(home, secrets_store, clock, "wrong" * 4)
        assert code == "vault.wrong_passphrase"
        with_delay = 0
        try:
            unlock(home, secrets_store, clock, "wrong" * 4)
        except VaultError as told:
            with_delay = int(str(told.values.get("seconds", 0)))
        waits.append(with_delay)
        clock.forward(timedelta(minutes=6))
    assert waits[:2] == [0, 2]
    assert waits == sorted(waits)
    assert max(waits) == 60
    assert unlock(home, secrets_store, clock) == made.key.hex


def test_the_right_passphrase_during_a_delay_is_not_even_tried(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    make(home, secrets_store)
    fail_times(home, secrets_store, clock, 5)
    refused(home, secrets_store, clock, "wrong" * 4)
    assert refused(home, secrets_store, clock) == "vault.wait"
    clock.forward(timedelta(seconds=300))
    assert unlock(home, secrets_store, clock)
    refused(home, secrets_store, clock, "wrong" * 4)
    assert unlock(home, secrets_store, clock), "success starts the count from nought"


def test_a_clock_set_back_does_not_lock_anybody_out(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    make(home, secrets_store)
    fail_times(home, secrets_store, clock, 4)
    refused(home, secrets_store, clock, "wrong" * 4)
    clock.forward(timedelta(days=-400))
    assert refused(home, secrets_store, clock) == "vault.wait"
    clock.forward(timedelta(seconds=300))
    assert unlock(home, secrets_store, clock)


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"failed": "x", "last": 1}', "\x00"])
def test_a_spoilt_count_stops_nobody(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock, spoilt: str
) -> None:
    make(home, secrets_store)
    home.keyslots.with_name("tries.json").write_text(spoilt)
    assert unlock(home, secrets_store, clock)


# ---- the keyring in all its moods ---------------------------------------------------------------


@pytest.mark.covers("R-19")
@pytest.mark.parametrize(
    "backend",
    [fail.Keyring(), null.Keyring(), PlaintextKeyring(), WeakKeyring(), PlainChain()],
    ids=lambda backend: type(backend).__module__ + "." + type(backend).__name__,
)
def test_a_machine_without_a_trustworthy_keyring_says_so_and_works(
    home: Home, clock: StandingClock, backend: keyring.backend.KeyringBackend
) -> None:
    keyring.set_keyring(backend)
    made = make(home, OsKeyring())
    assert made.device is DeviceState.ABSENT
    assert not keyslots.load(home.keyslots).slots[0].device
    assert unlock(home, OsKeyring(), clock) == made.key.hex
    keyring.set_keyring(fail.Keyring())


@pytest.mark.covers("R-19")
@pytest.mark.parametrize(
    ("backend", "code"),
    [
        (fail.Keyring(), "keyring.absent"),
        (PlaintextKeyring(), "keyring.absent"),
        (RaisingKeyring(NoKeyringError("none")), "keyring.absent"),
        (RaisingKeyring(LOCKED[0]), "keyring.locked"),
        (RaisingKeyring(LOCKED[1]), "keyring.locked"),
        (RaisingKeyring(OSError("the bus is gone")), "keyring.broken"),
        (MemoryKeyring(), "keyring.emptied"),
        (ForgetfulKeyring(), "keyring.emptied"),
    ],
)
def test_a_keyring_lost_later_leads_to_the_recovery_code(
    home: Home,
    clock: StandingClock,
    memory_keyring: MemoryKeyring,
    backend: keyring.backend.KeyringBackend,
    code: str,
) -> None:
    made = make(home, OsKeyring())
    keyring.set_keyring(backend)
    assert refused(home, OsKeyring(), clock) == code
    recovered = door.unlock_with_recovery(home, code=made.recovery_code, clock=clock)
    assert recovered == made.key


@pytest.mark.parametrize("kept", ["", "not hexadecimal", "abcd"])
def test_a_spoilt_secret_counts_as_lost(
    home: Home, clock: StandingClock, memory_keyring: MemoryKeyring, kept: str
) -> None:
    make(home, OsKeyring())
    memory_keyring.kept = dict.fromkeys(memory_keyring.kept, kept)
    assert refused(home, OsKeyring(), clock) == "keyring.emptied"


@pytest.mark.covers("R-19")
def test_an_unlock_dialog_that_nobody_answers_is_given_up(
    home: Home, clock: StandingClock, memory_keyring: MemoryKeyring
) -> None:
    make(home, OsKeyring())
    hanging = HangingKeyring()
    keyring.set_keyring(hanging)
    before = time.monotonic()
    assert refused(home, OsKeyring(patience=0.2), clock) == "keyring.locked"
    assert time.monotonic() - before < 3
    hanging.released.set()


def test_a_new_vault_on_a_hanging_keyring_is_made_without_it(
    home: Home, clock: StandingClock
) -> None:
    hanging = HangingKeyring()
    keyring.set_keyring(hanging)
    made = make(home, OsKeyring(patience=0.2))
    assert made.device is DeviceState.LOCKED
    hanging.released.set()
    keyring.set_keyring(fail.Keyring())
    assert unlock(home, OsKeyring(), clock) == made.key.hex


def test_a_keyring_that_forgets_is_found_out_when_the_vault_is_made(home: Home) -> None:
    keyring.set_keyring(ForgetfulKeyring())
    assert make(home, OsKeyring()).device is DeviceState.BROKEN
    keyring.set_keyring(fail.Keyring())


# ---- recovery and new users ---------------------------------------------------------------------


@pytest.mark.covers("R-19")
def test_after_recovery_a_new_passphrase_and_a_new_machine_secret_are_set(
    home: Home, clock: StandingClock, memory_keyring: MemoryKeyring
) -> None:
    made = make(home, OsKeyring())
    memory_keyring.kept.clear()
    key = door.unlock_with_recovery(home, code=made.recovery_code.lower(), clock=clock)
    door.renew(
        home, key, user="Олена", passphrase="нова фраза на заміну", secrets_store=OsKeyring(),
        cost=CHEAP,
    )  # fmt: skip
    assert unlock(home, OsKeyring(), clock, "нова фраза на заміну") == made.key.hex
    assert refused(home, OsKeyring(), clock) == "vault.wrong_passphrase"
    assert len(memory_keyring.kept) == 1


def test_a_code_of_another_vault_does_not_open(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    make(home, secrets_store)
    other = make(Home(home.folder / "other"), secrets_store)
    with pytest.raises(VaultError) as told:
        door.unlock_with_recovery(home, code=other.recovery_code, clock=clock)
    assert told.value.code == "vault.wrong_recovery"


def test_a_renewed_code_replaces_the_old_one(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    made = make(home, secrets_store)
    new = recovery_code.new()
    door.renew_recovery(home, made.key, code=new, cost=CHEAP)
    assert door.unlock_with_recovery(home, code=new, clock=clock) == made.key
    with pytest.raises(VaultError):
        door.unlock_with_recovery(home, code=made.recovery_code, clock=clock)


def test_several_users_open_with_their_own_phrases(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    made = make(home, secrets_store)
    door.add_user(
        home, made.key, user="Петро", passphrase="петрова довга фраза",
        secrets_store=secrets_store, cost=CHEAP,
    )  # fmt: skip
    assert door.users(home) == ("Олена", "Петро")
    assert unlock(home, secrets_store, clock, "петрова довга фраза", "петро") == made.key.hex
    assert unlock(home, secrets_store, clock) == made.key.hex
    assert refused(home, secrets_store, clock, PHRASE, "Петро") == "vault.wrong_passphrase"


@pytest.mark.parametrize(
    ("user", "phrase", "code"),
    [
        ("Петро", "коротка", "passphrase.too_short"),
        ("Петро", "їїїїїїїїїїїїїї", "passphrase.too_short"),
        ("  ", PHRASE, "user.no_name"),
        ("ОЛЕНА", PHRASE, "user.exists"),
    ],
)
def test_what_cannot_be_a_user_is_refused(
    home: Home, secrets_store: DeviceSecrets, user: str, phrase: str, code: str
) -> None:
    made = make(home, secrets_store)
    with pytest.raises(InputError) as told:
        door.add_user(
            home, made.key, user=user, passphrase=phrase, secrets_store=secrets_store, cost=CHEAP
        )
    assert told.value.code == code


def test_a_second_vault_in_the_same_home_is_refused(
    home: Home, secrets_store: DeviceSecrets
) -> None:
    make(home, secrets_store)
    with pytest.raises(VaultError) as told:
        make(home, secrets_store)
    assert told.value.code == "vault.exists"


def test_a_count_that_cannot_be_written_stops_nobody(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    make(home, secrets_store)
    home.keyslots.with_name("tries.json.new").mkdir()
    assert refused(home, secrets_store, clock, "wrong" * 4) == "vault.wrong_passphrase"
    assert unlock(home, secrets_store, clock)


def test_a_file_of_slots_without_a_slot_is_damaged(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock
) -> None:
    make(home, secrets_store)
    keyslots.save(home.keyslots, replace(keyslots.load(home.keyslots), slots=()))
    assert refused(home, secrets_store, clock) == "keyslots.damaged"


def test_slots_of_a_newer_program_are_refused_kindly(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(home, secrets_store)
    file = keyslots.load(home.keyslots)
    with monkeypatch.context() as newer:
        newer.setattr(keyslots, "FORMAT", keyslots.FORMAT + 1)
        keyslots.save(home.keyslots, file)
    assert refused(home, secrets_store, clock) == "vault.newer"


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        DatabaseKey(b"short")
    assert len(DatabaseKey.random().hex) == 64
    assert DatabaseKey.random().hex not in repr(DatabaseKey.random())


@pytest.mark.parametrize("damage", [b"", b"{}", None])
def test_a_damaged_copy_of_the_slots_is_mended_at_the_next_sign_in(
    home: Home, secrets_store: DeviceSecrets, clock: StandingClock, damage: bytes | None
) -> None:
    make(home, secrets_store)
    whole = home.keyslots.read_bytes()
    for copy in (home.keyslots, keyslots.second_copy(home.keyslots)):
        if damage is None:
            copy.unlink()
        else:
            copy.write_bytes(damage)
        assert unlock(home, secrets_store, clock)
        assert copy.read_bytes() == whole
