"""Find documents nobody has acknowledged."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep apart the recipients of whom nothing was heard: almost all are heard of."""
    silent = sa.text("acknowledged_at IS NULL")
    op.create_index(
        "ix_document_parties_silent",
        "document_parties",
        ["home_agency_id", "dossier_id"],
        postgresql_where=silent,
        sqlite_where=silent,
    )


def downgrade() -> None:
    """Look through all of them again."""
    op.drop_index("ix_document_parties_silent", "document_parties")
