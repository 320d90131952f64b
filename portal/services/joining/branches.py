"""The branches of a dossier: what was asked for, how each stands, and which may be opened now.

A branch that fails, or waits, hides none of the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.joined import START, Joined, Step, catalog
from forms.spec import Text
from portal import clock
from portal.domain import states
from portal.domain.errors import Unacceptable
from portal.domain.states import State
from portal.models import Agency, Dossier, Draft, JoinedBranch
from portal.runtime import Runtime
from portal.services import dossiers, events, promises, vault
from portal.services.citizens import Signed
from portal.services.events import Occurrence
from portal.services.promises import Errand
from portal.services.vault import Safe

JOINED, DUE, OPENED, FAILED = "joined", "branch_due", "branch_opened", "branch_failed"
"""The events of joined procedures, on the dossier that starts them."""
OPEN_BRANCH = "join"
"""The promise to open one."""
WAITS, PROMISED, IS_OPEN, ELSEWHERE, HAS_FAILED = (
    "waits",
    "promised",
    "opened",
    "elsewhere",
    "failed",
)
_DONE = frozenset({State.DECIDED, State.RETURNED})


@dataclass(frozen=True)
class Branch:
    """How a branch stands. ``child`` is the code of its dossier, ``draft`` that of its draft."""

    step: str
    name: Text
    state: str
    reason: str = ""
    elsewhere: Text | None = None
    agency: str = ""
    child: str = ""
    child_state: str = ""
    due: datetime | None = None
    draft: str = ""


@cache
def known() -> Mapping[str, Joined]:
    """Give all joined procedures, by code."""
    return catalog()


def offered(dossier: Dossier) -> Joined | None:
    """Say which joined procedures a dossier may start today; None if none."""
    today = clock.today()
    fits = (one for one in known().values() if one.starts == dossier.procedure_code)
    found = next((one for one in fits if one.valid(today)), None)
    return found if dossier.state in states.OPEN | _DONE else None


def rows(session: Session, dossier: Dossier) -> Sequence[JoinedBranch]:
    """List the branches of a dossier, in order; none if nothing was joined."""
    query = sa.select(JoinedBranch).where(
        JoinedBranch.home_agency_id == dossier.home_agency_id,
        JoinedBranch.dossier_id == dossier.id,
    )
    return session.scalars(query.order_by(JoinedBranch.number)).all()


def begin(session: Session, rt: Runtime, citizen: Signed, code: str) -> Dossier:
    """Join further procedures to one's own dossier; asked twice, they are joined once.

    :raises NotFound: if it is not this citizen's.
    :raises Unacceptable: ``not_offered`` if there is nothing to join to it.
    """
    found = dossiers.own(session, citizen, code)
    dossier = events.lock(session, found.home_agency_id, found.id)
    joined = offered(dossier)
    if rows(session, dossier):
        return dossier
    if joined is None:
        raise Unacceptable("not_offered")
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    what = Occurrence(JOINED, clock.now(), facts={"joined": joined.code})
    events.record(session, safe, dossier, what)
    for number, step in enumerate(joined.steps):
        session.add(
            JoinedBranch(
                home_agency_id=dossier.home_agency_id,
                dossier_id=dossier.id,
                birth_month=dossier.birth_month,
                step=step.id,
                joined_code=joined.code,
                number=number,
                state=ELSEWHERE if step.elsewhere else WAITS,
                reason="",
                asked_at=clock.now(),
            )
        )
    session.flush()
    go_on(session, safe, dossier)
    return dossier


def go_on(session: Session, safe: Safe, dossier: Dossier) -> int:
    """Promise to open what waits for nothing any more, on a locked dossier; says how many."""
    all_of = {row.step: row for row in rows(session, dossier)}
    stands = {step: _stands(session, row) for step, row in all_of.items()}
    stands[START] = dossier.state
    count = 0
    for row in all_of.values():
        if row.state != WAITS:
            continue
        before = [stands.get(one) for one in step_of(row).after]
        if all(one in _DONE for one in before):
            _promise(session, safe, dossier, row)
            count += 1
        elif any(_over(one) for one in before):
            fail(session, safe, dossier, row, "before")
    return count


def fail(session: Session, safe: Safe, dossier: Dossier, row: JoinedBranch, why: str) -> None:
    """Say on a locked dossier that a branch cannot be opened, and why."""
    row.state, row.reason = HAS_FAILED, why
    facts = {"step": row.step, "why": why}
    events.record(session, safe, dossier, Occurrence(FAILED, clock.now(), facts=facts))


def of(session: Session, dossier: Dossier) -> Sequence[Branch]:
    """Tell how each branch of a dossier stands."""
    return tuple(_branch(session, row) for row in rows(session, dossier))


def _branch(session: Session, row: JoinedBranch) -> Branch:
    step, child = step_of(row), _child(session, row)
    agency = session.get(Agency, row.child_home_agency_id) if row.child_home_agency_id else None
    draft = session.get(Draft, (row.child_home_agency_id, row.child_id)) if row.child_id else None
    return Branch(
        step=row.step,
        name=step.name,
        state=row.state,
        reason=row.reason,
        elsewhere=step.elsewhere,
        agency=agency.name if agency else "",
        child=child.code if child else "",
        child_state=str(child.state) if child else "",
        due=child.due_current if child else None,
        draft=str(row.child_id) if draft is not None and child is None else "",
    )


def _promise(session: Session, safe: Safe, dossier: Dossier, row: JoinedBranch) -> None:
    what = Occurrence(DUE, clock.now(), facts={"step": row.step})
    event = events.record(session, safe, dossier, what)
    errand = Errand(f"joined:{row.step}", OPEN_BRANCH, promises.DELIVERY)
    promises.make(session, dossier, event, errand)
    row.state = PROMISED


def _stands(session: Session, row: JoinedBranch) -> State | None:
    if row.state == HAS_FAILED:
        return State.STOPPED
    child = _child(session, row)
    return child.state if child else None


def _child(session: Session, row: JoinedBranch) -> Dossier | None:
    if row.child_id is None:
        return None
    return session.get(Dossier, (row.child_home_agency_id, row.child_id))


def _over(state: State | None) -> bool:
    return state in states.FINAL - _DONE


def step_of(row: JoinedBranch) -> Step:
    """Give what the file says of a branch."""
    return next(one for one in known()[row.joined_code].steps if one.id == row.step)
