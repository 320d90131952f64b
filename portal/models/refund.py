"""Money that goes back, transfers that came by bank, and what the platform and we differ about."""

import uuid
from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.paying import RefundState
from portal.models.base import Base, OfDossier


class Refund(OfDossier, Base):
    """Money owed back (hoàn trả) of one payment, in đồng; changed under the dossier's row lock.

    ``reason`` is ``surplus`` or ``officer``; ``asked_by`` names that officer, and somebody else
    approves it, who stands in the staff's journal. ``out_at`` is when it last went out to the
    platform without a clear no, and ``sends`` how often it did: money may have gone back since.
    """

    __tablename__ = "refunds"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    payment_id: Mapped[uuid.UUID]
    amount: Mapped[int]
    state: Mapped[RefundState]
    reason: Mapped[str]
    reference: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(default="")
    asked_by_id: Mapped[uuid.UUID | None]
    approved_at: Mapped[datetime | None]
    out_at: Mapped[datetime | None]
    sends: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]


class BankLine(Base):
    """One line of a bank statement (sao kê), once; who paid stands in ``sealed`` alone.

    ``outcome`` is ``paid``, ``surplus``, ``no_mark`` (nobody knows what for), ``other_sum``, or
    ``ended`` (its dossier or fee has ended); these three wait for a person, who makes them
    ``closed``.
    """

    __tablename__ = "bank_lines"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int]
    mark: Mapped[str] = mapped_column(default="", index=True)
    outcome: Mapped[str]
    key_id: Mapped[str]
    sealed: Mapped[bytes]
    read_at: Mapped[datetime]


class PaymentDifference(Base):
    """What the platform's list of a day and our payments differ about, after asking once more.

    ``kind`` is ``foreign`` (none of ours), ``not_paid_here``, ``amount`` or ``not_listed``.
    """

    __tablename__ = "payment_differences"

    day: Mapped[date] = mapped_column(primary_key=True)
    transaction: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ours: Mapped[int | None]
    theirs: Mapped[int | None]
    seen_at: Mapped[datetime]
