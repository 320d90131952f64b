"""Dossiers assigned to a name alone: given to the one officer who bears it, the others shown.

Before officers were known by id, assigning kept a name. Whoever it meant finds nothing of it under
*only mine*, and nobody notices once they have left.
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain import states
from portal.models import Agency, DeskCase, Dossier
from portal.services.officers import groups
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor


@dataclass(frozen=True)
class Named:
    """A name that open dossiers of a desk are assigned to, and how many officers there bear it."""

    name: str
    dossiers: int
    bearers: int

    @property
    def certain(self) -> bool:
        """Whether it is clear whom it means."""
        return self.bearers == 1


def names(session: Session, agency_id: uuid.UUID) -> Sequence[Named]:
    """List the names that open dossiers on a desk are assigned to without an officer's id."""
    bearers = Counter(one.name for one in groups.officers(session, agency_id))
    query = sa.select(DeskCase.officer, sa.func.count()).where(*_by_name(agency_id))
    found = session.execute(query.group_by(DeskCase.officer).order_by(DeskCase.officer)).tuples()
    return [Named(name, count, bearers[name]) for name, count in found]


def adopt(session: Session, agency: Agency, actor: Actor) -> Sequence[Named]:
    """Give each dossier to the one officer of the desk who bears exactly its name.

    Gives what was given. A name nobody bears, or two, stays a name.
    """
    ids = {one.name: one.id for one in groups.officers(session, agency.id)}
    given = []
    for one in names(session, agency.id):
        if one.certain:
            done = _give(session, agency.id, one.name, ids[one.name])
            given.append(Named(one.name, done, one.bearers))
            told = {"officer": str(ids[one.name]), "dossiers": done}
            deeds.record(session, actor, "dossiers_adopted", f"agency:{agency.code}", told)
    return given


def _give(session: Session, agency_id: uuid.UUID, name: str, staff_id: uuid.UUID) -> int:
    """Write the id where still nobody's stands: who assigns one meanwhile knows better."""
    statement = sa.update(DeskCase).where(*_by_name(agency_id), DeskCase.officer == name)
    made = session.execute(
        statement.values(officer_id=staff_id).execution_options(synchronize_session=False)
    )
    return int(cast(sa.CursorResult[Any], made).rowcount)


def _by_name(agency_id: uuid.UUID) -> tuple[sa.ColumnElement[bool], ...]:
    still_open = sa.exists().where(
        Dossier.home_agency_id == DeskCase.home_agency_id,
        Dossier.id == DeskCase.dossier_id,
        Dossier.state.in_(states.OPEN),
    )
    return (
        sa.func.coalesce(DeskCase.at_agency_id, DeskCase.home_agency_id) == agency_id,
        DeskCase.officer_id.is_(None),
        DeskCase.officer != "",
        still_open,
    )
