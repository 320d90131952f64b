"""Write down who decides on form versions, and which newer one a draft's citizen declined."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column."""
    op.create_table(
        "form_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_code", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("takes_effect_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_decisions")),
    )
    op.create_index(
        op.f("ix_form_decisions_procedure_code"), "form_decisions", ["procedure_code"], unique=False
    )
    op.add_column("drafts", sa.Column("declined_hash", sa.String(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("drafts", "declined_hash")
    op.drop_index(op.f("ix_form_decisions_procedure_code"), table_name="form_decisions")
    op.drop_table("form_decisions")
