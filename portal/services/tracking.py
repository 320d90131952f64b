"""Moves a dossier from state to state: there is no other way to change one.

Each move is checked against the table, leaves an event, and promises to tell whoever must know.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_for
from portal.domain import deadlines, states
from portal.domain.calendar import Calendar
from portal.domain.states import Delivery, State
from portal.models import Dossier, DossierPause, Event, Tally
from portal.services import calendars, events, notifications, promises
from portal.services.events import Occurrence
from portal.services.national import promising
from portal.services.vault import Safe

EXTENDED = "extended"
"""The event by which an agency puts a result off, with an apology."""

_TAKEN = frozenset({State.ACCEPTED, State.IN_PROCESS})
"""Whoever works on a dossier has accepted it, even if they never said so: its time runs."""

VERIFY = "verify"
"""The promise to ask an agency that took a dossier and says nothing whether it has it."""


def move(session: Session, safe: Safe, dossier: Dossier, what: Occurrence) -> Event:
    """Move a locked dossier to ``what.after``.

    :raises IllegalMove: if the table has no such move; nothing has changed then.
    """
    after = what.after
    if after is None:
        raise ValueError("a move needs a state to move to")
    states.check(dossier.state, after)
    event = events.record(session, safe, dossier, what)
    _tally(session, dossier, {dossier.state: -1, after: +1})
    _keep_dates(session, dossier, event, what.facts.get("due_at"))
    dossier.state = after
    dossier.row_version += 1
    _tell(session, dossier, event)
    return event


def extend(session: Session, safe: Safe, dossier: Dossier, what: Occurrence) -> Event:
    """Move a due date on (gia hạn): the one promised first stays written down beside it."""
    event = events.record(session, safe, dossier, what)
    dossier.due_current = clock.utc(datetime.fromisoformat(what.facts["due_at"]))
    dossier.row_version += 1
    _tell(session, dossier, event)
    return event


def begin(session: Session, safe: Safe, dossier: Dossier, what: Occurrence) -> Event:
    """Write the first event of a dossier that is being submitted."""
    event = events.record(session, safe, dossier, what)
    _tally(session, dossier, {dossier.state: +1})
    _tell(session, dossier, event)
    return event


def _tell(session: Session, dossier: Dossier, event: Event) -> None:
    notifications.promise(session, dossier, event)
    promising.promise(session, dossier, event)


def delivered(
    session: Session, safe: Safe, dossier: Dossier, reference: str, content_hash: str
) -> Event | None:
    """Note that the agency's system took the dossier; told twice, it is noted once."""
    if dossier.delivered_at is not None:
        return None
    now = clock.now()
    dossier.delivered_at = now
    dossier.agency_reference = reference or dossier.agency_reference
    if dossier.delivery == Delivery.HELD:
        dossier.delivery = Delivery.DELIVERED
    what = Occurrence(
        kind="delivered",
        occurred_at=now,
        facts={"reference": reference},
        private={"content_hash": content_hash},
    )
    return events.record(session, safe, dossier, what)


def confirm(session: Session, dossier: Dossier, at: datetime) -> None:
    """Note that the agency itself has spoken of the dossier: it has it, whatever it says."""
    if dossier.delivery != Delivery.CONFIRMED:
        dossier.delivery, dossier.confirmed_at = Delivery.CONFIRMED, at
        promises.settle(session, dossier, VERIFY)


def _tally(session: Session, dossier: Dossier, changes: dict[State, int]) -> None:
    """Keep the count of an agency's dossiers; a rehearsal's is in no count.

    Rows are locked in one order by everybody: two dossiers that move past each other must not
    wait for one another.
    """
    if dossier.rehearsal:
        return
    for state, change in sorted(changes.items()):
        statement = insert_for(session, Tally).values(
            agency_id=dossier.home_agency_id,
            day=clock.day(dossier.submitted_at),
            state=state,
            count=change,
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["agency_id", "day", "state"],
                set_={"count": Tally.count + change},
            )
        )


