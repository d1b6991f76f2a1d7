"""What was not understood; in which language somebody writes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.db.encryption

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "unanswered",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", bot.db.encryption.EncryptedText(), nullable=False),
        sa.Column("nearest", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unanswered")),
    )
    op.create_index(op.f("ix_unanswered_day"), "unanswered", ["day"])
    op.add_column("candidates", sa.Column("other_language_in_a_row", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("candidates", sa.Column("switch_offered", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.drop_column("switch_offered")
        batch_op.drop_column("other_language_in_a_row")
    op.drop_index(op.f("ix_unanswered_day"), "unanswered")
    op.drop_table("unanswered")
