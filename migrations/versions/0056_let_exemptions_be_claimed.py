"""Let a citizen claim that a fee need not be paid: what is being written, how often, by when."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nothing was claimed before."""
    op.add_column("fee_notices", sa.Column("sealed_claim", sa.LargeBinary(), nullable=True))
    op.add_column(
        "fee_notices",
        sa.Column("claims", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )
    moment = sa.DateTime(timezone=True)
    op.add_column("fee_notices", sa.Column("claimed_at", moment, nullable=True))
    op.add_column("dossiers", sa.Column("claim_due", moment, nullable=True))
    op.add_column("dossiers", sa.Column("fee_waived_at", moment, nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("dossiers", "fee_waived_at")
    op.drop_column("dossiers", "claim_due")
    op.drop_column("fee_notices", "claimed_at")
    op.drop_column("fee_notices", "claims")
    op.drop_column("fee_notices", "sealed_claim")
