"""Publish enquiries, and erase them."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Keep what askers agreed to, when content went, and what everybody may read."""
    agreed = sa.Column("may_publish", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("enquiries", agreed)
    op.add_column("enquiries", sa.Column("erased_at", MOMENT, nullable=True))
    op.create_index("ix_enquiries_citizen", "enquiries", ["citizen_id", "received_at"])
    op.create_index("ix_enquiries_over", "enquiries", ["erased_at", "ended_at"])
    op.create_table(
        "published_enquiries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_enquiries")),
    )
    listed = ["withdrawn_at", "published_at"]
    op.create_index("ix_published_enquiries_listed", "published_enquiries", listed)


def downgrade() -> None:
    """Take it away; what was erased stays erased."""
    op.drop_table("published_enquiries")
    op.drop_index("ix_enquiries_over", "enquiries")
    op.drop_index("ix_enquiries_citizen", "enquiries")
    op.drop_column("enquiries", "erased_at")
    op.drop_column("enquiries", "may_publish")
