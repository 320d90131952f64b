"""The eight working hours within which an online dossier is accepted, refused or asked for more.

A dossier that was too late stays known as that: ``answered_at`` and ``answer_due`` stand in its
row. What came on paper was accepted when it was taken in. Source: docs/rules.md, *Terms*.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain import working_time
from portal.models import Agency, DeskCase, Dossier
from portal.services import calendars
from portal.services.desk.lying import cases, on_desk
from portal.services.operations import unanswered

_MOST = 200


@dataclass(frozen=True)
class Late:
    """A dossier that waits too long for its first answer; ``over`` is working time."""

    code: str
    due: datetime
    over: timedelta
    officer: str
    unit: str

    @property
    def hours(self) -> tuple[int, int]:
        """The working hours and minutes it is late by."""
        return divmod(int(self.over.total_seconds()) // 60, 60)


@dataclass(frozen=True)
class OfUnit:
    """How many dossiers of a month a unit answered late, and how many it has not answered yet."""

    unit: str
    answered: int
    waiting: int


def left(session: Session, dossier: Dossier) -> timedelta:
    """Count the working time until the answer is owed; once it is late, how late."""
    calendar = calendars.version(session, dossier.calendar, dossier.calendar_version)
    ends = sorted((clock.now(), dossier.answer_due))
    return working_time.between(calendar, ends[0], ends[1])


def late(session: Session, agency: Agency) -> Sequence[Late]:
    """List what waits too long at a desk now, the longest first."""
    query = cases(agency.id).where(on_desk(agency.id), *unanswered.too_long())
    return [
        Late(dossier.code, dossier.answer_due, left(session, dossier), held.officer, held.unit)
        for dossier, held in session.execute(
            query.order_by(Dossier.answer_due, Dossier.id).limit(_MOST)
        )
    ]


def month(session: Session, agency: Agency, first: date) -> Sequence[OfUnit]:
    """Count the late answers due in a month, by the unit that has the dossier.

    Nothing is counted that was asked back before anybody answered.
    """
    after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    start, end = (clock.moment(day, clock.MIDNIGHT) for day in (first.replace(day=1), after))
    due = sa.and_(Dossier.answer_due >= start, Dossier.answer_due < end)
    answered = sa.and_(Dossier.answered_at > Dossier.answer_due, *unanswered.counted(), due)
    waiting = sa.and_(*unanswered.too_long(), due)
    found: dict[str, list[int]] = {}
    for place, condition in enumerate((answered, waiting)):
        for unit, count in _by_unit(session, agency.id, condition):
            found.setdefault(unit, [0, 0])[place] = count
    return [OfUnit(unit, *counts) for unit, counts in sorted(found.items())]


def _by_unit(
    session: Session, agency_id: uuid.UUID, condition: sa.ColumnElement[bool]
) -> Iterator[tuple[str, int]]:
    own = Dossier.home_agency_id == agency_id
    query = cases(agency_id).where(own, condition).group_by(DeskCase.unit)
    counted = query.with_only_columns(DeskCase.unit, sa.func.count())
    yield from session.execute(counted).tuples()
