"""Everything that the check screen knows: whose check it is, the answers, the law."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.desk.ahead import Coming
from app.desk.editions import Standing
from app.eligibility.model import CategoryVerdict, Question, Rules, Verdict
from app.registry.model import Client
from app.ui.check.own_answer import Own
from app.ui.check.sheet import Sheet
from app.ui.check.typed import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence to show: its key and values, so that it follows the language."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The check on the desk."""

    today: date
    sheet: Sheet
    client: Client | None = None
    visit_id: str = ""
    rules: Rules | None = None
    verdict: Verdict | None = None
    presented: frozenset[str] = frozenset()
    faults: Mapping[str, Fault] = field(default_factory=dict)
    touched: bool = False
    """The worker said something: only then there is a draft to keep."""
    draft_back: datetime | None = None
    """When the draft was kept that the answers came back from."""
    kept_at: datetime | None = None
    """When the draft was made durable last."""
    saved_id: str = ""
    saved_at: datetime | None = None
    """For a saved check: it is only read."""
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Who is who at the desk, by the id of the user."""
    coming: Coming | None = None
    """An edition that is not in force yet and may be looked at."""
    standing: Standing | None = None
    """How far the edition of today may be relied on."""
    preview: bool = False
    """The coming rules are on: nothing of it is kept."""
    own: Own | None = None
    """For a saved check: a lawyer's own answer beside that of the rules."""
    busy: bool = False
    problem: Said | None = None

    @property
    def read_only(self) -> bool:
        """Whether this is a saved check."""
        return self.saved_at is not None

    @property
    def questions(self) -> Mapping[str, Question]:
        """The vocabulary of facts, by id."""
        return self.rules.questions if self.rules else {}

    @property
    def chosen(self) -> CategoryVerdict | None:
        """The ground whose explanation is open: what the worker chose, else the best one."""
        if self.verdict is None:
            return None
        by_id = {one.category.id: one for one in self.verdict.categories}
        return by_id.get(self.sheet.chosen) or by_id.get(self.verdict.best or "")
