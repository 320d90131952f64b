"""Remind of requested reports."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep when an agency was last reminded, and find what an agency has asked for."""
    reminded = sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("report_requested", reminded)
    op.create_index("ix_report_requested_parent_id", "report_requested", ["parent_id"])


def downgrade() -> None:
    """Forget who was reminded."""
    op.drop_index("ix_report_requested_parent_id", "report_requested")
    op.drop_column("report_requested", "reminded_at")
