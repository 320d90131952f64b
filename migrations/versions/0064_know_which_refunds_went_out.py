"""Know when a refund went out to the platform, and how often, before anybody sends it again."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

# Whatever was tried and is not clearly over may have gone out: then a person settles it.
_TRIED = """
UPDATE refunds SET out_at = approved_at, sends = 1
WHERE state = 'approved' AND EXISTS (
    SELECT 1 FROM promises
    WHERE promises.home_agency_id = refunds.home_agency_id
    AND promises.dossier_id = refunds.dossier_id
    AND promises.destination = 'payment' AND promises.kind = 'refund'
    AND promises.state IN ('waiting', 'parked') AND promises.attempts > 0
    AND promises.last_outcome NOT IN ('rejected', 'notoffered')
)
"""


def upgrade() -> None:
    """Add the columns, and take what was tried and never settled for sent."""
    with op.batch_alter_table("refunds") as table:
        table.add_column(sa.Column("out_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("sends", sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("refunds") as table:
        table.alter_column("sends", server_default=None)
    op.execute(_TRIED)


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("refunds") as table:
        table.drop_column("sends")
        table.drop_column("out_at")
