"""Hops: a dossier goes on in a specialised system (hệ thống chuyên ngành), each system once.

A system is a connection like an agency's, of a level that begins with ``system_``; the procedure's
file says which, what for and when. It stands in a queue of its own in the outbox, so that one that
is away, or refuses, keeps nothing else of the dossier waiting.

Source: docs/rules.md says how sure.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from forms.logic import Scope, holds
from forms.spec import Hop as Planned
from portal import clock
from portal.domain import deadlines, states
from portal.domain.hops import HopState
from portal.domain.states import State
from portal.models import Agency, Dossier, Hop
from portal.runtime import Runtime
from portal.services import attachments, calendars, content, events, promises
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.hopping import systems
from portal.services.promises import Errand
from portal.services.vault import Place, Safe

KIND = handing_on.HOP
"""The promise to bring a dossier to a specialised system."""
BEGUN, FAILED, DELIVERED, DROPPED, TOLD = (
    "hop_begun",
    "hop_failed",
    "hop_delivered",
    "hop_dropped",
    "hop_told",
)
"""The events of a hop, on its dossier."""
CALLED_OFF = frozenset({State.REFUSED, State.WITHDRAWN, State.STOPPED})
"""Of what ended so nothing more is sent anywhere."""
DONE = frozenset({State.DECIDED, State.RETURNED})


def rows(session: Session, dossier: Dossier) -> Sequence[Hop]:
    """List the hops of a dossier, in the order they were begun."""
    query = sa.select(Hop).where(
        Hop.home_agency_id == dossier.home_agency_id, Hop.dossier_id == dossier.id
    )
    return session.scalars(query.order_by(Hop.begun_at, Hop.step)).all()


def at(session: Session, agency: Agency, where: tuple[uuid.UUID, uuid.UUID]) -> Hop | None:
    """Find the hop of a dossier to a system."""
    query = sa.select(Hop).where(
        Hop.home_agency_id == where[0], Hop.dossier_id == where[1], Hop.agency_id == agency.id
    )
    return session.scalars(query).one_or_none()


def turn(agency: Agency, session: Session, dossier: Dossier) -> int:
    """Give the number of the last news heard: each system counts its own of a dossier."""
    hop = at(session, agency, (dossier.home_agency_id, dossier.id))
    return dossier.news_seq if hop is None else hop.news_seq


def codes(session: Session, of: Agency) -> frozenset[str]:
    """List the dossiers that went to a system: it holds them, in states of its own."""
    same = sa.and_(Hop.home_agency_id == Dossier.home_agency_id, Hop.dossier_id == Dossier.id)
    query = sa.select(Dossier.code).join(Hop, same).where(Hop.agency_id == of.id)
    return frozenset(session.scalars(query))


def planned(session: Session, rt: Runtime, dossier: Dossier) -> Sequence[Planned]:
    """List where a dossier's procedure says it goes on, as its form said when it was handed in."""
    return rt.forms.form(session, dossier.form_hash).hops


def origin(session: Session, rt: Runtime, agency: Agency, place: Place, kind: NewsKind) -> str:
    """Say as what a file is kept: a result, what belongs to a message, or for officers alone."""
    if kind == NewsKind.MESSAGE:
        return attachments.MESSAGE
    hop = at(session, agency, (place.home_agency_id, place.dossier_id))
    if hop is None:
        return attachments.RESULT
    dossier = session.get_one(Dossier, (place.home_agency_id, place.dossier_id))
    plan = plan_of(session, rt, dossier, hop.step)
    shown = plan.files_for == "citizen" or (plan.decides and kind == NewsKind.DECIDED)
    return attachments.RESULT if shown else attachments.HOP


def plan_of(session: Session, rt: Runtime, dossier: Dossier, step: str) -> Planned:
    """Give what the form says of a hop that was begun."""
    return next(one for one in planned(session, rt, dossier) if one.id == step)


def purpose(session: Session, rt: Runtime, dossier: Dossier, agency: Agency) -> str:
    """Say in Vietnamese what a system is to do with a dossier that goes on to it."""
    hop = at(session, agency, (dossier.home_agency_id, dossier.id))
    return plan_of(session, rt, dossier, hop.step).purpose.vi if hop else ""


