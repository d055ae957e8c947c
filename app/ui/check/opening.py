"""What the check screen reads when it opens, off the UI thread: card, law, draft, saved check."""

from dataclasses import dataclass, field, replace

from app.accounts.model import User
from app.desk.ahead import Coming
from app.desk.desk import Desk
from app.desk.editions import Standing
from app.eligibility.checklist import presented
from app.eligibility.facts import parse_facts
from app.eligibility.model import Rules
from app.eligibility.saved import SavedCheck
from app.registry.model import Client, Draft
from app.ui.check import sheet as sheets
from app.ui.check.answering import answers_of
from app.ui.check.own_answer import Own
from app.ui.check.sheet import Sheet

SCREEN = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Whose check it is, by which law, with which answers."""

    client: Client
    rules: Rules
    sheet: Sheet
    presented: frozenset[str] = frozenset()
    draft: Draft | None = None
    saved: SavedCheck | None = None
    users: tuple[User, ...] = field(default=(), repr=False)
    coming: Coming | None = None
    standing: Standing | None = None
    """How far the edition of today may be relied on."""


def new_check(desk: Desk, client_id: str, sheet: Sheet) -> Opened:
    """A new check: from its draft if there is one, else from what the card says."""
    checks = desk.checks
    client = desk.intake.client(client_id)
    draft = desk.drafts.find(SCREEN, client_id)
    rules = checks.rules(sheet.on)
    told = desk.household.circle(client_id).told
    sheet = replace(sheet, given=dict(checks.facts_from_card(client.card, sheet.on, told=told)))
    if draft is not None:
        sheet = sheets.from_draft(draft.values, answers_of(draft.values, rules.questions))
    return Opened(
        client=client,
        rules=rules if sheet.on == rules.on else checks.rules(sheet.on),
        sheet=sheet,
        presented=presented(checks.papers(client_id), rules, sheet.on),
        draft=draft,
        coming=desk.editions.coming(),
        standing=desk.editions.standing(),
    )


def saved_check(desk: Desk, client_id: str, check_id: str) -> Opened:
    """A saved check, to be read as it was explained then."""
    saved = desk.checks.check(check_id)
    rules = desk.checks.rules(saved.on_date)
    given = dict(parse_facts(saved.facts, rules.questions))
    return Opened(
        client=desk.intake.client(client_id),
        rules=rules,
        sheet=Sheet(on=saved.on_date, given=given),
        saved=saved,
        users=desk.office.users(),
    )


def own_of(opened: Opened, author: str) -> Own | None:
    """A lawyer's own answer to a saved check, and who else works here."""
    saved = opened.saved
    if saved is None:
        return None
    others = tuple(user for user in opened.users if user.id != author)
    return Own(outcome=saved.outcome, override=saved.override, users=others)
