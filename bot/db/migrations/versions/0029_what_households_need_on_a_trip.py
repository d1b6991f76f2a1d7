"""What households need on the day of a trip, encrypted, and whether they agreed to show it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "travel_needs",
        sa.Column("registration_id", sa.String(16), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registrations.id"], name=op.f("fk_travel_needs_registration_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_travel_needs_candidate_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_travel_needs")),
    )
    op.create_index(op.f("ix_travel_needs_candidate_id"), "travel_needs", ["candidate_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("travel_needs")
