"""What officers prepare in the console stays until it is done: a file to be imported, an interview day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0030"
down_revision: str | None = "0029"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("staff_id", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_drafts_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_staff_id"), "drafts", ["staff_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("drafts")
