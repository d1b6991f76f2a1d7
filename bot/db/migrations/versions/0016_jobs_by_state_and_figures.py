"""Jobs that were offered, accepted, started and ended; figures that outlive who is erased."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.db.models

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "tallies",
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what", "year", name=op.f("pk_tallies")),
    )
    with op.batch_alter_table("hires") as table:
        table.add_column(sa.Column("state", sa.String(length=10), nullable=False, server_default="accepted"))
        table.add_column(sa.Column("moved_at", bot.db.models.Moment(timezone=True)))
        table.add_column(sa.Column("employer_id", sa.String(length=40)))
        table.create_foreign_key(
            op.f("fk_hires_employer_id"), "employers", ["employer_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("hires") as table:
        table.drop_constraint(op.f("fk_hires_employer_id"), type_="foreignkey")
        for name in ("employer_id", "moved_at", "state"):
            table.drop_column(name)
    op.drop_table("tallies")
