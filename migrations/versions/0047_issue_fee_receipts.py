"""Issue electronic receipts for fees (biên lai), numbered without a gap."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "fee_receipts",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("tax_code", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_id", sa.Uuid(), nullable=True),
        sa.Column("xml_id", sa.Uuid(), nullable=True),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("cancelled_seq", sa.BigInteger(), nullable=True),
        sa.Column("cancelled_by", sa.String(), nullable=False),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", "id", name=op.f("pk_fee_receipts")),
        sa.UniqueConstraint(
            "home_agency_id",
            "symbol",
            "year",
            "number",
            name=op.f("uq_fee_receipts_home_agency_id_symbol_year_number"),
        ),
        sa.UniqueConstraint(
            "home_agency_id",
            "dossier_id",
            "payment_id",
            "kind",
            "version",
            name=op.f("uq_fee_receipts_home_agency_id_dossier_id_payment_id_kind_version"),
        ),
    )
    op.create_index(op.f("ix_fee_receipts_issued_at"), "fee_receipts", ["issued_at"])
    op.create_table(
        "fee_receipt_numbers",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "symbol", "year", name=op.f("pk_fee_receipt_numbers")),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("fee_receipt_numbers")
    op.drop_index(op.f("ix_fee_receipts_issued_at"), "fee_receipts")
    op.drop_table("fee_receipts")