def _keep_dates(session: Session, dossier: Dossier, event: Event, due_at: str | None) -> None:
    """Keep the dates of a dossier apart: received, due, finished, returned, and its pauses."""
    moment, before, after = event.occurred_at, dossier.state, event.after
    # With a request to the citizen it is the citizen's day, not the agency's.
    owed = due_at if after not in states.CITIZENS else None
    told = clock.utc(datetime.fromisoformat(owed)) if owed else None
    if before == State.SUBMITTED and after != State.WITHDRAWN:
        # The agency's first word: whether it came within the eight hours stays known.
        dossier.answered_at = moment
    if before in states.PAUSED:
        _resume(session, dossier, moment)
    if after in states.PAUSED:
        session.add(_pause(dossier, event))
    if after in _TAKEN and dossier.received_at is None:
        dossier.received_at = moment
        dossier.due_original = dossier.due_current = told or due_if_received(
            session, dossier, moment
        )
    elif told and dossier.due_original:
        # The agency's own later word: that is the day it owes the citizen.
        dossier.due_current = told
    if after in states.FINAL | {State.DECIDED} and dossier.finished_at is None:
        dossier.finished_at = moment
    if after == State.RETURNED:
        dossier.returned_at = moment


def _pause(dossier: Dossier, event: Event) -> DossierPause:
    return DossierPause(
        home_agency_id=dossier.home_agency_id,
        dossier_id=dossier.id,
        birth_month=dossier.birth_month,
        event_seq=event.seq,
        since=event.occurred_at,
        until=None,
    )


def _resume(session: Session, dossier: Dossier, moment: datetime) -> None:
    """End the pause; the current due date follows from all pauses and the days named since."""
    session.flush()
    rows = session.execute(
        sa.select(DossierPause).where(
            DossierPause.home_agency_id == dossier.home_agency_id,
            DossierPause.dossier_id == dossier.id,
        )
    ).scalars()
    pauses = []
    for row in rows:
        row.until = row.until or max(moment, row.since)
        pauses.append(deadlines.Pause(row.since, row.until))
    if dossier.due_original is None or dossier.received_at is None:
        return
    # What was waited for before the agency accepted took nothing of its time.
    pauses = [pause for pause in pauses if pause.start >= dossier.received_at]
    unit, promised = deadlines.Unit(dossier.term["unit"]), _promised(session, dossier)
    course = deadlines.Course(unit, tuple(pauses), promised)
    dossier.due_current = deadlines.current_due(
        _calendar(session, dossier), dossier.due_original, course, moment
    )


def _promised(session: Session, dossier: Dossier) -> tuple[deadlines.Extension, ...]:
    """List the days the agency has named since it accepted: no pause takes one of them back."""
    assert dossier.received_at is not None
    query = sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.occurred_at > dossier.received_at,
        sa.or_(Event.kind == EXTENDED, Event.after.is_not(None)),
    )
    return named_days(session.execute(query.order_by(Event.seq)).scalars(), dossier.received_at)


def named_days(chain: Iterable[Event], received: datetime) -> tuple[deadlines.Extension, ...]:
    """List the days an agency named by these events since it accepted, when it named each."""
    return tuple(
        deadlines.Extension(event.occurred_at, clock.utc(datetime.fromisoformat(day)))
        for event in chain
        if event.occurred_at > received and (event.kind == EXTENDED or event.after is not None)
        # With a request to the citizen it is the citizen's day, not the agency's.
        if (day := event.facts.get("due_at")) and event.after not in states.CITIZENS
    )


def _calendar(session: Session, dossier: Dossier) -> Calendar:
    return calendars.version(session, dossier.calendar, dossier.calendar_version)


def due_if_received(session: Session, dossier: Dossier, at: datetime) -> datetime:
    """Count when the result would be due if the agency accepted the dossier at a moment."""
    term = deadlines.Term.of(**dossier.term)
    return deadlines.due(_calendar(session, dossier), term, at)


def overview(dossier: Dossier) -> dict[str, Any]:
    """Tell a dossier's state to a log: nothing personal."""
    return {"code": dossier.code, "state": dossier.state, "delivery": dossier.delivery}
