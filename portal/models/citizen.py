"""Citizens as the identity provider knows them, and which dossiers are theirs."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Citizen(Base):
    """A person, keyed by ``(issuer, subject)``, never by phone or e-mail.

    ``sealed_profile`` is the identity provider's word on them (JSON), sealed under a key of
    their own that the wrapping key ``key_id`` wraps; ``number_index`` finds them by citizen number.
    """

    __tablename__ = "citizens"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    key_id: Mapped[str]
    wrapped_key: Mapped[bytes]
    sealed_profile: Mapped[bytes]
    number_index: Mapped[bytes | None] = mapped_column(index=True)
    assurance: Mapped[str]
    rehearsal: Mapped[bool]
    language: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class CitizenDossier(Base):
    """The global look-up from a citizen to the drafts and dossiers that are theirs."""

    __tablename__ = "citizen_dossiers"

    citizen_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    home_agency_id: Mapped[uuid.UUID]
    since: Mapped[datetime]
