"""What the access log shows of a month: finished words, so that the view decides nothing."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalLine:
    """How much one person looked at."""

    person: str
    people: str
    opened: str
    revealed: str
    printed: str
    glass: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """One look: when, who, at whom, what, why; `odd` says why it stands out."""

    when: str
    who: str
    whom: str = field(repr=False)
    what: str
    why: str = field(repr=False)
    odd: str = ""
    client_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassLine:
    """Emergency access that waits for somebody else to look at it."""

    id: str
    title: str = field(repr=False)
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessState:
    """Everything on the screen."""

    loaded: bool = False
    month: str = ""
    note: str = ""
    """Whose looks are shown: everybody’s, or only one’s own."""
    is_now: bool = True
    """Whether it is the month of today: then there is no later one."""
    glass: tuple[GlassLine, ...] = ()
    totals: tuple[TotalLine, ...] = ()
    odd: tuple[LookLine, ...] = ()
    looks: tuple[LookLine, ...] = ()
    more: str = ""
    """How many older looks of the month are not shown."""
