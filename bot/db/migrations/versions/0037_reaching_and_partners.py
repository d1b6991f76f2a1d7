"""How to reach somebody, told where an interview or a trip needs it; profiles of partners, linked by both."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0037"
down_revision: str | None = "0036"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    for column in ("phone", "home"):
        op.add_column("candidates", sa.Column(column, sa.LargeBinary()))
    op.create_table(
        "partnerships",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("word", sa.String(64)),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer()),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True)),
        sa.Column("lent_first", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("lent_second", sa.Boolean(), server_default="0", nullable=False),
        sa.CheckConstraint("first_id != second_id", name=op.f("ck_partnerships_two")),
        sa.CheckConstraint("agreed_at IS NULL OR second_id IS NOT NULL", name=op.f("ck_partnerships_both")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["candidates.id"], name=op.f("fk_partnerships_first_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["candidates.id"], name=op.f("fk_partnerships_second_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerships")),
        sa.UniqueConstraint("word", name=op.f("uq_partnerships_word")),
        sa.UniqueConstraint("first_id", name=op.f("uq_partnerships_first_id")),
        sa.UniqueConstraint("second_id", name=op.f("uq_partnerships_second_id")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("partnerships")
    for column in ("home", "phone"):
        op.drop_column("candidates", column)
