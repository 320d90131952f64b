"""Find transfers by the mark they bear, for the page of whoever paid another sum."""

from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

_NAME = "ix_bank_lines_mark"


def upgrade() -> None:
    op.create_index(op.f(_NAME), "bank_lines", ["mark"])


def downgrade() -> None:
    op.drop_index(op.f(_NAME), "bank_lines")
