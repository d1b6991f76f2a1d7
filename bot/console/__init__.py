"""The officers' console: pages named after tasks. They call the use cases of `bot.programme` and never write rows."""

from bot.console.application import console as console

__all__ = ["console"]
