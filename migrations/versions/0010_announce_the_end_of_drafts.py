"""Keep when a draft's end was announced, and what became of a message after it was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    for column in ("notice_for", "noticed_at"):
        op.add_column("drafts", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.add_column("drafts", sa.Column("notice_days", sa.BigInteger(), nullable=True))
    op.add_column("drafts", sa.Column("notice_fault", sa.String(), nullable=True))
    op.add_column("notices", sa.Column("next_check_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_notices_next_check_at"), "notices", ["next_check_at"])


def downgrade() -> None:
    """Take the columns out again."""
    op.drop_index(op.f("ix_notices_next_check_at"), table_name="notices")
    op.drop_column("notices", "next_check_at")
    for column in ("notice_fault", "notice_days", "noticed_at", "notice_for"):
        op.drop_column("drafts", column)
