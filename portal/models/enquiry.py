"""Questions and complaints (hỏi đáp; phản ánh, kiến nghị) and the numbers of their codes.

An enquiry's trace, key, links and messages stand where a dossier's do (``events``,
``dossier_keys``, ``status_links``, ``promises``, ``notices``), under its own id.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.enquiries import EnquiryKind, EnquiryStanding
from portal.domain.states import State
from portal.models.base import Base, OfDossier


class Enquiry(OfDossier, Base):
    """A question or complaint; ``home_agency_id`` is who it was written to, and never changes.

    ``handled_by`` is the agency that has it now, ``dossier_code`` what its writer said it is about
    (never checked in their sight, so that nobody can guess at codes). ``due_at`` is when the next
    step is owed: to take it, then to answer it. ``once`` is the hash of the form's own mark, so
    that a button pressed twice makes one. ``phone_index`` is a keyed hash; name, phone and words
    are ``sealed``.
    """

    __tablename__ = "enquiries"
    __table_args__ = (
        Index("ix_enquiries_tray", "handled_by", "standing", "due_at"),
        Index("ix_enquiries_phone", "phone_index", "received_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[EnquiryKind]
    standing: Mapped[EnquiryStanding]
    handled_by: Mapped[uuid.UUID]
    dossier_code: Mapped[str | None]
    citizen_id: Mapped[uuid.UUID | None]
    language: Mapped[str]
    once: Mapped[bytes] = mapped_column(unique=True)
    phone_index: Mapped[bytes | None]
    sealed: Mapped[bytes]
    received_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    seq: Mapped[int]
    head: Mapped[str]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    @property
    def state(self) -> State | None:
        """Say that it has no state of a dossier: its events move none."""
        return None


class EnquiryNumber(Base):
    """The last number of an agency's enquiries of a day; its row lock makes the sequence one."""

    __tablename__ = "enquiry_numbers"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[int]
