"""Every transaction is signed by who made it and by the desk; what was not is found and named."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.accounts.model import Office, Role
from app.core.clock import Clock
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.office import Administration
from app.desk.opinions import Opinions
from app.desk.vaults import Opened, Vaults
from app.storage.engine import connect
from app.storage.journal import Break, Verified
from app.storage.signatures import Signed
from app.vault.device_secret import DeviceSecrets
from tests.intruder import Intruder
from tests.vault.keyrings import CHEAP

PHRASE, OTHER = "калина верба тополя явір", "зовсім інша довга фраза"


@pytest.fixture
def vaults(home: Home, clock: Clock, ids: Ids, secrets_store: DeviceSecrets) -> Vaults:
    return Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)


@pytest.fixture
def opened(vaults: Vaults, clock: Clock, ids: Ids) -> Iterator[Opened]:
    """An office whose head said three things."""
    opened = vaults.make(Office(name="Бюро"), user="Олена Коваль", passphrase=PHRASE).opened
    for text in ("перше", "друге", "третє"):
        said(opened, clock, ids, text)
    yield opened
    opened.database.close()


def said(opened: Opened, clock: Clock, ids: Ids, text: str, author: str = "") -> None:
    author = author or opened.user.id
    opinions = Opinions(opened.database, clock=clock, ids=ids, author=author)
    opinions.say(text, screen="home", program="0")


def verified(opened: Opened, clock: Clock, ids: Ids) -> Verified:
    office = Administration(opened.database, clock=clock, ids=ids, author=opened.user.id)
    return office.verify_journal()


def broken(opened: Opened, clock: Clock, ids: Ids) -> tuple[int, str]:
    place = verified(opened, clock, ids).first_break
    assert isinstance(place, Break)
    return place.seq, place.reason


@pytest.mark.covers("F66", "F108")
def test_every_transaction_is_signed_from_the_first_one_on(
    opened: Opened, clock: Clock, ids: Ids
) -> None:
    proof = verified(opened, clock, ids)
    assert (proof.first_break, proof.unsigned) == (None, 0)
    thief = Intruder.at(opened.database, opened.key.hex)
    rows = thief.ask("SELECT first, last, by_person FROM journal_signature ORDER BY last")
    assert [first for first, _, _ in rows[1:]] == [last + 1 for _, last, _ in rows[:-1]]
    assert rows[-1][1] == proof.entries
    assert proof.signatures == len(rows)
    assert all(by_person for _, _, by_person in rows), "the head was there from the first line"


def test_work_in_the_name_of_somebody_without_keys_is_signed_by_the_desk_alone(
    vaults: Vaults, opened: Opened, clock: Clock, ids: Ids
) -> None:
    clerk = vaults.add_user(opened, name="Петро Клерк", role=Role.REGISTRAR, passphrase=OTHER)
    said(opened, clock, ids, "за нього", author=clerk.id)
    assert verified(opened, clock, ids).whole
    with closing(vaults.open("Петро Клерк", OTHER).database):
        pass
    assert verified(opened, clock, ids).whole, "what was before his first sign-in stays as it was"
    said(opened, clock, ids, "ніби він", author=clerk.id)
    assert broken(opened, clock, ids)[1] == "signature", "now nobody else may write as him"


def test_each_signs_as_herself_and_a_new_pair_goes_on(
    vaults: Vaults, opened: Opened, clock: Clock, ids: Ids
) -> None:
    vaults.add_user(opened, name="Петро Клерк", role=Role.REGISTRAR, passphrase=OTHER)
    clerk = vaults.open("Петро Клерк", OTHER)
    with closing(clerk.database):
        said(clerk, clock, ids, "сам")
    renewed = vaults.renew(opened.key, user="Петро Клерк", passphrase=PHRASE)
    said(renewed, clock, ids, "уже новою парою")
    assert verified(renewed, clock, ids).whole
    renewed.database.close()


# ---- by somebody who holds the key of the database ---------------------------------------------


@pytest.mark.covers("R-16", "F108")
@pytest.mark.parametrize("sign", [False, True])
def test_a_line_changed_with_the_whole_chain_made_anew_is_found(
    opened: Opened, clock: Clock, ids: Ids, *, sign: bool
) -> None:
    thief = Intruder.at(opened.database, opened.key.hex)
    (seq,) = thief.ask("SELECT seq FROM journal WHERE patch LIKE '%друге%'")[0]
    thief.run("UPDATE journal SET patch = replace(patch, 'друге', 'інше') WHERE tbl = 'feedback'")
    thief.chain_anew(sign=sign)
    assert broken(opened, clock, ids) == (seq, "signature")


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DELETE FROM journal_signature WHERE last = 6", "unsigned"),
        ("DELETE FROM journal_signature WHERE last >= 6", "unsigned"),
        ("DELETE FROM journal_signature", "unsigned"),
        ("UPDATE journal_signature SET by_person = NULL WHERE last = 6", "signature"),
        ("UPDATE journal_signature SET by_desk = zeroblob(64) WHERE last = 6", "signature"),
        ("UPDATE journal_signature SET first = first - 1 WHERE last = 6", "signature"),
        ("DELETE FROM journal WHERE seq >= 6", "missing_end"),
    ],
)
def test_signatures_taken_away_or_touched_are_found(
    opened: Opened, clock: Clock, ids: Ids, statement: str, reason: str
) -> None:
    thief = Intruder.at(opened.database, opened.key.hex)
    thief.run(statement)
    assert broken(opened, clock, ids)[1] == reason


def test_the_end_cut_off_together_with_the_heads_is_found_by_the_signatures(
    opened: Opened, clock: Clock, ids: Ids
) -> None:
    thief = Intruder.at(opened.database, opened.key.hex)
    thief.run("DELETE FROM journal WHERE seq >= 6")
    thief.chain_anew()
    assert broken(opened, clock, ids) == (6, "missing_end")


def test_a_line_written_past_the_keys_is_found(opened: Opened, clock: Clock, ids: Ids) -> None:
    opened.database.sign_with(lambda _author, _content: Signed(None, bytes(64)))
    said(opened, clock, ids, "чуже")
    assert broken(opened, clock, ids)[1] == "signature"


def test_signatures_are_neither_changed_nor_deleted_without_taking_the_guard_away(
    opened: Opened,
) -> None:
    with closing(connect(opened.database.folder / "vault.db", opened.key.hex)) as raw:
        for statement in (
            "DELETE FROM journal_signature",
            "UPDATE journal_signature SET by_person = NULL",
        ):
            with pytest.raises(Exception, match="never changed"):
                raw.execute(statement)


@pytest.mark.covers("F134")
def test_lines_of_an_older_vault_are_unsigned_and_shown_as_such(
    vaults: Vaults, opened: Opened, clock: Clock, ids: Ids
) -> None:
    thief = Intruder.at(opened.database, opened.key.hex)
    opened.database.close()
    told = thief.ask("SELECT min(seq) FROM journal WHERE tbl = 'signer'")[0][0]
    thief.run("DELETE FROM journal_signature", ("DELETE FROM journal WHERE seq >= ?", (told,)))
    thief.run(
        "DELETE FROM signer", "DELETE FROM feedback", "DELETE FROM meta WHERE name = 'desk_pair'"
    )
    thief.chain_anew(sign=False)
    with closing((again := vaults.open("Олена Коваль", PHRASE)).database):
        proof = verified(again, clock, ids)
        assert (proof.first_break, proof.unsigned) == (None, told - 1)
        assert proof.entries > told
