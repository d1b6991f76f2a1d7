"""The registers of requests about data and of incidents; which message an officer called understood wrongly."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "data_requests",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.Column("outcome", sa.LargeBinary()),
        sa.Column("staff_id", sa.String(16)),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_data_requests_staff_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=False),
        sa.Column("happened", sa.LargeBinary(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("serious", sa.Boolean(), nullable=False),
        sa.Column("measures", sa.LargeBinary(), nullable=False),
        sa.Column("authority_told_on", sa.Date()),
        sa.Column("people_told_on", sa.Date()),
        sa.Column("staff_id", sa.String(16)),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_incidents_staff_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.add_column("unanswered", sa.Column("misread", sa.Boolean(), server_default="0", nullable=False))


def downgrade() -> None:
    """Take back."""
    op.drop_column("unanswered", "misread")
    op.drop_table("incidents")
    op.drop_table("data_requests")
