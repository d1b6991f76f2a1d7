"""Vacancies that a candidate keeps to look at again."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.db.models

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "saved_vacancies",
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.String(length=24), nullable=False),
        sa.Column("saved_at", bot.db.models.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_saved_vacancies_candidate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancies.id"], name=op.f("fk_saved_vacancies_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("candidate_id", "vacancy_id", name=op.f("pk_saved_vacancies")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("saved_vacancies")
