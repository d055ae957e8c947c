"""The half-typed form itself: the texts, the card under them, and what they say when read."""

from collections.abc import Mapping

from app.core.clock import Clock, today
from app.core.words import Words
from app.desk.intake import Intake
from app.registry.aid import QUESTIONS, advise_aid
from app.registry.model import Card, Versions, VisitDraft, YesNo
from app.registry.validation import has_name
from app.ui.registration.reading import Unread
from app.ui.registration.remarking import remarks_by_key
from app.ui.registration.sheet import VISIT_KEYS, is_filled
from app.ui.registration.state import FieldRemark
from app.ui.registration.typed import card_of, visit_of


class TypedForm:
    """What is typed over which card; nothing here shows or saves."""

    def __init__(self, intake: Intake, clock: Clock) -> None:
        """Empty, over an empty card."""
        self._intake, self._clock = intake, clock
        self.values: dict[str, str] = {}
        self.base = Card()
        self.seen: Versions = {}
        """The versions of the record when the form took it up."""

    def clear(self) -> None:
        """Nothing typed, over an empty card."""
        self.values, self.base, self.seen = {}, Card(), {}

    def card(self) -> tuple[Card, tuple[Unread, ...]]:
        """The typed card, and what of it cannot be read."""
        return card_of(self.values, self.base, today(self._clock))

    def visit(self) -> tuple[VisitDraft, tuple[Unread, ...]]:
        """The typed visit, and what of it cannot be read."""
        return visit_of(self.values, today(self._clock))

    def remarks(self, words: Words) -> Mapping[str, FieldRemark]:
        """What there is to say, by field."""
        card, unread = self.card()
        _, unread_visit = self.visit()
        found = self._intake.remarks(card)
        return remarks_by_key(found, (*unread, *unread_visit), self.values, words)

    def faults(
        self, remarks: Mapping[str, FieldRemark], words: Words
    ) -> tuple[tuple[str, str], ...]:
        """What stops the save, by field; a card needs a name or an alias."""
        wrong = tuple((key, said.sentence) for key, said in remarks.items() if said.wrong)
        if has_name(self.card()[0]):
            return wrong
        return (("surname", words("registration.no_name")), *wrong)

    def typed_visit(self) -> dict[str, str]:
        """What is typed of the visit, to be taken along."""
        return {key: self.values[key] for key in VISIT_KEYS if is_filled(self.values, key)}

    # ---- the kind of aid -------------------------------------------------------------------------

    def advised(self, key: str) -> bool:
        """An answer to the helper was given: the advised kind stands in the form if it changed."""
        if not key.startswith("asked_"):
            return False
        self.values["kind"] = advise_aid(self._answers()).kind
        return True

    def advice(self, words: Words) -> str:
        """Why that kind of aid, once something was answered."""
        answers = self._answers()
        return words(advise_aid(answers).reason) if answers else ""

    def _answers(self) -> dict[str, YesNo]:
        typed = {name: self.values.get(f"asked_{name}", "") for name in QUESTIONS}
        return {name: YesNo(answer) for name, answer in typed.items() if answer}
