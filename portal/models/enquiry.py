"""Questions and complaints (hỏi đáp; phản ánh, kiến nghị) and the numbers of their codes.

An enquiry's trace, key, links and messages stand where a dossier's do (``events``,
``dossier_keys``, ``status_links``, ``promises``, ``notices``), under its own id.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, Text, false
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
    are ``sealed``. ``national_code`` is its code at the national portal, if it was asked there.
    ``may_publish``: whoever wrote lets everybody read it, without a name. ``erased_at`` is when its
    time was over: nothing of what it said is left then.
    """

    __tablename__ = "enquiries"
    __table_args__ = (
        Index("ix_enquiries_tray", "handled_by", "standing", "due_at"),
        Index("ix_enquiries_phone", "phone_index", "received_at"),
        Index("ix_enquiries_citizen", "citizen_id", "received_at"),
        Index("ix_enquiries_over", "erased_at", "ended_at"),
        Index("ix_enquiries_national", "national_code", unique=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[EnquiryKind]
    standing: Mapped[EnquiryStanding]
    handled_by: Mapped[uuid.UUID]
    dossier_code: Mapped[str | None]
    citizen_id: Mapped[uuid.UUID | None]
    national_code: Mapped[str | None]
    language: Mapped[str]
    once: Mapped[bytes] = mapped_column(unique=True)
    phone_index: Mapped[bytes | None]
    sealed: Mapped[bytes]
    received_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    may_publish: Mapped[bool] = mapped_column(default=False, server_default=false())
    erased_at: Mapped[datetime | None]
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


class NationalEnquiry(Base):
    """A question or complaint asked at the national portal: once, whatever becomes of it here.

    ``code`` is its code there, ``unit`` who it was written to, as it stands there. ``wrong`` is why
    it has no agency here: ``unit`` if none has this code, else the fields it lacks. Until it has
    one, or a person lets it be (``settled_at``), ``sealed`` keeps it under the portal's own key.
    """

    __tablename__ = "national_enquiries"

    code: Mapped[str] = mapped_column(primary_key=True)
    unit: Mapped[str]
    asked_at: Mapped[datetime | None] = mapped_column(index=True)
    fetched_at: Mapped[datetime]
    wrong: Mapped[str | None]
    sealed: Mapped[bytes | None]
    home_agency_id: Mapped[uuid.UUID | None]
    enquiry_id: Mapped[uuid.UUID | None]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)


class PublishedEnquiry(Base):
    """A question and its answer as everybody may read them; ``id`` is the enquiry's.

    The words are an officer's, without names, and apart from the enquiry; ``words`` holds them
    without accents, to be found by. ``agency_id`` is who answered.
    """

    __tablename__ = "published_enquiries"
    __table_args__ = (Index("ix_published_enquiries_listed", "withdrawn_at", "published_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    home_agency_id: Mapped[uuid.UUID]
    agency_id: Mapped[uuid.UUID]
    title: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime]
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
