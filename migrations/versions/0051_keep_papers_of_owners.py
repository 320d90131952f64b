"""Keep results in their owners' stores, and say which files were taken from there."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of papers and of their use."""
    op.create_table(
        "kept_papers",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_index", sa.LargeBinary(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=True),
        sa.Column("standing", sa.String(32), nullable=False),
        sa.Column("standing_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.Column("origin_dossier_id", sa.Uuid(), nullable=False),
        sa.Column("origin_file_id", sa.Uuid(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "id", name=op.f("pk_kept_papers")),
        sa.UniqueConstraint(
            "owner_index",
            "rehearsal",
            "sha256",
            name=op.f("uq_kept_papers_owner_index_rehearsal_sha256"),
        ),
    )
    origin = ["origin_dossier_id"]
    op.create_index(op.f("ix_kept_papers_origin_dossier_id"), "kept_papers", origin)
    op.create_table(
        "paper_reuses",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("paper_home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_seq", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "file_id", name=op.f("pk_paper_reuses")
        ),
    )
    op.create_index(op.f("ix_paper_reuses_paper_id"), "paper_reuses", ["paper_id"])


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("paper_reuses")
    op.drop_table("kept_papers")
