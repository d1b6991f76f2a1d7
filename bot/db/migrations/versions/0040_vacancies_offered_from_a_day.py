"""The first day on which a vacancy is offered."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0040"
down_revision: str | None = "0039"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("vacancies", sa.Column("offered_from", sa.Date()))


def downgrade() -> None:
    """Take back."""
    op.drop_column("vacancies", "offered_from")
