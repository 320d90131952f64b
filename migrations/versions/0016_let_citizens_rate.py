"""Keep how content citizens were with how their dossiers were dealt with, and count it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Lay the tables out."""
    op.create_table(
        "ratings",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("scores", JSON, nullable=False),
        sa.Column("sealed_comment", sa.LargeBinary(), nullable=True),
        sa.Column("event_seq", sa.BigInteger(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", name=op.f("pk_ratings")),
    )
    op.create_table(
        "rating_tallies",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.BigInteger(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "agency_id", "month", "criterion", "score", name=op.f("pk_rating_tallies")
        ),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("rating_tallies")
    op.drop_table("ratings")
