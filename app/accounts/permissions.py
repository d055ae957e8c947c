"""Who may do what: one table, so that it can be read and discussed, and the judgement over it.

Everything here is pure: who asks, what of, whose it is and what was said come from the caller.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.accounts.model import Role

REASON_SIGNS = 10
"""A typed reason has at least so many signs."""

TABLE = """
| action                 | frontline           | senior | head           | registrar       | auditor       | administrator | analyst      |
|------------------------|---------------------|--------|----------------|-----------------|---------------|---------------|--------------|
| register_visit         | Y                   | Y      | Y              | Y identity_only | -             | -             | -            |
| find_person            | O/R masked          | Y      | R masked       | O masked        | -             | -             | -            |
| open_consultation      | O/R masked          | Y      | R masked       | -               | -             | -             | -            |
| edit_consultation      | Y                   | Y      | -              | -               | -             | -             | -            |
| correct_after_close    | R                   | Y      | 2              | -               | -             | -             | -            |
| reveal                 | R                   | R      | R              | -               | -             | -             | -            |
| restricted_case        | B                   | Y      | Y              | -               | -             | -             | -            |
| print_blank            | Y                   | Y      | Y              | Y               | -             | -             | -            |
| print_filled           | O logged            | Y      | R logged       | O some_fields   | -             | -             | -            |
| reprint                | O logged            | Y      | Y              | O logged        | Y             | -             | -            |
| refer                  | O                   | Y      | Y              | -               | -             | -             | -            |
| log_incident           | Y                   | Y      | Y              | Y               | Y             | Y             | -            |
| read_own_incident      | Y                   | Y      | Y              | Y               | -             | Y             | -            |
| read_incidents         | -                   | -      | Y by_key       | -               | S on_request  | -             | -            |
| read_incident_metadata | -                   | Y      | Y              | -               | Y             | -             | A            |
| void_incident          | -                   | -      | 2              | -               | 2             | -             | -            |
| dashboards             | Y no_staff_names    | Y      | Y              | -               | Y             | -             | -            |
| cross_office           | -                   | -      | A              | -               | A             | -             | A            |
| export_rows            | -                   | -      | 2              | -               | 2 no_secrets  | -             | -            |
| export_aggregates      | Y                   | Y      | Y              | -               | Y             | -             | Y            |
| import_file            | -                   | Y      | Y              | -               | -             | Y no_reading  | -            |
| install_pack           | -                   | Y      | Y              | -               | -             | Y             | -            |
| edit_local_content     | -                   | Y      | Y              | Y               | -             | -             | -            |
| manage_users           | -                   | -      | 2              | -               | -             | 2             | -            |
| backup                 | Y                   | Y      | Y              | Y               | -             | Y             | -            |
| restore_over           | -                   | -      | 2              | -               | -             | 2             | -            |
| resolve_conflicts      | O masked            | Y      | Y              | -               | -             | -             | -            |
| read_chain             | Y own_lines         | Y own_lines | Y         | Y own_lines     | Y ids_only    | Y health_only | -            |
| delete_data            | -                   | 2      | 2              | -               | W             | -             | -            |
| evacuate               | Y                   | Y      | Y              | Y               | -             | Y             | 2 remote     |
| change_policy          | -                   | -      | 2              | -               | -             | 2             | -            |
| recover                | Y share             | -      | Y share        | -               | Y share       | -             | Y share      |
"""  # noqa: E501  a table is read as a table
"""Y yes · O own or today's queue · R with a typed reason · O/R own, else with a reason ·
2 a second person confirms · W only confirms what another asks · B by breaking the glass ·
S the sealed copy only · A sums only · - no; the words after a letter narrow it.
`masked`: admitted for anybody at the desk, because it is shown masked; the letter is what the full
view asks. `logged`: admitted for anybody at the desk, and each print is in the access log."""


class Action(StrEnum):
    """What somebody does; each public method of the desk names one."""

    REGISTER_VISIT = "register_visit"
    FIND_PERSON = "find_person"
    OPEN_CONSULTATION = "open_consultation"
    EDIT_CONSULTATION = "edit_consultation"
    CORRECT_AFTER_CLOSE = "correct_after_close"
    REVEAL = "reveal"
    RESTRICTED_CASE = "restricted_case"
    PRINT_BLANK = "print_blank"
    PRINT_FILLED = "print_filled"
    REPRINT = "reprint"
    REFER = "refer"
    LOG_INCIDENT = "log_incident"
    READ_OWN_INCIDENT = "read_own_incident"
    READ_INCIDENTS = "read_incidents"
    READ_INCIDENT_METADATA = "read_incident_metadata"
    VOID_INCIDENT = "void_incident"
    DASHBOARDS = "dashboards"
    CROSS_OFFICE = "cross_office"
    EXPORT_ROWS = "export_rows"
    EXPORT_AGGREGATES = "export_aggregates"
    IMPORT_FILE = "import_file"
    INSTALL_PACK = "install_pack"
    EDIT_LOCAL_CONTENT = "edit_local_content"
    MANAGE_USERS = "manage_users"
    BACKUP = "backup"
    RESTORE_OVER = "restore_over"
    RESOLVE_CONFLICTS = "resolve_conflicts"
    READ_CHAIN = "read_chain"
    DELETE_DATA = "delete_data"
    EVACUATE = "evacuate"
    CHANGE_POLICY = "change_policy"
    RECOVER = "recover"

    @property
    def words_key(self) -> str:
        """The key of its name in the catalogue of words."""
        return f"action.{self.value}"


class Answer(StrEnum):
    """What a cell of the table says, the freest first."""

    YES = "Y"
    OWN = "O"
    OWN_OR_REASON = "O/R"
    REASON = "R"
    SECOND = "2"
    BREAK_GLASS = "B"
    SEALED = "S"
    AGGREGATES = "A"
    WITNESS = "W"
    NO = "-"


class Limit(StrEnum):
    """What narrows an answer; the job that is done keeps to it."""

    IDENTITY_ONLY = "identity_only"
    SOME_FIELDS = "some_fields"
    BY_KEY = "by_key"
    ON_REQUEST = "on_request"
    NO_STAFF_NAMES = "no_staff_names"
    NO_SECRETS = "no_secrets"
    NO_READING = "no_reading"
    OWN_LINES = "own_lines"
    IDS_ONLY = "ids_only"
    HEALTH_ONLY = "health_only"
    REMOTE = "remote"
    SHARE = "share"
    MASKED = "masked"
    LOGGED = "logged"

    @property
    def words_key(self) -> str:
        """The key of its words in the catalogue."""
        return f"limit.{self.value}"


class Gives(StrEnum):
    """What a job hands out."""

    ROWS = "rows"
    SEALED = "sealed"
    AGGREGATES = "aggregates"


class Second(StrEnum):
    """What is known of a second person."""

    NOT_YET = "not_yet"
    CONFIRMED = "confirmed"
    NOBODY = "nobody"
    """Nobody else who could confirm has ever signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the table."""

    answer: Answer
    limit: Limit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """It may be done. `by` says on what ground, `limit` what the job has to keep to."""

    by: Answer
    limit: Limit | None = None
    alone: bool = False
    """A second person was needed and there is nobody: the journal has to say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It may not be done; `code` names the words `error.<code>`."""

    code: str


def _read(table: str) -> dict[tuple[Role, Action], Cell]:
    head, _, *lines = [
        [part.strip() for part in line.strip("|").split("|")] for line in table.strip().splitlines()
    ]
    return {
        (Role(role), Action(line[0])): _cell(*text.split())
        for line in lines
        for role, text in zip(head[1:], line[1:], strict=True)
    }


def _cell(answer: str, limit: str = "") -> Cell:
    return Cell(answer=Answer(answer), limit=Limit(limit) if limit else None)


CELLS = _read(TABLE)
AT_THE_DESK = (Limit.MASKED, Limit.LOGGED)
"""Whoever comes is served: what is behind these limits asks no reason before the full view."""
_CONFIRMING = (Answer.YES, Answer.SECOND, Answer.WITNESS)
_FREEST = tuple(Answer)
_NEAREST = (
    "role.reason_needed",
    "role.second_needed",
    "role.glass_needed",
    "role.not_own",
    "role.sealed_only",
    "role.sums_only",
    "role.not_allowed",
)
"""The refusals, the one that is mended most easily first: somebody of several roles hears that."""


def decide(
    roles: Iterable[Role],
    action: Action,
    *,
    own: bool = False,
    reason: str = "",
    second: Second = Second.NOT_YET,
    glass: bool = False,
    gives: Gives = Gives.ROWS,
    desk: bool = False,
) -> Allowed | Refused:
    """Whether somebody of these roles may do that; of several roles the one that helps most counts.

    `own`: it is the person's own, or of today's queue. `glass`: the glass is broken for it.
    `desk`: it is a job of the desk, which shows masked and logs what it prints; not the full view.
    """
    said = " ".join(reason.split())
    outcomes = [
        _judged(
            CELLS[role, action],
            own=own,
            reasoned=len(said) >= REASON_SIGNS,
            second=second,
            glass=glass,
            gives=gives,
            desk=desk,
        )
        for role in roles
    ]
    allowed = [one for one in outcomes if isinstance(one, Allowed)]
    if allowed:
        return min(allowed, key=lambda one: (_FREEST.index(one.by), one.limit is not None))
    refused = [one for one in outcomes if isinstance(one, Refused)]
    return min(
        refused,
        key=lambda one: _NEAREST.index(one.code),
        default=Refused(code="role.not_allowed"),
    )


def could(roles: Iterable[Role], action: Action) -> bool:
    """Whether there is a way for them at all: with a reason, with a second person or so."""
    never = (Answer.NO, Answer.WITNESS)
    return any(CELLS[role, action].answer not in never for role in roles)


def confirms(roles: Iterable[Role], action: Action) -> bool:
    """Whether they may be the second person for it."""
    return any(CELLS[role, action].answer in _CONFIRMING for role in roles)


def _judged(
    cell: Cell,
    *,
    own: bool,
    reasoned: bool,
    second: Second,
    glass: bool,
    gives: Gives,
    desk: bool,
) -> Allowed | Refused:
    if desk and cell.limit in AT_THE_DESK:
        return Allowed(by=cell.answer, limit=cell.limit)
    passed: dict[Answer, tuple[bool, str]] = {
        Answer.YES: (True, ""),
        Answer.OWN: (own, "role.not_own"),
        Answer.OWN_OR_REASON: (own or reasoned, "role.reason_needed"),
        Answer.REASON: (reasoned, "role.reason_needed"),
        Answer.SECOND: (second is not Second.NOT_YET, "role.second_needed"),
        Answer.BREAK_GLASS: (glass, "role.glass_needed"),
        Answer.SEALED: (gives is Gives.SEALED, "role.sealed_only"),
        Answer.AGGREGATES: (gives is Gives.AGGREGATES, "role.sums_only"),
        Answer.WITNESS: (False, "role.not_allowed"),
        Answer.NO: (False, "role.not_allowed"),
    }
    may, code = passed[cell.answer]
    if not may:
        return Refused(code=code)
    by = cell.answer
    if by is Answer.OWN_OR_REASON:
        by = Answer.OWN if own else Answer.REASON
    alone = by is Answer.SECOND and second is Second.NOBODY
    return Allowed(by=by, limit=cell.limit, alone=alone)
