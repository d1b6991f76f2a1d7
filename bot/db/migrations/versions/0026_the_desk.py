"""Saved replies and searches, drafts and who is at a conversation, files, and whether an officer's words arrived."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "saved_replies",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_replies")),
    )
    op.create_table(
        "at_threads",
        sa.Column("staff_id", sa.String(16), nullable=False),
        sa.Column("candidate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True)),
        sa.Column("draft", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_at_threads_candidate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_at_threads_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("staff_id", "candidate_id", name=op.f("pk_at_threads")),
    )
    op.create_index(op.f("ix_at_threads_candidate_id"), "at_threads", ["candidate_id"])
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("said_id", sa.Integer(), nullable=False),
        sa.Column("media", sa.String(40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_attachments_candidate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["said_id"], ["said.id"], name=op.f("fk_attachments_said_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_candidate_id"), "attachments", ["candidate_id"])
    op.create_index(op.f("ix_attachments_said_id"), "attachments", ["said_id"])
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("staff_id", sa.String(16), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_saved_searches_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )
    op.create_index(op.f("ix_saved_searches_staff_id"), "saved_searches", ["staff_id"])
    op.add_column("said", sa.Column("delivery", sa.String(8)))
    op.add_column("outbox", sa.Column("said_id", sa.Integer()))
    op.create_index(op.f("ix_outbox_said_id"), "outbox", ["said_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_outbox_said_id"), "outbox")
    op.drop_column("outbox", "said_id")
    op.drop_column("said", "delivery")
    op.drop_table("saved_searches")
    op.drop_table("attachments")
    op.drop_table("at_threads")
    op.drop_table("saved_replies")
