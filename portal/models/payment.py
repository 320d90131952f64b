"""Payments: every try to pay a fee, and what became of it."""

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.paying import PaymentState
from portal.models.base import Base, OfDossier


class Payment(OfDossier, Base):
    """One try to pay one notice; changed only under the dossier's row lock.

    ``way`` is ``platform``, ``transfer`` or ``counter``. ``transaction`` is the number both sides
    know it by, and never comes twice. ``sealed_url`` is the platform's page. ``next_ask_at`` is
    when the platform is asked next, None once nothing can come. ``surplus``: the fee was settled
    otherwise, so this money is owed back.
    """

    __tablename__ = "payments"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    way: Mapped[str]
    transaction: Mapped[str] = mapped_column(unique=True)
    amount: Mapped[int]
    state: Mapped[PaymentState]
    reference: Mapped[str] = mapped_column(default="")
    surplus: Mapped[bool] = mapped_column(default=False)
    sealed_url: Mapped[bytes | None]
    begun_at: Mapped[datetime]
    paid_at: Mapped[datetime | None] = mapped_column(index=True)
    next_ask_at: Mapped[datetime | None] = mapped_column(index=True)
    problem: Mapped[str] = mapped_column(Text, default="")

    @property
    def offered(self) -> bool:
        """Whether its number was told elsewhere too, where the fee can be paid by it as well."""
        return self.way == "platform" and self.transaction != self.id.hex
