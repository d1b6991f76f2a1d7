"""A message that was not understood is erased and exported with its writer's data.

Those that are there say not whose they are, and were kept without asking: they go.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.execute("DELETE FROM unanswered")
    with op.batch_alter_table("unanswered") as table:
        table.add_column(sa.Column("candidate_id", sa.Integer(), nullable=False))
        table.create_foreign_key(
            op.f("fk_unanswered_candidate_id_candidates"), "candidates", ["candidate_id"], ["id"], ondelete="CASCADE"
        )
        table.create_index(op.f("ix_unanswered_candidate_id"), ["candidate_id"])


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("unanswered") as table:
        table.drop_index(op.f("ix_unanswered_candidate_id"))
        table.drop_constraint(op.f("fk_unanswered_candidate_id_candidates"), type_="foreignkey")
        table.drop_column("candidate_id")
