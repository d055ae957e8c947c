"""From the first day to the printed application, sign-in included, without any network."""

import socket
from contextlib import closing
from datetime import date
from typing import NoReturn

import pytest

from app.accounts.model import Office
from app.content.library import Library
from app.core.clock import Clock, today
from app.core.ids import Ids
from app.core.paths import Home
from app.desk.desk import assemble
from app.desk.vaults import Vaults
from app.registry.model import Card, VisitDraft
from app.vault.device_secret import DeviceSecrets
from tests.vault.keyrings import CHEAP

PHRASE = "калина верба тополя явір"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the network fails the test."""

    def refuse(*_given: object, **_named: object) -> NoReturn:
        pytest.fail("the network was asked for")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=False)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.covers("F97")
def test_a_whole_case_is_made_without_a_network(
    home: Home, clock: Clock, ids: Ids, secrets_store: DeviceSecrets, no_network: None
) -> None:
    vaults = Vaults(home, clock=clock, ids=ids, secrets_store=secrets_store, cost=CHEAP)
    made = vaults.make(Office(name="Бюро"), user="Олена", passphrase=PHRASE)
    made.opened.database.close()
    opened = vaults.open("Олена", PHRASE)
    with closing(opened.database):
        desk = assemble(
            opened.database, Library.load(), clock=clock, ids=ids, author=opened.user.id
        )
        card = Card(surname="Шевченко", given_name="Олена", birth_date=date(1986, 3, 7))
        client = desk.intake.register(card, VisitDraft(essence="довідка")).client
        facts = desk.checks.facts_from_card(card, today(clock))
        check = desk.checks.save(client.id, facts, [], today(clock))
        values = desk.papers.values_for("bvpd_application", client.id, check_id=check.id)
        assert desk.papers.preview("bvpd_application", values, client_id=client.id).pdf
        assert desk.office.verify_journal().whole
    key = vaults.recover(made.recovery_code)
    vaults.renew(key, user="Олена", passphrase=PHRASE).database.close()
