"""Lay dossiers on the desk of agencies that have no system of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of cases and of what came after them."""
    op.create_table(
        "desk_cases",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("supplements", sa.BigInteger(), nullable=False),
        sa.Column("extensions", sa.BigInteger(), nullable=False),
        sa.Column("letters", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", name=op.f("pk_desk_cases")),
    )
    op.create_index(op.f("ix_desk_cases_officer_id"), "desk_cases", ["officer_id"])
    key = ("home_agency_id", "dossier_id", "kind", "letter_id")
    op.create_table(
        "desk_letters",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("letter_id", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_desk_letters")),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("desk_letters")
    op.drop_index(op.f("ix_desk_cases_officer_id"), "desk_cases")
    op.drop_table("desk_cases")
