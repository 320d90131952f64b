"""Count tries by destination and hour, so that no page of the console counts them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, the index it is counted by, and one to find a dossier's news by."""
    op.create_table(
        "destination_hours",
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried", sa.BigInteger(), nullable=False),
        sa.Column("rejected", sa.BigInteger(), nullable=False),
        sa.Column("failed", sa.BigInteger(), nullable=False),
        sa.Column(
            "durations",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("destination", "hour", name=op.f("pk_destination_hours")),
    )
    op.create_index(op.f("ix_destination_hours_hour"), "destination_hours", ["hour"], unique=False)
    op.create_index(op.f("ix_attempts_started_at"), "attempts", ["started_at"], unique=False)
    op.create_index(
        op.f("ix_inbox_messages_dossier_id"), "inbox_messages", ["dossier_id"], unique=False
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_inbox_messages_dossier_id"), table_name="inbox_messages")
    op.drop_index(op.f("ix_attempts_started_at"), table_name="attempts")
    op.drop_table("destination_hours")
