"""What every table is: the one metadata, and what makes a record of the office."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.storage.classes import CLASS, S1, DataClass, L
from app.storage.types import Json, UtcDateTime

JsonList = list[Any]
JsonDict = dict[str, Any]


class Base(DeclarativeBase):
    """The whole schema."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: UtcDateTime(),
        JsonList: Json(),
        JsonDict: Json(),
    }


class Synced:
    """A record of the office: every write of it leaves a journal line.

    A column is one field of the journal. What only makes sense together is one JSON column, so
    that two people's halves are never mixed. Defaults are empty values (None, "", [], {}): an empty
    field is left out of a record's first line.
    """

    __tablename__: Any
    vis: ClassVar[int] = 0
    """The stream: 0 the office's common records, 1 managers only."""

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1, info=S1)
    versions: Mapped[JsonDict] = mapped_column(default=dict, info=L)
    """field -> [[replica, seq], …]: the journal lines whose values are shown."""
    op_replica: Mapped[int] = mapped_column(default=0, info=L)
    op_seq: Mapped[int] = mapped_column(default=0, info=L)
    """The journal line of the last write; the guards compare them."""
    changed_at: Mapped[datetime] = mapped_column(info=S1)
    deleted: Mapped[bool] = mapped_column(default=False, info=S1)
    """Struck out, visibly and reversibly. Nothing is ever deleted."""


def class_of(table: str, column: str) -> DataClass:
    """How much harm a column can do; KeyError when nobody has said it."""
    return DataClass(Base.metadata.tables[table].columns[column].info[CLASS])
