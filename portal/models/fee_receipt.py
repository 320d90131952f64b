"""Electronic receipts for fees (biên lai điện tử): numbered without a gap, never deleted."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class FeeReceipt(OfDossier, Base):
    """One receipt: what was paid of one kind (phi or le_phi) by one payment, in đồng.

    ``number`` is one sequence for each agency, symbol and year. ``version`` counts the receipts
    for the same money: each replaces the one before, which was cancelled first. What it says is
    sealed; ``pdf_id`` and ``xml_id`` are its files once they are made, ``seal`` the serial number
    of the agency's certificate, "" if it had none. ``cancelled_seq`` is the event that says why.
    """

    __tablename__ = "fee_receipts"
    __table_args__ = (
        UniqueConstraint("home_agency_id", "symbol", "year", "number"),
        UniqueConstraint("home_agency_id", "dossier_id", "payment_id", "kind", "version"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    payment_id: Mapped[uuid.UUID]
    fee: Mapped[int]
    kind: Mapped[str]
    version: Mapped[int]
    template: Mapped[str]
    symbol: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    tax_code: Mapped[str]
    amount: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(index=True)
    sealed: Mapped[bytes]
    pdf_id: Mapped[uuid.UUID | None]
    xml_id: Mapped[uuid.UUID | None]
    seal: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None]
    cancelled_seq: Mapped[int | None]
    cancelled_by: Mapped[str] = mapped_column(default="")
    replaced_by: Mapped[uuid.UUID | None]


class FeeReceiptNumber(Base):
    """The last number of an agency's receipts of a symbol and year; its row lock makes them one."""

    __tablename__ = "fee_receipt_numbers"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    symbol: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
