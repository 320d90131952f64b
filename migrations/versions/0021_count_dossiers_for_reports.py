"""Let reports count dossiers from an index, without reading what is sealed in their rows."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index; dossiers that were never accepted are not in it."""
    op.create_index(
        "ix_dossiers_reports",
        "dossiers",
        [
            "home_agency_id",
            "received_at",
            "finished_at",
            "due_current",
            "id",
            "procedure_code",
            "channel",
            "state",
            "rehearsal",
        ],
        postgresql_where=sa.text("received_at IS NOT NULL"),
        sqlite_where=sa.text("received_at IS NOT NULL"),
    )


def downgrade() -> None:
    """Take the index out again."""
    op.drop_index("ix_dossiers_reports", "dossiers")
