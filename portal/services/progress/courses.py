"""Reads how dossiers have gone so far, many at once: what the measures of progress are made of."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal.domain.progress.tracing import Course
from portal.domain.states import Channel
from portal.models import Attachment, Citizen, DossierPause, Event, Rating

Row = Any
"""A row of the columns of ``dossiers`` that ``counting`` reads."""
VERIFIED = 2
"""The level of identification from which an account counts as verified (mức độ 2)."""
_TOLD = tuple(str(kind) for kind in NewsKind)


def courses(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, Course]:
    """Tell how each of some dossiers has gone."""
    requests, results = _requests(session, rows), _results(session, rows)
    news, ratings = _news(session, rows), _ratings(session, rows)
    verified = _verified(session, rows)
    return {
        row.id: Course(
            state=row.state,
            online=row.channel == Channel.ONLINE,
            verified=row.citizen_id in verified,
            fee=row.fee,
            submitted_at=row.submitted_at,
            delivered_at=row.delivered_at,
            received_at=row.received_at,
            due=row.due_current,
            finished_at=row.finished_at,
            requests=requests.get(row.id, 0),
            results=results.get(row.id, 0),
            news=tuple(news[row.id]),
            rated=ratings.get(row.id),
        )
        for row in rows
    }


def _of(table: Any, rows: Sequence[Row]) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        table.home_agency_id.in_({row.home_agency_id for row in rows}),
        table.dossier_id.in_([row.id for row in rows]),
    )


def _requests(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, int]:
    query = (
        sa.select(DossierPause.dossier_id, sa.func.count())
        .where(*_of(DossierPause, rows))
        .group_by(DossierPause.dossier_id)
    )
    return dict(session.execute(query).tuples().all())


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
    """Which of their citizens signed in with a verified account."""
    query = sa.select(Citizen.id, Citizen.assurance).where(
        Citizen.id.in_({row.citizen_id for row in rows})
    )
    return set(_reaching(session.execute(query).tuples().all()))


def _reaching(told: Sequence[tuple[uuid.UUID, str]]) -> Iterator[uuid.UUID]:
    for id_, assurance in told:
        if assurance.isdigit() and int(assurance) >= VERIFIED:
            yield id_
