"""Erases what a question or complaint said, and of whom, once it has been over for long enough.

Its key goes, and with it its words, its answer, its messages; the chain of evidence and what is
counted (kinds, agencies, days) stay. What was published of it goes as well: it is out of date.
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Enquiry, Promise, PublishedEnquiry, StatusLink
from portal.services import promises, vault

BATCH = 200


def erase_over(session: Session, days: int) -> int:
    """Erase a batch of those that ended so many days ago; with 0 days none ever. Says how many.

    One that somebody still has to be told of is none: its promise is kept first, or dropped.
    """
    if not days:
        return 0
    told = (
        sa.select(sa.literal(1))
        .where(
            Promise.home_agency_id == Enquiry.home_agency_id,
            Promise.dossier_id == Enquiry.id,
            Promise.state.in_(promises.OPEN),
        )
        .exists()
    )
    query = sa.select(Enquiry).where(
        Enquiry.ended_at < clock.now() - timedelta(days=days), Enquiry.erased_at.is_(None), ~told
    )
    rows = session.scalars(query.limit(BATCH).with_for_update(skip_locked=True)).all()
    for row in rows:
        _erase(session, row)
    return len(rows)


def _erase(session: Session, row: Enquiry) -> None:
    vault.erase(session, row.home_agency_id, row.id)
    row.sealed, row.phone_index, row.citizen_id, row.dossier_code = b"", None, None, None
    row.erased_at = clock.now()
    session.execute(sa.delete(PublishedEnquiry).where(PublishedEnquiry.id == row.id))
    session.execute(
        sa.update(StatusLink)
        .where(
            StatusLink.home_agency_id == row.home_agency_id,
            StatusLink.dossier_id == row.id,
            StatusLink.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
    )
