"""The family of errors of this project."""


class BotError(Exception):
    """Something that the project foresaw: each edge answers it once, in its reader's language."""
