"""Claims are kept with their notice: the column of lines that was never written goes."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("fee_lines", "sealed_claim")


def downgrade() -> None:
    op.add_column("fee_lines", sa.Column("sealed_claim", sa.LargeBinary(), nullable=True))
