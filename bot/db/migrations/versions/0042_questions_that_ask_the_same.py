"""Which questions that were not understood ask the same."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0042"
down_revision: str | None = "0041"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("unanswered", sa.Column("asks_as", sa.Integer()))


def downgrade() -> None:
    """Take back."""
    op.drop_column("unanswered", "asks_as")
