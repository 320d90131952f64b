"""Keep the PDF of a signed report with its agency's seal, and what its signature came to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("report_revisions", sa.Column("sealed_pdf", sa.LargeBinary(), nullable=True))
    op.add_column("report_revisions", sa.Column("pdf_seal", JSON, nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("report_revisions", "pdf_seal")
    op.drop_column("report_revisions", "sealed_pdf")
