"""Keep what citizens owe for a dossier, and every try to pay it (phí, lệ phí)."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_TABLES = ("payees", "payments", "fee_lines", "fee_notices")


def upgrade() -> None:
    """Make the tables; dossiers say what is to be paid now."""
    due = sa.Column("fee_due", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("dossiers", due)
    op.add_column("dossiers", sa.Column("fee_paid_at", _MOMENT, nullable=True))
    _make_fees()
    _make_payments()
    op.create_table(
        "payees",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("account", "bank", "holder", "tax_code", "template", "symbol")
        ),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_payees")),
    )


def _of_dossier() -> tuple[sa.Column, ...]:
    return (
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
    )


def _make_fees() -> None:
    op.create_table(
        "fee_notices",
        *_of_dossier(),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("event_seq", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=True),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("settled_at", _MOMENT, nullable=True),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "number", name=op.f("pk_fee_notices")
        ),
        sa.UniqueConstraint("mark", name=op.f("uq_fee_notices_mark")),
    )
    op.create_table(
        "fee_lines",
        *_of_dossier(),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("exemption", sa.String(), nullable=False),
        sa.Column("sealed_claim", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "number", "line", name=op.f("pk_fee_lines")
        ),
    )


def _make_payments() -> None:
    op.create_table(
        "payments",
        *_of_dossier(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("transaction", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("surplus", sa.Boolean(), nullable=False),
        sa.Column("sealed_url", sa.LargeBinary(), nullable=True),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("paid_at", _MOMENT, nullable=True),
        sa.Column("next_ask_at", _MOMENT, nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", "id", name=op.f("pk_payments")),
        sa.UniqueConstraint("transaction", name=op.f("uq_payments_transaction")),
    )
    op.create_index(op.f("ix_payments_paid_at"), "payments", ["paid_at"])
    op.create_index(op.f("ix_payments_next_ask_at"), "payments", ["next_ask_at"])


def downgrade() -> None:
    """Take the tables away."""
    op.drop_index(op.f("ix_payments_next_ask_at"), table_name="payments")
    op.drop_index(op.f("ix_payments_paid_at"), table_name="payments")
    for table in _TABLES:
        op.drop_table(table)
    op.drop_column("dossiers", "fee_paid_at")
    op.drop_column("dossiers", "fee_due")
