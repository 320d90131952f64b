"""Issues receipts afterwards, for what was paid before an agency had its symbol; each once."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.paying import FeeState
from portal.models import FeeNotice, FeeReceipt, Payment
from portal.runtime import Runtime
from portal.services import events, vault
from portal.services.events import Occurrence
from portal.services.paying import informing, notices
from portal.services.paying.receipts import issuing

ISSUED = "receipt_issued"


def lacking(session: Session, agency_id: uuid.UUID) -> Sequence[FeeNotice]:
    """List the paid fees of an agency that have no receipt, the oldest first."""
    has = sa.exists().where(
        FeeReceipt.home_agency_id == FeeNotice.home_agency_id,
        FeeReceipt.dossier_id == FeeNotice.dossier_id,
        FeeReceipt.payment_id == FeeNotice.payment_id,
    )
    query = sa.select(FeeNotice).where(
        FeeNotice.home_agency_id == agency_id, FeeNotice.state == FeeState.PAID, ~has
    )
    return session.scalars(query.order_by(FeeNotice.settled_at)).all()


def issue(session: Session, rt: Runtime, notice: FeeNotice) -> int:
    """Issue what a paid fee lacks, as an event of its own; says how many receipts that were."""
    dossier = events.lock(session, notice.home_agency_id, notice.dossier_id)
    owed = notices.owed(session, dossier, notice.number)
    if owed.notice.state != FeeState.PAID or owed.notice.payment_id is None:
        return 0
    key = (dossier.home_agency_id, dossier.id, owed.notice.payment_id)
    made = issuing.issue(session, rt, dossier, (owed, session.get_one(Payment, key)))
    if made:
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        facts = {"number": notice.number, "receipts": [issuing.facts(one) for one in made]}
        event = events.record(session, safe, dossier, Occurrence(ISSUED, clock.now(), facts=facts))
        issuing.promise(session, dossier, event)
        informing.promise(session, dossier, event, informing.RECEIPTS)
    return len(made)
