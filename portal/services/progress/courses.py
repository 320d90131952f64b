"""Reads how dossiers have gone so far, many at once: what the measures of progress are made of."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal.domain.paying import FeeState
from portal.domain.progress.tracing import Course
from portal.domain.states import Channel
from portal.models import (
    Attachment,
    Citizen,
    DossierPause,
    Event,
    FeeNotice,
    Payment,
    Promise,
    PromiseState,
    Rating,
)
from portal.services.national import promising
from portal.services.progress import papers

Row = Any
"""A row of the columns of ``dossiers`` that ``counting`` reads."""
VERIFIED = 2
"""The level of identification from which an account counts as verified (mức độ 2)."""
_CASH = "counter"
_OWED = (FeeState.OPEN, FeeState.CLAIMED, FeeState.PAID)
_TOLD = tuple(str(kind) for kind in NewsKind)


def courses(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, Course]:
    """Tell how each of some dossiers has gone."""
    requests, results = _requests(session, rows), _results(session, rows)
    news, ratings = _news(session, rows), _ratings(session, rows)
    verified, fees = _verified(session, rows), _fees(session, rows)
    parts, synced = papers.components(session, rows), _synced(session, rows)
    reused = papers.reused(session, rows)
    return {
        row.id: Course(
            state=row.state,
            online=row.channel == Channel.ONLINE,
            verified=row.id in verified,
            fee=fees.get(row.id, (row.fee > 0, False))[0],
            paid_online=fees.get(row.id, (False, False))[1],
            submitted_at=row.submitted_at,
            delivered_at=row.delivered_at,
            received_at=row.received_at,
            due=row.due_current,
            finished_at=row.finished_at,
            requests=requests.get(row.id, (0, None))[0],
            waits_since=requests.get(row.id, (0, None))[1],
            results=results.get(row.id, 0),
            news=tuple(news[row.id]),
            rated=ratings.get(row.id),
            components=parts.get(row.id, (0, 0))[0],
            digitised=parts.get(row.id, (0, 0))[1],
            synced=row.id in synced,
            reused=row.id in reused,
        )
        for row in rows
    }


def _of(table: Any, rows: Sequence[Row]) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        table.home_agency_id.in_({row.home_agency_id for row in rows}),
        table.dossier_id.in_([row.id for row in rows]),
    )


def _requests(
    session: Session, rows: Sequence[Row]
) -> dict[uuid.UUID, tuple[int, datetime | None]]:
    """How often each stood still for a supplement, and since when it does now."""
    open_ = sa.case((DossierPause.until.is_(None), DossierPause.since))
    query = (
        sa.select(
            DossierPause.dossier_id,
            sa.func.count(),
            sa.func.max(open_, type_=DossierPause.since.type),
        )
        .where(*_of(DossierPause, rows))
        .group_by(DossierPause.dossier_id)
    )
    return {id_: (asked, since) for id_, asked, since in session.execute(query).tuples()}


def _results(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, int]:
    query = (
        sa.select(Attachment.dossier_id, sa.func.count())
        .where(
            *_of(Attachment, rows), Attachment.origin == "result", Attachment.removed_at.is_(None)
        )
        .group_by(Attachment.dossier_id)
    )
    return dict(session.execute(query).tuples().all())


def _news(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, list[datetime]]:
    """When the agency told something: its news carries a number of its own."""
    found: dict[uuid.UUID, list[datetime]] = defaultdict(list)
    query = sa.select(Event.dossier_id, Event.recorded_at, Event.facts).where(
        *_of(Event, rows), Event.kind.in_(_TOLD)
    )
    for id_, at, facts in session.execute(query).tuples():
        if facts.get("news"):
            found[id_].append(at)
    return found


def _ratings(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, tuple[datetime, bool]]:
    query = sa.select(Rating.dossier_id, Rating.rated_at, Rating.scores).where(*_of(Rating, rows))
    return {id_: (at, 0 in scores.values()) for id_, at, scores in session.execute(query).tuples()}


def _verified(session: Session, rows: Sequence[Row]) -> set[uuid.UUID]:
    """Which of them were submitted with a verified account, as the account was then."""
    first = sa.select(Event.dossier_id, Event.facts).where(*_of(Event, rows), Event.seq == 1)
    then = {id_: facts.get("assurance") for id_, facts in session.execute(first).tuples()}
    query = sa.select(Citizen.id, Citizen.assurance).where(
        Citizen.id.in_({row.citizen_id for row in rows})
    )
    now = dict(session.execute(query).tuples().all())
    # Submissions of an older program do not tell.
    known = {id_: level for id_, level in then.items() if level is not None}
    told = {row.id: known.get(row.id, now.get(row.citizen_id, "")) for row in rows}
    return {id_ for id_, level in told.items() if level.isdigit() and int(level) >= VERIFIED}


def _synced(session: Session, rows: Sequence[Row]) -> set[uuid.UUID]:
    """Which dossiers the national portal was told of, and of all it was promised to be told."""
    done = sa.func.sum(sa.case((Promise.state == PromiseState.DONE, 1), else_=0))
    open_ = sa.func.sum(
        sa.case((Promise.state.in_((PromiseState.WAITING, PromiseState.PARKED)), 1), else_=0)
    )
    query = (
        sa.select(Promise.dossier_id)
        .where(*_of(Promise, rows), Promise.destination == promising.DESTINATION)
        .group_by(Promise.dossier_id)
        .having(done > 0, open_ == 0)
    )
    return set(session.scalars(query))


def _fees(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, tuple[bool, bool]]:
    """Whether each dossier that was asked for fees owes or owed any, and paid all of it online."""
    by = (Payment.home_agency_id == FeeNotice.home_agency_id) & (Payment.id == FeeNotice.payment_id)
    query = (
        sa.select(FeeNotice.dossier_id, FeeNotice.state, FeeNotice.total, Payment.way)
        .outerjoin(Payment, by & (Payment.dossier_id == FeeNotice.dossier_id))
        .where(*_of(FeeNotice, rows))
    )
    asked: dict[uuid.UUID, list[bool]] = defaultdict(list)
    for id_, state, total, way in session.execute(query).tuples():
        owed = asked[id_]
        if state in _OWED and total > 0:
            owed.append(state == FeeState.PAID and way not in (None, _CASH))
    return {id_: (bool(paid), bool(paid) and all(paid)) for id_, paid in asked.items()}
