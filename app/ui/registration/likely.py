"""Likely duplicates while a card is typed, with the names masked: the counter sees the screen."""

from collections.abc import Callable

from app.core.runner import Runner
from app.core.words import Words
from app.desk.intake import Intake
from app.registry.model import Card, Likeness
from app.registry.names import initials
from app.registry.validation import has_name
from app.ui.registration.state import DuplicateLine

TELLING = frozenset(
    (
        *("surname", "given_name", "patronymic", "former_surname", "alias", "birth", "sex"),
        *("phone_0", "phone_1", "phone_2", "email", "rnokpp", "unzr", "document_kind"),
        *("document_number", "actual_address"),
    )
)
"""Fields that tell who somebody is: a pause in them asks again."""
_REASONS = 3


class LikelyFinder:
    """Asks the desk who this may be; answers to older questions are dropped."""

    def __init__(
        self,
        intake: Intake,
        runner: Runner,
        words: Words,
        found: Callable[[tuple[DuplicateLine, ...]], None],
    ) -> None:
        """`found` hears each answer."""
        self._intake, self._runner, self._words, self._tell = intake, runner, words, found
        self._dismissed: set[str] = set()
        self._turn = 0

    def forget(self) -> None:
        """Another form begins."""
        self._dismissed.clear()
        self._turn += 1

    def dismiss(self, client_id: str) -> None:
        """This is another person."""
        self._dismissed.add(client_id)

    def look(self, card: Card, *, but: str) -> None:
        """Ask about this card; `but` is the card that is being changed."""
        self._turn += 1
        if not has_name(card) and not card.phones and not card.rnokpp:
            self._tell(())
            return
        turn = self._turn
        self._runner.run(
            lambda: self._intake.likely_duplicates(card, but=but),
            lambda found: self._answered(found, turn),
        )

    def _answered(self, found: tuple[Likeness, ...], turn: int) -> None:
        if turn == self._turn:
            others = (one for one in found if one.client_id not in self._dismissed)
            self._tell(tuple(duplicate_line(one, self._words) for one in others))


def duplicate_line(found: Likeness, words: Words) -> DuplicateLine:
    """One likely duplicate with what speaks for it and against it."""
    year = f", {found.birth_date.year}" if found.birth_date else ""
    return DuplicateLine(
        client_id=found.client_id,
        name=masked_name(found.full_name) + year,
        speaks_for=tuple(words(key) for key in found.speaks_for[:_REASONS]),
        speaks_against=tuple(words(key) for key in found.speaks_against[:_REASONS]),
    )


def masked_name(full_name: str) -> str:
    """«Соняшник Олена Іванівна» as «С-к О. І.»."""
    surname, *given = full_name.split() or [""]
    short = f"{surname[0]}-{surname[-1]}" if len(surname) > 2 else surname[:1]
    return " ".join(part for part in (short, initials(*given)) if part)
