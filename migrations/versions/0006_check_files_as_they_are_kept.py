"""Tell what a file was when it came from what is kept, and when that was last checked."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was stored before them was stored as it came."""
    op.add_column("attachments", sa.Column("received_sha256", sa.String(), nullable=True))
    op.add_column("attachments", sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("attachments", sa.Column("fault", sa.String(), nullable=True))
    op.create_index(op.f("ix_attachments_checked_at"), "attachments", ["checked_at"])
    op.create_index(op.f("ix_attachments_fault"), "attachments", ["fault"])


def downgrade() -> None:
    """Take the columns out again."""
    op.drop_index(op.f("ix_attachments_fault"), table_name="attachments")
    op.drop_index(op.f("ix_attachments_checked_at"), table_name="attachments")
    for column in ("fault", "checked_at", "received_sha256"):
        op.drop_column("attachments", column)
