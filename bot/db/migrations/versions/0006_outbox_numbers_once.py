"""A number of the outbox is given once.

What arrived is remembered by its number until the outbox forgets it; SQLite gives the number of a row that is gone to
the next one, which would then pass for one that arrived. PostgreSQL's sequence never does.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    _make_anew(once=True)


def downgrade() -> None:
    """Take back."""
    _make_anew(once=False)


def _make_anew(*, once: bool) -> None:
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("outbox", recreate="always", table_kwargs={"sqlite_autoincrement": once}):
            pass
