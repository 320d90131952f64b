"""Finds receipts: of a dossier, of an event, of some days, and their papers."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Dossier, Event, FeeReceipt
from portal.runtime import Runtime
from portal.services import attachments, vault
from portal.services.attachments import Held
from portal.services.vault import Safe

ORIGIN = "fee_receipt"
"""What the files of receipts are called among those of their dossier."""
PDF, XML = "pdf", "xml"
LONGEST = timedelta(days=366)


def of(session: Session, dossier: Dossier) -> Sequence[FeeReceipt]:
    """List the receipts of a dossier in the order they were issued."""
    query = sa.select(FeeReceipt).where(
        FeeReceipt.home_agency_id == dossier.home_agency_id, FeeReceipt.dossier_id == dossier.id
    )
    order = (FeeReceipt.issued_at, FeeReceipt.year, FeeReceipt.number)
    return session.scalars(query.order_by(*order)).all()


def told_by(session: Session, dossier: Dossier, event: Event) -> Sequence[FeeReceipt]:
    """Give the receipts an event tells of."""
    wanted = {uuid.UUID(one["id"]) for one in event.facts.get("receipts", [])}
    return [row for row in of(session, dossier) if row.id in wanted]


def one(
    session: Session, home_agency_id: uuid.UUID, receipt_id: uuid.UUID
) -> tuple[FeeReceipt, Dossier]:
    """Give a receipt an agency issued, and its dossier.

    :raises NotFound: if it issued none such.
    """
    query = sa.select(FeeReceipt).where(
        FeeReceipt.home_agency_id == home_agency_id, FeeReceipt.id == receipt_id
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(str(receipt_id))
    return found, session.get_one(Dossier, (home_agency_id, found.dossier_id))


def between(
    session: Session, agency_id: uuid.UUID, first: date, last: date
) -> Sequence[tuple[FeeReceipt, Dossier]]:
    """List the receipts an agency issued on some days, both included, by number.

    :raises Unacceptable: ``days`` if they are the wrong way round, or more than a year.
    """
    if not timedelta(0) <= last - first <= LONGEST:
        raise Unacceptable("days")
    start = clock.utc(datetime.combine(first, datetime.min.time()))
    end = clock.utc(datetime.combine(last + timedelta(days=1), datetime.min.time()))
    query = (
        sa.select(FeeReceipt, Dossier)
        .join(
            Dossier,
            sa.and_(
                Dossier.home_agency_id == FeeReceipt.home_agency_id,
                Dossier.id == FeeReceipt.dossier_id,
            ),
        )
        .where(
            FeeReceipt.home_agency_id == agency_id,
            FeeReceipt.issued_at >= start,
            FeeReceipt.issued_at < end,
        )
        .order_by(FeeReceipt.year, FeeReceipt.symbol, FeeReceipt.number)
    )
    return [(row, dossier) for row, dossier in session.execute(query)]


def paper(session: Session, rt: Runtime, row: FeeReceipt, kind: str) -> tuple[Safe, Held]:
    """Give a paper of a receipt (``pdf``, ``xml``), with the safe that opens it.

    :raises NotFound: as long as it is in the making.
    """
    safe = vault.unlock(session, rt, row.home_agency_id, row.dossier_id)
    wanted = row.pdf_id if kind == PDF else row.xml_id
    for held in attachments.held(session, safe, row.home_agency_id, ORIGIN):
        if held.id == wanted:
            return safe, held
    raise NotFound(f"{kind} of receipt {row.id}")
