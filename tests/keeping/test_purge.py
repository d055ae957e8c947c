"""Erasing by two people: what is due goes for good, the chain holds, a certificate is left."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.content.library import Library
from app.core.errors import DeskError, InputError, NotAllowedError
from app.desk.desk import Desk, assemble
from app.desk.signers import desk_pair
from app.desk.signing import signing_of
from app.keeping.terms import Kept, Purge
from app.storage import journal
from app.storage.database import Database
from app.storage.soundness.records import change
from app.storage.tables import SignerRow
from app.vault.pairs import PAIR_BYTES, Pair
from tests.cli.test_vault_and_journal import call
from tests.doctor.office import SickOffice, done

YEARS = timedelta(days=6 * 365)
LIBRARY = Library.load()
PAIR = Pair(bytes(range(PAIR_BYTES)))
REASON = "позов у суді, справа 12"


def at(database: Database, office: SickOffice, author: str = "") -> Desk:
    return assemble(
        database, LIBRARY, clock=office.clock, ids=office.ids, author=author or office.author
    )


def other(database: Database, role: str) -> str:
    with database.reading() as session:
        sql = "SELECT id FROM user_ WHERE role = ? ORDER BY id"
        row = session.connection().exec_driver_sql(sql, (role,)).first()
    assert row is not None
    return str(row[0])


def promoted(database: Database, office: SickOffice, *, signed_in: bool = True) -> str:
    """A senior lawyer, who has signed in at least once."""
    lawyer = other(database, "frontline")
    with database.writing("test.made", author=office.author) as session:
        change(session, "user_", lawyer, role="senior")
        if signed_in:
            row = SignerRow(id="s" * 32, kind="person", holder=lawyer, made_at=office.clock.now())
            public = PAIR.public()
            row.sign_key, row.seal_key = public.sign.hex(), public.seal.hex()
            session.add(row)
    return lawyer


def erased(desk: Desk, purge: Purge) -> Purge:
    result: Any = done(desk.retention.confirm(purge.id))  # type: ignore[arg-type]
    assert isinstance(result, Purge)
    return result


@pytest.mark.covers("F110")
def test_two_people_erase_what_is_due_and_the_chain_holds(sick: SickOffice) -> None:
    with sick.database() as database:
        second = promoted(database, sick)
        sick.clock.forward(YEARS)
        head = at(database, sick)
        due = next(one for one in head.retention.due() if one.term.kept is Kept.CLIENT_FILE)
        names = [
            row[0] for row in _rows(database, "SELECT surname FROM client WHERE surname <> ''")
        ]
        essences = [row[0] for row in _rows(database, "SELECT essence FROM visit") if row[0]]
        ours = ("Жовтень", "Перевозник")
        held = next(
            one for one in due.files if head.intake.client(one.client_id).card.surname not in ours
        )
        head.retention.hold(held.client_id, reason=REASON)
        free = [one.client_id for one in due.files if one is not held]
        purge = head.retention.propose(tuple(free))
        with pytest.raises(NotAllowedError, match="same_person"):
            erased(head, purge)
        hand = signing_of(second, person=PAIR, desk=desk_pair(database))
        database.sign_with(hand)  # she sits down at the desk
        after = erased(at(database, sick, second), purge)
        proof = after.certificate
        assert after.confirmed_by == second
        assert len(proof.references) > len(free)  # a merged card has its own number
        assert proof.counts["client"] == len(proof.references)
        assert len(proof.digests) == sum(proof.counts.values())
        with database.reading() as session:
            assert journal.verify(session).whole
        left = _everything(database)
        kept_card = _rows(database, f"SELECT surname FROM client WHERE id = '{held.client_id}'")
        gone = {*names, *essences} - {row[0] for row in kept_card}
        kept = "".join(
            str(row) for row in _rows(database, "SELECT * FROM visit WHERE client_id = ?", held)
        )
        assert not [text for text in gone if text in left and text not in kept]
        assert _rows(database, "SELECT count(*) FROM scan_content")[0][0] == 0
        assert _rows(database, "SELECT count(*) FROM client_key WHERE client_id <> ?", held) == [
            (0,)
        ]
        assert head.retention.due()[0].free == ()
    report = sick.examined()
    assert report.sound, report.findings


def _rows(database: Database, sql: str, held: Any = None) -> list[Any]:
    with database.reading() as session:
        given = () if held is None else (held.client_id,)
        return [tuple(row) for row in session.connection().exec_driver_sql(sql, given).all()]


def _everything(database: Database) -> str:
    tables = [
        row[0] for row in _rows(database, "SELECT name FROM sqlite_master WHERE type='table'")
    ]
    return "\n".join(
        str(row) for name in tables for row in _rows(database, f'SELECT * FROM "{name}"')
    )


def test_alone_nobody_erases_and_nothing_that_is_held_or_not_due(sick: SickOffice) -> None:
    with sick.database() as database:
        lawyer = promoted(database, sick, signed_in=False)
        sick.clock.forward(YEARS)
        head = at(database, sick)
        files = head.retention.due()[0].files
        with pytest.raises(DeskError, match=r"purge\.nobody_else"):
            head.retention.propose((files[0].client_id,))
    with sick.database() as database:
        with database.writing("test.made", author=sick.author) as session:
            row = SignerRow(id="s" * 32, kind="person", holder=lawyer, made_at=sick.clock.now())
            row.sign_key, row.seal_key = "00" * 32, "00" * 32
            session.add(row)
        head = at(database, sick)
        with pytest.raises(InputError, match="reason"):
            head.retention.hold(files[0].client_id, reason="бо так")
        head.retention.hold(files[0].client_id, reason=REASON)
        with pytest.raises(InputError, match=r"purge\.not_due"):
            head.retention.propose((files[0].client_id,))
        assert head.retention.lift(files[0].client_id)
        assert not head.retention.lift(files[0].client_id)
        purge = head.retention.propose((files[0].client_id,))
        head.retention.withdraw(purge.id)
        with pytest.raises(InputError, match=r"purge\.over"):
            erased(at(database, sick, lawyer), purge)
        registrar = at(database, sick, other(database, "registrar"))
        with pytest.raises(NotAllowedError):
            registrar.retention.due()
        with pytest.raises(NotAllowedError):
            registrar.retention.purges()


def test_a_file_that_was_held_after_it_was_put_forward_stays(sick: SickOffice) -> None:
    with sick.database() as database:
        second = promoted(database, sick)
        sick.clock.forward(YEARS)
        head = at(database, sick)
        two = tuple(one.client_id for one in head.retention.due()[0].files[:2])
        purge = head.retention.propose(two)
        head.retention.hold(two[0], reason=REASON)
        after = erased(at(database, sick, second), purge)
        assert after.certificate.counts["client"] == 1
        assert head.intake.client(two[0]).id == two[0]


def test_the_command_line_lists_what_is_due(sick: SickOffice, tmp_path: Path) -> None:
    signed = ("--user", "Марта Гілка", "--passphrase-stdin")
    inp = "липа садить теплий вечір"
    code, out, err = call(sick.home, "retention", "list", *signed, inp=inp, clock=sick.clock)
    assert (code, "Справи клієнтів: 5 років" in out) == (0, True), err
    sick.clock.forward(YEARS)
    again = ("retention", "list", "--json", *signed)
    code, out, _ = call(sick.home, *again, inp=inp, clock=sick.clock)
    found = json.loads(out)["classes"][0]
    assert found["due"] == len(found["files"]) > 5
    hold = ("retention", "hold", found["files"][0]["reference"], "--reason", REASON, *signed)
    assert call(sick.home, *hold, inp=inp, clock=sick.clock)[0] == 0
    code, _, err = call(sick.home, "retention", "propose", *signed, inp=inp, clock=sick.clock)
    assert (code, "Ніхто інший" in err) == (1, True), err
    code, _, _ = call(sick.home, "retention", "list", "--on", "колись", *signed, inp=inp)
    assert code == 2
