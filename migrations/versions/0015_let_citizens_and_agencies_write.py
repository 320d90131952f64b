"""Keep what a citizen is writing to the agency, and how far they have read what it wrote."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("dossiers", sa.Column("sealed_message", sa.LargeBinary(), nullable=True))
    op.add_column("dossiers", sa.Column("messages_read", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Take the columns out again."""
    op.drop_column("dossiers", "messages_read")
    op.drop_column("dossiers", "sealed_message")
