"""A revision of the vacancies, so that who keeps a copy of them need not read them all to know that it is good."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply. The first revision is there from the beginning, so that two who change it wait for each other."""
    op.create_table(
        "revisions",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("drawn", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_revisions")),
    )
    op.execute("INSERT INTO revisions (name, drawn) VALUES ('vacancies', 'first')")


def downgrade() -> None:
    """Take back."""
    op.drop_table("revisions")
