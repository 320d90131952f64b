"""Let agencies say how their papers are headed and where results are handed over."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Give each agency an empty heading, which changes no paper."""
    op.add_column("agencies", sa.Column("letterhead", _JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    """Head papers by the agency's name alone."""
    op.drop_column("agencies", "letterhead")
