"""Count the documents that leave on the day they are signed."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the count; what has left until now is counted from the registers."""
    op.add_column(
        "document_days", sa.Column("same_day", sa.BigInteger(), server_default="0", nullable=False)
    )
    # A day lasts from 17:00 of the day before to 17:00, as moments are kept in UTC.
    local = (
        "date(sent_at, '+7 hours')"
        if op.get_bind().dialect.name == "sqlite"
        else "CAST(sent_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)"
    )
    op.execute(
        "UPDATE document_days SET counted = false, same_day = (SELECT count(*) FROM documents"
        " WHERE documents.home_agency_id = document_days.agency_id AND direction = 'out'"
        f" AND documents.day = document_days.day AND {local} = document_days.day)"
        " WHERE sent > 0"
    )


def downgrade() -> None:
    """Take the count away."""
    op.drop_column("document_days", "same_day")
