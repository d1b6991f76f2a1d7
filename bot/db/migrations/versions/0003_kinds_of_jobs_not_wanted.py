"""Kinds of jobs that a candidate does not want to be shown."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.db.models

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "dismissals",
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("occupation", sa.String(length=5), nullable=False),
        sa.Column("dismissed_at", bot.db.models.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_dismissals_candidate_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("candidate_id", "occupation", name=op.f("pk_dismissals")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("dismissals")
