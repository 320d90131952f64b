"""Cancels receipts, with what the minutes say, and puts others in their place; none is deleted."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from connectors.fees import ReceiptsBecause as Because
from portal import clock
from portal.domain.errors import Unacceptable
from portal.domain.paying import RefundState
from portal.models import Agency, Dossier, FeeReceipt, Refund
from portal.runtime import Runtime
from portal.services import content, events
from portal.services.content import Content
from portal.services.events import Occurrence
from portal.services.officers import standing_in
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.paying import informing
from portal.services.paying.receipts import finding, issuing

CANCELLED = "receipt_cancelled"
LONGEST = 200
"""Characters of a payer's name."""


@dataclass(frozen=True)
class Wish:
    """Which receipt of an agency, and who is to stand on the one in its place; "" for none."""

    receipt: uuid.UUID
    payer: str = field(default="", repr=False)


def cancel(session: Session, rt: Runtime, agency: Agency, wish: Wish, by: Actor) -> FeeReceipt:
    """Cancel a receipt and, if a payer is named, issue another for the same money in its place.

    ``by.reason`` is what the minutes say (biên bản hủy). Gives the new one, else the cancelled.

    :raises NotFound: if the agency issued none such.
    :raises Unacceptable: ``reason`` if none is given, ``payer`` if the name cannot be, or
        ``cancelled`` if it was cancelled before.
    """
    row, dossier = _locked(session, agency, wish.receipt)
    standing_in.note(session, dossier, agency.id, by.staff_id)
    payer = " ".join(wish.payer.split())
    if not by.reason.strip():
        raise Unacceptable("reason")
    if len(payer) > LONGEST or not payer.isprintable():
        raise Unacceptable("payer")
    if row.cancelled_at is not None or (payer and _goes_back(session, row)):
        raise Unacceptable("cancelled")
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    made = issuing.again(session, found, row, payer) if payer else None
    _end(session, found, (row, made, Because.CORRECTED), by)
    detail = {"receipt": str(row.id), "replaced_by": str(made.id) if made else ""}
    deeds.record(session, by, CANCELLED, f"dossier:{dossier.id}", detail)
    return made or row


def cancel_all(
    session: Session, rt: Runtime, dossier: Dossier, of: tuple[uuid.UUID, Because], by: Actor
) -> None:
    """Cancel what stands of a payment's receipts (``of``): its money goes back, or never came."""
    payment, because = of
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    for row in finding.of(session, dossier):
        if row.payment_id == payment and row.cancelled_at is None:
            _end(session, found, (row, None, because), by)


def _end(
    session: Session,
    found: Content,
    what: tuple[FeeReceipt, FeeReceipt | None, Because],
    by: Actor,
) -> None:
    row, made, because = what
    event = events.record(
        session,
        found.safe,
        found.dossier,
        Occurrence(
            kind=CANCELLED,
            occurred_at=clock.now(),
            facts={
                "number": row.fee,
                "because": str(because),
                "cancelled": issuing.facts(row),
                "receipts": [issuing.facts(made)] if made else [],
            },
            private={"text": by.reason.strip()},
        ),
    )
    row.cancelled_at, row.cancelled_seq, row.cancelled_by = event.occurred_at, event.seq, by.name
    found.dossier.row_version += 1
    if made is not None:
        issuing.promise(session, found.dossier, event)
    informing.promise(session, found.dossier, event, informing.RECEIPTS)


def _goes_back(session: Session, row: FeeReceipt) -> bool:
    """Say whether its money is on its way back: nothing is receipted any more then."""
    rows = session.query(Refund).filter_by(
        home_agency_id=row.home_agency_id, dossier_id=row.dossier_id, payment_id=row.payment_id
    )
    return any(one.state in (RefundState.APPROVED, RefundState.SENT) for one in rows)


def _locked(session: Session, agency: Agency, receipt_id: uuid.UUID) -> tuple[FeeReceipt, Dossier]:
    row, found = finding.one(session, agency.id, receipt_id)
    dossier = events.lock(session, found.home_agency_id, found.id)
    key = (row.home_agency_id, row.dossier_id, row.id)
    return session.get_one(FeeReceipt, key, populate_existing=True), dossier
