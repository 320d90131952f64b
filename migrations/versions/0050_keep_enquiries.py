"""Keep questions and complaints."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "enquiries",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("standing", sa.String(length=32), nullable=False),
        sa.Column("handled_by", sa.Uuid(), nullable=False),
        sa.Column("dossier_code", sa.String(), nullable=True),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("once", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "id", name=op.f("pk_enquiries")),
        sa.UniqueConstraint("code", name=op.f("uq_enquiries_code")),
        sa.UniqueConstraint("once", name=op.f("uq_enquiries_once")),
    )
    op.create_index("ix_enquiries_tray", "enquiries", ["handled_by", "standing", "due_at"])
    op.create_index("ix_enquiries_phone", "enquiries", ["phone_index", "received_at"])
    op.create_table(
        "enquiry_numbers",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "day", name=op.f("pk_enquiry_numbers")),
    )


def downgrade() -> None:
    """Take them away; what was written about enquiries stays in the chains."""
    op.drop_table("enquiry_numbers")
    op.drop_index("ix_enquiries_phone", "enquiries")
    op.drop_index("ix_enquiries_tray", "enquiries")
    op.drop_table("enquiries")
