"""Keep what is to be done to many dossiers of a desk until each has been worked."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "desk_batches",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("moved_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("stopped_by", sa.String(), nullable=True),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("until", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_desk_batches")),
    )
    op.create_index(op.f("ix_desk_batches_ended_at"), "desk_batches", ["ended_at"])
    op.create_table(
        "desk_batch_items",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("worked_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint(
            "agency_id", "batch_id", "number", name=op.f("pk_desk_batch_items")
        ),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("desk_batch_items")
    op.drop_table("desk_batches")
