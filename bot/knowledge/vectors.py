"""Vectors as they are kept: eight bits a number, by a digest of their text, in one file of an encoder.

They are rounded when they are computed, so that it makes no difference where one was read from.
"""

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]
_DIGEST = 8  # bytes: among a million texts, two share one once in forty million
_MOST = 127  # of eight bits with a sign


def digest(text: str) -> bytes:
    """What a text is known by."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=_DIGEST).digest()


def rounded(vectors: Vectors) -> Vectors:
    """The same vectors, as they are read again after they were kept."""
    return _wide(*_narrow(vectors))


def load(file: Path | None) -> dict[bytes, Vectors]:
    """The vectors of a file by the digest of their text; nothing where there is no such file."""
    if file is None or not file.exists():
        return {}
    with np.load(file) as stored:
        vectors = _wide(np.ascontiguousarray(stored["vectors"].T), stored["scales"])
        return dict(zip((bytes(each) for each in stored["digests"]), vectors, strict=True))


def store(file: Path, vectors: Mapping[bytes, Vectors]) -> None:
    """Write a file whole, or leave what there was."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{os.getpid()}-{file.name}")
    order = sorted(vectors)
    steps, scales = _narrow(np.stack([vectors[each] for each in order]))
    digests = np.frombuffer(b"".join(order), dtype=np.uint8).reshape(-1, _DIGEST)
    np.savez_compressed(draft, digests=digests, scales=scales, vectors=np.ascontiguousarray(steps.T))
    draft.replace(file)


def _narrow(vectors: Vectors) -> tuple[NDArray[np.int8], Vectors]:
    """Each vector in steps of its own size."""
    scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) / _MOST
    return np.rint(vectors / scales).astype(np.int8), scales.astype(np.float32)


def _wide(steps: NDArray[np.int8], scales: Vectors) -> Vectors:
    return np.asarray(steps * scales, dtype=np.float32)
