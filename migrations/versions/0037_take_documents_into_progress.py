"""Let a day of documents say whether the measures of progress say the same."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

UNCOUNTED = sa.text("NOT counted")


def upgrade() -> None:
    """Mark the days; every one there is counts as not yet counted."""
    op.add_column(
        "document_days",
        sa.Column("counted", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_index(
        "ix_document_days_uncounted",
        "document_days",
        ["agency_id", "day"],
        postgresql_where=UNCOUNTED,
        sqlite_where=UNCOUNTED,
    )
    # Sums are read by node; SQLite took this for the better way, and read those of every unit.
    op.drop_index("ix_progress_sums_measure", "progress_sums")


def downgrade() -> None:
    """Take the mark away."""
    op.create_index("ix_progress_sums_measure", "progress_sums", ["measure", "period"])
    op.drop_index("ix_document_days_uncounted", "document_days")
    op.drop_column("document_days", "counted")
