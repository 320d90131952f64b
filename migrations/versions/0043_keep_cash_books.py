"""Keep the cash books of agencies' counters: numbered entries, taken back by entries only."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "cash_entries",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("corrects_year", sa.BigInteger(), nullable=True),
        sa.Column("corrects", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "year", "number", name=op.f("pk_cash_entries")),
        sa.UniqueConstraint(
            "agency_id",
            "corrects_year",
            "corrects",
            name=op.f("uq_cash_entries_agency_id_corrects_year_corrects"),
        ),
    )
    op.create_index(op.f("ix_cash_entries_agency_id_day"), "cash_entries", ["agency_id", "day"])
    op.create_index(op.f("ix_cash_entries_payment_id"), "cash_entries", ["payment_id"])
    op.create_table(
        "cash_numbers",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "year", name=op.f("pk_cash_numbers")),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("cash_numbers")
    op.drop_table("cash_entries")
