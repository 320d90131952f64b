"""Agencies by name, where a code is all somebody said of one."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Agency
from portal.services.catalogues import reading

_KIND = "agencies"


def named(session: Session, told: str) -> str:
    """Name an agency: by the national catalogue, or by our own list, or as it was told."""
    entry = reading.as_of(session, _KIND, told, clock.today())
    if entry is not None and entry.name:
        return entry.name
    ours = session.scalar(sa.select(Agency.name).where(Agency.code == told))
    return ours or told
