"""Sessions and sign-in state: in the database, so that a broker gone astray signs nobody out."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class WebSession(Base):
    """A signed-in browser. Its cookie is kept as a hash; ``sid`` is the provider's session."""

    __tablename__ = "web_sessions"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    citizen_id: Mapped[uuid.UUID] = mapped_column(index=True)
    provider: Mapped[str]
    sid: Mapped[str | None] = mapped_column(index=True)
    assurance: Mapped[str]
    sealed_id_token: Mapped[bytes]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


class SignInState(Base):
    """State, nonce and PKCE verifier of a sign-in under way, sealed; used once."""

    __tablename__ = "sign_in_states"

    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    expires_at: Mapped[datetime] = mapped_column(index=True)
