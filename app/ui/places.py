"""The one table of screens: what each is called, and how it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.accounts.model import Office
from app.core.runner import Runner
from app.desk.copies import Copies
from app.desk.desk import Desk
from app.desk.people import People
from app.desk.proving import Proving, Sheets
from app.sight.model import What
from app.ui.absence.idle import Patience
from app.ui.access.view import AccessView
from app.ui.check.view import CheckView
from app.ui.client.view import ClientView
from app.ui.colleagues.view import ColleaguesView
from app.ui.copies.view import CopiesView
from app.ui.duplicates.report_view import ReportView
from app.ui.duplicates.view import MergeView
from app.ui.editions.view import EditionsView
from app.ui.exchange.view import ExchangeView
from app.ui.feedback.view import FeedbackView
from app.ui.home.presenter import HomePresenter
from app.ui.home.state import DraftLine
from app.ui.home.view import HomeView
from app.ui.law.view import LawView
from app.ui.papers.view import PapersView
from app.ui.people.view import PeopleView
from app.ui.printing.view import PrintingView
from app.ui.proof.view import ProofView
from app.ui.registration.view import RegistrationView
from app.ui.rights.view import RightsView
from app.ui.screens import Navigator, Screen
from app.ui.settings.presenter import SettingsPresenter
from app.ui.settings.recovery import RecoveryPresenter
from app.ui.settings.safety import SafetyPresenter
from app.ui.settings.view import SettingsView
from app.ui.sight.revealing import AskWhy
from app.ui.upkeep.view import UpkeepView
from app.ui.visit.view import VisitView
from app.ui.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a screen may need: window, desk, runner, and the way to other screens."""

    window: Window
    desk: Desk
    runner: Runner
    navigator: Navigator
    renew_recovery: Callable[[], str]
    ask_why: AskWhy
    copies: Copies
    proving: Proving
    sheets: Sheets
    people: People


Factory = Callable[[Surroundings], Screen]


def _home(here: Surroundings) -> Screen:
    def resume(draft: DraftLine) -> None:
        here.navigator.open(draft.screen, **subject_of(draft))

    def open_place(place: str, client_id: str) -> None:
        here.navigator.open(place, client_id=client_id)

    def show_break() -> None:
        now = here.navigator.now
        if now is not None and now.name == "home":  # nobody is taken out of her work
            here.navigator.open("proof")

    window = here.window
    view = HomeView(
        window.words,
        new_visit=lambda: window.acts.run("person.new"),
        open_place=open_place,
        resume=resume,
        renew_code=lambda: here.navigator.open("settings", part="recovery"),
        open_laws=lambda: here.navigator.open("editions"),
        open_copies=lambda: here.navigator.open("copies"),
        open_proof=lambda: here.navigator.open("proof"),
        open_access=lambda: here.navigator.open("access"),
        open_rights=lambda: here.navigator.open("rights"),
        say=window.shell.say,
    )
    view.follow(
        HomePresenter(
            view,
            here.desk,
            here.runner,
            window.words,
            clock=window.clock,
            copies=here.copies.look,
            proving=here.proving.at_start,
            broken=show_break,
        )
    )
    return view


def _settings(here: Surroundings) -> Screen:
    window = here.window
    view = SettingsView(
        window.words,
        settings=lambda: window.shell.settings,
        change=window.shell.change_settings,
        folder=window.folder,
        version=window.version(),
        open_lists=lambda: here.navigator.open("exchange"),
        open_copies=lambda: here.navigator.open("copies"),
        open_upkeep=lambda: here.navigator.open("upkeep"),
        open_rights=lambda: here.navigator.open("rights"),
    )
    view.follow(
        SettingsPresenter(
            view,
            here.desk.office,
            here.desk.drafts,
            here.runner,
            window.words,
            ids=window.ids,
            office_changed=lambda office: _tell_office(window, office),
        )
    )
    view.follow_safety(
        SafetyPresenter(
            view.safety,
            here.desk.office,
            here.runner,
            window.words,
            office_changed=lambda office: _tell_office(window, office),
        )
    )
    view.recovery.follow(
        RecoveryPresenter(
            view.recovery,
            here.desk.office,
            here.renew_recovery,
            here.runner,
            window.words,
            ids=window.ids,
        )
    )
    return view


def _tell_office(window: Window, office: Office) -> None:
    window.shell.status.say(office=office.name)
    window.be_patient(Patience.minutes(office.hide_after, office.lock_after))


def _people(here: Surroundings) -> Screen:
    window = here.window
    return PeopleView(
        window.words,
        here.desk,
        here.runner,
        clock=window.clock,
        go=here.navigator.open,
        say=window.shell.say,
        ask_why=here.ask_why,
        single_keys=lambda: window.shell.settings.single_keys,
    )


def _client(here: Surroundings) -> Screen:
    window = here.window
    return ClientView(
        window.words,
        here.desk,
        here.runner,
        clock=window.clock,
        go=here.navigator.open,
        say=window.shell.say,
        ask_why=here.ask_why,
    )


def _registration(here: Surroundings) -> Screen:
    window = here.window
    return RegistrationView(
        window.words,
        here.desk,
        here.runner,
        clock=window.clock,
        ids=window.ids,
        go=here.navigator.open,
        say=window.shell.say,
        guided=window.shell.settings.guided,
    )


