"""The class of licence and the car that a vacancy needs; what agreeing to an employer covers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply. No batch: it would drop a table that others refer to. Whoever agreed before agreed to all nine answers."""
    op.add_column("vacancies", sa.Column("driving_class", sa.Integer()))
    op.add_column("vacancies", sa.Column("needs_car", sa.Boolean()))
    op.add_column("interests", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    """Take back. The release before reads no profile that has one of these wishes: they go."""
    op.execute("DELETE FROM answers WHERE field IN ('trades', 'driving_class', 'car')")
    op.drop_column("interests", "version")
    for name in ("needs_car", "driving_class"):
        op.drop_column("vacancies", name)
