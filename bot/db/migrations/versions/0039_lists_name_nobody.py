"""Lists that officers keep hold nobody's name or telephone number."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0039"
down_revision: str | None = "0038"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_LISTS = sa.table("saved_searches", sa.column("id", sa.String), sa.column("wanted", sa.JSON))


def upgrade() -> None:
    """Apply. A list that was for a name alone goes: without it, it would be of everybody."""
    connection = op.get_bind()
    for key, wanted in connection.execute(sa.select(_LISTS.c.id, _LISTS.c.wanted)).all():
        kept = {term: value for term, value in wanted.items() if term != "name"}
        this = _LISTS.c.id == key
        if not kept:
            connection.execute(sa.delete(_LISTS).where(this))
        elif kept != wanted:
            connection.execute(sa.update(_LISTS).where(this).values(wanted=kept))


def downgrade() -> None:
    """Take back: nothing, the names are gone."""
