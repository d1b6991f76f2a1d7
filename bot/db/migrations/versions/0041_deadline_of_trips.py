"""Until when a trip takes registrations."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0041"
down_revision: str | None = "0040"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("trips", sa.Column("registers_until", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Take back."""
    op.drop_column("trips", "registers_until")
