"""The database: tables, sessions, migrations. Rules about the data live in `bot/programme`."""

from bot.db.opening import open_database
from bot.db.session import Database

__all__ = ["Database", "open_database"]
