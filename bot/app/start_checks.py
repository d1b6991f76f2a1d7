"""What a start is refused for, or warned of: a console nobody can find, a taken port, texts past their review.

Checked elsewhere, where it is known: settings in `base/settings`, the world and the key of a database in `db/identity`,
a role that another process has in `app/role_lock`.
"""

import logging
from collections.abc import Callable, Collection
from datetime import datetime

from prometheus_client import Gauge

from bot.app.roles import Role
from bot.base.errors import BotError
from bot.base.i18n import QUEBEC_TIME
from bot.base.settings import Settings, SettingsError
from bot.knowledge import Knowledge
from bot.knowledge.review import overdue

OVERDUE = Gauge("bot_overdue_texts", "Texts of the knowledge base that are shown past the day of their review")
log = logging.getLogger(__name__)


def require_console_address(settings: Settings, roles: Collection[Role]) -> None:
    """Without it `/console` would lead officers to a process that has no console."""
    if Role.TURNS in roles and Role.WEB not in roles and settings.console_url is None:
        raise SettingsError(
            "CONSOLE_URL is missing: the console is a process of its own, and /console has to say where it is."
        )


def count_overdue(knowledge: Knowledge, clock: Callable[[], datetime]) -> None:
    """Warn of texts that are past their review, and let `/metrics` count them as days go by."""

    def overdue_today() -> int:
        return len(overdue(knowledge, clock().astimezone(QUEBEC_TIME).date()))

    OVERDUE.set_function(overdue_today)
    if late := overdue_today():
        log.warning("%d texts are past their review; `bot knowledge check` lists them", late)


def port_taken(name: str, port: int, error: OSError) -> BotError:
    """The error to raise where `port` of the setting `name` cannot be listened on, because of `error`."""
    return SettingsError(f"{name} {port} cannot be used ({error.strerror}). Set {name} to another one, or to 0.")
