"""The verdict as the command line prints it and the database keeps it (a contract)."""

from typing import Any

from app.core.words import Text
from app.eligibility.law import PackStamp
from app.eligibility.matrix import Cover, Matrix, matrix
from app.eligibility.model import Category, CategoryVerdict, Verdict
from app.eligibility.parts import GroupState, Reason

SCHEMA = 1


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """The whole verdict as plain values."""
    return {
        "schema": SCHEMA,
        "on_date": verdict.on.isoformat(),
        "packs": [stamp_to_json(stamp) for stamp in verdict.stamps],
        "outcome": verdict.outcome.value,
        "best": verdict.best,
        "categories": [_category(one) for one in verdict.categories],
        "next_question": verdict.next_question,
        "warnings": [{"id": one.id, **_text(one.words)} for one in verdict.warnings],
        "matrix": matrix_to_json(matrix(verdict)),
    }


def matrix_to_json(found: Matrix) -> dict[str, Any]:
    """The grounds that fit or may fit against the services of the law."""
    return {
        "services": list(found.services),
        "needed": list(found.needed),
        "rows": [
            {
                "id": row.category.id,
                "verdict": row.verdict.value,
                "cells": _cells(found, row.cells),
            }
            for row in found.rows
        ],
        "sums": _cells(found, found.sums),
        "together": list(found.together),
        "uncovered": list(found.uncovered),
        "broadest": found.broadest,
    }


def _cells(found: Matrix, cells: tuple[Cover, ...]) -> dict[str, str]:
    return {service: cell.value for service, cell in zip(found.services, cells, strict=True)}


def stamp_to_json(stamp: PackStamp) -> dict[str, str]:
    """Which text of a pack was used."""
    return {
        "id": stamp.id,
        "edition": stamp.edition,
        "sha256": stamp.sha256,
        "checked_on": stamp.checked_on.isoformat(),
    }


def category_to_json(category: Category) -> dict[str, Any]:
    """A category in force, without any person."""
    return {
        "id": category.id,
        "edition": category.edition,
        "name": _text(category.name),
        "short": _text(category.short),
        "group": category.group,
        "services": list(category.services),
        "ref": category.source.ref,
        "confidence": category.confidence,
        "decision_track": category.track,
        "scope_limit": _text(category.scope_limit),
        "six_decisions_limit": category.six_decisions,
        **({"preview": True} if category.preview else {}),
    }


def _category(one: CategoryVerdict) -> dict[str, Any]:
    category = one.category
    return {
        "id": category.id,
        "verdict": one.verdict.value,
        "services": list(category.services),
        "covers_needed": one.covers_needed,
        "may_apply": one.may_apply,
        "reasons": [_reason(reason) for reason in one.reasons],
        "missing_facts": list(one.missing_facts),
        "scope_limit": _text(category.scope_limit),
        "documents": {
            "complete": one.documents.complete,
            "groups": [_group(state) for state in one.documents.groups],
        },
        "decision_track": category.track,
        "confidence": category.confidence,
        "name": _text(category.name),
        "ref": category.source.ref,
        **({"preview": True} if category.preview else {}),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "holds": reason.holds,
        **_text(reason.text),
        "ref": reason.ref,
        "facts": list(reason.facts),
        "would_change": _text(reason.would_change) if reason.would_change else None,
    }


def _group(state: GroupState) -> dict[str, Any]:
    return {
        "id": state.group.id,
        "required": state.required,
        "satisfied": state.satisfied,
        "mode": state.group.mode,
        "items": list(state.items),
        "missing": list(state.missing),
    }


def _text(text: Text | None) -> dict[str, str]:
    return {"uk": text.uk if text else "", "en": text.en if text else ""}
