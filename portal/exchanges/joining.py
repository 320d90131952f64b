"""Keeps the promises that open joined procedures, and looks which may be opened now."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.exchanges.outcome import Effect
from portal.models import JoinedBranch
from portal.runtime import Runtime
from portal.services import events, vault
from portal.services.joining import branches, opening
from portal.services.joining.branches import OPEN_BRANCH
from portal.services.promises import Leased

__all__ = ["OPEN_BRANCH", "fulfil", "go_on_all"]

BATCH = 500


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Open a branch: nobody is called, so all of it stands or falls with the promise."""
    step = leased.destination.partition(":")[2]

    def effect(session: Session) -> None:
        key = (leased.home_agency_id, leased.dossier_id)
        opening.open_branch(session, rt, key, step)

    return effect


def go_on_all(rt: Runtime) -> int:
    """Promise to open every branch that has nothing to wait for any more; says how many."""
    with rt.db.read() as session:
        waiting = JoinedBranch.home_agency_id, JoinedBranch.dossier_id
        query = sa.select(*waiting).where(JoinedBranch.state == branches.WAITS)
        keys = session.execute(query.distinct().limit(BATCH)).tuples().all()
    count = 0
    for key in keys:
        with rt.db.write() as session:
            dossier = events.lock(session, *key)
            safe = vault.unlock(session, rt, *key)
            count += branches.go_on(session, safe, dossier)
    return count
