"""Keep what a file is handed in as, and what its digital signatures are worth."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what stands there already was not asked and not looked at."""
    op.add_column("attachments", sa.Column("presented_as", sa.String(), nullable=True))
    op.add_column("attachments", sa.Column("signature", sa.String(), nullable=True))
    op.add_column("attachments", sa.Column("sealed_signature", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take the columns out again."""
    op.drop_column("attachments", "sealed_signature")
    op.drop_column("attachments", "signature")
    op.drop_column("attachments", "presented_as")
