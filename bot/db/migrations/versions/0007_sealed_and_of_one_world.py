"""Answers and chat numbers encrypted; which world and key a database has; invitations that end, officers who leave."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.db.encryption import ChatNumber, EncryptedJson, EncryptedText
from bot.db.models import Moment

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# table, its key, the column, how it is sealed, what it was, whether it may be empty
_COLUMNS = (
    ("answers", ("candidate_id", "field"), "value", EncryptedJson(), sa.JSON(), False),
    ("candidates", ("id",), "chat_id", ChatNumber(), sa.BigInteger(), False),
    ("inbox", ("bot_id", "update_id"), "chat_id", ChatNumber(), sa.BigInteger(), True),
    ("outbox", ("id",), "chat_id", ChatNumber(), sa.BigInteger(), False),
    ("staff", ("id",), "chat_id", ChatNumber(), sa.BigInteger(), True),
)
_SEALED_BEFORE = (
    ("notes", "text"),
    ("staff", "email"),
    ("outbox", "payload"),
    ("inbox", "payload"),
    ("unanswered", "text"),
)


def upgrade() -> None:
    """Apply. What was readable is read as bytes of text first, and then sealed row by row."""
    _require_its_key()
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("world", sa.String(length=8), nullable=False),
        sa.Column("check", EncryptedText(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_identity_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
    )
    op.add_column("staff", sa.Column("invited_at", Moment(timezone=True)))
    op.add_column("staff", sa.Column("removed_at", Moment(timezone=True)))
    op.execute("UPDATE staff SET invited_at = added_at WHERE invitation IS NOT NULL")
    for table, key, column, sealed, plain, empty in _COLUMNS:
        _retype(table, column, plain, sa.LargeBinary(), empty, f"convert_to({column}::text, 'UTF8')")
        _rewrite(table, key, column, sealed.seal)


def downgrade() -> None:
    """Take back."""
    for table, key, column, sealed, plain, empty in _COLUMNS:
        _rewrite(table, key, column, sealed.unseal)
        kind = "json" if isinstance(plain, sa.JSON) else "bigint"
        _retype(table, column, sa.LargeBinary(), plain, empty, f"convert_from({column}, 'UTF8')::{kind}")
    op.drop_column("staff", "removed_at")
    op.drop_column("staff", "invited_at")
    op.drop_table("identity")


def _require_its_key() -> None:
    """Nothing is sealed under another key than what is sealed already: one value of each kind must open."""
    for table, column in _SEALED_BEFORE:
        value = sa.column(column, EncryptedText())
        op.get_bind().execute(sa.select(value).select_from(sa.table(table)).where(value.is_not(None)).limit(1)).all()


def _retype(table: str, column: str, before: sa.types.TypeEngine[Any], after: sa.types.TypeEngine[Any],
            empty: bool, using: str) -> None:  # fmt: skip
    once = {"sqlite_autoincrement": True} if table == "outbox" else {}
    with op.batch_alter_table(table, table_kwargs=once) as changed:
        changed.alter_column(column, existing_type=before, type_=after, existing_nullable=empty, postgresql_using=using)


def _rewrite(table: str, key: Sequence[str], column: str, change: Callable[[bytes], bytes]) -> None:
    rows = sa.table(table, *(sa.column(name) for name in key), sa.column(column, sa.LargeBinary()))
    names, bind = [rows.c[name] for name in key], op.get_bind()
    for *row, value in bind.execute(sa.select(*names, rows.c[column]).where(rows.c[column].is_not(None))).all():
        where = [name == each for name, each in zip(names, row, strict=True)]
        bind.execute(sa.update(rows).where(*where).values({column: change(bytes(value))}))
