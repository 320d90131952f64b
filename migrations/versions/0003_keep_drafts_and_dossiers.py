"""Keep drafts and dossiers, their keys, files, codes and links."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "drafts",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("procedure_code", sa.String(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("sealed_answers", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_citizen_id"), "drafts", ["citizen_id"], unique=False)
    op.create_index(op.f("ix_drafts_expires_at"), "drafts", ["expires_at"], unique=False)
    op.create_table(
        "dossier_keys",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("format", sa.BigInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", name=op.f("pk_dossier_keys")),
    )
    op.create_table(
        "attachments",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("sealed_sha256", sa.String(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("event_seq", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "dossier_id", "id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_removed_at"), "attachments", ["removed_at"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("national_code", sa.String(), nullable=True),
        sa.Column("agency_reference", sa.String(), nullable=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("delivery", sa.String(32), nullable=False),
        sa.Column("procedure_code", sa.String(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("owner_index", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_answers", sa.LargeBinary(), nullable=False),
        sa.Column("content_commitment", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("calendar_version", sa.BigInteger(), nullable=False),
        sa.Column("term", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_original", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_current", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledgement", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("news_seq", sa.BigInteger(), nullable=False),
        sa.Column("row_version", sa.BigInteger(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "id", name=op.f("pk_dossiers")),
    )
    op.create_index(op.f("ix_dossiers_citizen_id"), "dossiers", ["citizen_id"], unique=False)
    op.create_index(
        "ix_dossiers_queue", "dossiers", ["home_agency_id", "state", "due_current"], unique=False
    )
    op.create_table(
        "dossier_agencies",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "role", name=op.f("pk_dossier_agencies")
        ),
    )
    op.create_index(
        op.f("ix_dossier_agencies_agency_id"), "dossier_agencies", ["agency_id"], unique=False
    )
    op.create_table(
        "dossier_codes",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("source", "code", name=op.f("pk_dossier_codes")),
    )
    op.create_table(
        "dossier_pauses",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("event_seq", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "event_seq", name=op.f("pk_dossier_pauses")
        ),
    )
    op.create_table(
        "code_counters",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "day", name=op.f("pk_code_counters")),
    )
    op.create_table(
        "search_keys",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("home_agency_id", "key", "dossier_id", name=op.f("pk_search_keys")),
    )
    op.create_table(
        "tallies",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "day", "state", name=op.f("pk_tallies")),
    )
    op.create_table(
        "status_links",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_status_links")),
        sa.UniqueConstraint("id", name=op.f("uq_status_links_id")),
    )
    op.create_index(
        op.f("ix_status_links_dossier_id"), "status_links", ["dossier_id"], unique=False
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_index(op.f("ix_status_links_dossier_id"), table_name="status_links")
    op.drop_table("status_links")
    op.drop_table("tallies")
    op.drop_table("search_keys")
    op.drop_table("code_counters")
    op.drop_table("dossier_pauses")
    op.drop_table("dossier_codes")
    op.drop_index(op.f("ix_dossier_agencies_agency_id"), table_name="dossier_agencies")
    op.drop_table("dossier_agencies")
    op.drop_index("ix_dossiers_queue", table_name="dossiers")
    op.drop_index(op.f("ix_dossiers_citizen_id"), table_name="dossiers")
    op.drop_table("dossiers")
    op.drop_index(op.f("ix_attachments_removed_at"), table_name="attachments")
    op.drop_table("attachments")
    op.drop_table("dossier_keys")
    op.drop_index(op.f("ix_drafts_expires_at"), table_name="drafts")
    op.drop_index(op.f("ix_drafts_citizen_id"), table_name="drafts")
    op.drop_table("drafts")
