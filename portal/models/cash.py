"""The cash book of an agency's counter (sổ quỹ tiền mặt): entries are only ever added."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class CashEntry(Base):
    """Cash an officer took for a fee, or (``amount`` below nothing) an entry that takes one back.

    ``number`` runs from one each year without a gap. ``corrects`` is the number, of the year
    ``corrects_year``, of the entry that is taken back: once at most. ``home_agency_id`` and
    ``dossier_id`` name the dossier, ``fee`` its notice; ``reason`` stands with what takes back.
    """

    __tablename__ = "cash_entries"
    __table_args__ = (
        sa.UniqueConstraint("agency_id", "corrects_year", "corrects"),
        sa.Index(None, "agency_id", "day"),
    )

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    at: Mapped[datetime]
    amount: Mapped[int]
    officer_id: Mapped[uuid.UUID]
    officer: Mapped[str]
    home_agency_id: Mapped[uuid.UUID]
    dossier_id: Mapped[uuid.UUID]
    code: Mapped[str]
    fee: Mapped[int]
    payment_id: Mapped[uuid.UUID] = mapped_column(index=True)
    corrects_year: Mapped[int | None]
    corrects: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")

    @property
    def label(self) -> str:
        """The number as it stands on paper."""
        return f"{'PC' if self.amount < 0 else 'PT'}-{self.year}-{self.number:06}"

    @property
    def corrected_label(self) -> str | None:
        """The number of the entry it takes back, as it stands on paper."""
        return f"PT-{self.corrects_year}-{self.corrects:06}" if self.corrects else None


class CashNumber(Base):
    """The last number of an agency's cash book in a year; its row lock leaves no gap."""

    __tablename__ = "cash_numbers"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
