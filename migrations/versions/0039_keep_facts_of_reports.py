"""Keep facts behind reports that are no dossiers, and which procedures agencies deal with."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "report_facts",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("level", "subject", "what", "item")
        ),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "home_agency_id",
            "report_id",
            "revision",
            "level",
            "subject",
            "what",
            "item",
            name=op.f("pk_report_facts"),
        ),
    )
    op.create_table(
        "procedure_coverage",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("procedure_code", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("one_stop", sa.Boolean(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "procedure_code", name=op.f("pk_procedure_coverage")),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("procedure_coverage")
    op.drop_table("report_facts")
