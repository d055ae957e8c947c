"""What the screen of a card shows: finished words, so that the view decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.ui.registration.sheet import Values
from app.ui.registration.stepping import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRemark:
    """What is said under a field; a `wrong` one stops the save, the others can be passed."""

    sentence: str
    wrong: bool
    repair: str = field(default="", repr=False)
    """A better text that one key or button puts in; nothing changes by itself."""
    offered: str = ""
    """The words of that button."""
    into: str = ""
    """Where the text goes, if not into the field itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOffer:
    """A settlement to choose: what goes into the address, and how it is explained."""

    address: str
    explained: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateLine:
    """Somebody who may be the person being typed; the name is masked."""

    client_id: str
    name: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One question with its answer; `value` is empty where nothing was written."""

    key: str
    name: str
    value: str = field(repr=False)
    group: str = ""
    """The section's name, with the first line of a section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """Which drawing is in front and what it needs beyond the values."""

    kind: Kind = "dense"
    at: int = 0
    steps: int = 0
    returning: bool = False
    answers: tuple[AnswerLine, ...] = field(default=(), repr=False)
    script: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationState:
    """Everything on the screen of a new or changed card."""

    filling: int = 0
    """Grows when the editors must take `values`; otherwise the person is typing and they stay."""
    values: Values = field(default_factory=dict, repr=False)
    page: PageState = PageState()
    client_id: str = ""
    crumbs: str = ""
    remarks: Mapping[str, FieldRemark] = field(default_factory=dict, repr=False)
    faults: tuple[tuple[str, str], ...] = ()
    """Keys of fields and what is wrong with them, after a save that could not be."""
    refused: str = ""
    """Why the desk did not take the card; the text is safe in the draft."""
    resumed: str = ""
    """When the half-typed card that came back was kept: the banner asks whether to go on."""
    offered: tuple[str, tuple[PlaceOffer, ...]] = ("", ())
    """Settlements for the address that is being typed: the key of the field and the offers."""
    duplicates: tuple[DuplicateLine, ...] = ()
    kept: str = ""
    advice: str = ""
    busy: bool = False

    @property
    def changing(self) -> bool:
        """Whether a registered card is being changed."""
        return bool(self.client_id)
