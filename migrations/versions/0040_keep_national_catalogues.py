"""Keep the national portal's catalogues: what was pulled, its versions, what counts when."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "catalogue_pulls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_pulls")),
    )
    op.create_index(op.f("ix_catalogue_pulls_kind"), "catalogue_pulls", ["kind"])
    op.create_table(
        "catalogue_versions",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("pulled_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "version", name=op.f("pk_catalogue_versions")),
    )
    op.create_table(
        "catalogue_entries",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_in", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "code", "version", name=op.f("pk_catalogue_entries")),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("catalogue_entries")
    op.drop_table("catalogue_versions")
    op.drop_index(op.f("ix_catalogue_pulls_kind"), "catalogue_pulls")
    op.drop_table("catalogue_pulls")
