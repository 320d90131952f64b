"""What partners have told us: each message once, whatever became of it."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class InboxMessage(Base):
    """A partner's message by its own id, and our answer, so that a repeat gets the same one.

    ``outcome`` is how it was answered: ``applied``, ``stale``, ``parked`` (for a person to look
    at), or ``held`` while news with a lower ``seq``, or a file, is missing; ``sealed`` keeps what
    was parked or held.
    """

    __tablename__ = "inbox_messages"

    source: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(primary_key=True)
    home_agency_id: Mapped[uuid.UUID | None]
    dossier_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    seq: Mapped[int | None]
    kind: Mapped[str]
    outcome: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str | None]
    sealed: Mapped[bytes | None]
    received_at: Mapped[datetime]


class SeenNonce(Base):
    """A nonce a partner has used within the replay window."""

    __tablename__ = "seen_nonces"

    key_id: Mapped[str] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class IncomingFile(Base):
    """A file an agency has put before the news that names it; sealed under a key of the agency."""

    __tablename__ = "incoming_files"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    blob: Mapped[str]
    key_id: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(index=True)


class Lease(Base):
    """Scheduled work, single-flight across machines: who does it until when, and when it is due."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str | None]
    until: Mapped[datetime | None]
    next_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    note: Mapped[dict[str, Any]]
