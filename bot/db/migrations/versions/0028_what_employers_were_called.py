"""What employers were known by before they were renamed or merged."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "employer_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.String(40), nullable=False),
        sa.Column("reference", sa.String(40)),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employers.id"], name=op.f("fk_employer_aliases_employer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_aliases")),
        sa.UniqueConstraint("reference", name=op.f("uq_employer_aliases_reference")),
    )
    op.create_index(op.f("ix_employer_aliases_employer_id"), "employer_aliases", ["employer_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("employer_aliases")
