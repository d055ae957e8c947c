"""A new card with its visit, or a change of a card: typed, kept, checked, saved, taken back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.core.clock import Clock, today
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.desk.undoing import Undone
from app.registry.model import (
    Card,
    Client,
    Draft,
    Registered,
)
from app.ui.registration.beside import beside_of, beside_values
from app.ui.registration.carrying import carried
from app.ui.registration.guiding import Guide
from app.ui.registration.keeping import DraftKeeper, plain_seen, seen_of, time_of, typed_of, waiting
from app.ui.registration.likely import TELLING, LikelyFinder
from app.ui.registration.needs import Desk, RegistrationPage
from app.ui.registration.placing import PlaceFinder
from app.ui.registration.remarking import NAME_KEYS, looked_at
from app.ui.registration.state import DuplicateLine, RegistrationState
from app.ui.registration.tying import Ties
from app.ui.registration.typed import values_of
from app.ui.registration.typed_around import CARD
from app.ui.registration.typed_form import TypedForm

SCREEN = "registration"


class RegistrationPresenter:
    """Holds what is typed; the view only shows it."""

    def __init__(
        self,
        view: RegistrationPage,
        desk: Desk,
        runner: Runner,
        words: Words,
        *,
        clock: Clock,
        ids: Ids,
        go: Callable[..., None],
        guided: bool = False,
    ) -> None:
        """`go` opens another screen by name; `guided` asks one thing after the other."""
        self._view, self._desk, self._runner, self._words = view, desk, runner, words
        self._clock, self._go = clock, go
        self._form = TypedForm(desk.intake, clock)
        self._finder = LikelyFinder(desk.intake, runner, words, self._found)
        self._ties = Ties(desk.intake, runner, words, self._look_at)
        self._places = PlaceFinder(runner, words, lambda offered: self._show(offered=offered))
        self._opening = 0
        self.state = RegistrationState()
        self._keeper = DraftKeeper(
            desk.drafts, runner, ids, screen=SCREEN, kept=self._kept, failed=self._refused
        )
        self.guide = Guide(
            self._form,
            words,
            clock,
            changing=lambda: self.state.changing,
            show=lambda page: self._fill(self._form.values, page=page),
            go_to=view.go_to_field,
            guided=guided,
        )
        self.state = RegistrationState(page=self.guide.page)
        self.over = False
        """What was typed here is saved."""

    # ---- opening ---------------------------------------------------------------------------------

    def open(
        self,
        *,
        client_id: str = "",
        draft_id: str = "",
        typed: str = "",
        field: str = "",
        beside: str = "",
        member: str = "",
    ) -> None:
        """A new card, a card to change, or a draft to go on with.

        `beside` is a client whose household the new card joins, `member` the line that tells of it.
        """
        self.over = False
        self._opening += 1
        turn = self._opening
        self.keep()
        here = not typed and not draft_id and not beside and self._is_here(client_id)
        asked = bool(draft_id)  # who comes for the next person is told whose text stands here
        draft_id = self._keeper.draft_id if here else draft_id  # unless it was given up meanwhile
        if not here:
            self._clear(client_id)
            self._fill({})  # or the field that loses the focus now tells of the person before
        if typed:
            self._begun(carried(typed, today(self._clock)), turn)
            return
        if beside:
            self._finder.dismiss(beside)
            self._runner.run(
                partial(self._desk.intake.client, beside),
                lambda origin: self._begun(beside_values(origin, int(member or "99")), turn),
            )
            return
        self._runner.run(
            partial(waiting, self._desk.drafts, self._desk.intake, SCREEN, client_id, draft_id),
            lambda found: self._opened(*found, field=field, turn=turn, asked=asked),
        )

    def _begun(self, values: dict[str, str], turn: int) -> None:
        """A new card that somebody knows something of already."""
        if turn == self._opening:
            self._fill(values)
            self._keeper.touched()
            self._look_for_duplicates()
            self._view.go_to_field("")

    def _is_here(self, client_id: str) -> bool:
        """Whether this very form is half-typed on the screen: it stays as it is."""
        typed = bool(self._form.values) and bool(self._keeper.draft_id)
        return typed and self.state.client_id == client_id

    def _opened(
        self, draft: Draft | None, client: Client | None, *, field: str, turn: int, asked: bool
    ) -> None:
        if turn != self._opening:
            return
        self._clear(client.id if client else "", draft)
        if client:
            self._form.base, self._form.seen = client.card, client.versions
            self.state = replace(self.state, crumbs=client.masked_name)
        if draft:
            self._form.seen = seen_of(draft) or self._form.seen
            at = time_of(draft)
            kept = self._words("registration.kept", time=at)
            resumed = "" if asked else self._words("registration.resumed", time=at)
            self.state = replace(self.state, kept=kept, resumed=resumed)
            self._fill(typed_of(draft))
        else:
            self._fill(values_of(self._form.base) if client else {})
        self._look_for_duplicates()
        self._view.go_to_field(field)

    def start_clean(self) -> None:
        """Put the draft aside – the day's screen still offers it – and begin anew."""
        self._opening += 1
        client_id = self.state.client_id
        if client_id:
            base, seen, crumbs = self._form.base, self._form.seen, self.state.crumbs
            self._keeper.drop()
            self._clear(client_id)
            self._form.base, self._form.seen = base, seen
            self.state = replace(self.state, crumbs=crumbs)
            self._fill(values_of(base))
        else:
            self.keep()
            self._clear("")
            self._fill({})
        self._view.go_to_field("")

    def go_on(self) -> None:
        """Go on with the draft: the question goes."""
        self._show(resumed="")
        self._view.go_to_field("")

    def _clear(self, client_id: str, draft: Draft | None = None) -> None:
        self._form.clear()
        self._finder.forget()
        self._ties.forget()
        self._keeper.begin(client_id, draft)
        self.guide.restart()
        self.state = RegistrationState(filling=self.state.filling, client_id=client_id)
        self.state = replace(self.state, page=self.guide.page)

    def _fill(self, values: dict[str, str], **more: object) -> None:
        self._form.values = values
        self._show(
            filling=self.state.filling + 1,
            values=dict(values),
            advice=self._form.advice(self._words),
            **more,
        )

    # ---- typing ----------------------------------------------------------------------------------

    def edited(self, key: str, value: str) -> None:
        """The person changed a field."""
        if self._form.values.get(key, "") == value:
            return
        self._form.values[key] = value
        self._keeper.touched()
        if self.state.resumed:
            self._show(resumed="")  # who types on has answered the question
        self._form.values |= self._places.typed(key, value)
        if key in NAME_KEYS:
            self._look_at(key, letters=True)
        elif key.endswith(CARD):
            self._look_at(key.removesuffix(CARD))
        if self._form.advised(key):
            self._fill(self._form.values)
        elif key == "kind":
            self._show(advice=self._form.advice(self._words))

    def left(self, key: str) -> None:
        """The focus left a field: keep the draft, say what there is to say about this field."""
        self.keep()
        self._look_at(key)

    def keep(self) -> None:
        """Make what is typed durable."""
        self._keeper.keep(self._form.values, seen=plain_seen(self._form.seen))

    def typed_for_a_while(self, key: str) -> None:
        """A pause in the typing: who may this be?"""
        if key in TELLING:
            self._look_for_duplicates()
        self._ties.look(key, self._form.values, but=self.state.client_id)

    def copy_address(self, key: str) -> None:
        """«The same»: the actual address stands in another field too."""
        address = self._form.values.get("actual_address", "")
        self.edited(key, address)
        self._fill(self._form.values)

    def _kept(self, time: str) -> None:
        self._show(kept=self._words("registration.kept", time=time))

    def _look_at(self, key: str, *, letters: bool = False) -> None:
        """Say what there is to say of this field; of `letters` alone while it is typed."""
        tied = self._ties.remarks(self._form.values)
        found = {**tied, **self._form.remarks(self._words)}
        if letters:
            found = {one: said for one, said in found.items() if said.repair or one != key}
        said = looked_at(key, found, self.state.remarks)
        if said != self.state.remarks:
            self._show(remarks=said)

    # ---- duplicates ------------------------------------------------------------------------------

    def _look_for_duplicates(self) -> None:
        self._finder.look(self._form.card()[0], but=self.state.client_id)

    def _found(self, lines: tuple[DuplicateLine, ...]) -> None:
        if lines != self.state.duplicates:
            self._show(duplicates=lines)

    def other_person(self, client_id: str) -> None:
        """«Another person»: do not offer this card again."""
        self._finder.dismiss(client_id)
        left = tuple(one for one in self.state.duplicates if one.client_id != client_id)
        self._show(duplicates=left)

    def same_person(self, client_id: str) -> None:
        """«This is the person»: go to that card with the typed visit; compare two kept cards."""
        if self.state.changing:
            self._go("merge", client_id=self.state.client_id, other_id=client_id)
            return
        visit = self._form.typed_visit()
        subject, values = self.state.client_id, {"typed": dict(self._form.values)}
        tied = None if subject else beside_of(self._form.card()[0])
        self.keep()
        draft_id = self._keeper.draft_id
        self._keeper.drop()
        self._clear("")
        self._fill({})
        screen, carried_on = ("visit", {"carried": visit}) if visit else ("client", {})
        go = partial(self._go, screen, client_id=client_id, **carried_on)
        if tied:
            tie = partial(self._desk.household.tie, tied.client_id, client_id, tied.kinship)
            self._runner.run(tie, lambda _: go())
        else:
            go()
        if draft_id:
            self._view.tell(
                self._words("registration.draft_dropped"),
                lambda: self._bring_back(draft_id, subject, values),
            )

    # ---- saving ----------------------------------------------------------------------------------

    def save(self, *, then: str = "client") -> None:
        """Save the card; `then` is the screen that opens with it."""
        if self.state.busy:
            return
        card, _ = self._form.card()
        remarks = self._form.remarks(self._words)
        faults = self._form.faults(remarks, self._words)
        if faults:
            if self.state.page.kind != "dense":
                self.guide.go(faults[0][0])
            self._show(remarks=remarks, faults=faults)
            return
        self.keep()
        if self.guide.must_look:
            self._show(faults=())
            self.guide.read()
            return
        self._show(busy=True, faults=(), refused="")
        work: Callable[[], Registered | Client] = (
            self._changing(card) if self.state.changing else self._registering(card)
        )
        self._runner.run(work, lambda saved: self._saved(saved, then), self._refused)

    def _registering(self, card: Card) -> Callable[[], Registered]:
        visit, _ = self._form.visit()
        return lambda: self._desk.intake.register(card, visit, beside=beside_of(card))

    def _changing(self, card: Card) -> Callable[[], Client]:
        client_id, seen = self.state.client_id, self._form.seen
        return lambda: self._desk.intake.change(client_id, card, seen=seen)

    def _saved(self, saved: Registered | Client, then: str) -> None:
        client = saved.client if isinstance(saved, Registered) else saved
        visit = saved.visit if isinstance(saved, Registered) else None
        new, values = not self.state.changing, {"typed": dict(self._form.values)}
        draft_id = self._keeper.draft_id
        self._keeper.drop()
        self._clear("")
        self._fill({})
        self.over = True
        if then == "check":
            self._go("check", client_id=client.id, visit_id=visit.id if visit else "")
        else:
            self._go("client", client_id=client.id)
        act = self._desk.undoing.newest
        self._view.tell(
            self._words("registration.saved" if new else "registration.changed"),
            lambda: self._undo(act, draft_id if new else "", values),
        )

    def _undo(self, act: int, draft_id: str, values: dict[str, dict[str, str]]) -> None:
        self._runner.run(
            lambda: self._desk.undoing.undo(act),
            lambda undone: self._undone(undone, draft_id, values),
            self._not_undone,
        )

    def _undone(self, undone: Undone, draft_id: str, values: dict[str, dict[str, str]]) -> None:
        if not undone.gone:
            self._go("client", client_id=undone.client_id)
            self._view.tell(self._words("registration.change_undone"))
        else:
            self._bring_back(draft_id, "", values)
            self._view.tell(self._words("registration.undone"))

    def _bring_back(self, draft_id: str, subject: str, values: dict[str, dict[str, str]]) -> None:
        self._keeper.put_back(draft_id, subject, values)
        self._go(SCREEN, draft_id=draft_id)

    def _not_undone(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._view.tell(self._words(problem.words_key, **problem.values))

    def _refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            self._show(busy=False)
            raise problem
        sentence = self._words(problem.words_key, **problem.values)
        self._show(busy=False, refused=sentence)

    # ---- showing ---------------------------------------------------------------------------------

    def say_again(self) -> None:
        """The language changed."""
        shown = self.state
        found = self._form.remarks(self._words) if shown.remarks else {}
        self._show(
            remarks={key: found[key] for key in shown.remarks if key in found},
            advice=self._form.advice(self._words),
            page=self.guide.page,
        )
        if shown.duplicates:
            self._look_for_duplicates()

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._view.show_state(self.state)
