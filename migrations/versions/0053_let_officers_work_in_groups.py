"""Let officers of a desk work in groups that dossiers are assigned to."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and let dossiers and batches name a group; none does yet."""
    op.create_table(
        "officer_groups",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "id", name=op.f("pk_officer_groups")),
        sa.UniqueConstraint("agency_id", "name", name=op.f("uq_officer_groups_agency_id_name")),
    )
    op.create_table(
        "officer_group_members",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "agency_id", "group_id", "staff_id", name=op.f("pk_officer_group_members")
        ),
    )
    op.add_column("desk_cases", sa.Column("group_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_desk_cases_group_id"), "desk_cases", ["group_id"])
    op.add_column("desk_batches", sa.Column("officer_id", sa.Uuid(), nullable=True))
    op.add_column("desk_batches", sa.Column("group_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("desk_batches", "group_id")
    op.drop_column("desk_batches", "officer_id")
    op.drop_index(op.f("ix_desk_cases_group_id"), table_name="desk_cases")
    op.drop_column("desk_cases", "group_id")
    op.drop_table("officer_group_members")
    op.drop_table("officer_groups")