def decides(session: Session, rt: Runtime, dossier: Dossier, agency: Agency) -> bool:
    """Say whether what a system gives is the dossier's result."""
    hop = at(session, agency, (dossier.home_agency_id, dossier.id))
    return hop is not None and plan_of(session, rt, dossier, hop.step).decides


def begin_due(session: Session, rt: Runtime, safe: Safe, dossier: Dossier) -> None:
    """Begin the hops a locked dossier's procedure asks for by now, each once.

    Where no such system was ever connected nothing is begun: the agency does it as it always has.
    """
    begun = {row.step for row in rows(session, dossier)}
    fresh = [one for one in planned(session, rt, dossier) if one.id not in begun]
    for plan in fresh:
        if not _due(plan, dossier) or not systems.known(session, plan.system, dossier):
            continue
        if applies(session, rt, dossier, plan):
            begin(session, safe, dossier, plan)


def applies(session: Session, rt: Runtime, dossier: Dossier, plan: Planned) -> bool:
    """Say whether a hop is for a dossier with these answers."""
    if plan.when is None:
        return True
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    day = clock.day(dossier.submitted_at)
    return holds(plan.when, Scope(dossier.case_code, day, found.answers))


def _due(plan: Planned, dossier: Dossier) -> bool:
    if plan.after == "decided":
        return dossier.state in DONE
    running = dossier.state in states.OPEN - DONE
    return plan.after == "accepted" and running and dossier.received_at is not None


def begin(session: Session, safe: Safe, dossier: Dossier, plan: Planned, by: str = "") -> Hop:
    """Send a locked dossier on, or write down in sight why that cannot be; sent once, it is sent.

    ``by`` is the officer who does so. What could not set out before is tried anew.
    """
    key, now = (dossier.home_agency_id, dossier.id, plan.id), clock.now()
    system, why = systems.choose(session, plan.system, dossier)
    told = {"hop": plan.id, "to": system.code} if system else {"hop": plan.id, "why": why}
    kind = BEGUN if system else FAILED
    event = events.record(
        session, safe, dossier, Occurrence(kind, now, facts=told, private={"officer": by})
    )
    row = session.get(Hop, key) or Hop(home_agency_id=key[0], dossier_id=key[1], step=plan.id)
    row.birth_month, row.begun_at, row.begun_by = dossier.birth_month, now, by
    row.reason, row.event_seq, row.due_at = (why, event.seq, _due_at(session, dossier, plan))
    row.state = HopState.PROMISED if system else HopState.FAILED
    row.agency_id = system.id if system else None
    session.add(row)
    if system:
        errand = Errand(f"agency:{system.code}", KIND, promises.DELIVERY)
        promises.make(session, dossier, event, errand)
    session.flush()
    return row


def _due_at(session: Session, dossier: Dossier, plan: Planned) -> datetime:
    calendar = calendars.version(session, dossier.calendar, dossier.calendar_version)
    term = deadlines.Term.of(plan.days, str(deadlines.Unit.WORKING_DAY))
    return deadlines.due(calendar, term, clock.now())


def delivered(session: Session, safe: Safe, dossier: Dossier, agency: Agency, number: str) -> None:
    """Note on a locked dossier that a system took it, under a number of its own."""
    hop = at(session, agency, (dossier.home_agency_id, dossier.id))
    if hop is None:
        return
    hop.reference = number or hop.reference
    if hop.state == HopState.PROMISED:
        # Else the system has spoken of it already, which says more.
        hop.state = HopState.DELIVERED
    facts = {"hop": hop.step, "to": agency.code, "reference": number}
    events.record(session, safe, dossier, Occurrence(DELIVERED, clock.now(), facts=facts))


def drop(session: Session, safe: Safe, dossier: Dossier, agency: Agency) -> None:
    """Send a locked dossier on no more: it has ended before it set out."""
    hop = at(session, agency, (dossier.home_agency_id, dossier.id))
    if hop is not None and hop.state == HopState.PROMISED:
        hop.state, hop.reason = HopState.STOPPED, "over"
        facts = {"hop": hop.step, "to": agency.code}
        events.record(session, safe, dossier, Occurrence(DROPPED, clock.now(), facts=facts))
