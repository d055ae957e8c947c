"""A visit of a person whose card is known: typed, kept as a draft, saved, taken back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol

from app.core.clock import Clock, today
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.registry.aid import QUESTIONS, advise_aid
from app.registry.model import Client, Draft, Visit, VisitDraft, YesNo
from app.ui.facing import Facing
from app.ui.registration.answers import facing
from app.ui.registration.keeping import DraftKeeper, plain_seen, seen_of, time_of, typed_of
from app.ui.registration.needs import Desk
from app.ui.registration.reading import Unread
from app.ui.registration.sheet import VISIT_KEYS
from app.ui.registration.state import FieldRemark
from app.ui.registration.typed import visit_of, visit_values
from app.ui.visit.state import VisitState

SCREEN = "visit"


class VisitPage(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: VisitState) -> None:
        """Draw this."""
        ...

    def go_to_field(self, key: str) -> None:
        """Put the focus into that field, or into the first empty one."""
        ...

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """One sentence about something done, perhaps with an undo."""
        ...


class VisitPresenter:
    """Holds what is typed; the view only shows it."""

    def __init__(
        self,
        view: VisitPage,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        ids: Ids,
        go: Callable[..., None],
    ) -> None:
        """`go` opens another screen by name."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._clock, self._go = clock, go
        self._values: dict[str, str] = {}
        self._visit: Visit | None = None
        self._opening = 0
        self.state = VisitState()
        self.over = False
        """What was typed here is saved."""
        self._keeper = DraftKeeper(
            desk.drafts, runner, ids, screen=SCREEN, kept=self._kept, failed=self._refused
        )

    def open(
        self,
        *,
        client_id: str = "",
        visit_id: str = "",
        draft_id: str = "",
        carried: Mapping[str, str] | None = None,
    ) -> None:
        """A new visit of that person, a visit to change, or a draft to go on with."""
        self.over = False
        self._opening += 1
        turn = self._opening
        self.keep()
        self._runner.run(
            partial(self._gather, client_id, visit_id, draft_id),
            lambda found: self._opened(*found, carried=carried or {}, turn=turn),
        )

    def _gather(
        self, client_id: str, visit_id: str, draft_id: str
    ) -> tuple[Client, Visit | None, Visit | None, Draft | None]:
        intake, drafts = self._desk.intake, self._desk.drafts
        draft = next((one for one in drafts.waiting() if one.id == draft_id), None)
        if draft is not None:
            client_id, visit_id = draft.subject, str(draft.values.get("visit", ""))
        visit = intake.visit(visit_id) if visit_id else None
        client = intake.client(visit.client_id if visit else client_id)
        if draft is None:
            draft = drafts.find(SCREEN, client.id)
            if draft is not None and str(draft.values.get("visit", "")) != visit_id:
                draft = None
        last = next(iter(intake.visits_of(client.id)), None)
        return client, visit, last, draft

    def _opened(
        self,
        client: Client,
        visit: Visit | None,
        last: Visit | None,
        draft: Draft | None,
        *,
        carried: Mapping[str, str],
        turn: int,
    ) -> None:
        if turn != self._opening:
            return
        draft = None if carried else draft
        self._visit = visit
        if visit and draft:
            self._visit = replace(visit, versions=seen_of(draft) or visit.versions)
        self._keeper.begin(client.id, draft)
        self.state = VisitState(
            filling=self.state.filling,
            client_id=client.id,
            changing=visit is not None,
            correcting=visit is not None and visit.on_date < today(self._clock),
            crumbs=client.masked_name,
            name=client.card.full_name,
            last=self._about(last) if last and visit is None else "",
            resumed=self._words("registration.resumed", time=time_of(draft)) if draft else "",
            kept=self._words("registration.kept", time=time_of(draft)) if draft else "",
        )
        self._fill(typed_of(draft) if draft else {**_first(visit, last), **carried})
        if carried:
            self._keeper.touched()
            self.keep()
        self._view.go_to_field("essence")

    def _about(self, last: Visit) -> str:
        topic = self._words(f"topic.{last.topic}") if last.topic else self._words("visit.no_topic")
        return self._words("visit.last", day=f"{last.on_date:%d.%m.%Y}", topic=topic)

    def start_clean(self) -> None:
        """Give the draft up and begin anew."""
        client_id, visit = self.state.client_id, self._visit
        visit_id = visit.id if visit else ""
        self._keeper.drop(lambda: self.open(client_id=client_id, visit_id=visit_id))

    def go_on(self) -> None:
        """Go on with the draft: the question goes."""
        self._show(resumed="")
        self._view.go_to_field("essence")

    # ---- typing ----------------------------------------------------------------------------------

    def edited(self, key: str, value: str) -> None:
        """The person changed a field."""
        if self._values.get(key, "") == value:
            return
        self._values[key] = value
        self._keeper.touched()
        if key.startswith("asked_"):
            self._values["kind"] = advise_aid(self._answers()).kind
            self._fill(self._values)

    def left(self, key: str) -> None:
        """The focus left a field: keep the draft, say what there is to say."""
        self.keep()
        said = self._remarks()
        if key in said or self.state.remarks:
            self._show(remarks=said)

    def keep(self) -> None:
        """Make what is typed durable."""
        visit = self._visit
        self._keeper.keep(
            self._values,
            visit=visit.id if visit else "",
            seen=plain_seen(visit.versions) if visit else {},
        )

    def _read(self) -> tuple[VisitDraft, tuple[Unread, ...]]:
        return visit_of(self._values, today(self._clock))

    def _remarks(self) -> dict[str, FieldRemark]:
        _, unread = self._read()
        said = {one.key: FieldRemark(sentence=self._words(one.words), wrong=True) for one in unread}
        if self.state.correcting and not self._values.get("corrected", "").strip():
            reason = self._words("registration.no_reason")
            said["corrected"] = FieldRemark(sentence=reason, wrong=True)
        return said

    def _answers(self) -> dict[str, YesNo]:
        typed = {name: self._values.get(f"asked_{name}", "") for name in QUESTIONS}
        return {name: YesNo(answer) for name, answer in typed.items() if answer}

    def _fill(self, values: dict[str, str]) -> None:
        self._values = dict(values)
        answers = self._answers()
        advice = self._words(advise_aid(answers).reason) if answers else ""
        self._show(filling=self.state.filling + 1, values=dict(values), advice=advice)

    def _kept(self, time: str) -> None:
        self._show(kept=self._words("registration.kept", time=time))

    # ---- saving ----------------------------------------------------------------------------------

    def save(self, *, then: str = "client") -> None:
        """Save the visit; `then` is the screen that opens with it."""
        remarks = self._remarks()
        if self.state.busy or not self.state.client_id:
            return
        if remarks:
            faults = tuple((key, said.sentence) for key, said in remarks.items())
            self._show(remarks=remarks, faults=faults)
            return
        self.keep()
        self._show(busy=True, faults=(), refused="")
        self._runner.run(self._work(), lambda visit: self._saved(visit, then), self._refused)

    def _work(self) -> Callable[[], Visit]:
        typed, _ = self._read()
        before, client_id = self._visit, self.state.client_id
        visit = Visit(
            id=before.id if before else "",
            client_id=client_id,
            on_date=before.on_date if before else today(self._clock),
            at_time=before.at_time if before else None,
            channel=typed.channel,
            kind=typed.kind,
            topic=typed.topic,
            essence=typed.essence,
            wanted_result=typed.wanted_result,
            deadline=typed.deadline,
            opposing=typed.opposing,
            corrected=self._values.get("corrected", "").strip(),
            author=before.author if before else "",
            versions=before.versions if before else {},
        )
        intake = self._desk.intake
        return lambda: intake.change_visit(visit) if before else intake.add_visit(visit)

    def _saved(self, visit: Visit, then: str) -> None:
        values = {"typed": dict(self._values), "visit": "" if not self._visit else visit.id}
        draft_id = self._keeper.draft_id
        self._keeper.drop()
        self._visit = None
        self.state = VisitState(filling=self.state.filling)
        self._fill({})
        self.over = True
        if then == "check":
            self._go("check", client_id=visit.client_id, visit_id=visit.id)
        else:
            self._go("client", client_id=visit.client_id)
        act = self._desk.undoing.newest
        self._view.tell(
            self._words("visit.saved"), lambda: self._undo(act, visit.client_id, draft_id, values)
        )

    def _undo(self, act: int, client_id: str, draft_id: str, values: Mapping[str, object]) -> None:
        self._runner.run(
            lambda: self._desk.undoing.undo(act),
            lambda _: self._undone(client_id, draft_id, values),
            self._not_undone,
        )

    def _undone(self, client_id: str, draft_id: str, values: Mapping[str, object]) -> None:
        if draft_id:
            self._keeper.put_back(draft_id, client_id, values)
        self._go(SCREEN, client_id=client_id, draft_id=draft_id)
        self._view.tell(self._words("visit.undone"))

    def _not_undone(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._view.tell(self._words(problem.words_key, **problem.values))

    def _refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            self._show(busy=False)
            raise problem
        self._show(busy=False, refused=self._words(problem.words_key, **problem.values))

    def facing(self) -> Facing | None:
        """What the client may read of what is typed."""
        title = self._words("facing.visit")
        found = facing(self._values, self._words, title=title, keys=VISIT_KEYS)
        return found if found.lines else None

    def say_again(self) -> None:
        """The language changed."""
        answers = self._answers()
        advice = self._words(advise_aid(answers).reason) if answers else ""
        self._show(remarks=self._remarks() if self.state.remarks else {}, advice=advice)

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._view.show_state(self.state)


def _first(visit: Visit | None, last: Visit | None) -> dict[str, str]:
    """What the form shows at first: the visit itself, or channel and topic of the last one."""
    if visit is not None:
        return visit_values(visit)
    return {"topic": last.topic, "channel": last.channel} if last else {}
