"""Since when somebody works in a job, and the last day on which that was known."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0038"
down_revision: str | None = "0037"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    for column in ("began_at", "there_at"):
        op.add_column("hires", sa.Column(column, sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE hires SET began_at = COALESCE(moved_at, told_at), there_at = COALESCE(moved_at, told_at) "
        "WHERE state = 'started'"
    )


def downgrade() -> None:
    """Take back."""
    for column in ("there_at", "began_at"):
        op.drop_column("hires", column)
