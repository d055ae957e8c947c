"""Rows of the bundles that came, of what is kept for how long, and of what was erased."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.words import Text
from app.keeping.anonymous import Raw
from app.keeping.model import BundleStep, Step
from app.keeping.terms import Certificate, File, Kept, Purge
from app.storage.engine import driver_of
from app.storage.lines import tick
from app.storage.merged import whole
from app.storage.retention_tables import HoldRow, PurgeRow
from app.storage.tables import BundleStepRow
from app.storage.types import unpacked


def add_step(session: Session, record: str, step: BundleStep) -> None:
    """Other packs are in force from now on."""
    session.add(
        BundleStepRow(
            id=record,
            number=step.number,
            before=step.before,
            step=step.step.value,
            sha256=step.sha256,
            title={"uk": step.title.uk, "en": step.title.en},
            signers=list(step.signers),
            at=step.at,
            author=step.author,
        )
    )


def in_force(session: Session) -> int:
    """The number of the bundle that was put in force last; 0: the program's own packs."""
    newest = next(iter(steps(session)), None)
    return newest.number if newest else 0


def steps(session: Session) -> tuple[BundleStep, ...]:
    """Every time when other packs came into force, the newest first."""
    rows = session.scalars(
        select(BundleStepRow).order_by(BundleStepRow.at.desc(), BundleStepRow.op_seq.desc())
    )
    return tuple(
        BundleStep(
            number=row.number,
            before=row.before,
            step=Step(row.step),
            sha256=row.sha256,
            title=Text(**row.title),
            signers=tuple(row.signers),
            at=row.at,
            author=row.author,
        )
        for row in rows
    )


# ---- how long files are kept --------------------------------------------------------------------

_CARDS = (
    "SELECT id, reference, merged_into, substr(registered_at, 1, 10) FROM client "
    "WHERE NOT deleted ORDER BY id"
)
_CONTACTS = (
    "SELECT client_id, max(on_date) FROM visit WHERE NOT deleted GROUP BY client_id",
    "SELECT client_id, max(on_date) FROM eligibility_check WHERE NOT deleted GROUP BY client_id",
    "SELECT client_id, max(substr(changed_at, 1, 10)) FROM client_paper WHERE NOT deleted "
    "GROUP BY client_id",
    "SELECT client_id, max(substr(added_at, 1, 10)) FROM scan WHERE NOT deleted GROUP BY client_id",
    "SELECT client_id, max(substr(made_at, 1, 10)) FROM paper_print WHERE NOT deleted "
    "GROUP BY client_id",
)
_PENDING = "SELECT client_id, max(deadline) FROM visit WHERE NOT deleted GROUP BY client_id"


def files(session: Session) -> tuple[File, ...]:
    """The file of every card that stands; what was merged into it counts as its own."""
    driver = driver_of(session)
    cards = {row[0]: row[1:] for row in driver.execute(_CARDS)}
    last = {card: day for card, (_, _, day) in cards.items()}
    pending: dict[str, str] = {}
    for sql in _CONTACTS:
        for card, day in driver.execute(sql):
            last[card] = max(last.get(card, ""), day or "")
    for card, day in driver.execute(_PENDING):
        pending[card] = day or ""
    held = {row.client_id: row.reason for row in session.scalars(_standing_holds())}
    together: dict[str, list[str]] = {}
    for card in cards:
        together.setdefault(_kept(card, cards), []).append(card)
    return tuple(
        File(
            client_id=kept,
            reference=cards[kept][0],
            last_contact=date.fromisoformat(max(last[card] for card in own)),
            pending_until=_day(max(pending.get(card, "") for card in own)),
            held=next((held[card] for card in own if card in held), ""),
        )
        for kept, own in together.items()
    )


def _kept(card: str, cards: Mapping[str, Sequence[str]]) -> str:
    seen = {card}
    while (into := cards[card][1]) and into in cards and into not in seen:
        seen.add(into)
        card = into
    return card


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def old_looks(session: Session, before: date) -> int:
    """How many lines of the access log were written before that day."""
    sql = "SELECT count(*) FROM access WHERE NOT deleted AND at < ?"
    (count,) = driver_of(session).execute(sql, (before.isoformat(),)).fetchone()
    return int(count)


# ---- holds --------------------------------------------------------------------------------------


def _standing_holds() -> Any:
    return select(HoldRow).where(HoldRow.lifted_at.is_(None), ~HoldRow.deleted)


def hold(
    session: Session, record: str, client_id: str, *, at: datetime, author: str, reason: str
) -> None:
    """From now on the file is not erased."""
    row = HoldRow(id=record, client_id=client_id, since=at, author=author, reason=reason)
    session.add(row)


