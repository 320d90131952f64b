"""Take enquiries from the national portal."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Give enquiries a second code, and make the table of those that were fetched."""
    op.add_column("enquiries", sa.Column("national_code", sa.String(), nullable=True))
    op.create_index("ix_enquiries_national", "enquiries", ["national_code"], unique=True)
    op.create_table(
        "national_enquiries",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("wrong", sa.String(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("home_agency_id", sa.Uuid(), nullable=True),
        sa.Column("enquiry_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_national_enquiries")),
    )
    op.create_index("ix_national_enquiries_asked_at", "national_enquiries", ["asked_at"])
    op.create_index("ix_national_enquiries_settled_at", "national_enquiries", ["settled_at"])


def downgrade() -> None:
    """Take both away; enquiries that came stay, known by our code alone."""
    op.drop_table("national_enquiries")
    op.drop_index("ix_enquiries_national", "enquiries")
    op.drop_column("enquiries", "national_code")
