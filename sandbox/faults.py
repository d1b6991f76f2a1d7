"""Trouble on demand: what a network, a limit or a crash does to the bot's calls."""

from dataclasses import dataclass, fields
from typing import Any

from sandbox.wire import ApiError, Json, bad_request


@dataclass
class Fault:
    """What happens to the next `times` calls of `method` (`*`: of any)."""

    method: str = "*"
    times: int = 1
    status: int | None = None
    description: str = ""
    retry_after: int | None = None
    drop: bool = False  # the connection ends without an answer
    delay: float = 0.0  # seconds
    applied: bool = False  # the call takes effect before it fails: the sender cannot know

    def error(self) -> ApiError | None:
        """The refusal, if it is one."""
        if self.retry_after is not None:
            text = self.description or f"Too Many Requests: retry after {self.retry_after}"
            return ApiError(429, text, retry_after=self.retry_after)
        if self.status is not None:
            return ApiError(self.status, self.description or "Internal Server Error")
        return None


class Faults:
    """The faults that are still to come, first planned first."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def plan(self, wanted: Json) -> Fault:
        """Add one, from its description in JSON."""
        unknown = set(wanted) - {field.name for field in fields(Fault)}
        if unknown:
            raise bad_request(f"a fault has no {', '.join(sorted(unknown))}")
        values: dict[str, Any] = dict(wanted)
        self._planned.append(Fault(**values))
        return self._planned[-1]

    def clear(self) -> None:
        """Drop all planned faults."""
        self._planned.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that hits this call, used up by one."""
        for fault in self._planned:
            if fault.method == "*" or fault.method.lower() == method.lower():
                fault.times -= 1
                if fault.times < 1:
                    self._planned.remove(fault)
                return fault
        return None
