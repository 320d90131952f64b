"""Let officers look for papers in the stores of whose dossier they take in, by that person's leave.

Whoever runs the older code beside it goes on as before: it opens no store at the counter.
"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of look-ups; let a reuse name the officer, and a session their number."""
    op.create_table(
        "counter_look_ups",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("own", sa.String(32), nullable=False),
        sa.Column("national", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "number", name=op.f("pk_counter_look_ups")
        ),
    )
    with op.batch_alter_table("paper_reuses") as table:
        table.add_column(sa.Column("staff_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("way", sa.String(32), nullable=True))
    with op.batch_alter_table("staff_sessions") as table:
        table.add_column(sa.Column("sealed_number", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take them away; what was agreed to stays in the chain of events and in the journal."""
    with op.batch_alter_table("staff_sessions") as table:
        table.drop_column("sealed_number")
    with op.batch_alter_table("paper_reuses") as table:
        table.drop_column("way")
        table.drop_column("staff_id")
    op.drop_table("counter_look_ups")
