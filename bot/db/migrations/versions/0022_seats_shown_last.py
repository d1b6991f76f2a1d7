"""The seats that somebody was last shown a button for, so that an earlier one books no other number."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("candidates", sa.Column("seats_shown", sa.String(length=200)))


def downgrade() -> None:
    """Take back."""
    op.drop_column("candidates", "seats_shown")
