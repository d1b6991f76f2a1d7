"""The database: tables, sessions, migrations. The rules on the data are in `bot/programme`."""

from bot.db.opening import open_database
from bot.db.session import Database

__all__ = ["Database", "open_database"]
