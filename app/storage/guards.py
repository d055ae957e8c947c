"""The triggers that refuse writes which leave no line in the journal or change what is settled."""

from collections.abc import Mapping

from app.storage.schema import Synced
from app.storage.spelling import fields_of
from app.storage.tables import synced_tables

GUARD = "journal guard"
"""How every refusal of the guards below begins."""

SETTLED: Mapping[str, frozenset[str]] = {
    "access": frozenset({"reviewed_at", "reviewed_by"}),
    "eligibility_check": frozenset({"override", "provisional"}),
    "export": frozenset(),
    "paper_print": frozenset(),
    "signer": frozenset({"ended_at"}),
}
"""Tables whose records are never changed, and the fields of each that tell what came later.

Such a record is corrected by another one, or struck out, visibly; only an erasure empties it, and
the doctor puts back what its lines say.
"""

_FINAL = ("lseq", "office", "vis", "replica", "seq", "hlc", "tbl", "rid", "kind", "sv")
_FINAL_TOO = ("author", "act", "hb", "h")
_ERASED_LATER = (
    "EXISTS (SELECT 1 FROM journal WHERE tbl = OLD.tbl AND rid = OLD.rid "
    "AND kind = 'e' AND lseq > OLD.lseq)"
)
_ONLY_BLANKED = " AND ".join(
    (
        "NEW.patch IS NULL AND NEW.salt IS NULL AND OLD.kind <> 'e'",
        *(f"NEW.{name} IS OLD.{name}" for name in (*_FINAL, *_FINAL_TOO)),
        _ERASED_LATER,
    )
)
"""The one change of the journal: a line of a record that a later line erased loses its content."""

JOURNAL_GUARDS = {
    "journal_no_update": (
        f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal WHEN NOT ({_ONLY_BLANKED}) "
        "BEGIN SELECT RAISE(ABORT, 'journal guard: the journal is never changed'); END"
    ),
    "journal_no_delete": (
        "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'journal guard: the journal is never changed'); END"
    ),
    "signature_no_update": (
        "CREATE TRIGGER signature_no_update BEFORE UPDATE ON journal_signature "
        "BEGIN SELECT RAISE(ABORT, 'journal guard: a signature is never changed'); END"
    ),
    "signature_no_delete": (
        "CREATE TRIGGER signature_no_delete BEFORE DELETE ON journal_signature "
        "BEGIN SELECT RAISE(ABORT, 'journal guard: a signature is never changed'); END"
    ),
}

_LINE_OF_THIS_WRITE = (
    "NOT EXISTS (SELECT 1 FROM journal WHERE vis = {vis} AND replica = NEW.op_replica "
    "AND seq = NEW.op_seq AND tbl = '{table}' AND rid = NEW.id)"
)


def guards() -> dict[str, str]:
    """The triggers that refuse a write without its journal line, by name."""
    made = dict(JOURNAL_GUARDS)
    for table, row in synced_tables().items():
        no_line = _LINE_OF_THIS_WRITE.format(table=table, vis=row.vis)
        refuse = (
            f"BEGIN SELECT RAISE(ABORT, 'journal guard: a write of {table} without its line'); END"
        )
        made[f"{table}_insert"] = (
            f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {no_line} {refuse}"
        )
        made[f"{table}_update"] = (
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} "
            "WHEN NEW.id <> OLD.id "
            "OR (NEW.op_replica = OLD.op_replica AND NEW.op_seq = OLD.op_seq) "
            f"OR {no_line}{_settled(table, row)} {refuse}"
        )
        made[f"{table}_delete"] = (
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'journal guard: {table} is struck out, never deleted'); END"
        )
    return made


def _settled(table: str, row: type[Synced]) -> str:
    """A condition: a settled record changes, but not by an erasure or by the doctor."""
    if table not in SETTLED:
        return ""
    fields = sorted(set(fields_of(table)) - SETTLED[table])
    changes = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in fields)
    allowed = (
        f"EXISTS (SELECT 1 FROM journal WHERE vis = {row.vis} AND replica = NEW.op_replica "  # noqa: S608
        "AND seq = NEW.op_seq AND (kind = 'e' OR act = 'vault.repaired'))"
    )
    return f" OR (({changes}) AND NOT {allowed})"
