"""A lawyer's own answer beside that of the rules: in words wherever it is shown. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.accounts.model import User
from app.core.clock import local
from app.core.words import Words
from app.eligibility.model import Outcome
from app.eligibility.saved import Override
from app.ui.check.state import Option, OwnBox


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDraft:
    """The own answer while it is being written."""

    outcome: str = ""
    reason: str = field(default="", repr=False)
    evidence: str = field(default="", repr=False)
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a saved check knows of it: the one given, or the one being written, and colleagues."""

    outcome: Outcome
    """What the rules said."""
    override: Override | None = None
    draft: OwnDraft | None = None
    users: tuple[User, ...] = field(default=(), repr=False)
    """Everybody of the office but the signed-in person."""
    problem: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def own_answer(override: Override | None, words: Words, names: Mapping[str, str]) -> str:
    """«Відповідь юриста: … Причина: … Доказ: …», or nothing."""
    if override is None:
        return ""
    told = words(
        "check.own.told",
        name=names.get(override.author, words("check.own.somebody")),
        answer=words(f"check.outcome.{override.outcome.value}"),
        date=f"{local(override.made_at):%d.%m.%Y}",
        reason=override.reason,
        evidence=override.evidence,
    )
    if not override.second:
        return told
    agreed = names.get(override.second, words("check.own.somebody"))
    return f"{told} {words('check.own.agreed', name=agreed)}"


def own_box(own: Own | None, names: Mapping[str, str], words: Words) -> OwnBox | None:
    """What the box shows; None while the check is not saved."""
    if own is None:
        return None
    draft = own.draft
    return OwnBox(
        told=own_answer(own.override, words, names),
        rules=words("check.own.rules", answer=words(f"check.outcome.{own.outcome.value}")),
        open=draft is not None,
        answers=tuple(
            Option(
                id=one.value,
                words=words(f"check.outcome.{one.value}"),
                on=draft is not None and draft.outcome == one.value,
            )
            for one in Outcome
            if one is not own.outcome
        ),
        reason=draft.reason if draft else "",
        evidence=draft.evidence if draft else "",
        seconds=tuple(
            Option(
                id=user.id,
                words=words("check.own.person", name=user.name, role=words(f"role.{user.role}")),
                on=draft is not None and draft.second == user.id,
            )
            for user in own.users
        ),
        asks_second=draft is not None and draft.outcome == Outcome.NOT_ELIGIBLE,
        error=words(own.problem, **own.values) if own.problem else "",
    )
