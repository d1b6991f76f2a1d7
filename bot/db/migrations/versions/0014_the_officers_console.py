"""Officers have roles, and sign in to a console."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("staff", sa.Column("role", sa.String(16), nullable=False, server_default="officer"))
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("staff_id", sa.String(16), nullable=False),
        sa.Column("word", sa.String(64), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.String(64)),
        sa.Column("number", sa.Integer()),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sign_ins_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_sign_ins_staff_id")),
        sa.UniqueConstraint("word", name=op.f("uq_sign_ins_word")),
    )
    op.create_table(
        "console_sessions",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("staff_id", sa.String(16), nullable=False),
        sa.Column("device", sa.String(40), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_console_sessions_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_console_sessions")),
        sa.UniqueConstraint("token", name=op.f("uq_console_sessions_token")),
    )
    op.create_index(op.f("ix_console_sessions_staff_id"), "console_sessions", ["staff_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("console_sessions")
    op.drop_table("sign_ins")
    op.drop_column("staff", "role")
