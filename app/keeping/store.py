"""Rows of the bundles that came."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.words import Text
from app.keeping.model import BundleStep, Step
from app.storage.tables import BundleStepRow


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
