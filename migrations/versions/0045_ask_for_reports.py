"""Keep reports somebody asks for once, with days of their own, and of whom."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and let a report say what asked for it."""
    op.create_table(
        "report_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("regime", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_requests")),
    )
    op.create_index(op.f("ix_report_requests_last"), "report_requests", ["last"])
    op.create_table(
        "report_requested",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("collects", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", "agency_id", name=op.f("pk_report_requested")),
    )
    op.add_column("reports", sa.Column("request_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_reports_request_id"), "reports", ["request_id"])


def downgrade() -> None:
    """Take them away; reports that were asked for stay, as reports of days of their own."""
    op.drop_index(op.f("ix_reports_request_id"), "reports")
    op.drop_column("reports", "request_id")
    op.drop_table("report_requested")
    op.drop_index(op.f("ix_report_requests_last"), "report_requests")
    op.drop_table("report_requests")
