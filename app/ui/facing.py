"""What a screen shows when it is turned to the client: her own data and nothing else."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FacingLine:
    """One thing that the client may read of herself."""

    icon: str
    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """What a screen shows to the client when it is turned to her: her own data and nothing else."""

    title: str
    lines: tuple[FacingLine, ...] = field(default=(), repr=False)
