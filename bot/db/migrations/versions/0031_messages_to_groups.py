"""Officers write to many candidates at once."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0031"
down_revision: str | None = "0030"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "group_messages",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("staff_id", sa.String(16)),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_group_messages_staff_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_messages")),
    )
    op.create_index(op.f("ix_group_messages_staff_id"), "group_messages", ["staff_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("group_messages")
