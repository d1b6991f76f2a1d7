"""What the roles of a process are refused a start for: a console that nobody could find, a port that is taken.

Other reasons stand where they are known: settings in `base/settings`, the world and the key of a database in
`db/identity`, a role that another process has in `app/role_lock`.
"""

from collections.abc import Collection

from bot.app.roles import Role
from bot.base.errors import BotError
from bot.base.settings import Settings, SettingsError


def require_console_address(settings: Settings, roles: Collection[Role]) -> None:
    """Without it `/console` would lead officers to a process that has no console."""
    if Role.TURNS in roles and Role.WEB not in roles and settings.console_url is None:
        raise SettingsError(
            "CONSOLE_URL is missing: the console is a process of its own, and /console has to say where it is."
        )


def port_taken(name: str, port: int, error: OSError) -> BotError:
    """The error to raise where `port` of the setting `name` cannot be listened on, because of `error`."""
    return SettingsError(f"{name} {port} cannot be used ({error.strerror}). Set {name} to another one, or to 0.")
