"""The audit trail tells what kind of somebody acted, in which role, and what was changed from what to what."""

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_AUDIT = sa.table(
    "audit", sa.column("id"), sa.column("actor_kind"), sa.column("actor"), sa.column("action"), sa.column("details"),
    sa.column("changes", sa.JSON()),
)  # fmt: skip
_MOVE = re.compile(r"(registration|trip) (?:(\S+) )?> (\S+)")


def upgrade() -> None:
    """Apply; what actions and details said in words becomes data."""
    op.add_column("audit", sa.Column("actor_kind", sa.String(10), nullable=False, server_default="assistant"))
    op.add_column("audit", sa.Column("role", sa.String(16)))
    op.add_column("audit", sa.Column("changes", sa.JSON(), nullable=False, server_default="{}"))
    connection = op.get_bind()
    officers = set(connection.scalars(sa.text("SELECT id FROM staff")))
    said = sa.select(_AUDIT.c.id, _AUDIT.c.actor, _AUDIT.c.action, _AUDIT.c.details)
    for number, actor, action, details in connection.execute(said).all():
        kind = _kind(actor, officers)
        done, changes = _told(action, details, kind)
        values = {"actor_kind": kind, "actor": actor.removeprefix("user "), "action": done, "changes": changes}
        connection.execute(sa.update(_AUDIT).where(_AUDIT.c.id == number).values(values))
    op.drop_column("audit", "details")


def downgrade() -> None:
    """Take back. What was changed is a text again; actions keep their new names, which nothing before looks up."""
    op.add_column("audit", sa.Column("details", sa.String()))
    connection = op.get_bind()
    for number, changes in connection.execute(sa.select(_AUDIT.c.id, _AUDIT.c.changes)).all():
        if changes:
            details = ", ".join(f"{before} > {after}" for before, after in changes.values())
            connection.execute(sa.update(_AUDIT).where(_AUDIT.c.id == number).values(details=details))
    for name in ("changes", "role", "actor_kind"):
        op.drop_column("audit", name)


def _kind(actor: str, officers: set[str]) -> str:
    if actor == "bot":
        return "assistant"
    if actor in {"command line", "import"} or actor.startswith("user "):
        return "operator"
    return "officer" if actor in officers else "candidate"


def _told(action: str, details: str | None, kind: str) -> tuple[str, dict[str, Any]]:
    """What was done, and what it changed, of an action and details as they were written before."""
    before, _, after = (details or "").partition(" > ")
    first, _, rest = action.partition(" ")
    if move := _MOVE.fullmatch(action):
        return f"move {move[1]}", {"state": [move[2], move[3]]}
    if action.endswith(" is not well"):
        return "ask for a person", {"reason": [None, first]}
    if action.startswith("hand meeting over to "):
        return "hand meeting over", {"officer": [None, action.rpartition(" ")[2]]}
    if first == "impression":
        theme, _, given = rest.partition(" ")
        return first, {theme: [None, given]}
    if first == "consent":
        return first, {"consent": [None, rest]}
    if first == "change" and details:
        return ("change seats" if kind == "candidate" else "change trip"), {rest: [before, after]}
    plain: dict[str, tuple[str, dict[str, Any]]] = {
        "ask for a person": ("ask for a person", {"reason": [None, "asked"]}),
        "ask for a person in danger": ("ask for a person", {"reason": [None, "danger"]}),
        "job alerts on": ("job alerts", {"on": [False, True]}),
        "job alerts off": ("job alerts", {"on": [True, False]}),
        "timetable": ("publish timetable", {}),
    }
    return plain.get(action, (action, {}))
