"""Take dossiers in on paper, at the counter of a desk or by post."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of intakes; every draft there is came online."""
    channel = sa.Column("channel", sa.String(32), nullable=False, server_default="online")
    op.add_column("drafts", channel)
    op.add_column("drafts", sa.Column("received_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "desk_intakes",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_number", sa.String(), nullable=False),
        sa.Column(
            "papers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claim_index", sa.LargeBinary(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", name=op.f("pk_desk_intakes")),
    )
    op.create_index(op.f("ix_desk_intakes_claim_index"), "desk_intakes", ["claim_index"])


def downgrade() -> None:
    """Take both away."""
    op.drop_index(op.f("ix_desk_intakes_claim_index"), "desk_intakes")
    op.drop_table("desk_intakes")
    op.drop_column("drafts", "received_at")
    op.drop_column("drafts", "channel")
