"""Stores vectors, one file for each encoder: eight bits a number, by a digest of their text.

A vector is rounded as soon as it is computed, so that it makes no difference whether it came from the file.
"""

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]
_DIGEST = 8  # bytes: among a million texts, a collision is a matter of one in forty million
_MOST = 127  # greatest value of eight bits with a sign


def digest(text: str) -> bytes:
    """The key of a text: eight bytes."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=_DIGEST).digest()


def rounded(vectors: Vectors) -> Vectors:
    """The vectors as they would be read after storing them."""
    return _wide(*_narrow(vectors))


def load(file: Path | None) -> dict[bytes, Vectors]:
    """The vectors in a file by the digest of their text; empty if there is no such file."""
    if file is None or not file.exists():
        return {}
    with np.load(file) as stored:
        vectors = _wide(np.ascontiguousarray(stored["vectors"].T), stored["scales"])
        return dict(zip((bytes(each) for each in stored["digests"]), vectors, strict=True))


def store(file: Path, vectors: Mapping[bytes, Vectors]) -> None:
    """Write a file as a whole: whatever happens meanwhile, either the old file is there or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{os.getpid()}-{file.name}")
    order = sorted(vectors)
    steps, scales = _narrow(np.stack([vectors[each] for each in order]))
    digests = np.frombuffer(b"".join(order), dtype=np.uint8).reshape(-1, _DIGEST)
    np.savez_compressed(draft, digests=digests, scales=scales, vectors=np.ascontiguousarray(steps.T))
    draft.replace(file)


def _narrow(vectors: Vectors) -> tuple[NDArray[np.int8], Vectors]:
    """Quantize vectors, one a row, to eight bits, each scaled by its own greatest value. Returns steps and scales."""
    scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) / _MOST
    return np.rint(vectors / scales).astype(np.int8), scales.astype(np.float32)


def _wide(steps: NDArray[np.int8], scales: Vectors) -> Vectors:
    return np.asarray(steps * scales, dtype=np.float32)
