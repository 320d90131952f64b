"""Keep what is measured of progress: by unit and day, summed up, and what each dossier added."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
UNCOUNTED, BY_CLOCK = sa.text("counted_seq < seq"), sa.text("changes_at IS NOT NULL")


def upgrade() -> None:
    """Lay the tables out; every dossier there is counts as not yet counted."""
    op.add_column(
        "dossiers",
        sa.Column("counted_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )
    op.create_index(
        "ix_dossiers_uncounted",
        "dossiers",
        ["home_agency_id", "id"],
        postgresql_where=UNCOUNTED,
        sqlite_where=UNCOUNTED,
    )
    op.create_table(
        "progress_units",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("nodes", JSON, nullable=False),
        sa.Column("counted", JSON, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_progress_units")),
    )
    op.create_index(op.f("ix_progress_units_parent"), "progress_units", ["parent"])
    op.create_table(
        "progress_links",
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("unit", "kind", name=op.f("pk_progress_links")),
    )
    op.create_table(
        "progress_days",
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("unit", "day", "measure", name=op.f("pk_progress_days")),
    )
    op.create_table(
        "progress_sums",
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("period", sa.BigInteger(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("node", "period", "measure", name=op.f("pk_progress_sums")),
    )
    op.create_index("ix_progress_sums_measure", "progress_sums", ["measure", "period"])
    op.create_table(
        "counted_dossiers",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("changes_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", name=op.f("pk_counted_dossiers")),
    )
    op.create_index(
        "ix_counted_dossiers_clock",
        "counted_dossiers",
        ["changes_at"],
        postgresql_where=BY_CLOCK,
        sqlite_where=BY_CLOCK,
    )


def downgrade() -> None:
    """Take the tables away, and what they were counted by."""
    for table in ("counted_dossiers", "progress_sums", "progress_days"):
        op.drop_table(table)
    op.drop_table("progress_links")
    op.drop_table("progress_units")
    op.drop_index("ix_dossiers_uncounted", "dossiers")
    op.drop_column("dossiers", "counted_seq")
