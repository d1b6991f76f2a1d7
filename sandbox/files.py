"""Files that either side sent, kept in memory under random-looking names."""

import mimetypes
import struct
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.wire import ApiError, Json, Upload, bad_request

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class StoredFile:
    """A file and the name under which the API knows it."""

    id: str
    path: str
    upload: Upload

    def reference(self) -> Json:
        """What every kind of file has on the wire."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": len(self.upload.content)}


class Files:
    """All files, by id."""

    def __init__(self, next_id: Callable[[], int]) -> None:
        self._next_id = next_id
        self._files: dict[str, StoredFile] = {}

    def add(self, folder: str, upload: Upload) -> StoredFile:
        """Keep a file."""
        number = self._next_id()
        suffix = mimetypes.guess_extension(upload.mime_type) or ""
        stored = StoredFile(f"BQAC{number:x}", f"{folder}/file_{number}{suffix}", upload)
        self._files[stored.id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile:
        """The file that a bot or the page asks for."""
        if file_id not in self._files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._files[file_id]

    def at(self, path: str) -> StoredFile:
        """The file at a download path."""
        found = next((file for file in self._files.values() if file.path == path), None)
        if found is None:
            raise ApiError(404, "Not Found")
        return found


def photo_sizes(stored: StoredFile) -> list[Json]:
    """A photo as Telegram lists it; the size is read from a PNG and assumed otherwise."""
    content = stored.upload.content
    width, height = (640, 480)
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
    return [stored.reference() | {"width": width, "height": height}]
