"""The audit trail is looked up by who acted, at each confirming button."""

from collections.abc import Sequence

from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(op.f("ix_audit_actor"), "audit", ["actor"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_audit_actor"), table_name="audit")
