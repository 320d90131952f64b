"""Which connection leads to a specialised system, for a dossier of some place.

A dossier goes to the system of its own place or province, or to one of the whole country; never to
another province's, however alone that stands.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Agency, Dossier
from portal.services import agencies
from portal.services.progress.units import province_of

NONE, SEVERAL, CLOSED = "none", "several", "closed"
"""Why nobody can say where to."""


def known(session: Session, level: str, dossier: Dossier) -> Sequence[Agency]:
    """List the systems of a level that are there for a dossier, the nearest ones alone."""
    home = agencies.by_id(session, dossier.home_agency_id)
    query = sa.select(Agency).where(Agency.level == level, Agency.rehearsal == dossier.rehearsal)
    found = session.scalars(query.order_by(Agency.code)).all()
    here = province_of(home.place)
    nearest = (
        [one for one in found if one.place and one.place == home.place],
        [one for one in found if one.place and here and province_of(one.place) == here],
        [one for one in found if not one.place],
    )
    return next((some for some in nearest if some), ())


def choose(session: Session, level: str, dossier: Dossier) -> tuple[Agency | None, str]:
    """Choose the one system a dossier goes on to, or say in a word why none."""
    found, today = known(session, level, dossier), clock.today()
    if not found:
        return None, NONE
    open_now = [
        one
        for one in found
        if one.connector
        and (one.valid_from is None or one.valid_from <= today)
        and (one.valid_until is None or today <= one.valid_until)
    ]
    if len(open_now) > 1:
        return None, SEVERAL
    return (open_now[0], "") if open_now else (None, CLOSED)
