"""A local stand-in for the Telegram Bot API, with a chat page: the assistant with no account, no network.

It knows nothing of the assistant, so that a bot cannot pass here by being known.
"""

from sandbox.app import create_app
from sandbox.server import Served, serve
from sandbox.state import SANDBOX_TOKEN, Sandbox

__all__ = ["SANDBOX_TOKEN", "Sandbox", "Served", "create_app", "serve"]
