"""Promises the national portal word of a dossier: one promise a change, in the order of events."""

from sqlalchemy.orm import Session

from portal.domain.states import NATIONAL_CODES
from portal.models import Agency, Dossier, Event, Promise
from portal.services import promises
from portal.services.promises import Errand

DESTINATION, KIND, RATING, ENQUIRY = "national", "synchronise", "evaluate", "enquiry"
# What moves nothing, and the national portal is told of all the same: a new due date, an answer.
TOLD = ("extended", "supplement_sent")


def promise(session: Session, dossier: Dossier, event: Event) -> Promise | None:
    """Promise to tell of an event, if its agency's dossiers are told and it is worth telling.

    A rehearsal is told to nobody, and a dossier that waits for people to confirm not yet.
    """
    return restate(session, dossier, event) if worth_telling(event) else None


def restate(session: Session, dossier: Dossier, event: Event) -> Promise | None:
    """Promise to tell anew where a dossier stands: what is known of it changed, not its course.

    So it is no step of its progress (``worth_telling``), but what is told is as of this event.
    """
    if not _told(session, dossier):
        return None
    # After the dossiers themselves: an agency can work without the national portal's knowing.
    return promises.make(session, dossier, event, Errand(DESTINATION, KIND, promises.ECHO))


def promise_rating(session: Session, dossier: Dossier, event: Event) -> Promise | None:
    """Promise to tell how content its citizen was, if the national portal is told of a dossier.

    It goes behind all that happened to the dossier, which has to be known there first.
    """
    if not _told(session, dossier):
        return None
    return promises.make(session, dossier, event, Errand(DESTINATION, RATING, promises.BULK))


def _told(session: Session, dossier: Dossier) -> bool:
    if dossier.rehearsal:
        return False
    agency = session.get(Agency, dossier.home_agency_id)
    # What the national portal handed over it is told of in any case.
    return dossier.national_code is not None or (agency is not None and agency.synchronised)


def worth_telling(event: Event) -> bool:
    """Say whether an event changes what the national portal is told."""
    return event.after in NATIONAL_CODES or event.kind in TOLD
