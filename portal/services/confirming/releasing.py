"""Lets a dossier go to its agency once nobody is waited for any more: one event, one promise."""

from sqlalchemy.orm import Session

from portal import clock
from portal.domain import deadlines
from portal.domain.states import State
from portal.models import Dossier, Event
from portal.services import agencies, calendars, promises, tracking
from portal.services.confirming import asking, requests
from portal.services.events import Occurrence
from portal.services.promises import Errand
from portal.services.vault import Safe


def deliver(session: Session, dossier: Dossier, event: Event, agency_code: str) -> None:
    """Promise to hand a dossier to its agency, as of the event by which it may go."""
    errand = Errand(f"agency:{agency_code}", "deliver", promises.DELIVERY)
    promises.make(session, dossier, event, errand)


def waits(dossier: Dossier) -> bool:
    """Say whether a dossier waits for people to confirm."""
    return dossier.state == State.AWAITING_CONFIRMATION


def release_if_complete(session: Session, safe: Safe, dossier: Dossier) -> Event | None:
    """Release a locked dossier that waits, if everybody has said what was wanted of them.

    The move out of the waiting state can be made once, and the promise stands on its event.
    """
    session.flush()
    rows = requests.of(session, dossier)
    if not waits(dossier) or any(row.state not in requests.SETTLED for row in rows):
        return None
    now = clock.now()
    calendar = calendars.version(session, dossier.calendar, dossier.calendar_version)
    dossier.released_at, dossier.answer_due = now, deadlines.answer_by(calendar, now)
    what = Occurrence(
        kind=requests.COMPLETE,
        occurred_at=now,
        after=State.SUBMITTED,
        facts={"by": [row.event_seq for row in rows], "content": dossier.content_commitment},
    )
    event = tracking.move(session, safe, dossier, what)
    agency = agencies.by_id(session, dossier.home_agency_id)
    deliver(session, dossier, event, agency.code)
    return event


def take_back(session: Session, safe: Safe, dossier: Dossier, reason: str) -> Event:
    """Withdraw a locked dossier that waits: no agency has it, so none has to agree.

    :raises IllegalMove: if it does not wait.
    """
    asking.drop_invitations(session, dossier)
    for row in requests.of(session, dossier):
        row.remind_at = None
    what = Occurrence(
        kind="withdrawn",
        occurred_at=clock.now(),
        after=State.WITHDRAWN,
        private={"text": reason},
    )
    return tracking.move(session, safe, dossier, what)
