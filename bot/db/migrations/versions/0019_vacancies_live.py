"""Vacancies are open, filled or closed; what became of an interest."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.db.models

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("vacancies", sa.Column("state", sa.String(length=8), nullable=False, server_default="open"))
    op.add_column("vacancies", sa.Column("until", sa.Date()))
    for name in ("seen_at", "passed_on_at"):
        op.add_column("interests", sa.Column(name, bot.db.models.Moment(timezone=True)))


def downgrade() -> None:
    """Take back."""
    for name in ("passed_on_at", "seen_at"):
        op.drop_column("interests", name)
    for name in ("until", "state"):
        op.drop_column("vacancies", name)
