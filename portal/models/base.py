"""What all tables share: column types, naming of constraints, and the laws of the data.

Every table of a dossier has the key ``(home_agency_id, id)`` (the distribution column first,
never changed) and ``birth_month`` (YYYYMM, for partitioning). Sealed columns hold what
``portal.crypto`` sealed under the dossier's own key; nothing personal stands beside them.
"""

import enum
import uuid
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; SQLite, which knows no zones, keeps it as UTC without one."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """Choose the column: timestamptz where there is one."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone, whose meaning nobody could know."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware UTC moment."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The tables of the portal."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: Moment,
        date: sa.Date,
        uuid.UUID: sa.Uuid,
        bytes: sa.LargeBinary,
        # Money in đồng outgrows 32 bits, and agencies number their news as they like.
        int: sa.BigInteger,
        str: sa.String,
        dict[str, Any]: sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
        enum.StrEnum: sa.Enum(
            enum.StrEnum,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=lambda members: [member.value for member in members],
        ),
    }


class OfDossier:
    """The columns every table of a dossier begins with."""

    home_agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-1)
    birth_month: Mapped[int] = mapped_column(sort_order=1)
