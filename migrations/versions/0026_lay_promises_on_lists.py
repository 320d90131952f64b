"""Lay promises on lists for agencies that open no port, and fetch what is for them."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_OPEN = sa.text("confirmed_at IS NULL")


def upgrade() -> None:
    """Make the table of what lies ready."""
    op.create_table(
        "listed_items",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("promise_seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("agency_id", "position", name=op.f("pk_listed_items")),
    )
    op.create_index("ix_listed_items_key", "listed_items", ["agency_id", "key"], unique=True)
    op.create_index("ix_listed_items_dossier", "listed_items", ["dossier_id"])
    op.create_index(
        "ix_listed_items_open",
        "listed_items",
        ["agency_id", "position"],
        postgresql_where=_OPEN,
        sqlite_where=_OPEN,
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_index("ix_listed_items_open", "listed_items")
    op.drop_index("ix_listed_items_dossier", "listed_items")
    op.drop_index("ix_listed_items_key", "listed_items")
    op.drop_table("listed_items")
