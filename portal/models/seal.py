"""The digital seals of agencies: a certificate in sight, its key sealed."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class AgencySeal(Base):
    """A key and certificate an agency signs results with; one at a time is not retired.

    ``sealed`` holds key, certificate and chain under the wrapping key ``key_id``; the rest is what
    the certificate says of itself, for people to look at.
    """

    __tablename__ = "agency_seals"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    agency_id: Mapped[uuid.UUID] = mapped_column(index=True)
    subject: Mapped[str]
    issuer: Mapped[str]
    serial: Mapped[str]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime]
    sealed: Mapped[bytes]
    key_id: Mapped[str]
    brought_by: Mapped[str]
    brought_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
