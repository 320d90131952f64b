"""Drafts (hồ sơ nháp): what a citizen is filling in. A draft becomes the dossier of the same id."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.states import Channel
from portal.models.base import Base, OfDossier


class Draft(OfDossier, Base):
    """A draft, pinned to its form version; answers are kept as typed, sealed from the first on.

    ``channel`` is how it comes in; of what an officer enters from paper, ``received_at`` is when
    the desk had it in hand.

    ``declined_hash`` is the newer version its citizen has seen and chose not to take.

    ``notice_for`` is the expiry the last notice tells, which was due ``notice_days`` before it;
    ``noticed_at`` is when the citizen was told, or when it stood fast that they cannot be, which
    ``notice_fault`` then says why: ``no_phone`` or ``failed``. All four say nothing once
    ``expires_at`` has moved on.
    """

    __tablename__ = "drafts"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    citizen_id: Mapped[uuid.UUID] = mapped_column(index=True)
    procedure_code: Mapped[str]
    form_hash: Mapped[str] = mapped_column(index=True)
    case_code: Mapped[str]
    sealed_answers: Mapped[bytes]
    channel: Mapped[Channel] = mapped_column(default=Channel.ONLINE)
    received_at: Mapped[datetime | None]
    language: Mapped[str]
    rehearsal: Mapped[bool]
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    submitted_at: Mapped[datetime | None]
    declined_hash: Mapped[str | None]
    notice_for: Mapped[datetime | None]
    notice_days: Mapped[int | None]
    noticed_at: Mapped[datetime | None]
    notice_fault: Mapped[str | None]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class DossierKey(OfDossier, Base):
    """The key a dossier's content is sealed with, wrapped. Erasing it erases the content."""

    __tablename__ = "dossier_keys"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key_id: Mapped[str]
    algorithm: Mapped[str]
    format: Mapped[int]
    wrapped: Mapped[bytes | None]
    made_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
