"""Agencies (cơ quan): who receives, decides on and returns dossiers. An agency is a row."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Agency(Base):
    """An agency, how its system is reached, and by which calendar it works.

    ``code`` is its identifier of QĐ 20/2020/QĐ-TTg, ``level`` what the forms ask for
    (``commune``, ``commune_police`` …), ``place`` the code of its province or commune.
    ``endpoint`` holds the connector's settings; what is secret of them is sealed in
    ``credentials`` under the wrapping key ``key_id``. An agency that is ``polled`` brings no news:
    we fetch it. ``letterhead`` is what stands on its papers besides its name. Of the dossiers of
    one that is ``synchronised`` the national portal is told. ``successor_id`` is the agency that
    has taken the place of one that ended.
    """

    __tablename__ = "agencies"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_en: Mapped[str]
    level: Mapped[str] = mapped_column(index=True)
    place: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    connector: Mapped[str]
    endpoint: Mapped[dict[str, Any]]
    credentials: Mapped[bytes]
    key_id: Mapped[str]
    calendar: Mapped[str]
    letterhead: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    polled: Mapped[bool] = mapped_column(default=False)
    rehearsal: Mapped[bool] = mapped_column(default=False)
    synchronised: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    successor_id: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    def name_in(self, language: str) -> str:
        """Name it in English where it has such a name and that is wanted, else in Vietnamese."""
        return self.name_en if language == "en" and self.name_en else self.name


class AgencyCursor(Base):
    """How far we have read a stream of an agency (its news, when we poll)."""

    __tablename__ = "agency_cursors"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    cursor: Mapped[str]
    moved_at: Mapped[datetime]
