"""The duty that keeps progress up to date: a turn every half minute, in small transactions."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from portal.runtime import Runtime
from portal.services.progress import counting, documents, linking, units

MOST_BATCHES = 1_000
"""In one turn; what is left is the next turn's, so that its lease does not run out."""


def keep_up(rt: Runtime) -> int:
    """Bring units, connections and measures up to date; says how many dossiers were counted."""
    with rt.db.write() as session:
        told = (linking.of_portal, linking.of_documents, linking.of_reporting)
        linking.keep(session, [link for each in told for link in each(session)])
        units.arrange(session)
    _all(rt, documents.count)
    return _all(rt, counting.count)


def _all(rt: Runtime, count: Callable[[Session], int]) -> int:
    total = 0
    for _ in range(MOST_BATCHES):
        with rt.db.write() as session:
            counted = count(session)
        total += counted
        if not counted:
            break
    return total
