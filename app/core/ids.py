"""Where new identifiers come from: handed in, so that tests can repeat a day."""

from typing import Protocol


class Ids(Protocol):
    """A source of chance."""

    def record(self) -> str:
        """A new record id: 32 hexadecimal digits, unique without a server."""
        ...

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1, unpredictable."""
        ...


class SystemIds:
    """Ids from the machine's own source of chance."""

    def record(self) -> str:
        import uuid  # noqa: PLC0415  the first paint needs no ids

        return uuid.uuid4().hex

    def below(self, limit: int) -> int:
        import secrets  # noqa: PLC0415  the first paint needs no chance

        return secrets.randbelow(limit)
