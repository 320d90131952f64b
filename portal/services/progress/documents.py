"""Takes over what agencies exchange in documents: each day that has changed, as it stands now.

A day says by itself that it is not counted, as a dossier does: nothing commits too late to be seen.
"""

import uuid
from collections import Counter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import Agency, DocumentDay, ProgressDay
from portal.services.progress import adding, units
from portal.services.progress.adding import Change

BATCH = 200
MEASURES = ("sent", "received", "signed", "acknowledged", "online", "same_day")


def count(session: Session) -> int:
    """Take over the next days that have changed; says how many, 0 when all are taken."""
    uncounted = sa.select(DocumentDay).where(sa.text("NOT counted"))
    order = (DocumentDay.agency_id, DocumentDay.day)
    rows = session.scalars(
        uncounted.order_by(*order).limit(BATCH).with_for_update(skip_locked=True)
    ).all()
    codes = _codes(session, {row.agency_id for row in rows})
    changes: Counter[Change] = Counter()
    for row in rows:
        row.counted = True
        if unit := codes.get(row.agency_id):
            told = {f"documents_{name}": getattr(row, name) for name in MEASURES}
            for measure, value in told.items():
                changes[unit, row.day, measure] += value
            changes.subtract(_kept(session, unit, row, list(told)))
    named = {unit for unit, _, _ in changes}
    places = units.places(session, named)
    if named - places.keys():
        # An agency so new that it is in nobody's picture yet.
        units.arrange(session)
        places = units.places(session, named)
    adding.add(session, changes, places)
    session.flush()
    return len(rows)


def _codes(session: Session, ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    query = sa.select(Agency.id, Agency.code).where(Agency.id.in_(ids), Agency.rehearsal.is_(False))
    return {id_: units.canonical(code) for id_, code in session.execute(query).tuples()}


def _kept(session: Session, unit: str, row: DocumentDay, measures: list[str]) -> Counter[Change]:
    query = sa.select(ProgressDay.measure, ProgressDay.value).where(
        ProgressDay.unit == unit, ProgressDay.day == row.day, ProgressDay.measure.in_(measures)
    )
    kept = session.execute(query).tuples()
    return Counter({(unit, row.day, measure): value for measure, value in kept})
