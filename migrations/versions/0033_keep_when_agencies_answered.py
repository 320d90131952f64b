"""Keep when an agency first answered a dossier, so that late answers stay known."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment; of dossiers answered before, nobody noted it."""
    op.add_column("dossiers", sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
    columns = ["home_agency_id", "answer_due"]
    where = {"ix_dossiers_unanswered": "state = 'submitted'"}
    where["ix_dossiers_answered_late"] = "answered_at > answer_due"
    for name, condition in where.items():
        met = sa.text(condition)
        op.create_index(name, "dossiers", columns, postgresql_where=met, sqlite_where=met)


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_dossiers_answered_late", "dossiers")
    op.drop_index("ix_dossiers_unanswered", "dossiers")
    op.drop_column("dossiers", "answered_at")
