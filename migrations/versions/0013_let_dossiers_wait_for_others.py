"""Let a dossier wait until others have confirmed, each by their own sign-in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.add_column("dossiers", sa.Column("released_at", _MOMENT, nullable=True))
    op.create_table(
        "confirmations",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("birth_month", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("asks", _JSON, nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("strangers", _JSON, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("invited", sa.BigInteger(), nullable=False),
        sa.Column("reminded", sa.BigInteger(), nullable=False),
        sa.Column("remind_at", _MOMENT, nullable=True),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", _MOMENT, nullable=True),
        sa.Column("event_seq", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "number", name=op.f("pk_confirmations")
        ),
    )
    op.create_index(op.f("ix_confirmations_remind_at"), "confirmations", ["remind_at"])
    op.create_table(
        "confirmation_links",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_confirmation_links")),
        sa.UniqueConstraint("id", name=op.f("uq_confirmation_links_id")),
    )
    op.create_index(op.f("ix_confirmation_links_dossier_id"), "confirmation_links", ["dossier_id"])


def downgrade() -> None:
    """Take the tables away."""
    op.drop_index(op.f("ix_confirmation_links_dossier_id"), table_name="confirmation_links")
    op.drop_table("confirmation_links")
    op.drop_index(op.f("ix_confirmations_remind_at"), table_name="confirmations")
    op.drop_table("confirmations")
    op.drop_column("dossiers", "released_at")
