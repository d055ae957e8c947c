"""Who may apply for the person: law.md 2.2. Pure."""

from datetime import date

from app.eligibility.answers import Facts, Three
from app.eligibility.conditions import full_years
from app.eligibility.model import Category, Rules

ADULT = 18
ALONE_FROM = 14
BODIES = frozenset(
    {
        *("notifying_body", "investigator", "prosecutor", "investigating_judge", "court"),
        *("penal_institution", "medical_institution"),
    }
)
"""Bodies that write about a person; they bring no paper of the person and no powers."""


def may_apply(rules: Rules, category: Category, facts: Facts, on: date) -> Three:
    """Whether this applicant may apply in this category; None when that is not known."""
    who = facts.get("applicant")
    if who is None:
        return None
    if who == "self":
        return _alone(rules, category, facts, on)
    if who not in category.applicants:
        return False
    condition = category.applicants[str(who)]
    return True if condition is None else condition(facts, on)


def _alone(rules: Rules, category: Category, facts: Facts, on: date) -> Three:
    adults = "adult_self" in category.applicants
    children = rules.children_apply_alone and "child_14_plus_self" in category.applicants
    age = full_years(facts, on)
    if age is None:
        return None if adults or children else False
    if age >= ADULT:
        return adults
    if age < ALONE_FROM or not children:
        return False
    own = facts.get("own_court_matter_child")
    return own if isinstance(own, bool) else None
