"""Progress: facts by unit and day, their sums along the tree of units, and what was counted."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier

_BY_CLOCK = text("changes_at IS NOT NULL")


class ProgressUnit(Base):
    """A unit (đơn vị) whose progress is shown: an agency of ours, or one of the register.

    ``code`` is its identifier in the new form, ``level`` one of the levels of the catalogue of
    measures, ``province`` the two digits of its province ("" for those of the whole country).
    ``origin`` is ``agency``, ``register`` or ``demo``. ``nodes`` are what its facts are summed up
    under; ``counted`` what it adds to the measures of units itself.
    """

    __tablename__ = "progress_units"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str]
    level: Mapped[str]
    parent: Mapped[str] = mapped_column(index=True)
    province: Mapped[str]
    origin: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    nodes: Mapped[dict[str, Any]]
    counted: Mapped[dict[str, Any]]


class ProgressLink(Base):
    """A connection of a unit: to the portal, the document axis, a document system, the reports.

    ``since`` is the day it stands from, ``last_at`` when something was last exchanged.
    """

    __tablename__ = "progress_links"

    unit: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date]
    last_at: Mapped[datetime | None]


class ProgressDay(Base):
    """What a unit adds to a measure on a day."""

    __tablename__ = "progress_days"

    unit: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class ProgressSum(Base):
    """The days of a period added up for a node: a unit with those under it, a province, a level.

    ``period`` is YYYYMM, or YYYY00 for a year.
    """

    __tablename__ = "progress_sums"

    node: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class CountedDossier(OfDossier, Base):
    """What a dossier has added to the measures, so that it can be taken away again.

    ``unit`` is whose measures those are. ``changes_at`` is when it adds something else by the
    clock alone: it becomes overdue.
    """

    __tablename__ = "counted_dossiers"
    __table_args__ = (
        Index(
            "ix_counted_dossiers_clock",
            "changes_at",
            postgresql_where=_BY_CLOCK,
            sqlite_where=_BY_CLOCK,
        ),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    unit: Mapped[str]
    facts: Mapped[dict[str, Any]]
    changes_at: Mapped[datetime | None]
