"""Notices that fail are counted; why somebody needs a person; an officer's name; from what to what in the audit."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.db.encryption import EncryptedText

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ACTIVE = sa.text("state IN ('waiting', 'offered', 'confirmed')")
_STATES = "state IN ('waiting', 'offered', 'confirmed', 'declined', 'passed', 'cancelled', 'attended', 'absent')"


def upgrade() -> None:
    """Apply. Trips get no such check: SQLite would need a new table in place of one that others refer to."""
    op.add_column("notices", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("notices", sa.Column("error", sa.String(length=80)))
    op.add_column("human_requests", sa.Column("reasons", sa.JSON(), nullable=False, server_default='["asked"]'))
    op.add_column("staff", sa.Column("name", EncryptedText()))
    op.add_column("audit", sa.Column("details", sa.String()))
    op.drop_index("uq_registrations_active", table_name="registrations")
    with op.batch_alter_table("registrations") as registrations:
        registrations.create_check_constraint("state", _STATES)
    _index_active()


def downgrade() -> None:
    """Take back."""
    op.drop_index("uq_registrations_active", table_name="registrations")
    with op.batch_alter_table("registrations") as registrations:
        registrations.drop_constraint(op.f("ck_registrations_state"), type_="check")
    _index_active()
    for table, column in (
        ("audit", "details"), ("staff", "name"), ("human_requests", "reasons"), ("notices", "error"),
        ("notices", "attempts"),
    ):  # fmt: skip
        op.drop_column(table, column)


def _index_active() -> None:
    op.create_index(
        "uq_registrations_active", "registrations", ["trip_id", "candidate_id"], unique=True,
        sqlite_where=_ACTIVE, postgresql_where=_ACTIVE,
    )  # fmt: skip
