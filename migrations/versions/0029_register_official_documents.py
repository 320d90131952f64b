"""Register official documents (văn bản đến, đi), their parties, and agencies' lines to an axis."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def upgrade() -> None:
    """Make the tables."""
    _documents()
    op.create_table(
        "document_parties",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        _number("birth_month"),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        _text("organ"),
        _text("name"),
        _text("status", nullable=True),
        _moment("status_at"),
        _moment("acknowledged_at"),
        sa.PrimaryKeyConstraint(
            "home_agency_id", "dossier_id", "organ", name=op.f("pk_document_parties")
        ),
    )
    op.create_table(
        "document_numbers",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        _number("year"),
        sa.Column("direction", sa.String(32), nullable=False),
        _number("last"),
        sa.PrimaryKeyConstraint("agency_id", "year", "direction", name=op.f("pk_document_numbers")),
    )
    _lines()
    op.create_table(
        "document_days",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(_number(name) for name in ("sent", "received", "signed", "acknowledged", "online")),
        sa.PrimaryKeyConstraint("agency_id", "day", name=op.f("pk_document_days")),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        _number("birth_month"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(32), nullable=False),
        sa.Column("standing", sa.String(32), nullable=False),
        *(_text(name) for name in ("kind", "docid")),
        *(_text(name, nullable=True) for name in ("about", "asked_back")),
        *(_text(name) for name in ("organ", "organ_name", "number", "notation")),
        sa.Column("day", sa.Date(), nullable=True),
        _text("type_name"),
        _number("priority"),
        sa.Column("due_day", sa.Date(), nullable=True),
        _number("register_year", nullable=True),
        _number("register_number", nullable=True),
        *(_text(name, nullable=True) for name in ("signature", "problem")),
        sa.Column("duplicate_of", sa.Uuid(), nullable=True),
        *(_text(name) for name in ("officer", "unit")),
        sa.Column("case_agency_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        _text("axis_reference", nullable=True),
        _moment("at", nullable=False),
        *(_moment(f"{name}_at") for name in ("sent", "acknowledged", "accepted", "begun")),
        _moment("finished_at"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _number("seq"),
        _text("head"),
        _number("row_version"),
        sa.PrimaryKeyConstraint("home_agency_id", "id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_case_id"), "documents", ["case_id"])
    listed = ["home_agency_id", "direction", "standing", "at"]
    op.create_index("ix_documents_listed", "documents", listed)
    op.create_index("ix_documents_known", "documents", ["home_agency_id", "docid"])


def _lines() -> None:
    settings = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "document_lines",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        _text("role"),
        _text("connector"),
        sa.Column("endpoint", settings, nullable=False),
        sa.Column("credentials", sa.LargeBinary(), nullable=False),
        _text("key_id"),
        _moment("made_at", nullable=False),
        _moment("heard_at"),
        _text("fault", nullable=True),
        _moment("fault_at"),
        _number("row_version"),
        sa.PrimaryKeyConstraint("agency_id", "role", name=op.f("pk_document_lines")),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("document_days", "document_lines", "document_numbers", "document_parties"):
        op.drop_table(table)
    op.drop_index("ix_documents_known", "documents")
    op.drop_index("ix_documents_listed", "documents")
    op.drop_index(op.f("ix_documents_case_id"), "documents")
    op.drop_table("documents")
