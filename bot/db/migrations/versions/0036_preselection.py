"""Who is preselected for a trip or a vacancy; what officers note of an exploratory interview, and what it led to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0036"
down_revision: str | None = "0035"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "preselections",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.String(16)),
        sa.Column("vacancy_id", sa.String(24)),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(10)),
        sa.Column("staff_id", sa.String(16)),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(trip_id IS NULL) != (vacancy_id IS NULL)", name=op.f("ck_preselections_aim")),
        sa.CheckConstraint("(state = 'aside') = (reason IS NOT NULL)", name=op.f("ck_preselections_reason")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_preselections_candidate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trips.id"], name=op.f("fk_preselections_trip_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancies.id"], name=op.f("fk_preselections_vacancy_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_preselections_staff_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preselections")),
        sa.UniqueConstraint("candidate_id", "trip_id", name=op.f("uq_preselections_candidate_id_trip_id")),
        sa.UniqueConstraint("candidate_id", "vacancy_id", name=op.f("uq_preselections_candidate_id_vacancy_id")),
    )
    for column in ("trip_id", "vacancy_id"):
        op.create_index(op.f(f"ix_preselections_{column}"), "preselections", [column])
    op.add_column("meetings", sa.Column("notes", sa.LargeBinary()))
    op.add_column("meetings", sa.Column("decision", sa.String(8)))
    op.add_column("meetings", sa.Column("decided_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Take back."""
    for column in ("decided_at", "decision", "notes"):
        op.drop_column("meetings", column)
    op.drop_table("preselections")
