"""Form versions, stored whole and found by their hash; a published one is never edited."""

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class FormVersion(Base):
    """The source of one version of a form (tờ khai điện tử) and when it is live."""

    __tablename__ = "form_versions"

    hash: Mapped[str] = mapped_column(primary_key=True)
    procedure_code: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]
    published_by: Mapped[str]
    live_from: Mapped[datetime]
    live_until: Mapped[datetime | None]


class FormDecision(Base):
    """Who decided that a version goes live (``publish``) or ends (``close``), and from when.

    Never changed and never deleted: a version that is published again has two of them.
    """

    __tablename__ = "form_decisions"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    procedure_code: Mapped[str] = mapped_column(index=True)
    hash: Mapped[str]
    deed: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
    takes_effect_at: Mapped[datetime]


class FormProposal(Base):
    """A version that is being made beside the live one, until it is published or thrown away.

    ``outcome`` says which: ``published`` or ``dropped``.
    """

    __tablename__ = "form_proposals"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    procedure_code: Mapped[str] = mapped_column(index=True)
    hash: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
