"""Delegated cover (xử lý thay): an officer looks after what a colleague has, for some days.

It gives nobody a right they lack: every officer of a desk may work on all that lies there. It says
whose work somebody sees as theirs, and in whose place what they do is done. It never chains, and
lapses for good once one of the two is relieved of the role.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal import clock, crypto
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Agency, OfficerCover, Staff, StaffRole
from portal.services.officers import groups
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import OFFICER

LONGEST = timedelta(days=366)
"""How long somebody may be covered at a time; whoever is away for longer hands the work over."""
REASON = range(5, 301)
"""How many characters why somebody is covered may have."""


@dataclass(frozen=True)
class Asked:
    """Who is to cover whom (ids of the staff), from which day to which, both days in it."""

    covered: uuid.UUID
    covering: uuid.UUID
    first: date
    last: date


@dataclass(frozen=True)
class Cover:
    """A cover that counts now or will, with the names of the two."""

    row: OfficerCover
    covered: str
    covering: str

    @property
    def begun(self) -> bool:
        """Whether it counts today."""
        return self.row.first_day <= clock.today()

    def concerns(self, staff_id: uuid.UUID) -> bool:
        """Whether somebody is one of the two."""
        return staff_id in (self.row.covered_id, self.row.covering_id)


def covered(agency_id: uuid.UUID, staff_id: uuid.UUID) -> sa.Select[tuple[uuid.UUID]]:
    """Ask for the ids of those somebody covers today."""
    return sa.select(OfficerCover.covered_id).where(
        *_standing(agency_id), OfficerCover.covering_id == staff_id, *_days(clock.today())
    )


def names(session: Session, agency_id: uuid.UUID, staff_id: uuid.UUID) -> Mapping[uuid.UUID, str]:
    """Name those somebody covers today, by their ids."""
    query = sa.select(Staff.id, Staff.name).where(Staff.id.in_(covered(agency_id, staff_id)))
    return dict(session.execute(query).tuples().all())


def of_agency(session: Session, agency_id: uuid.UUID) -> Sequence[Cover]:
    """List what counts at a desk now or will, what begins first at the top."""
    away, there = aliased(Staff), aliased(Staff)
    query = (
        sa.select(OfficerCover, away.name, there.name)
        .join(away, away.id == OfficerCover.covered_id)
        .join(there, there.id == OfficerCover.covering_id)
        .where(*_standing(agency_id), OfficerCover.last_day >= clock.today())
        .order_by(OfficerCover.first_day, away.name, OfficerCover.id)
    )
    return [Cover(*found) for found in session.execute(query).tuples()]


def make(session: Session, agency: Agency, asked: Asked, actor: Actor) -> OfficerCover:
    """Let an officer cover another; ``actor`` is who says so, and why.

    :raises Unacceptable: ``reason`` if it is too short or too long; ``self``; ``staff`` if one of
        the two does not work at this desk;
        ``days`` if they are over, end before they begin or are too many; on one of these days
        ``known`` if the officer is covered already, ``busy`` if they cover somebody themselves,
        ``away`` if whoever is to cover is covered.
    """
    if len(actor.reason.strip()) not in REASON:
        raise Unacceptable("reason")
    _check_days(asked)
    two = {asked.covered, asked.covering}
    if len(two) == 1:
        raise Unacceptable("self")
    # Whoever makes a cover for one of the two, or takes a role from them, comes after this.
    rows = sa.select(Staff.id).where(Staff.id.in_(two)).order_by(Staff.id).with_for_update()
    session.execute(rows).all()
    if not two <= set(session.scalars(groups.serving(agency.id))):
        raise Unacceptable("staff")
    _check_others(session, agency.id, asked)
    row = OfficerCover(
        agency_id=agency.id,
        id=crypto.uuid7(),
        covered_id=asked.covered,
        covering_id=asked.covering,
        first_day=asked.first,
        last_day=asked.last,
        reason=actor.reason.strip(),
        made_by=actor.name,
        made_at=clock.now(),
    )
    session.add(row)
    _record(session, actor, ("cover_made", agency), row)
    return row


def end(session: Session, agency: Agency, cover_id: uuid.UUID, actor: Actor) -> bool:
    """End a cover before its last day; False if it had ended.

    :raises NotFound: if this agency has none of this id.
    """
    row = session.get(OfficerCover, (agency.id, cover_id), with_for_update=True)
    if row is None:
        raise NotFound(f"cover {cover_id}")
    if row.ended_at is not None:
        return False
    row.ended_at, row.ended_by = clock.now(), actor.name
    _record(session, actor, ("cover_ended", agency), row)
    return True


def one(session: Session, agency: Agency, cover_id: uuid.UUID) -> Cover:
    """Give a cover that counts now or will.

    :raises NotFound: if there is none, or none any more.
    """
    for found in of_agency(session, agency.id):
        if found.row.id == cover_id:
            return found
    raise NotFound(f"cover {cover_id}")


def _check_days(asked: Asked) -> None:
    if asked.last < asked.first or asked.last < clock.today():
        raise Unacceptable("days")
    if asked.last - asked.first >= LONGEST:
        raise Unacceptable("days")


def _check_others(session: Session, agency_id: uuid.UUID, asked: Asked) -> None:
    """Look that nobody is covered twice, and that nobody's cover is away themselves."""
    same = _days(asked.first, asked.last)
    query = sa.select(OfficerCover.covered_id, OfficerCover.covering_id)
    found = session.execute(query.where(*_standing(agency_id), *same)).tuples().all()
    if any(away == asked.covered for away, _ in found):
        raise Unacceptable("known")
    if any(there == asked.covered for _, there in found):
        raise Unacceptable("busy")
    if any(away == asked.covering for away, _ in found):
        raise Unacceptable("away")


def _standing(agency_id: uuid.UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        OfficerCover.agency_id == agency_id,
        OfficerCover.ended_at.is_(None),
        _serves(OfficerCover.covered_id),
        _serves(OfficerCover.covering_id),
    )


def _serves(who: sa.orm.InstrumentedAttribute[uuid.UUID]) -> sa.ColumnElement[bool]:
    """Whether somebody works at the desk and has since; a role given again revives no cover."""
    role = aliased(StaffRole)
    return sa.exists().where(
        role.staff_id == who,
        role.role == OFFICER,
        role.agency_id == OfficerCover.agency_id,
        role.revoked_at.is_(None),
        role.granted_at <= OfficerCover.made_at,
    )


def _days(first: date, last: date | None = None) -> tuple[sa.ColumnElement[bool], ...]:
    return OfficerCover.first_day <= (last or first), OfficerCover.last_day >= first


def _record(session: Session, actor: Actor, what: tuple[str, Agency], row: OfficerCover) -> None:
    deed, agency = what
    session.flush()
    detail = {
        "cover": str(row.id),
        "covered": str(row.covered_id),
        "covering": str(row.covering_id),
        "first": row.first_day.isoformat(),
        "last": row.last_day.isoformat(),
    }
    deeds.record(session, actor, deed, f"agency:{agency.code}", detail)
