"""Count claims that were taken back, which use up none of those a fee can be claimed by.

Those taken back until now go on counting.
"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "fee_notices",
        sa.Column("withdrawn", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("fee_notices", "withdrawn")
