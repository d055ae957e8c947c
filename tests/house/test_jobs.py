"""Every public method of a desk class says which row of the table of roles it is."""

import inspect
from typing import get_type_hints

import pytest

from app.accounts.permissions import Action
from app.desk.copies import Copies
from app.desk.desk import Desk
from app.desk.gate import Gate
from app.storage.database import Database

DESKS = sorted(
    (
        {kind for kind in get_type_hints(Desk).values() if inspect.isclass(kind)}
        - {str, Gate, Database}
    )
    | {Copies},
    key=lambda kind: kind.__name__,
)


def jobs_of(desk: type) -> dict[str, object]:
    """The public methods and properties, with what they declare."""
    found = {}
    for name, member in vars(desk).items():
        method = member.fget if isinstance(member, property) else member
        if isinstance(method, staticmethod):
            method = method.__func__
        if not name.startswith("_") and callable(method):
            found[name] = getattr(method, "__job__", None)
    return found


@pytest.mark.covers("F105", "4-033")
@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.__name__)
def test_no_job_of_the_desk_is_without_its_row(desk: type) -> None:
    jobs = jobs_of(desk)
    assert jobs
    bare = [name for name, declared in jobs.items() if declared is None]
    assert not bare, "declare it: @job(Action.…), or @free(why) of app/desk/gate.py"
    whys = [why for why in jobs.values() if not isinstance(why, Action)]
    assert all(len(str(why).split()) >= 3 for why in whys), "say why it needs no right"
