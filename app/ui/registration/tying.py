"""Whether somebody named in the form has a card: a representative, a member of the household.

Nobody is tied by name alone: a button offers the one card that fits, a person decides. Those on the
other side of a question are never looked up: that would tell of another client.
"""

from collections.abc import Callable, Mapping, Sequence

from app.core.runner import Runner
from app.core.words import Words
from app.desk.intake import Intake
from app.registry.model import Found
from app.registry.names import fold
from app.ui.registration.likely import masked_name
from app.ui.registration.sheet import MEMBER_ROWS, Values
from app.ui.registration.state import FieldRemark
from app.ui.registration.typed_around import beside, card_key

TIED = ("rep_full_name", *(f"member_{at}_name" for at in range(MEMBER_ROWS)))
_WORDS = 2
_LOOKED = 5


class Ties:
    """Asks the desk for the cards of those who are named; answers to older names are dropped."""

    def __init__(
        self, intake: Intake, runner: Runner, words: Words, told: Callable[[str], None]
    ) -> None:
        """`told` hears of each field about which there is something new."""
        self._intake, self._runner, self._words, self._tell = intake, runner, words, told
        self._fits: dict[str, tuple[str, Found]] = {}
        self._asked: dict[str, str] = {}

    def forget(self) -> None:
        """Another form begins."""
        self._fits.clear()
        self._asked.clear()

    def look(self, key: str, values: Values, *, but: str) -> None:
        """Ask about the person in that field; `but` is the card that is being changed."""
        name = values.get(key, "").strip()
        if key not in TIED or self._asked.get(key, "") == name:
            return
        self._asked[key] = name
        if len(name.split()) < _WORDS:
            self._answered(key, name, (), but)
            return
        self._runner.run(
            lambda: self._intake.find(name, limit=_LOOKED),
            lambda found: self._answered(key, name, found, but),
        )

    def _answered(self, key: str, name: str, found: Sequence[Found], but: str) -> None:
        if self._asked.get(key) != name:
            return
        asked = set(fold(name).split())
        fits = [one for one in found if asked <= set(fold(one.full_name).split())]
        others = [one for one in fits if one.client_id != but]
        before = self._fits.pop(key, None)
        if len(others) == 1:
            self._fits[key] = (name, others[0])
        if before is not None or key in self._fits:
            self._tell(key)

    def remarks(self, values: Values) -> Mapping[str, FieldRemark]:
        """What there is to offer, or to say of a card that was taken."""
        return {
            key: self._remark(key, name, one, values)
            for key, (name, one) in self._fits.items()
            if values.get(key, "").strip() == name
        }

    def _remark(self, key: str, name: str, one: Found, values: Values) -> FieldRemark:
        year = f", {one.birth_date.year}" if one.birth_date else ""
        shown = masked_name(one.full_name) + year
        chosen = beside(one.client_id, name)
        if values.get(card_key(key)) == chosen:
            return FieldRemark(sentence=self._words("registration.tied", name=shown), wrong=False)
        return FieldRemark(
            sentence=self._words("registration.card_there", name=shown),
            wrong=False,
            repair=chosen,
            offered=self._words("registration.tie"),
            into=card_key(key),
        )
