"""Let papers come from the national store, with both consents beside them.

Whoever runs the older code beside it takes papers from our own store as before; one from the
national store is taken only once its settings are told to all processes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of look-ups, and let a reuse name a paper of the national store."""
    op.create_table(
        "national_look_ups",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "number", name=op.f("pk_national_look_ups")
        ),
    )
    store = sa.Column("store", sa.String(32), nullable=False, server_default="own")
    with op.batch_alter_table("paper_reuses") as table:
        table.add_column(store)
        table.add_column(sa.Column("sealed_paper", sa.LargeBinary(), nullable=True))
        table.alter_column("paper_home_agency_id", existing_type=sa.Uuid(), nullable=True)
        table.alter_column("paper_id", existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    """Take them away; what was agreed to stays in the chain of events of each dossier."""
    op.execute("DELETE FROM paper_reuses WHERE store <> 'own'")
    with op.batch_alter_table("paper_reuses") as table:
        table.alter_column("paper_id", existing_type=sa.Uuid(), nullable=False)
        table.alter_column("paper_home_agency_id", existing_type=sa.Uuid(), nullable=False)
        table.drop_column("sealed_paper")
        table.drop_column("store")
    op.drop_table("national_look_ups")
