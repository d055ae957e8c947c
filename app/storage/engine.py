"""One keyed file: its connection, the one engine factory, and how a file is thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

KEY_DIGITS = 64
BUSY_SECONDS = 5


_INVENTED: ContextVar[bool] = ContextVar("invented", default=False)


@contextmanager
def of_invented_people() -> Iterator[None]:
    """Vaults opened meanwhile hold nobody's data, so their pages may be swapped out.

    Locking every allocation takes more than half of the time of a write of thousands of cards.
    """
    before = _INVENTED.set(True)
    try:
        yield
    finally:
        _INVENTED.reset(before)


def connect(path: Path, key_hex: str, *, foreign_keys: bool = True, read_only: bool = False) -> Any:
    """One keyed connection of the driver, its own transaction handling off."""
    if len(key_hex) != KEY_DIGITS or set(key_hex) - set("0123456789abcdef"):
        # SQLCipher would silently take a raw key of the wrong length as a passphrase.
        raise ValueError("the database key is 64 hexadecimal digits")
    mode = "ro" if read_only else "rwc"
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )
    try:
        run = connection.execute
        run("PRAGMA cipher_log_level=NONE")
        run(f"PRAGMA key=\"x'{key_hex}'\"")
        run(f"PRAGMA cipher_memory_security={'OFF' if _INVENTED.get() else 'ON'}")
        run(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        run("PRAGMA temp_store=MEMORY")
        run("PRAGMA secure_delete=ON")
        run("PRAGMA synchronous=FULL")
        run("SELECT count(*) FROM sqlite_master")
        if not read_only:
            run("PRAGMA journal_mode=WAL")
    except BaseException:
        connection.close()
        raise
    return connection


def driver_of(session: Session) -> Any:
    """The driver's own connection, inside the session's transaction: a tenth of the call's cost.

    Kept with the session, which lives for one transaction.
    """
    driver = session.info.get("driver")
    if driver is None:
        driver = session.info["driver"] = session.connection().connection.driver_connection
    return driver


def discard_wal(path: Path) -> None:
    """Throw away a closed file's WAL: a stale one would be replayed into the file that follows."""
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def discard(path: Path) -> None:
    """Throw away a closed database."""
    path.unlink(missing_ok=True)
    discard_wal(path)


def engine_for(path: Path, key_hex: str, *, foreign_keys: bool = True) -> Engine:
    """The one engine factory: `sqlite://` with the driver as module, so that errors are wrapped."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key_hex, foreign_keys=foreign_keys),
        poolclass=QueuePool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Deferred writing lost updates without any error (25 of 100 kept): take the lock first.
        how = connection.get_execution_options().get("desk_begin", "BEGIN")
        connection.exec_driver_sql(how)

    return engine
