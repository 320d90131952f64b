"""Groups of officers at an agency's desk, as administrators keep them.

A group is never deleted: dossiers were assigned to it by its name. What one that is closed, or has
nobody left, was to take shows as nobody's.
"""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Agency, OfficerGroup, OfficerGroupMember, Staff, StaffRole
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import OFFICER

LONGEST = 80
"""Characters of a group's name."""


@dataclass(frozen=True)
class Described:
    """What a group is called, and which officers (ids of the staff) are in it."""

    name: str
    members: Collection[uuid.UUID] = ()


@dataclass(frozen=True)
class Standing:
    """A group, and the officers in it who work at its desk now."""

    row: OfficerGroup
    members: Sequence[Staff]


def serving(agency_id: uuid.UUID) -> sa.Select[tuple[uuid.UUID]]:
    """Ask for the ids of those who work at an agency's desk now."""
    return sa.select(StaffRole.staff_id).where(
        StaffRole.role == OFFICER,
        StaffRole.agency_id == agency_id,
        StaffRole.revoked_at.is_(None),
    )


def officers(session: Session, agency_id: uuid.UUID) -> Sequence[Staff]:
    """List who works at an agency's desk, by name."""
    query = sa.select(Staff).where(Staff.id.in_(serving(agency_id)))
    return session.scalars(query.order_by(Staff.name, Staff.subject)).all()


def of_agency(session: Session, agency_id: uuid.UUID) -> Sequence[Standing]:
    """List an agency's groups by name, closed ones last."""
    query = sa.select(OfficerGroup).where(OfficerGroup.agency_id == agency_id)
    rows = session.scalars(query.order_by(OfficerGroup.closed_at.is_not(None), OfficerGroup.name))
    found = rows.all()
    known = {one.id: one for one in officers(session, agency_id)}
    held = sa.select(OfficerGroupMember).where(OfficerGroupMember.agency_id == agency_id)
    ids = [(one.group_id, one.staff_id) for one in session.scalars(held)]
    return [
        Standing(row, [known[who] for who in known if (row.id, who) in set(ids)]) for row in found
    ]


def open_ones(session: Session, agency_id: uuid.UUID) -> Sequence[OfficerGroup]:
    """List the groups dossiers can be assigned to: open, and with somebody in them."""
    found = of_agency(session, agency_id)
    return [one.row for one in found if one.row.closed_at is None and one.members]


def one(session: Session, agency: Agency, group_id: uuid.UUID) -> Standing:
    """Give a group.

    :raises NotFound: if this agency has no such group.
    """
    for found in of_agency(session, agency.id):
        if found.row.id == group_id:
            return found
    raise NotFound(f"group {group_id}")


def named(session: Session, agency_id: uuid.UUID, name: str) -> OfficerGroup | None:
    """Find an open group by its name."""
    query = sa.select(OfficerGroup).where(
        OfficerGroup.agency_id == agency_id,
        OfficerGroup.name == " ".join(name.split()),
        OfficerGroup.closed_at.is_(None),
    )
    return session.scalars(query).one_or_none()


def create(session: Session, agency: Agency, said: Described, actor: Actor) -> OfficerGroup:
    """Add a group; one that was closed under this name is opened again.

    :raises Unacceptable: ``name`` if there is none or it is too long, ``known`` if an open group
        has it, ``members`` if somebody does not work at this desk.
    """
    name = _checked(session, agency, said)
    # Two administrators at once come one after the other.
    session.execute(sa.select(Agency.id).where(Agency.id == agency.id).with_for_update())
    same = OfficerGroup.agency_id == agency.id, OfficerGroup.name == name
    row = session.scalars(sa.select(OfficerGroup).where(*same)).one_or_none()
    if row is not None and row.closed_at is None:
        raise Unacceptable("known")
    if row is None:
        row = OfficerGroup(
            agency_id=agency.id, id=crypto.uuid7(), name=name, created_at=clock.now()
        )
        session.add(row)
    row.closed_at = None
    session.flush()
    _fill(session, row, said)
    _record(
        session,
        actor,
        ("group_added", agency, row),
        {"name": name, **_told(session, said)},
    )
    return row


def change(
    session: Session,
    where: tuple[Agency, uuid.UUID],
    seen: int,
    said: Described,
    actor: Actor,
) -> OfficerGroup:
    """Call a group something else, or put other officers into it.

    :raises NotFound: if the agency has no such group that is open.
    :raises Conflict: if somebody has changed it since it was read (``seen``, its row version).
    :raises Unacceptable: as :func:`create`.
    """
    agency, _ = where
    row = _locked(session, where, seen)
    name = _checked(session, agency, said)
    taken = sa.select(OfficerGroup.id).where(
        OfficerGroup.agency_id == agency.id,
        OfficerGroup.name == name,
        OfficerGroup.id != row.id,
    )
    if session.scalar(taken) is not None:
        raise Unacceptable("known")
    row.name = name
    _fill(session, row, said)
    _record(
        session,
        actor,
        ("group_changed", agency, row),
        {"name": name, **_told(session, said)},
    )
    return row


def close(
    session: Session, where: tuple[Agency, uuid.UUID], seen: int, actor: Actor
) -> OfficerGroup:
    """Assign nothing to a group any more; what waits for it shows as nobody's.

    :raises NotFound: or ``Conflict``, as :func:`change`.
    """
    row = _locked(session, where, seen)
    row.closed_at = clock.now()
    _record(session, actor, ("group_closed", where[0], row), {"name": row.name})
    return row


def _locked(session: Session, where: tuple[Agency, uuid.UUID], seen: int) -> OfficerGroup:
    agency, group_id = where
    key = (agency.id, group_id)
    row = session.get(OfficerGroup, key, with_for_update=True, populate_existing=True)
    if row is None or row.closed_at is not None:
        raise NotFound(f"group {group_id}")
    if row.row_version != seen:
        raise Conflict(seen, row.row_version)
    return row


def _checked(session: Session, agency: Agency, said: Described) -> str:
    name = " ".join(said.name.split())
    if not 0 < len(name) <= LONGEST:
        raise Unacceptable("name")
    if not set(said.members) <= {each.id for each in officers(session, agency.id)}:
        raise Unacceptable("members")
    return name


def _fill(session: Session, row: OfficerGroup, said: Described) -> None:
    """Put exactly these officers into a group; who changes nothing but them changes it, too."""
    mine = (
        OfficerGroupMember.agency_id == row.agency_id,
        OfficerGroupMember.group_id == row.id,
    )
    session.execute(sa.delete(OfficerGroupMember).where(*mine))
    session.add_all(_rows(row, said))
    # The members stand in rows of their own, so the version would not move by itself.
    sa.orm.attributes.flag_modified(row, "name")
    session.flush()


def _rows(row: OfficerGroup, said: Described) -> Iterator[OfficerGroupMember]:
    now = clock.now()
    for who in sorted(set(said.members)):
        yield OfficerGroupMember(agency_id=row.agency_id, group_id=row.id, staff_id=who, since=now)


def _told(session: Session, said: Described) -> dict[str, object]:
    query = sa.select(Staff.subject).where(Staff.id.in_(list(said.members)))
    return {"members": sorted(session.scalars(query))}


def _record(
    session: Session,
    actor: Actor,
    what: tuple[str, Agency, OfficerGroup],
    detail: dict[str, object],
) -> None:
    deed, agency, row = what
    session.flush()
    told = {"group": str(row.id), **detail}
    deeds.record(session, actor, deed, f"agency:{agency.code}", told)
