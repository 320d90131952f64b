"""Who has a dossier: an officer, a group whose members may take it, or nobody.

A dossier is never stuck with somebody who is gone: once its officer is relieved of the role, it is
the group's again that it was assigned to, or nobody's.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import DeskCase, OfficerGroup, OfficerGroupMember
from portal.services.officers import covering, groups


@dataclass(frozen=True)
class Holder:
    """Who has a dossier, as people read it.

    ``gone``: its officer does not work at this desk any more. ``group`` is the group that may take
    it, "" if there is none, or one that nobody is in.
    """

    officer: str = ""
    unit: str = ""
    gone: bool = False
    group: str = ""

    @property
    def free(self) -> bool:
        """Whether nobody has it, so that somebody may take it."""
        return self.gone or not self.officer

    @property
    def orphaned(self) -> bool:
        """Whether nobody would look after it by themselves: a person has to assign it anew."""
        return self.free and not self.group and bool(self.officer or self.unit)


def alone(agency_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """What no officer of a desk has: none was named, or who was is gone."""
    unnamed = sa.and_(DeskCase.officer_id.is_(None), DeskCase.officer == "")
    gone = DeskCase.officer_id.not_in(groups.serving(agency_id))
    return sa.or_(unnamed, sa.and_(DeskCase.officer_id.is_not(None), gone))


def of(agency_id: uuid.UUID, staff_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """What is somebody's at a desk: what they have, or whom they cover; what a group may take."""
    waiting = DeskCase.group_id.in_(_groups(agency_id, OfficerGroupMember.staff_id == staff_id))
    instead = DeskCase.officer_id.in_(covering.covered(agency_id, staff_id))
    return sa.or_(DeskCase.officer_id == staff_id, instead, sa.and_(alone(agency_id), waiting))


def nobodys(agency_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """What nobody has at a desk, and no group that somebody is in is to take."""
    living = DeskCase.group_id.in_(_groups(agency_id))
    return sa.and_(alone(agency_id), sa.or_(DeskCase.group_id.is_(None), sa.not_(living)))


def orphaned(agency_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """What somebody or a group had that is not there any more."""
    had = sa.or_(DeskCase.officer_id.is_not(None), DeskCase.group_id.is_not(None))
    return sa.and_(nobodys(agency_id), had)


def holders(
    session: Session, agency_id: uuid.UUID, held: Sequence[DeskCase]
) -> Mapping[uuid.UUID, Holder]:
    """Tell who has each of some dossiers, by their ids."""
    working = set(session.scalars(groups.serving(agency_id)))
    names = {one.id: one.name for one in groups.open_ones(session, agency_id)}
    return {
        one.dossier_id: Holder(
            officer=one.officer,
            unit=one.unit,
            gone=one.officer_id is not None and one.officer_id not in working,
            group=names.get(one.group_id, "") if one.group_id else "",
        )
        for one in held
    }


def last(held: DeskCase) -> Holder:
    """Tell who had a dossier that is over: may they be gone, nobody has to take it any more."""
    return Holder(held.officer, held.unit) if held.officer else Holder(held.unit)


def in_group(
    session: Session,
    agency_id: uuid.UUID,
    staff_id: uuid.UUID,
    group_id: uuid.UUID | None,
) -> bool:
    """Say whether somebody is in a group that is open."""
    if group_id is None:
        return False
    mine = _groups(agency_id, OfficerGroupMember.staff_id == staff_id)
    return group_id in set(session.scalars(mine))


def _groups(agency_id: uuid.UUID, *who: sa.ColumnElement[bool]) -> sa.Select[tuple[uuid.UUID]]:
    """Ask for the ids of an agency's open groups that somebody who works there is in."""
    same = sa.and_(
        OfficerGroup.agency_id == OfficerGroupMember.agency_id,
        OfficerGroup.id == OfficerGroupMember.group_id,
    )
    query = sa.select(OfficerGroup.id).join(OfficerGroupMember, same)
    there = OfficerGroupMember.staff_id.in_(groups.serving(agency_id))
    return query.where(
        OfficerGroup.agency_id == agency_id, OfficerGroup.closed_at.is_(None), there, *who
    )
