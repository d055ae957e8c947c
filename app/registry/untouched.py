"""Which cards stand as they were made: nobody wrote to them, and nothing hangs on them."""

from collections.abc import Sequence
from typing import Any

_NOBODY_WROTE = """
    SELECT id FROM client WHERE NOT deleted AND id IN ({marks})
    AND (SELECT count(*) FROM journal WHERE tbl = 'client' AND rid = client.id) = 1
    AND NOT EXISTS (SELECT 1 FROM visit WHERE client_id = client.id)
    AND NOT EXISTS (SELECT 1 FROM eligibility_check WHERE client_id = client.id)
    AND NOT EXISTS (SELECT 1 FROM client_paper WHERE client_id = client.id)
    AND NOT EXISTS (SELECT 1 FROM paper_print WHERE client_id = client.id)
    AND NOT EXISTS (SELECT 1 FROM scan WHERE client_id = client.id)
    AND NOT EXISTS (SELECT 1 FROM merge WHERE kept_id = client.id OR merged_id = client.id)
"""


def untouched(driver: Any, ids: Sequence[str]) -> frozenset[str]:
    """Those of the clients who may be struck out without anybody's work being lost."""
    sql = _NOBODY_WROTE.format(marks=", ".join("?" * len(ids)))
    return frozenset(row[0] for row in driver.execute(sql, tuple(ids)))
