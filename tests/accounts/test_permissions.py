"""The table of roles and actions: all 224 cells, and the judgement over them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.model import Role
from app.accounts.permissions import (
    CELLS,
    REASON_SIGNS,
    Action,
    Allowed,
    Answer,
    Gives,
    Refused,
    Second,
    confirms,
    could,
    decide,
)

REASON = "прийшла знову, чекає"
pytestmark = pytest.mark.covers("F105", "4-033")

roles_of_one = st.sets(st.sampled_from(list(Role)), min_size=1)
actions = st.sampled_from(list(Action))
reasons = st.sampled_from(["", "бо так", "   \n\t      ", REASON])
given_things = st.fixed_dictionaries(
    {
        "own": st.booleans(),
        "reason": reasons,
        "second": st.sampled_from(list(Second)),
        "glass": st.booleans(),
        "gives": st.sampled_from(list(Gives)),
    }
)


def test_the_table_has_seven_roles_and_thirty_two_actions() -> None:
    assert len(Role) * len(Action) == len(CELLS) == 224
    assert {answer for answer in Answer if answer in {cell.answer for cell in CELLS.values()}} == (
        set(Answer)
    )


@pytest.mark.parametrize(
    ("role", "action", "cell"),
    [
        (Role.FRONTLINE, Action.FIND_PERSON, "O/R"),
        (Role.HEAD, Action.OPEN_CONSULTATION, "R"),
        (Role.HEAD, Action.EDIT_CONSULTATION, "-"),
        (Role.HEAD, Action.EXPORT_ROWS, "2"),
        (Role.REGISTRAR, Action.OPEN_CONSULTATION, "-"),
        (Role.REGISTRAR, Action.REGISTER_VISIT, "Y"),
        (Role.AUDITOR, Action.READ_INCIDENTS, "S"),
        (Role.AUDITOR, Action.DELETE_DATA, "W"),
        (Role.ADMINISTRATOR, Action.OPEN_CONSULTATION, "-"),
        (Role.ANALYST, Action.CROSS_OFFICE, "A"),
        (Role.FRONTLINE, Action.RESTRICTED_CASE, "B"),
    ],
)
def test_cells_read_as_the_office_agreed(role: Role, action: Action, cell: str) -> None:
    assert CELLS[role, action].answer == cell


@pytest.mark.parametrize(("role", "action"), list(CELLS))
def test_every_cell_allows_what_it_says_and_nothing_else(role: Role, action: Action) -> None:
    answer = CELLS[role, action].answer
    opens: dict[Answer, list[dict[str, object]]] = {
        Answer.YES: [{}],
        Answer.OWN: [{"own": True}],
        Answer.OWN_OR_REASON: [{"own": True}, {"reason": REASON}],
        Answer.REASON: [{"reason": REASON}],
        Answer.SECOND: [{"second": Second.CONFIRMED}, {"second": Second.NOBODY}],
        Answer.BREAK_GLASS: [{"glass": True}],
        Answer.SEALED: [{"gives": Gives.SEALED}],
        Answer.AGGREGATES: [{"gives": Gives.AGGREGATES}],
        Answer.WITNESS: [],
        Answer.NO: [],
    }
    keys: list[dict[str, object]] = [
        {"own": True}, {"reason": REASON}, {"second": Second.CONFIRMED}, {"second": Second.NOBODY},
        {"glass": True}, {"gives": Gives.SEALED}, {"gives": Gives.AGGREGATES}, {},
    ]  # fmt: skip
    for key in keys:
        found = decide([role], action, **key)  # type: ignore[arg-type]
        expected = answer is Answer.YES or key in opens[answer]
        assert isinstance(found, Allowed) == expected, (key, found)
        if isinstance(found, Allowed):
            assert found.limit == CELLS[role, action].limit
            assert found.alone == (answer is Answer.SECOND and key["second"] is Second.NOBODY)


@given(roles_of_one, actions, given_things)
def test_one_more_role_never_takes_a_right_away(
    roles: set[Role], action: Action, said: dict[str, object]
) -> None:
    alone = [decide([role], action, **said) for role in roles]  # type: ignore[arg-type]
    together = decide(roles, action, **said)  # type: ignore[arg-type]
    assert isinstance(together, Allowed) == any(isinstance(one, Allowed) for one in alone)
    if isinstance(together, Refused):
        assert together in alone


@given(roles_of_one, actions, given_things)
def test_what_is_allowed_is_offered_and_what_is_not_offered_is_never_allowed(
    roles: set[Role], action: Action, said: dict[str, object]
) -> None:
    if isinstance(decide(roles, action, **said), Allowed):  # type: ignore[arg-type]
        assert could(roles, action)


@given(st.text(max_size=30))
def test_a_reason_counts_by_its_signs_not_by_its_blanks(reason: str) -> None:
    found = decide([Role.SENIOR], Action.REVEAL, reason=reason)
    assert isinstance(found, Allowed) == (len(" ".join(reason.split())) >= REASON_SIGNS)


def test_nobody_without_a_role_may_do_anything() -> None:
    assert all(
        decide([], action, own=True) == Refused(code="role.not_allowed") for action in Action
    )


def test_the_administrator_and_the_analyst_never_see_rows_about_people() -> None:
    content = (
        Action.FIND_PERSON, Action.OPEN_CONSULTATION, Action.REVEAL, Action.PRINT_FILLED,
        Action.READ_INCIDENTS, Action.EXPORT_ROWS, Action.RESTRICTED_CASE,
    )  # fmt: skip
    assert not any(could([Role.ADMINISTRATOR, Role.ANALYST], action) for action in content)


def test_who_needs_a_second_person_can_find_one_in_another_role_or_in_the_same() -> None:
    for role, action in CELLS:
        if CELLS[role, action].answer is Answer.SECOND:
            assert any(confirms([other], action) for other in Role)
    assert confirms([Role.AUDITOR], Action.DELETE_DATA)
    assert not confirms([Role.FRONTLINE], Action.MANAGE_USERS)


def test_of_several_roles_the_freest_answer_counts() -> None:
    for one, other in combinations(Role, 2):
        for action in Action:
            found = decide([one, other], action)
            if CELLS[one, action].answer is Answer.YES and CELLS[one, action].limit is None:
                assert found == Allowed(by=Answer.YES)
