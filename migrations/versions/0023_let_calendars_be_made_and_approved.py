"""Let calendars be made by one person and approved by another, or withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say who made a version, and when it was withdrawn."""
    op.add_column("calendar_versions", sa.Column("made_by", sa.String(), nullable=True))
    op.add_column("calendar_versions", sa.Column("made_by_id", sa.Uuid(), nullable=True))
    op.add_column(
        "calendar_versions", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Forget it again."""
    op.drop_column("calendar_versions", "withdrawn_at")
    op.drop_column("calendar_versions", "made_by_id")
    op.drop_column("calendar_versions", "made_by")
