"""Officers write down what a person is called, for the roll and the day of a trip."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0034"
down_revision: str | None = "0033"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("candidates", sa.Column("called", sa.LargeBinary()))


def downgrade() -> None:
    """Take back."""
    op.drop_column("candidates", "called")
