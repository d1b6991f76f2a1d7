"""The line for seats, offers, check-in; interviews of the day; notices; officers; what comes after a trip."""

import secrets
from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.db.models
from bot.db.encryption import EncryptedText

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ACTIVE = sa.text("state IN ('waiting', 'offered', 'confirmed')")
_CONFIRMED = sa.text("state = 'confirmed'")
_OPEN = sa.text("done_at IS NULL")


def upgrade() -> None:
    """Apply."""
    for column in ("registered", "revision"):  # no batch, which would drop a table that others refer to
        op.add_column("trips", sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
    for column in ("latitude", "longitude"):
        op.add_column("trips", sa.Column(column, sa.Double()))
    op.drop_index("uq_registrations_active", table_name="registrations")
    with op.batch_alter_table("registrations") as registrations:
        registrations.add_column(sa.Column("number", sa.Integer()))
        registrations.add_column(sa.Column("code", sa.String(length=16)))
        registrations.add_column(sa.Column("offered_until", _moment()))
        registrations.add_column(sa.Column("checked_in_at", _moment()))
    _number_what_is_there()
    with op.batch_alter_table("registrations") as registrations:
        registrations.alter_column("number", nullable=False)
        registrations.alter_column("code", nullable=False)
        registrations.create_unique_constraint(op.f("uq_registrations_code"), ["code"])
        registrations.create_unique_constraint(op.f("uq_registrations_trip_id_number"), ["trip_id", "number"])
        registrations.create_check_constraint("offer", "state != 'offered' OR offered_until IS NOT NULL")
    _index_active(_ACTIVE)
    _people()
    _the_day()
    _notices()


def _number_what_is_there() -> None:
    connection = op.get_bind()
    registrations = sa.table(
        "registrations", sa.column("id"), sa.column("trip_id"), sa.column("registered_at"), sa.column("number"),
        sa.column("code"),
    )  # fmt: skip
    rows = connection.execute(
        sa.select(registrations.c.id, registrations.c.trip_id).order_by(registrations.c.registered_at)
    )
    count: Counter[str] = Counter()
    for identifier, trip in rows.all():
        count[trip] += 1
        connection.execute(
            sa.update(registrations)
            .where(registrations.c.id == identifier)
            .values(number=count[trip], code=secrets.token_hex(5))
        )
    trips = sa.table("trips", sa.column("id"), sa.column("registered"))
    for trip, registered in count.items():
        connection.execute(sa.update(trips).where(trips.c.id == trip).values(registered=registered))


def _index_active(where: sa.TextClause) -> None:
    op.create_index(
        "uq_registrations_active", "registrations", ["trip_id", "candidate_id"], unique=True,
        sqlite_where=where, postgresql_where=where,
    )  # fmt: skip


def _people() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("email", EncryptedText(), nullable=False),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("invitation", sa.String(length=64)),
        sa.Column("added_at", _moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_staff_chat_id")),
        sa.UniqueConstraint("invitation", name=op.f("uq_staff_invitation")),
    )
    op.create_table(
        "hires",
        sa.Column("id", sa.String(length=16), nullable=False),
        _of("hires", "candidate_id", "candidates"),
        sa.Column("told_at", _moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hires")),
    )
    op.create_index(op.f("ix_hires_candidate_id"), "hires", ["candidate_id"])
    op.create_table(
        "impressions",
        _of("impressions", "candidate_id", "candidates"),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("given_at", _moment(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", "subject", name=op.f("pk_impressions")),
    )


def _the_day() -> None:
    op.create_table(
        "interviews",
        _of("interviews", "trip_id", "trips"),
        _of("interviews", "candidate_id", "candidates"),
        sa.Column("starts_at", _moment(), nullable=False),
        _of("interviews", "employer_id", "employers"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("trip_id", "candidate_id", "starts_at", name=op.f("pk_interviews")),
        sa.UniqueConstraint(
            "trip_id", "candidate_id", "employer_id", name=op.f("uq_interviews_trip_id_candidate_id_employer_id")
        ),
    )
    op.create_index(op.f("ix_interviews_employer_id"), "interviews", ["employer_id"])
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(length=16), nullable=False),
        _of("meetings", "staff_id", "staff"),
        sa.Column("starts_at", _moment(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_meetings_candidate_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("staff_id", "starts_at", name=op.f("uq_meetings_staff_id_starts_at")),
    )
    for column in ("staff_id", "starts_at", "candidate_id"):
        op.create_index(op.f(f"ix_meetings_{column}"), "meetings", [column])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        _of("notices", "candidate_id", "candidates", nullable=True),
        _of("notices", "staff_id", "staff", nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("due_at", _moment(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("written_at", _moment(), nullable=False),
        sa.Column("done_at", _moment()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.CheckConstraint("(candidate_id IS NULL) != (staff_id IS NULL)", name=op.f("ck_notices_addressee")),
    )
    op.create_index("ix_notices_open", "notices", ["due_at"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    for column in ("candidate_id", "staff_id", "subject"):
        op.create_index(op.f(f"ix_notices_{column}"), "notices", [column])


def _moment() -> bot.db.models.Moment:
    return bot.db.models.Moment(timezone=True)


def _of(table: str, column: str, owner: str, *, nullable: bool = False) -> sa.Column[object]:
    kind = sa.Integer() if owner == "candidates" else sa.String(length=16 if owner in {"trips", "staff"} else 40)
    reference = sa.ForeignKey(f"{owner}.id", name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
    return sa.Column(column, kind, reference, nullable=nullable)


def downgrade() -> None:
    """Take back; who waited or was offered seats loses them."""
    for table in ("notices", "meetings", "interviews", "impressions", "hires", "staff"):
        op.drop_table(table)
    op.drop_index("uq_registrations_active", table_name="registrations")
    op.execute("UPDATE registrations SET state = 'cancelled' WHERE state IN ('waiting', 'offered')")
    with op.batch_alter_table("registrations") as registrations:
        registrations.drop_constraint(op.f("ck_registrations_offer"), type_="check")
        registrations.drop_constraint(op.f("uq_registrations_trip_id_number"), type_="unique")
        registrations.drop_constraint(op.f("uq_registrations_code"), type_="unique")
        for column in ("number", "code", "offered_until", "checked_in_at"):
            registrations.drop_column(column)
    _index_active(_CONFIRMED)
    for column in ("registered", "revision", "latitude", "longitude"):
        op.drop_column("trips", column)
