"""Who is late or absent on the interview day, what an interview is about, and what those without one do."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.db.models

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.String(length=16), nullable=False),
        sa.Column("candidate_id", sa.Integer()),
        sa.Column("employer_id", sa.String(length=40)),
        sa.Column("there_from", bot.db.models.Moment(timezone=True)),
        sa.Column("noted_at", bot.db.models.Moment(timezone=True), nullable=False),
        sa.CheckConstraint("(candidate_id IS NULL) != (employer_id IS NULL)", name=op.f("ck_slips_who")),
        sa.ForeignKeyConstraint(["trip_id"], ["trips.id"], name=op.f("fk_slips_trip_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_slips_candidate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employers.id"], name=op.f("fk_slips_employer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slips")),
        sa.UniqueConstraint("trip_id", "candidate_id", name=op.f("uq_slips_trip_id_candidate_id")),
        sa.UniqueConstraint("trip_id", "employer_id", name=op.f("uq_slips_trip_id_employer_id")),
    )
    op.create_index(op.f("ix_slips_trip_id"), "slips", ["trip_id"])
    op.create_index(op.f("ix_slips_candidate_id"), "slips", ["candidate_id"])
    for name in ("instead_fr", "instead_en"):
        op.add_column("trips", sa.Column(name, sa.String()))
    with op.batch_alter_table("interviews") as table:
        table.add_column(sa.Column("vacancy_id", sa.String(length=24)))
        table.create_foreign_key(
            op.f("fk_interviews_vacancy_id"), "vacancies", ["vacancy_id"], ["id"], ondelete="SET NULL"
        )
    _carry_what_stood()


def _carry_what_stood() -> None:
    """What waits to be sent of a changed trip says what stood; so far the programme alone was kept."""
    table = sa.table("notices", sa.column("id", sa.Integer), sa.column("kind"), sa.column("done_at"),
                     sa.column("data", sa.JSON))  # fmt: skip
    waiting = sa.select(table.c.id, table.c.data).where(table.c.kind == "trip changed", table.c.done_at.is_(None))
    for identifier, data in op.get_bind().execute(waiting).all():
        stood = {name: data.get(name) for name in data.get("changed", ())}
        op.get_bind().execute(sa.update(table).where(table.c.id == identifier).values(data={"stood": stood}))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("interviews") as table:
        table.drop_constraint(op.f("fk_interviews_vacancy_id"), type_="foreignkey")
        table.drop_column("vacancy_id")
    for name in ("instead_fr", "instead_en"):
        op.drop_column("trips", name)
    op.drop_table("slips")
