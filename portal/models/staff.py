"""Those who run the portal or work at a desk: people, roles, sessions, and what they did."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Staff(Base):
    """Somebody who works here, known by issuer and subject at the staff's identity provider."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    name: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class StaffRole(Base):
    """What somebody may do (``operator``), for one agency or for the whole installation.

    A role that was taken away stays as a row: who had it when can be told for good.
    """

    __tablename__ = "staff_roles"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(index=True)
    role: Mapped[str]
    agency_id: Mapped[uuid.UUID | None]
    granted_by: Mapped[str]
    granted_at: Mapped[datetime]
    revoked_by: Mapped[str | None]
    revoked_at: Mapped[datetime | None]


class OfficerGroup(Base):
    """A group of officers at an agency's desk (bộ phận, tổ) that dossiers are assigned to.

    One that was closed stays as a row: dossiers were assigned to it by this name.
    """

    __tablename__ = "officer_groups"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class OfficerGroupMember(Base):
    """Who is in a group; an officer is in none, one or several."""

    __tablename__ = "officer_group_members"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    group_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class OfficerCover(Base):
    """An officer who looks after what a colleague at the same desk has, from a day to a day.

    The days are Viet Nam's, both in it. ``ended_at`` is when it was ended before its last day.
    """

    __tablename__ = "officer_covers"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    covered_id: Mapped[uuid.UUID]
    covering_id: Mapped[uuid.UUID]
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    ended_by: Mapped[str | None]
    ended_at: Mapped[datetime | None]


class StaffSession(Base):
    """A signed-in browser of the staff, for one ``audience`` (``console``) and no other.

    ``sealed_number`` is the citizen number the provider told, under a key of the browser's token.
    """

    __tablename__ = "staff_sessions"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    audience: Mapped[str]
    staff_id: Mapped[uuid.UUID] = mapped_column(index=True)
    provider: Mapped[str]
    sid: Mapped[str | None] = mapped_column(index=True)
    sealed_id_token: Mapped[bytes]
    sealed_number: Mapped[bytes | None]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


class StaffDeed(Base):
    """Who did what to what, when and why: only ever added to.

    ``staff_id`` is null for what was done on the command line; ``by`` is then who that named.
    """

    __tablename__ = "staff_deeds"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    done_at: Mapped[datetime] = mapped_column(index=True)
    staff_id: Mapped[uuid.UUID | None]
    by: Mapped[str]
    deed: Mapped[str]
    target: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]]
