"""Official documents (văn bản): the registers, their parties, and agencies' lines to other systems.

A document's trace, files, key and outward messages stand where a dossier's do (``events``,
``attachments``, ``dossier_keys``, ``promises``), under its own id.
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.documents import Direction, Standing
from portal.domain.states import State
from portal.models.base import Base, OfDossier

_UNCOUNTED = text("NOT counted")
_SILENT = text("acknowledged_at IS NULL")


class Document(OfDossier, Base):
    """One entry of a register of documents (sổ đăng ký văn bản đến, đi).

    ``docid`` is what the document is known by on the axis (DocumentId), ``organ`` who issued it.
    ``about`` is the document a recall, an update or a replacement names; ``asked_back`` is the
    kind of what its sender asks for, None if nothing. ``register_year`` and ``register_number``
    are its place in the yearly sequence. ``problem`` is a word for what a person has to look at.
    What it says, its subject first of all, is ``sealed``: subjects name people.
    """

    __tablename__ = "documents"
    __table_args__ = (
        Index("ix_documents_listed", "home_agency_id", "direction", "standing", "at"),
        Index("ix_documents_known", "home_agency_id", "docid"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    direction: Mapped[Direction]
    standing: Mapped[Standing]
    kind: Mapped[str]
    docid: Mapped[str]
    about: Mapped[str | None]
    asked_back: Mapped[str | None]
    organ: Mapped[str]
    organ_name: Mapped[str]
    number: Mapped[str]
    notation: Mapped[str]
    day: Mapped[date | None]
    type_name: Mapped[str]
    priority: Mapped[int]
    due_day: Mapped[date | None]
    register_year: Mapped[int | None]
    register_number: Mapped[int | None]
    signature: Mapped[str | None]
    problem: Mapped[str | None]
    duplicate_of: Mapped[uuid.UUID | None]
    officer: Mapped[str]
    unit: Mapped[str]
    case_agency_id: Mapped[uuid.UUID | None]
    case_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    axis_reference: Mapped[str | None]
    at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    sealed: Mapped[bytes]
    seq: Mapped[int]
    head: Mapped[str]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    @property
    def state(self) -> State | None:
        """Say that it has no state of a dossier: its events move none."""
        return None


class DocumentParty(OfDossier, Base):
    """A recipient of a document we sent, and the furthest it has said of it."""

    __tablename__ = "document_parties"
    __table_args__ = (
        Index(
            "ix_document_parties_silent",
            "home_agency_id",
            "dossier_id",
            postgresql_where=_SILENT,
            sqlite_where=_SILENT,
        ),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organ: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    status: Mapped[str | None]
    status_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]


class DocumentNumber(Base):
    """The last number of a register in a year; its row lock makes the sequence one."""

    __tablename__ = "document_numbers"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    direction: Mapped[Direction] = mapped_column(primary_key=True)
    last: Mapped[int]


class DocumentLine(Base):
    """An agency's line to an axis (``axis``) or to its document system (``dms``).

    ``endpoint`` holds the connector's settings; what is secret of them is sealed in
    ``credentials`` under the wrapping key ``key_id``. ``heard_at`` is when it was last asked
    without a fault, ``fault`` what was wrong since ``fault_at``.
    """

    __tablename__ = "document_lines"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    connector: Mapped[str]
    endpoint: Mapped[dict[str, Any]]
    credentials: Mapped[bytes]
    key_id: Mapped[str]
    made_at: Mapped[datetime]
    heard_at: Mapped[datetime | None]
    fault: Mapped[str | None]
    fault_at: Mapped[datetime | None]
    row_version: Mapped[int] = mapped_column(default=1)


class DocumentDay(Base):
    """What an agency exchanged on a day: kept, not counted.

    ``signed`` are those, sent and received, that carry a digital signature nobody has broken;
    ``acknowledged`` those received whose sender was told on the day they came;
    ``online`` those received that somebody began to work on in the system; ``same_day`` those sent
    on the day they were signed. ``counted`` is whether the measures of progress say the same.
    """

    __tablename__ = "document_days"
    __table_args__ = (
        Index(
            "ix_document_days_uncounted",
            "agency_id",
            "day",
            postgresql_where=_UNCOUNTED,
            sqlite_where=_UNCOUNTED,
        ),
    )

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    sent: Mapped[int]
    received: Mapped[int]
    signed: Mapped[int]
    acknowledged: Mapped[int]
    online: Mapped[int]
    same_day: Mapped[int] = mapped_column(default=0, server_default="0")
    counted: Mapped[bool] = mapped_column(default=False, server_default=false())
