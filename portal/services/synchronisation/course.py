"""A dossier's course as of one of its events: what had come by then, and nothing later."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain import deadlines, states
from portal.domain.calendar import Calendar
from portal.domain.states import State
from portal.models import Dossier, Event
from portal.services import calendars, tracking

# An agency that works on a dossier has taken it, whether it said so or not.
_TAKEN = frozenset({State.ACCEPTED, State.IN_PROCESS, State.DECIDED})


@dataclass(frozen=True)
class Course:
    """The events of a dossier up to one of them, and what counts its days."""

    dossier: Dossier
    events: Sequence[Event]
    calendar: Calendar

    @property
    def state(self) -> State:
        """Give the state it was in."""
        moved = [event.after for event in self.events if event.after is not None]
        return moved[-1]

    def until(self, seq: int) -> "Course":
        """Give the course as it was at an earlier event."""
        return Course(self.dossier, [e for e in self.events if e.seq <= seq], self.calendar)

    def entered(self, wanted: Collection[State]) -> datetime | None:
        """Say when it first came into one of these states; None if it had not."""
        found = (event.occurred_at for event in self.events if event.after in wanted)
        return next(found, None)

    @property
    def received(self) -> datetime | None:
        """Say when the agency accepted it, at the latest when it worked on it."""
        return self.entered(_TAKEN)

    @property
    def due(self) -> datetime | None:
        """Say by when the agency owed its result, as things stood then; None before it took it."""
        received = self.received
        if received is None:
            return None
        term = deadlines.Term.of(**self.dossier.term)
        first = self.dossier.due_original or deadlines.due(self.calendar, term, received)
        pauses = tuple(one for one in self._pauses() if one.start >= received)
        named = tracking.named_days(self.events, received)
        course = deadlines.Course(term.unit, pauses, named)
        return deadlines.current_due(self.calendar, first, course, self.events[-1].occurred_at)

    def _pauses(self) -> list[deadlines.Pause]:
        found: list[deadlines.Pause] = []
        since: datetime | None = None
        for event in (one for one in self.events if one.after is not None):
            if since is not None and event.before in states.PAUSED:
                found.append(deadlines.Pause(since, max(event.occurred_at, since)))
                since = None
            if event.after in states.PAUSED:
                since = event.occurred_at
        if since is not None:
            found.append(deadlines.Pause(since, None))
        return found


def read(session: Session, dossier: Dossier, seq: int) -> Course:
    """Read a dossier's course up to an event."""
    query = sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.seq <= seq,
    )
    found = session.execute(query.order_by(Event.seq)).scalars().all()
    calendar = calendars.version(session, dossier.calendar, dossier.calendar_version)
    return Course(dossier, found, calendar)
