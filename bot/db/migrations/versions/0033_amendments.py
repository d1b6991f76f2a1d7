"""Officers write changes of facts, which a second one reviews."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0033"
down_revision: str | None = "0032"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    officers = [sa.Column("staff_id", sa.String(16)), sa.Column("reviewer_id", sa.String(16))]
    op.create_table(
        "amendments",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("fact", sa.String(120), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        *officers,
        *(
            sa.ForeignKeyConstraint(
                [each.name], ["staff.id"], name=op.f(f"fk_amendments_{each.name}"), ondelete="SET NULL"
            )
            for each in officers
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
    )
    op.create_index(op.f("ix_amendments_fact"), "amendments", ["fact"])
    op.execute("INSERT INTO revisions (name, drawn) VALUES ('knowledge', 'first')")


def downgrade() -> None:
    """Take back."""
    op.execute("DELETE FROM revisions WHERE name = 'knowledge'")
    op.drop_table("amendments")
