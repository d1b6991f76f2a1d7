"""Who waits for an officer's answer; which words somebody agreed to; officers' names in no notice."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.db.models

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply. Whoever agreed before agreed to words that may not have named the conversation."""
    op.add_column("handovers", sa.Column("unanswered_at", bot.db.models.Moment(timezone=True)))
    op.add_column("candidates", sa.Column("consent_version", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE candidates SET consent_version = 1 WHERE consent = 'given'")
    op.execute("UPDATE notices SET data = '{}' WHERE kind IN ('taken over', 'person writes')")


def downgrade() -> None:
    """Take back. The release before reads a name from each of these notices that waits: they go."""
    op.execute("DELETE FROM notices WHERE kind IN ('taken over', 'person writes', 'staff danger', 'staff lost')")
    op.drop_column("candidates", "consent_version")
    op.drop_column("handovers", "unanswered_at")