def lift(session: Session, client_id: str, *, at: datetime, author: str) -> bool:
    """Nothing holds the file back any more; whether anything did."""
    cards = session.scalars(whole(client_id)).all()
    rows = session.scalars(_standing_holds().where(HoldRow.client_id.in_(cards))).all()
    for row in rows:
        row.lifted_at, row.lifted_by = at, author
    return bool(rows)


# ---- purges -------------------------------------------------------------------------------------


def propose(
    session: Session, record: str, clients: Sequence[str], *, at: datetime, author: str
) -> None:
    """Put files forward to be erased."""
    row = PurgeRow(
        id=record,
        kind=Kept.CLIENT_FILE.value,
        proposed_at=at,
        author=author,
        files=list(clients),
    )
    session.add(row)


def purges(session: Session) -> tuple[Purge, ...]:
    """Every purge that was put forward, the newest first."""
    query = select(PurgeRow).where(~PurgeRow.deleted)
    rows = session.scalars(query.order_by(PurgeRow.proposed_at.desc(), PurgeRow.id))
    return tuple(_purge(row) for row in rows)


def purge(session: Session, record: str) -> Purge | None:
    """One of them."""
    row = session.get(PurgeRow, record)
    return None if row is None or row.deleted else _purge(row)


def note_purge(session: Session, record: str, **changed: Any) -> None:
    """Write what became of it: confirmed, withdrawn, done with its certificate."""
    row = session.get_one(PurgeRow, record)
    for name, value in changed.items():
        setattr(row, name, value)


_ERASED = (
    "SELECT tbl, rid, replica, seq, h FROM journal WHERE kind = 'e' AND act = 'file.erased' "
    "AND author = ? AND hlc >= ? ORDER BY lseq"
)


def certificate(session: Session, record: str) -> Certificate:
    """What the journal tells of the erasures since the purge was confirmed, by who confirmed it."""
    row = session.get_one(PurgeRow, record)
    since = tick(row.confirmed_at, 0) if row.confirmed_at else 0
    lines = driver_of(session).execute(_ERASED, (row.confirmed_by, since)).fetchall()
    cards = [rid for table, rid, *_ in lines if table == "client"]
    numbers = dict(driver_of(session).execute("SELECT id, reference FROM client WHERE deleted"))
    return Certificate(
        references=tuple(sorted(numbers[card] for card in cards)),
        counts=dict(sorted(Counter(line[0] for line in lines).items())),
        digests=tuple(
            f"{table} {rid} {replica}/{seq} {bytes(h).hex()}"
            for table, rid, replica, seq, h in lines
        ),
    )


def _purge(row: PurgeRow) -> Purge:
    kept = row.certificate
    return Purge(
        id=row.id,
        proposed_at=row.proposed_at,
        author=row.author,
        files=tuple(row.files),
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by,
        withdrawn_at=row.withdrawn_at,
        done_at=row.done_at,
        certificate=Certificate(
            references=tuple(kept.get("references", ())),
            counts=kept.get("counts", {}),
            digests=tuple(kept.get("digests", ())),
        ),
    )


# ---- what a copy without people may look at -----------------------------------------------------


def raw_clients(session: Session) -> tuple[Raw, ...]:
    """Every client, as far as an anonymous copy may look."""
    driver = driver_of(session)
    visits: dict[str, list[dict[str, Any]]] = {}
    checks: dict[str, list[dict[str, Any]]] = {}
    for client, on, *words, deadline in driver.execute(
        "SELECT client_id, on_date, channel, kind, topic, deadline FROM visit WHERE NOT deleted "
        "ORDER BY on_date, id"
    ):
        named = dict(zip(("channel", "kind", "topic"), words, strict=True))
        days = {"on_date": date.fromisoformat(on), "deadline": _day(deadline or "")}
        visits.setdefault(client, []).append({**named, **days})
    for client, on, verdict in driver.execute(
        "SELECT client_id, on_date, verdict FROM eligibility_check WHERE NOT deleted "
        "ORDER BY on_date, id"
    ):
        said: Any = unpacked(verdict)
        found = {"outcome": said.get("outcome", ""), "best": said.get("best") or ""}
        checks.setdefault(client, []).append({"on_date": date.fromisoformat(on), **found})
    rows = driver.execute(
        "SELECT id, birth_date, age, age_on, substr(registered_at, 1, 10), sex, statuses "
        "FROM client WHERE NOT deleted AND merged_into = '' ORDER BY id"
    )
    return tuple(
        Raw(
            id=client,
            birth_date=_day(born or ""),
            age=age,
            age_on=_day(on or ""),
            registered=date.fromisoformat(registered),
            sex=sex,
            statuses=tuple(str(status.get("kind", "")) for status in json.loads(statuses)),
            visits=tuple(visits.get(client, ())),
            checks=tuple(checks.get(client, ())),
        )
        for client, born, age, on, registered, sex, statuses in rows
    )
