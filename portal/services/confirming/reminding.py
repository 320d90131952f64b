"""Reminds people who were asked and have not answered; the dossier itself never runs out."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Confirmation, ConfirmationState
from portal.runtime import Runtime
from portal.services import events, notifications, vault
from portal.services.confirming import asking, releasing, requests
from portal.services.confirming.requests import Said

BATCH = 100


def due(session: Session) -> Sequence[Confirmation]:
    """List a batch of requests somebody should be reminded of."""
    query = sa.select(Confirmation).where(Confirmation.remind_at <= clock.now())
    return session.execute(query.order_by(Confirmation.remind_at).limit(BATCH)).scalars().all()


def remind(session: Session, rt: Runtime, asked: Confirmation) -> bool:
    """Remind one person, and tell the submitter; says whether it was still to be done."""
    dossier = events.lock(session, asked.home_agency_id, asked.dossier_id)
    row = requests.one(session, dossier, asked.number)
    if row.remind_at is None or row.remind_at > clock.now():
        return False
    row.remind_at = None
    if row.state != ConfirmationState.WAITING or not releasing.waits(dossier):
        return False
    row.reminded += 1
    row.remind_at = asking.next_reminder(rt, row.asked_at, row.reminded)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    event = requests.record(session, safe, (dossier, row), Said(requests.REMINDED))
    asking.invite(session, dossier, row, event)
    notifications.promise(session, dossier, event)
    return True