def _visit(here: Surroundings) -> Screen:
    window = here.window
    return VisitView(
        window.words,
        here.desk,
        here.runner,
        clock=window.clock,
        ids=window.ids,
        go=here.navigator.open,
        say=window.shell.say,
    )


def _check(here: Surroundings) -> Screen:
    window = here.window
    return CheckView(
        window.words,
        here.desk,
        here.runner,
        clock=window.clock,
        go=here.navigator.open,
        single_keys=lambda: window.shell.settings.single_keys,
        guided=window.shell.settings.guided,
    )


def _papers(here: Surroundings) -> Screen:
    window = here.window
    return PapersView(
        window.words, here.desk, here.runner, clock=window.clock, go=here.navigator.open
    )


def _printing(here: Surroundings) -> Screen:
    window = here.window
    return PrintingView(
        window.words,
        here.desk,
        here.runner,
        clock=window.clock,
        guided=window.shell.settings.guided,
    )


def _editions(here: Surroundings) -> Screen:
    window = here.window
    return EditionsView(
        window.words,
        here.desk.editions,
        here.runner,
        go=here.navigator.open,
        say=window.shell.say,
    )


def _merge(here: Surroundings) -> Screen:
    window = here.window
    return MergeView(
        window.words,
        here.desk,
        here.runner,
        clock=window.clock,
        go=here.navigator.open,
        say=window.shell.say,
        ask_why=here.ask_why,
    )


def _duplicates(here: Surroundings) -> Screen:
    return ReportView(here.window.words, here.desk.pairs, here.runner, go=here.navigator.open)


def _feedback(here: Surroundings) -> Screen:
    window = here.window
    return FeedbackView(
        window.words,
        here.desk,
        here.runner,
        ids=window.ids,
        program=window.version,
        back=here.navigator.back,
        say=window.shell.say,
    )


def _law(here: Surroundings) -> Screen:
    window = here.window
    return LawView(window.words, here.desk.checks, here.runner, clock=window.clock)


def _upkeep(here: Surroundings) -> Screen:
    return UpkeepView(here.window.words, here.desk, here.runner)


def _rights(here: Surroundings) -> Screen:
    return RightsView(here.window.words, here.desk, here.runner)


def _copies(here: Surroundings) -> Screen:
    window = here.window
    return CopiesView(window.words, here.copies, here.runner, clock=window.clock)


def _proof(here: Surroundings) -> Screen:
    window = here.window
    return ProofView(window.words, here.proving, here.sheets, here.runner, clock=window.clock)


def _colleagues(here: Surroundings) -> Screen:
    window = here.window
    return ColleaguesView(
        window.words,
        here.people,
        here.runner,
        drafts=here.desk.drafts,
        ids=window.ids,
        me=here.desk.author,
        lock=window.lock,
        say=window.shell.say,
    )


def _exchange(here: Surroundings) -> Screen:
    return ExchangeView(here.window.words, here.desk, here.runner)


def _access(here: Surroundings) -> Screen:
    window = here.window
    return AccessView(
        window.words,
        here.desk,
        here.runner,
        clock=window.clock,
        go=here.navigator.open,
        say=window.shell.say,
    )


SCREENS: Mapping[str, Factory] = {
    "home": _home,
    "people": _people,
    "client": _client,
    "registration": _registration,
    "visit": _visit,
    "check": _check,
    "papers": _papers,
    "printing": _printing,
    "merge": _merge,
    "duplicates": _duplicates,
    "editions": _editions,
    "settings": _settings,
    "feedback": _feedback,
    "exchange": _exchange,
    "copies": _copies,
    "proof": _proof,
    "upkeep": _upkeep,
    "rights": _rights,
    "colleagues": _colleagues,
    "law": _law,
    "access": _access,
}
LOOKED_AT: Mapping[str, What] = {
    "client": What.CARD,
    "registration": What.FORM,
    "visit": What.VISIT,
    "check": What.CHECK,
    "papers": What.PAPERS,
    "printing": What.PRINTING,
    "merge": What.MERGE,
}
"""The screens that show somebody’s data: each opening of one is a line of the access log."""
PLACES_OF_ACTS: Mapping[str, str] = {
    "go.home": "home",
    "go.people": "people",
    "go.duplicates": "duplicates",
    "go.laws": "editions",
    "go.law": "law",
    "go.settings": "settings",
    "go.access": "access",
    "go.exchange": "exchange",
    "go.copies": "copies",
    "go.proof": "proof",
    "go.upkeep": "upkeep",
    "go.rights": "rights",
    "go.colleagues": "colleagues",
    "person.new": "registration",
}


def subject_of(draft: DraftLine) -> dict[str, str]:
    """What the screen of a draft is told, so that it goes on with it."""
    if draft.screen in ("check", "printing"):  # one draft a client, found by the client
        return {"client_id": draft.subject}
    return {"draft_id": draft.id}


def laws_of(desk: Desk) -> Callable[[date], date | None]:
    """Tells when the rules in force on a day were last compared with the law."""

    def laws(day: date) -> date | None:
        return max((stamp.checked_on for stamp in desk.checks.rules(day).stamps), default=None)

    return laws
