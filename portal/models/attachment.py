"""Files of a dossier (thành phần hồ sơ, giấy tờ kết quả); their bytes are sealed blobs."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class Attachment(OfDossier, Base):
    """A file: from the citizen (``citizen``), from the agency (``result``), or with a message.

    ``event_seq`` is the event that made it part of the dossier, so that a promise is read as of
    its own event; a draft's files have none yet.

    ``received_sha256`` is of the file as it came (None: it is from before that was kept, and is
    stored as it came), ``sha256`` of the file as it is kept and sent on, ``sealed_sha256`` of what
    stands in the blob store, so that each can be checked without the other. ``checked_at`` says
    when that was last read and compared, ``fault`` what was wrong then: ``missing`` or ``corrupt``.

    ``presented_as`` is what the citizen hands it in as: original, certified_copy, copy, photo.
    ``signature`` is what became of looking for digital signatures (``SignatureState``; None: it is
    from before anybody looked, or the agency's); ``sealed_signature`` holds who signed and when.
    """

    __tablename__ = "attachments"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    origin: Mapped[str]
    document: Mapped[str]
    sealed_name: Mapped[bytes]
    media_type: Mapped[str]
    size: Mapped[int]
    received_sha256: Mapped[str | None]
    sha256: Mapped[str]
    sealed_sha256: Mapped[str]
    blob: Mapped[str]
    event_seq: Mapped[int | None]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None] = mapped_column(index=True)
    checked_at: Mapped[datetime | None] = mapped_column(index=True)
    fault: Mapped[str | None] = mapped_column(index=True)
    presented_as: Mapped[str | None]
    signature: Mapped[str | None]
    sealed_signature: Mapped[bytes | None]


class StatusLink(Base):
    """A link in an SMS. Its token is derived from ``id`` and never stored; a hash finds the row."""

    __tablename__ = "status_links"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(unique=True)
    home_agency_id: Mapped[uuid.UUID]
    dossier_id: Mapped[uuid.UUID] = mapped_column(index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
