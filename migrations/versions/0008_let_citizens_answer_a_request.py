"""Keep what a citizen writes to a request for a supplement, and when it was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("dossiers", sa.Column("sealed_reply", sa.LargeBinary(), nullable=True))
    op.add_column(
        "dossiers", sa.Column("supplement_sent_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Take the columns out again."""
    op.drop_column("dossiers", "supplement_sent_at")
    op.drop_column("dossiers", "sealed_reply")
