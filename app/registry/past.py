"""What a client was called and where the client lived: other names, the home before the war."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class OtherNameKind(StrEnum):
    """Where another name comes from."""

    MAIDEN = "maiden"
    FORMER = "former"
    PASSPORT = "passport"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """A name that papers or people give the client besides the one of now; parts may be empty."""

    kind: OtherNameKind
    surname: str = field(default="", repr=False)
    given_name: str = field(default="", repr=False)
    patronymic: str = field(default="", repr=False)

    @property
    def full_name(self) -> str:
        """Surname, given name and patronymic as known."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreWarAddress:
    """Where the client lived before the war made them leave."""

    address: str = field(default="", repr=False)
    settlement: str = ""
    """Its code in the codifier (КАТОТТГ), when one was chosen."""
    lived_from: date | None = None
    lived_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlements:
    """The codes (КАТОТТГ) of the settlements of the addresses; empty where none was chosen."""

    registered_address: str = ""
    actual_address: str = ""
    postal_address: str = ""


NO_SETTLEMENTS = Settlements()
