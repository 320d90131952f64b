"""Keep reports: who owes them, what was frozen at cut-off, and what became of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "report_obligations",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("regime", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("collects", sa.Boolean(), nullable=False),
        sa.Column("due_day", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "regime", name=op.f("pk_report_obligations")),
    )
    op.create_index(op.f("ix_report_obligations_parent_id"), "report_obligations", ["parent_id"])
    op.create_table(
        "report_regimes",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_report_regimes")),
    )
    op.create_table(
        "reports",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("regime", sa.String(), nullable=False),
        sa.Column("period_type", sa.String(length=32), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "id", name=op.f("pk_reports")),
        sa.UniqueConstraint(
            "home_agency_id",
            "regime",
            "first",
            "last",
            name=op.f("uq_reports_home_agency_id_regime_first_last"),
        ),
    )
    op.create_index(op.f("ix_reports_last"), "reports", ["last"])
    op.create_table(
        "report_revisions",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("regime_hash", sa.String(), nullable=False),
        sa.Column("figures", JSON, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("counted_at", MOMENT, nullable=False),
        sa.Column("sealed_document", sa.LargeBinary(), nullable=True),
        sa.Column("document_hash", sa.String(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("signed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "report_id", "number", name=op.f("pk_report_revisions")
        ),
    )
    op.create_table(
        "report_entries",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("dossier_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("level", "subject", "received", "channel", "standing", "timing")
        ),
        sa.PrimaryKeyConstraint(
            "home_agency_id",
            "report_id",
            "revision",
            "dossier_agency_id",
            "dossier_id",
            name=op.f("pk_report_entries"),
        ),
    )
    op.create_table(
        "report_moves",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("before", sa.String(length=32), nullable=False),
        sa.Column("after", sa.String(length=32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "report_id", "seq", name=op.f("pk_report_moves")),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("report_moves")
    op.drop_table("report_entries")
    op.drop_table("report_revisions")
    op.drop_index(op.f("ix_reports_last"), "reports")
    op.drop_table("reports")
    op.drop_table("report_regimes")
    op.drop_index(op.f("ix_report_obligations_parent_id"), "report_obligations")
    op.drop_table("report_obligations")
