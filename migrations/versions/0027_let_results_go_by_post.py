"""Let a result go back the way its citizen chose: at the counter, online or by post."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of ways back and of what carriers tell."""
    op.create_table(
        "returns",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parcel", sa.String(length=32), nullable=True),
        sa.Column("sealed_to", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_receiver", sa.LargeBinary(), nullable=True),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("consignment", sa.String(), nullable=True),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_look_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", name=op.f("pk_returns")),
    )
    op.create_index(op.f("ix_returns_next_look_at"), "returns", ["next_look_at"])
    key = ("home_agency_id", "dossier_id", "consignment", "told_id")
    op.create_table(
        "parcel_events",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("consignment", sa.String(), nullable=False),
        sa.Column("told_id", sa.String(), nullable=False),
        sa.Column("event_seq", sa.BigInteger(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_parcel_events")),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("parcel_events")
    op.drop_index(op.f("ix_returns_next_look_at"), "returns")
    op.drop_table("returns")
