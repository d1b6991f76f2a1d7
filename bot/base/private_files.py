"""Files that nobody else on this machine may read."""

from pathlib import Path

from bot.base.errors import BotError

PRIVATE = 0o600


class OpenToAll(BotError):
    """A file that holds what people told, or the key to it, can be read by everybody on this machine."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} can be read by everybody on this machine. Close it: chmod 600 {path}")


def require_private(path: Path) -> None:
    """Refuse a file that anybody on this machine can reach and read.

    Raises:
        OpenToAll: this one.
    """
    folders = path.resolve().parents
    if path.stat().st_mode & 0o004 and all(folder.stat().st_mode & 0o001 for folder in folders):
        raise OpenToAll(path)
