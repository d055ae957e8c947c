"""What the checklist screen knows: whose papers, for which ground, how each stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.eligibility.model import (
    CategoryVerdict,
    Paper,
    PaperState,
    Rules,
    Verdict,
    WhoObtains,
)
from app.eligibility.saved import Override, Provisional
from app.registry.model import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence to show: its key and values, so that it follows the language."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The checklist on the desk."""

    today: date
    client: Client | None = None
    check_id: str = ""
    rules: Rules | None = None
    verdict: Verdict | None = None
    provisional: Provisional | None = None
    override: Override | None = None
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Who is who at the desk, by the id of the user."""
    papers: Mapping[str, Paper] = field(default_factory=dict)
    ground: str = ""
    """The chosen ground; empty: the best one."""
    opened: str = ""
    """The paper whose details are open."""
    unfolded: frozenset[str] = frozenset()
    """Groups that show all their papers."""
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    """The papers changed here, the newest last: each change can be taken back."""
    loading: bool = True
    no_check: bool = False
    held: tuple[str, ...] = ()
    """The papers of which there is a scan, once for each scan."""
    said: Said | None = None
    problem: Said | None = None

    @property
    def category(self) -> CategoryVerdict | None:
        """The ground whose papers are shown: the chosen one, else the best, else the first open."""
        if self.verdict is None:
            return None
        by_id = {one.category.id: one for one in self.verdict.categories}
        wanted = by_id.get(self.ground) or by_id.get(self.verdict.best or "")
        return wanted or next(iter(self.grounds), None)

    @property
    def kept(self) -> tuple[Paper, ...]:
        """All papers that somebody spoke of."""
        return tuple(self.papers.values())

    @property
    def grounds(self) -> tuple[CategoryVerdict, ...]:
        """Grounds that hold, then those that may."""
        if self.verdict is None:
            return ()
        order = {"yes": 0, "unknown": 1}
        open_ = [one for one in self.verdict.categories if one.verdict.value in order]
        return tuple(sorted(open_, key=lambda one: order[one.verdict.value]))

    def paper(self, item: str) -> Paper:
        """How that paper stands; a fresh one when nobody asked about it."""
        return self.papers.get(item) or Paper(item=item, state=PaperState.PROMISED)


def with_state(case: Case, item: str, state: PaperState) -> Paper:
    """That paper in another state; what belongs only to the state before is left out."""
    before = case.papers.get(item)
    seen = case.today if state in _SEEN else None
    return Paper(
        item=item,
        state=state,
        seen_on=seen,
        promised_by=before.promised_by if before and state is PaperState.PROMISED else None,
        valid_until=before.valid_until if before else None,
        who_obtains=before.who_obtains if before else WhoObtains.CLIENT,
        substitute=before.substitute if before and state is PaperState.LOST else "",
        note=before.note if before else "",
        id=before.id if before else "",
    )


_SEEN = (PaperState.ORIGINAL_SEEN, PaperState.SHOWN_IN_DIIA, PaperState.FROM_REGISTER)


def with_paper(case: Case, item: str, paper: Paper | None) -> Case:
    """The case with that paper as it stands now."""
    papers = {known: one for known, one in case.papers.items() if known != item}
    if paper is not None:
        papers[item] = paper
    return replace(case, papers=papers)
