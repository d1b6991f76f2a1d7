"""Whether an employer takes a closed permit, what a vacancy does not say, and whom officers write to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply. No batch: it would drop a table that others refer to."""
    for name in ("contact", "phone", "email"):
        op.add_column("employers", sa.Column(name, sa.String()))
    op.add_column("employers", sa.Column("employees", sa.Integer()))
    op.add_column("vacancies", sa.Column("accepts_closed_permit", sa.Boolean()))
    op.add_column("vacancies", sa.Column("unsaid", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take back. The release before reads no profile that has one of these wishes: they go."""
    op.execute("DELETE FROM answers WHERE field IN ('musts', 'order_permit')")
    for name in ("unsaid", "accepts_closed_permit"):
        op.drop_column("vacancies", name)
    for name in ("employees", "email", "phone", "contact"):
        op.drop_column("employers", name)
