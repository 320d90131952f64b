"""The duty that keeps progress up to date: a turn every half minute, in small transactions."""

from portal.runtime import Runtime
from portal.services.progress import counting, linking, units

MOST_BATCHES = 1_000
"""In one turn; what is left is the next turn's, so that its lease does not run out."""


def keep_up(rt: Runtime) -> int:
    """Bring units, connections and measures up to date; says how many dossiers were counted."""
    with rt.db.write() as session:
        linking.keep(session, linking.of_portal(session))
        units.arrange(session)
    total = 0
    for _ in range(MOST_BATCHES):
        with rt.db.write() as session:
            counted = counting.count(session)
        total += counted
        if not counted:
            break
    return total
