"""Who may do what: one table, so that it can be read and discussed."""

from enum import StrEnum

from app.accounts.model import Role


class Right(StrEnum):
    """An act that not everybody may do."""

    ADD_USER = "add_user"
    CHANGE_OFFICE = "change_office"
    CONFIRM_EDITION = "confirm_edition"
    EXCHANGE_CLIENTS = "exchange_clients"
    """To bring whole lists of clients in and to take them out."""
    INSTALL_PACKS = "install_packs"
    MAKE_COPY = "make_copy"
    """To make a backup now, to have one proven, to choose where the second ones go."""
    READ_FEEDBACK = "read_feedback"
    RENEW_RECOVERY = "renew_recovery"
    REPAIR_VAULT = "repair_vault"


_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.HEAD: frozenset(Right),
    Role.FRONTLINE: frozenset({Right.MAKE_COPY}),
    Role.CLERK: frozenset({Right.MAKE_COPY}),
}


def may(role: Role, right: Right) -> bool:
    """Whether somebody in that role may do that."""
    return right in _RIGHTS[role]
