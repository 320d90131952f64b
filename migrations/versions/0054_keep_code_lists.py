"""Let operators keep code lists: what each is called, and versions somebody made."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and say of versions who made them and from when they count."""
    op.create_table(
        "code_lists",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_code_lists")),
    )
    with op.batch_alter_table("catalogue_versions") as table:
        table.add_column(sa.Column("made_by", sa.String(), nullable=True))
        table.add_column(sa.Column("made_by_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("made_for", sa.Text(), nullable=True))
        table.add_column(sa.Column("begins", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("catalogue_versions") as table:
        for name in ("begins", "made_for", "made_by_id", "made_by"):
            table.drop_column(name)
    op.drop_table("code_lists")
