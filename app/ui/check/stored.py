"""A saved check as it was explained then: its stored verdict, read back into records. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.core.words import Text
from app.eligibility.checklist import documents
from app.eligibility.model import Answer, CategoryVerdict, Finding, Outcome, Rules, Verdict
from app.eligibility.parts import GroupState, Reason, Warning
from app.eligibility.saved import SavedCheck

Plain = Mapping[str, Any]


def verdict_of(saved: SavedCheck, rules: Rules) -> Verdict:
    """The answer as it was stored; `rules` only lend the names of grounds and papers."""
    plain: Plain = saved.verdict
    categories = (_category(one, rules) for one in plain["categories"])
    return Verdict(
        on=saved.on_date,
        stamps=saved.packs,
        outcome=Outcome(plain["outcome"]),
        best=plain["best"],
        categories=tuple(one for one in categories if one is not None),
        next_question=None,
        settles=0,
        warnings=tuple(Warning(id=one["id"], words=_text(one)) for one in plain["warnings"]),
        needed=_needed(saved),
    )


def _needed(saved: SavedCheck) -> frozenset[str] | None:
    given = saved.facts.get("service_needed")
    return frozenset(map(str, given)) if isinstance(given, list | tuple) else None


def _category(plain: Plain, rules: Rules) -> CategoryVerdict | None:
    category = rules.category(plain["id"])
    if category is None:
        return None
    scope = _text(plain["scope_limit"]) if plain["scope_limit"]["uk"] else None
    stored = replace(
        category,
        services=tuple(plain["services"]),
        scope_limit=scope,
        track=plain["decision_track"],
        confidence=plain["confidence"],
    )
    known = {group.id: group for group in (*rules.common, *category.documents)}
    groups = (
        GroupState(
            group=known[one["id"]],
            required=one["required"],
            satisfied=one["satisfied"],
            items=tuple(one["items"]),
            missing=tuple(one["missing"]),
        )
        for one in plain["documents"]["groups"]
        if one["id"] in known
    )
    finding = Finding(
        category=stored,
        verdict=Answer(plain["verdict"]),
        reasons=tuple(_reasons(plain["reasons"])),
        missing_facts=tuple(plain["missing_facts"]),
        documents=documents(()),
    )
    return CategoryVerdict(
        finding=finding,
        reasons=finding.reasons,
        covers_needed=plain["covers_needed"],
        may_apply=plain["may_apply"],
        common=documents(groups),  # all groups were stored together
    )


def _reasons(reasons: Iterable[Plain]) -> Iterable[Reason]:
    for one in reasons:
        yield Reason(
            holds=one["holds"], wording=_text(one), ref=one["ref"], facts=tuple(one["facts"])
        )


def _text(plain: Plain) -> Text:
    return Text(uk=plain["uk"], en=plain["en"])
