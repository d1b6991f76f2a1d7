"""A further language, in which some sentences are said, beside the one in which all are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("candidates", sa.Column("further_language", sa.String(length=2)))


def downgrade() -> None:
    """Take back."""
    op.drop_column("candidates", "further_language")
