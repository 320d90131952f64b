"""What we say an agency holds, and what it and we were found to differ about.

Source of the daily comparison: house rule; no decree asks for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import wake_after_commit
from portal.domain.reconciliation import Difference, Entry
from portal.domain.states import Delivery
from portal.models import Agency, Dossier, Event, Promise, PromiseState, StandingDifference
from portal.runtime import Runtime
from portal.services import events, vault

# What happened so lately may be on its way to the other side.
STILL = timedelta(minutes=10)
_BATCH = 500


def book(session: Session, rt: Runtime, agency: Agency) -> dict[str, Entry]:
    """Say what an agency holds by our word: every dossier it took, by code."""
    return {dossier.code: _entry(session, rt, dossier) for dossier in _delivered(session, agency)}


def _delivered(session: Session, agency: Agency) -> Iterator[Dossier]:
    """List an agency's delivered dossiers, a batch at a time."""
    query = (
        sa.select(Dossier)
        .where(Dossier.home_agency_id == agency.id, Dossier.delivery != Delivery.HELD)
        .order_by(Dossier.id)
        .limit(_BATCH)
    )
    last = None
    while True:
        page = query if last is None else query.where(Dossier.id > last)
        rows = session.execute(page).scalars().all()
        yield from rows
        if len(rows) < _BATCH:
            return
        last = rows[-1].id


def _entry(session: Session, rt: Runtime, dossier: Dossier) -> Entry:
    """Give a dossier as the agency should have it, the hash as it was when it was delivered."""
    told = (
        session.execute(
            sa.select(Event)
            .where(Event.home_agency_id == dossier.home_agency_id, Event.dossier_id == dossier.id)
            .order_by(Event.seq)
        )
        .scalars()
        .all()
    )
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    hashes = (
        events.private(safe, event).get("content_hash")
        for event in told
        if event.kind in ("delivered", "confirmed")
    )
    return Entry(
        content_hash=next(filter(None, hashes), ""),
        state=dossier.state,
        moving=clock.now() - told[-1].recorded_at < STILL,
    )


def note(
    session: Session, agency: Agency, found: Mapping[str, Difference], left: frozenset[str]
) -> None:
    """Keep what a comparison has found: new ones open, those that agree by now close.

    ``left`` are the codes this comparison left for next time: nothing is said of them.
    """
    now = clock.now()
    known = {row.code: row for row in standing(session, agency)}
    for code, kind in found.items():
        row = known.pop(code, None) or _opened(session, agency, code, now)
        row.kind, row.seen_at = kind, now
    for code, row in known.items():
        if code not in left:
            row.closed_at = now


def _opened(session: Session, agency: Agency, code: str, now: datetime) -> StandingDifference:
    """Open a difference; one about the same dossier that was closed before begins anew."""
    row = session.get(StandingDifference, (agency.id, code))
    if row is None:
        row = StandingDifference(agency_id=agency.id, code=code)
        session.add(row)
    row.found_at, row.repaired_at, row.closed_at = now, None, None
    return row


def standing(session: Session, agency: Agency) -> Sequence[StandingDifference]:
    """List what stands open between us and an agency, by code."""
    query = sa.select(StandingDifference).where(
        StandingDifference.agency_id == agency.id, StandingDifference.closed_at.is_(None)
    )
    return session.execute(query.order_by(StandingDifference.code)).scalars().all()


def send_again(session: Session, agency: Agency, code: str) -> bool:
    """Let a delivery that was kept be kept once more: it asks first, and has its old key.

    False if there is no such delivery to keep.
    """
    row = session.execute(
        sa.select(Promise)
        .join(
            Dossier,
            sa.and_(
                Dossier.home_agency_id == Promise.home_agency_id, Dossier.id == Promise.dossier_id
            ),
        )
        .where(
            Dossier.home_agency_id == agency.id,
            Dossier.code == code,
            Promise.kind == "deliver",
            Promise.state == PromiseState.DONE,
        )
        .with_for_update(of=Promise)
    ).scalar_one_or_none()
    if row is None:
        return False
    row.state, row.unsure, row.settled_at = PromiseState.WAITING, True, None
    row.next_at, row.tried_since = clock.now(), None
    wake_after_commit(session, "outbox")
    return True
