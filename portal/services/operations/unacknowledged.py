"""Which official documents were sent, and a recipient has said nothing of.

A system acknowledges a document the day it arrives (Nghị định 30/2020/NĐ-CP Đ.21), so that one
of which nothing is heard for longer may have been lost on its way, however often an axis said yes.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.working_time import ONE_DAY, last_working_day
from portal.models import Agency, Document, DocumentParty, Promise
from portal.services import calendars, outbox
from portal.services.operations.unanswered import Waiting

# Whoever never answers is told of once, and by then known to; older ones stay in the registers.
_LATEST = timedelta(days=30)
_MOST = 200


def waiting(session: Session) -> Iterator[Waiting]:
    """Name agencies with documents unacknowledged after the next working day, of 30 days."""
    names = session.scalars(_silent(sa.select(Agency.calendar)).distinct()).all()
    since = sa.func.min(Document.sent_at, type_=Document.sent_at.type)
    for name in names:
        query = _silent(sa.select(Agency.code, since, sa.func.count(Document.id.distinct())))
        query = query.where(Agency.calendar == name, Document.sent_at < _patience(session, name))
        for code, oldest, count in session.execute(query.group_by(Agency.code)).tuples():
            yield Waiting(code, oldest, count)


def documents(session: Session) -> Sequence[tuple[Document, Agency]]:
    """List what no recipient at all has acknowledged in time, the oldest first; 200 at most.

    What was sent once more has its time anew.
    """
    names = session.scalars(_silent(sa.select(Agency.calendar)).distinct()).all()
    late = [
        sa.and_(Agency.calendar == name, Promise.settled_at < _patience(session, name))
        for name in names
    ]
    query = sa.select(Document, Agency).join(Agency, Agency.id == Document.home_agency_id)
    query = query.join(Promise, outbox.unheard(Document.home_agency_id, Document.id)).where(
        Document.sent_at > clock.now() - _LATEST,
        Agency.rehearsal.is_(False),
        sa.or_(sa.false(), *late),
    )
    rows = session.execute(query.order_by(Document.sent_at).limit(_MOST))
    return [(document, agency) for document, agency in rows]


def _silent(query: sa.Select) -> sa.Select:  # type: ignore[type-arg]
    party = sa.and_(
        DocumentParty.home_agency_id == Document.home_agency_id,
        DocumentParty.dossier_id == Document.id,
    )
    return (
        query.select_from(DocumentParty)
        .join(Document, party)
        .join(Agency, Agency.id == Document.home_agency_id)
        .where(
            DocumentParty.acknowledged_at.is_(None),
            Document.sent_at > clock.now() - _LATEST,
            Agency.rehearsal.is_(False),
        )
    )


def _patience(session: Session, name: str) -> datetime:
    """Say before when whatever was sent has had the day of its arrival and a working day more.

    What was sent on a day of rest as well: the last working day that is over came after it.
    """
    whole = last_working_day(calendars.newest(session, name), clock.today() - ONE_DAY)
    return clock.moment(whole, clock.MIDNIGHT)
