"""The methods of the Bot API that this stand-in has, by their name in lower case."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.methods import editing, polling, presenting, sending
from sandbox.state import Sandbox
from sandbox.wire import Params

Method = Callable[[Sandbox, Params], Awaitable[Any]]


def _named(*methods: Method) -> dict[str, Method]:
    return {method.__name__.replace("_", ""): method for method in methods}


METHODS: dict[str, Method] = _named(*polling.METHODS, *sending.METHODS, *editing.METHODS, *presenting.METHODS)
