"""How the hops of a dossier stand, for whoever reads of them: those to come among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec import Hop as Planned
from forms.spec import Text
from portal import clock
from portal.domain import states
from portal.domain.hops import OVER, HopState
from portal.models import Agency, Dossier, Hop, Promise, PromiseState
from portal.runtime import Runtime
from portal.services.hopping import hops, systems


@dataclass(frozen=True)
class Standing:
    """One hop; ``state`` is empty before it is begun, ``parked`` if its promise waits for a person.

    ``system`` is who has the dossier there, ``reference`` its number there. ``may_go``: an officer
    can send it now.
    """

    step: str
    name: Text
    purpose: Text
    state: str = ""
    system: str = ""
    reference: str = ""
    reason: str = ""
    due_at: datetime | None = None
    told_at: datetime | None = None
    parked: bool = False
    may_go: bool = False

    @property
    def late(self) -> bool:
        """Whether the system has had longer than it should."""
        return self.due_at is not None and self.state not in OVER and self.due_at < clock.now()


@dataclass(frozen=True)
class Stuck:
    """How many hops to one system wait for somebody, and since when the first of them does."""

    system: str
    since: datetime
    count: int


def of(session: Session, rt: Runtime, dossier: Dossier) -> Sequence[Standing]:
    """Tell how each hop of a dossier stands, in the order of its procedure's file."""
    plans = hops.planned(session, rt, dossier)
    if not plans:
        return ()
    begun = {row.step: row for row in hops.rows(session, dossier)}
    return tuple(_told(session, rt, dossier, plan, begun.get(plan.id)) for plan in plans)


def _told(
    session: Session, rt: Runtime, dossier: Dossier, plan: Planned, row: Hop | None
) -> Standing:
    may_go = possible(session, rt, dossier, plan, row)
    if row is None:
        why = systems.choose(session, plan.system, dossier)[1]
        return Standing(plan.id, plan.name, plan.purpose, reason=why, may_go=may_go)
    agency = session.get(Agency, row.agency_id) if row.agency_id else None
    return Standing(
        plan.id,
        plan.name,
        plan.purpose,
        state=str(row.state),
        system=agency.name if agency else "",
        reference=row.reference,
        reason=row.reason,
        due_at=row.due_at,
        told_at=row.told_at,
        parked=row.state == HopState.PROMISED and _parked(session, row),
        may_go=may_go,
    )


def possible(
    session: Session, rt: Runtime, dossier: Dossier, plan: Planned, row: Hop | None
) -> bool:
    """Say whether an officer can send a dossier on: accepted, not sent yet, a way there."""
    if row is not None and row.state != HopState.FAILED:
        return False
    if dossier.received_at is None or dossier.state not in states.OPEN | hops.DONE:
        return False
    if systems.choose(session, plan.system, dossier)[0] is None:
        return False
    return hops.applies(session, rt, dossier, plan)


def _parked(session: Session, row: Hop) -> bool:
    query = sa.select(Promise.seq).where(
        Promise.home_agency_id == row.home_agency_id,
        Promise.dossier_id == row.dossier_id,
        Promise.kind == hops.KIND,
        Promise.event_seq == row.event_seq,
        Promise.state == PromiseState.PARKED,
    )
    return session.scalar(query) is not None


def stuck(session: Session) -> Iterator[Stuck]:
    """Name systems where dossiers wait for somebody: never set out, asked about, or too long there.

    Rehearsals are left out.
    """
    waits = sa.or_(
        Hop.state.in_((HopState.FAILED, HopState.ASKS)),
        sa.and_(Hop.state.not_in(OVER), Hop.due_at < clock.now()),
    )
    named = sa.func.coalesce(Agency.code, Hop.step)
    first = sa.func.min(Hop.begun_at, type_=Hop.begun_at.type)
    query = (
        sa.select(named, first, sa.func.count())
        .select_from(Hop)
        .join(
            Dossier,
            sa.and_(Dossier.home_agency_id == Hop.home_agency_id, Dossier.id == Hop.dossier_id),
        )
        .outerjoin(Agency, Agency.id == Hop.agency_id)
        .where(waits, Dossier.rehearsal.is_(False), Dossier.state.not_in(hops.CALLED_OFF))
        .group_by(named)
    )
    for system, since, count in session.execute(query).tuples():
        yield Stuck(system, since, count)
