"""Who reports what an agency left: once it ended, whoever has taken its place (cơ quan kế thừa).

An agency that closes or merges keeps its dossiers under its own name; it writes no reports any
more. From its last day on they stand in the report of the agency after it: what had been finished
by then at the level it had, what was left open at the level of whoever finishes it.
"""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Agency


@dataclass(frozen=True)
class Left:
    """What an agency left to another: whatever was not finished at a moment."""

    agency_id: uuid.UUID
    at: datetime
    heir_level: str
    heir_code: str


def reporters(
    session: Session, last: date, staying: Collection[uuid.UUID] = ()
) -> Iterator[tuple[Agency, Agency]]:
    """Pair each agency with the one that reports its dossiers of a period that ends on a day.

    Whoever is ``staying`` reports its own, though it may have ended.
    """
    known = {row.id: row for row in session.scalars(sa.select(Agency).order_by(Agency.code))}
    for agency in known.values():
        yield agency, agency if agency.id in staying else _heir(known, agency, last)


def left(session: Session, agencies: Sequence[uuid.UUID], last: date) -> list[Left]:
    """List what these agencies have left to others by a day."""
    found = []
    for agency, heir in reporters(session, last):
        if heir.id != agency.id and agency.id in agencies and agency.valid_until is not None:
            after = agency.valid_until + timedelta(days=1)
            at = clock.moment(after, clock.MIDNIGHT)
            found.append(Left(agency.id, at, heir.level, heir.code))
    return found


def _heir(known: Mapping[uuid.UUID, Agency], agency: Agency, last: date) -> Agency:
    """Follow an agency to whoever has its place on a day, maybe by several steps."""
    seen = {agency.id}
    while agency.valid_until is not None and agency.valid_until < last:
        after = known.get(agency.successor_id) if agency.successor_id else None
        if after is None or after.id in seen:
            break
        seen.add(after.id)
        agency = after
    return agency
