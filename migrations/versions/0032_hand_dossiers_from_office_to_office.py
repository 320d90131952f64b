"""Hand dossiers from one office to another, each time with a slip."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say on whose desk a case lies, and keep its hand-overs."""
    op.add_column("desk_cases", sa.Column("at_agency_id", sa.Uuid(), nullable=True))
    op.add_column(
        "desk_cases", sa.Column("arriving_since", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index(op.f("ix_desk_cases_at_agency_id"), "desk_cases", ["at_agency_id"])
    op.create_table(
        "desk_transfers",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slip", sa.String(), nullable=False),
        sa.Column("from_agency_id", sa.Uuid(), nullable=False),
        sa.Column("to_agency_id", sa.Uuid(), nullable=False),
        sa.Column("event_seq", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "number", name=op.f("pk_desk_transfers")
        ),
        sa.UniqueConstraint("slip", name=op.f("uq_desk_transfers_slip")),
    )


def downgrade() -> None:
    """Take the table and the columns away."""
    op.drop_table("desk_transfers")
    op.drop_index(op.f("ix_desk_cases_at_agency_id"), "desk_cases")
    op.drop_column("desk_cases", "arriving_since")
    op.drop_column("desk_cases", "at_agency_id")
