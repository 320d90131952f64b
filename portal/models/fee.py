"""Fees (phí, lệ phí): what a citizen owes for a dossier, and into which account it is paid."""

import uuid
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.paying import FeeState
from portal.models.base import Base, OfDossier


class FeeNotice(OfDossier, Base):
    """One demand for fees; changed only under the dossier's row lock. ``total`` is in đồng.

    ``basis`` says who named it: ``form`` (the rules of the procedure, at submission) or ``agency``.
    ``mark`` is what a bank transfer for it has to say. ``payment_id`` is the payment that settled
    it.

    ``sealed_claim`` is the claim for an exemption (đề nghị miễn, giảm) its citizen is writing,
    ``claims`` how often one was sent, ``withdrawn`` how many of those were taken back unanswered,
    ``claimed_at`` since when one waits for its answer.
    """

    __tablename__ = "fee_notices"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    event_seq: Mapped[int]
    basis: Mapped[str]
    state: Mapped[FeeState]
    total: Mapped[int]
    mark: Mapped[str] = mapped_column(unique=True)
    due_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    payment_id: Mapped[uuid.UUID | None]
    sealed_claim: Mapped[bytes | None]
    claims: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    withdrawn: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    claimed_at: Mapped[datetime | None]


class FeeLine(OfDossier, Base):
    """One line of a notice: ``kind`` phi or le_phi, never added up with the other; đồng.

    ``exemption`` is empty, ``granted`` or ``refused``; why stands in the chain of events.
    """

    __tablename__ = "fee_lines"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    amount: Mapped[int]
    exemption: Mapped[str] = mapped_column(default="")


class Payee(Base):
    """The account an agency's fees are paid into (tài khoản thụ hưởng), and who issues receipts.

    ``bank`` is the bank's BIN. ``template`` and ``symbol`` are those of its receipts (mẫu số, ký
    hiệu); without a symbol the portal issues none for it.
    """

    __tablename__ = "payees"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account: Mapped[str]
    bank: Mapped[str]
    holder: Mapped[str]
    tax_code: Mapped[str] = mapped_column(default="")
    template: Mapped[str] = mapped_column(default="")
    symbol: Mapped[str] = mapped_column(default="")
