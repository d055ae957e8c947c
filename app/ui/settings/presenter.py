"""Settings: the office's own record. The look is changed at once by the window itself."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.accounts.model import Office, Role
from app.core.errors import DeskError
from app.core.ids import Ids
from app.core.runner import Runner
from app.core.words import Words
from app.desk.drafts import Drafts
from app.desk.office import Administration
from app.registry.model import Draft
from app.ui.registration.keeping import DraftKeeper, plain_seen, seen_of, time_of, typed_of
from app.ui.settings.state import SettingsState

SCREEN = "settings"
TYPED = ("name", "address", "hours", "phone", "email", "head_title", "head_name", "centre_name")


class SettingsView(Protocol):
    """What the presenter asks of its view."""

    def show_state(self, state: SettingsState) -> None:
        """Draw this."""
        ...


class SettingsPresenter:
    """Loads and saves the office's record."""

    def __init__(
        self,
        view: SettingsView,
        office: Administration,
        drafts: Drafts,
        runner: Runner,
        words: Words,
        *,
        ids: Ids,
        office_changed: Callable[[Office], None],
    ) -> None:
        """`office_changed` hears of each save."""
        self._view = view
        self._office = office
        self._drafts = drafts
        self._runner = runner
        self._words = words
        self._office_changed = office_changed
        self.state = SettingsState()
        self._keeper = DraftKeeper(
            drafts, runner, ids, screen=SCREEN, kept=lambda _: None, failed=self._failed
        )

    def open(self) -> None:
        """The screen is shown: load the record, unless something typed waits to be saved."""
        if not self.state.changed:
            self._runner.run(self._load, self._loaded)

    def typed(self, **values: str) -> None:
        """The person changed a field."""
        self._keeper.touched()
        self._show(
            replace(
                self.state,
                office=_with(self.state.office, values),
                changed=True,
                note="",
                fault="",
                name_fault="",
            )
        )

    def keep(self) -> None:
        """Make what is typed durable."""
        office = self.state.office
        typed = {name: getattr(office, name) for name in TYPED}
        self._keeper.keep(typed, seen=plain_seen(office.versions))

    def save(self) -> None:
        """Save what was typed."""
        if self.state.busy or not self.state.changed or not self.state.may_change:
            return
        if not self.state.office.name:
            self._show(replace(self.state, name_fault=self._words("setup.fault.name")))
            return
        office = self.state.office
        self.keep()
        self._show(replace(self.state, busy=True, note="", fault="", name_fault=""))
        self._runner.run(lambda: self._office.change_office(office), self._saved, self._failed)

    def say_again(self) -> None:
        """The language changed: old sentences go."""
        self._show(replace(self.state, note="", fault="", name_fault=""))

    def _load(self) -> tuple[Office, bool, Draft | None]:
        may_change = self._office.me().role is Role.HEAD
        return self._office.office(), may_change, self._drafts.find(SCREEN, "")

    def _loaded(self, found: tuple[Office, bool, Draft | None]) -> None:
        office, may_change, draft = found
        self._keeper.begin("", draft)
        note = ""
        if draft is not None:
            versions = seen_of(draft) or office.versions
            office = replace(_with(office, typed_of(draft)), versions=versions)
            note = self._words("settings.office.resumed", time=time_of(draft))
        changed = draft is not None
        self._show(
            replace(
                self.state,
                office=office,
                loaded=True,
                may_change=may_change,
                changed=changed,
                note=note,
            )
        )

    def _saved(self, office: Office) -> None:
        self._keeper.drop()
        note = self._words("settings.office.saved")
        self._show(replace(self.state, office=office, busy=False, changed=False, note=note))
        self._office_changed(office)

    def _failed(self, problem: Exception) -> None:
        self._show(replace(self.state, busy=False))
        if not isinstance(problem, DeskError):
            raise problem
        fault = self._words(problem.words_key, **problem.values)
        self._show(replace(self.state, fault=fault))

    def _show(self, state: SettingsState) -> None:
        self.state = state
        self._view.show_state(state)


def _with(office: Office, typed: dict[str, str]) -> Office:
    """The record with what was typed; its versions stay those that were on the screen."""
    return replace(office, **{name: typed.get(name, getattr(office, name)) for name in TYPED})
