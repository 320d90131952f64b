"""Let a dossier open further ones at other agencies, each a branch of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of branches."""
    op.create_table(
        "joined_branches",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("joined_code", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("child_home_agency_id", sa.Uuid(), nullable=True),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "step", name=op.f("pk_joined_branches")
        ),
    )
    op.create_index(op.f("ix_joined_branches_state"), "joined_branches", ["state"])
    op.create_index(op.f("ix_joined_branches_child_id"), "joined_branches", ["child_id"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("joined_branches")
