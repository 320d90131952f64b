"""Promises that the agency working on a dossier is told of its fees: what was paid, receipts."""

from sqlalchemy.orm import Session

from portal.models import Dossier, Event
from portal.services import agencies, promises
from portal.services.handling import handing_on
from portal.services.promises import Errand

PAID, RECEIPTS = "paid", "receipts_changed"
"""The promises to tell an agency of a payment, and of what changed of its receipts since."""


def promise(session: Session, dossier: Dossier, event: Event, kind: str) -> None:
    """Promise to tell the agency of an event of a locked dossier, if its system takes messages.

    What is told stands in the dossier's order: a receipt is never cancelled before it was told.
    """
    agency = handing_on.agency(session, dossier)
    if agencies.takes(agency, "message"):
        promises.make(
            session, dossier, event, Errand(f"agency:{agency.code}", kind, promises.DELIVERY)
        )
