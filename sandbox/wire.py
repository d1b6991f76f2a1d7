"""What goes over the wire: JSON objects, parameters however a client encodes them, and errors."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

Json = dict[str, Any]


class ApiError(Exception):
    """A refusal, in Telegram's own words."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> Json:
        """The body that Telegram sends with an error."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(description: str) -> ApiError:
    """Most refusals."""
    return ApiError(400, f"Bad Request: {description}")


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    content: bytes


class Params:
    """The parameters of one call: JSON values, or their text in a form or a query."""

    def __init__(self, values: Mapping[str, Any], uploads: Mapping[str, Upload]) -> None:
        self._values = values
        self._uploads = uploads

    def text(self, name: str, default: str = "") -> str:
        """A string; other values are shown as such."""
        value = self._values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number."""
        value = self._values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"parameter {name} must be a number") from None

    def number(self, name: str) -> float:
        """A number that cannot be left out."""
        try:
            return float(self._values[name])
        except (KeyError, TypeError, ValueError):
            raise bad_request(f"parameter {name} is empty") from None

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return self.text(name).lower() in {"true", "1", "yes"}

    def data(self, name: str) -> Any:
        """An object or a list, which forms carry as JSON text; None when absent."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file sent as `name`, directly or by `attach://`."""
        attached = self.text(name).removeprefix("attach://")
        return self._uploads.get(name) or self._uploads.get(attached)

    def record(self) -> Json:
        """The parameters as tests read them; a file by its name alone."""
        return dict(self._values) | {name: upload.name for name, upload in self._uploads.items()}


async def read_params(request: Request) -> Params:
    """Query, JSON, urlencoded and multipart, the last word to the body."""
    values: Json = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        values |= await read_json(request)
    else:
        async with request.form(max_part_size=50 * 1024 * 1024) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = await _read_upload(value)
                else:
                    values[name] = value
    return Params(values, uploads)


async def read_json(request: Request) -> Json:
    """The object in the body; nothing is an empty one."""
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected")
    return body


async def _read_upload(file: UploadFile) -> Upload:
    return Upload(file.filename or "file", file.content_type or "application/octet-stream", await file.read())
