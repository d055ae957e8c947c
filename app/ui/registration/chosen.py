"""What can be chosen in the sheet of a card: lists of values with their words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.words import Words
from app.registry.choices import ACCESSIBILITY, LANGUAGES, SIGN_LANGUAGE, STATUSES, TOPICS
from app.registry.model import (
    AidKind,
    Channel,
    ConsentWay,
    DocumentKind,
    IdentityLevel,
    RnokppAbsence,
    Sex,
)
from app.registry.past import OtherNameKind
from app.registry.relations import Kinship, OpposingRole, RepresentativeKind, Whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen: values, and their words. The first value is what an empty field means."""

    values: tuple[str, ...]
    word: Callable[[Words, str], str]

    def items(self, words: Words, chosen: str = "") -> list[tuple[str, str]]:
        """Values with their words; a chosen value that the list does not know is offered too."""
        known = list(self.values)
        if chosen and chosen not in known:
            known.append(chosen)
        return [(value, self._said(words, value)) for value in known]

    def _said(self, words: Words, value: str) -> str:
        if not value:
            return words("registration.not_chosen")
        try:
            return self.word(words, value)
        except KeyError:  # a value from another edition of the lists
            return value


def _optional(values: Sequence[str]) -> tuple[str, ...]:
    return ("", *values)


SEX = Choices(
    values=(Sex.UNKNOWN, Sex.FEMALE, Sex.MALE), word=lambda words, value: words(f"sex.{value}")
)
CHANNEL = Choices(values=tuple(Channel), word=lambda words, value: words(f"channel.{value}"))
PREFERRED = Choices(values=_optional(tuple(Channel)), word=CHANNEL.word)
SPOKEN = Choices(values=LANGUAGES, word=lambda words, value: words(f"spoken.{value}"))
INTERPRETER = Choices(values=_optional((SIGN_LANGUAGE, *LANGUAGES)), word=SPOKEN.word)
TOPIC = Choices(values=_optional(TOPICS), word=lambda words, value: words(f"topic.{value}"))
AID = Choices(
    values=(AidKind.UNDECIDED, *(kind for kind in AidKind if kind is not AidKind.UNDECIDED)),
    word=lambda words, value: words(f"aid.{value}"),
)
IDENTITY = Choices(
    values=tuple(IdentityLevel), word=lambda words, value: words(f"identity.{value}")
)
DOCUMENT = Choices(
    values=_optional(tuple(DocumentKind)), word=lambda words, value: words(f"document.{value}")
)
NO_NUMBER = Choices(
    values=_optional(tuple(RnokppAbsence)),
    word=lambda words, value: words(f"rnokpp_absence.{value}"),
)
REPRESENTATIVE = Choices(
    values=_optional(tuple(RepresentativeKind)),
    word=lambda words, value: words(f"representative.{value}"),
)
OTHER_NAME = Choices(
    values=_optional(tuple(OtherNameKind)),
    word=lambda words, value: words(f"other_name.{value}"),
)
KINSHIP = Choices(
    values=_optional(tuple(Kinship)), word=lambda words, value: words(f"kinship.{value}")
)
STATE = Choices(values=tuple(Whereabouts), word=lambda words, value: words(f"member.{value}"))
DEPENDANT = Choices(values=("", "yes"), word=lambda words, value: words(f"dependant.{value}"))
PARTY = Choices(
    values=_optional(tuple(OpposingRole)), word=lambda words, value: words(f"party.{value}")
)
STATUS = Choices(values=_optional(STATUSES), word=lambda words, value: words(f"status.{value}"))
WAY = Choices(
    values=_optional(tuple(ConsentWay)), word=lambda words, value: words(f"consent_way.{value}")
)
NEEDS = Choices(values=ACCESSIBILITY, word=lambda words, value: words(f"accessibility.{value}"))
FORBIDDEN = Choices(
    values=(
        *(Channel.PHONE, Channel.SMS, Channel.MESSENGER),
        *(Channel.EMAIL, Channel.POST, Channel.VIDEO, Channel.OUTREACH),
    ),
    word=CHANNEL.word,
)
SWITCH = Choices(values=("", "yes", "no"), word=lambda words, value: words(f"safe_switch.{value}"))
