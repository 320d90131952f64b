"""Questions and complaints that wait too long: for their agency, or to be told on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain import enquiries
from portal.models import Agency, Enquiry, NationalEnquiry, Promise
from portal.services import promises
from portal.services.national.promising import DESTINATION, ENQUIRY


@dataclass(frozen=True)
class Waiting:
    """For whom how many wait too long (an agency's code, a destination), since when the longest."""

    about: str
    since: datetime
    count: int


def late(session: Session) -> Iterator[Waiting]:
    """Name agencies that owe a step on a question or complaint; rehearsals are nobody's debt."""
    since = sa.func.min(Enquiry.due_at, type_=Enquiry.due_at.type)
    query = (
        sa.select(Agency.code, since, sa.func.count())
        .join(Enquiry, Enquiry.handled_by == Agency.id)
        .where(
            Enquiry.standing.in_(enquiries.OPEN),
            Enquiry.due_at < clock.now(),
            Agency.rehearsal.is_(False),
        )
    )
    for code, moment, count in session.execute(query.group_by(Agency.code)):
        yield Waiting(code, moment, count)


def untold(session: Session, patience: timedelta) -> Iterator[Waiting]:
    """Tell of questions and complaints the national portal should have been told of by now."""
    since = sa.func.min(Promise.made_at, type_=Promise.made_at.type)
    query = sa.select(Promise.destination, since, sa.func.count()).where(
        Promise.kind == ENQUIRY,
        Promise.state.in_(promises.OPEN),
        Promise.made_at < clock.now() - patience,
    )
    for name, moment, count in session.execute(query.group_by(Promise.destination)):
        yield Waiting(name, moment, count)


def unplaced(session: Session) -> Iterator[Waiting]:
    """Tell of questions asked at the national portal that no agency here has."""
    since = sa.func.min(NationalEnquiry.fetched_at, type_=NationalEnquiry.fetched_at.type)
    query = sa.select(since, sa.func.count()).where(
        NationalEnquiry.settled_at.is_(None), NationalEnquiry.wrong.is_not(None)
    )
    moment, count = session.execute(query).one()
    if count:
        yield Waiting(DESTINATION, moment, count)
