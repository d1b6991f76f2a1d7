"""Recognizes messages that say that their writer, or somebody else, is in danger now.

A support vector machine weighs the words, the patterns of `cues.yaml`, and how similar the meaning is to sentences with
a known label. It is trained on `phrases.tsv` (`make danger`). An encoder tuned for this task (`bot.encoder`) judges as
well. `docs/safety.md` says how many messages of strangers they recognize, and how many false alarms they raise.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.safety import cues
from bot.safety.cues import Danger
from bot.safety.features import Numbers, clauses, row, sentences, windows, words

WEIGHTS = Path(__file__).with_name("weights.npz")
CLUES = 0.5  # weight of a pattern, where each group of words weighs 1
_TUNED = 0.3  # weight of the tuned encoder's log odds, chosen on sets that it had not seen: docs/safety.md
_LEAST_ODDS = -3.0  # lower bound of these log odds
_SHORT = 3  # words of a bare cry for help ("S.O.S."), which the encoder cannot judge, so its "no" does not count
_MEANING = 9.0  # weight of the meaning
_BLANK = -5.3  # margin by the words alone below which computing the meaning is not worth the time
_PART = 0.6  # deducted from the margin of a part of a long text, since many parts are many chances to err
_CLAUSE = 0.75  # deducted from the margin of a clause, which lacks its context
_MOST_PARTS, _MOST_CLAUSES = 3, 2  # parts with a pattern that are judged by meaning: the likeliest by their words


class Level(IntEnum):
    """How surely somebody is in danger, which decides what is said."""

    PERHAPS = 1  # the text is answered as usual, followed by a line on whom to call
    SURE = 2  # help comes first, and alone
    BEYOND_DOUBT = 3  # as SURE, and the text stays unread even after “Nobody is in danger” is tapped


MARGINS = {Level.PERHAPS: -0.6, Level.SURE: -0.05, Level.BEYOND_DOUBT: 1.5}  # margins: docs/safety.md

_NEVER_EVERYDAY = (Danger.HEALTH, Danger.FIRE, Danger.ACCIDENT, Danger.SUICIDE)
_POSSIBLE = -1.0  # the margin from which any other clue is enough beside a question on whom to call
_CALLING = 30  # words at most of a message that asks whom to call and has a clue of danger: docs/safety.md
_RULED_OUT = -1.5  # below this margin nobody is in danger, whatever another model says: docs/safety.md

# A text of these words alone says who moves along, and is never danger. In so short a text each word weighs too much.
_WHO_COMES = frozenset(
    """
    just only me myself i my and for us we the two three four of pour juste seulement moi seul seule tout toute rien que
    mon ma mes nous on est et pis deux trois quatre wife husband partner kid kids child children son daughter femme mari
    chum blonde conjoint conjointe enfant enfants fils fille boyfriend girlfriend
    le la les un une one five six cinq 1 2 3 4 5 6 adulte adultes adult adults petit petite petits p tit tite ptit
    ptite bebe bebes baby babies girls boys garcon garcons filles et avec with plus
    """.split()
)


@dataclass(frozen=True, slots=True)
class Encoders:
    """The two encoders of a sentence, as functions."""

    meaning: Callable[[str], Numbers]  # the direction by the Universal Sentence Encoder, of length 1
    danger: Callable[[str], float]  # the log odds of danger by the tuned encoder


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody is in danger, or may be. `kind` is None if the kind of danger is not clear."""

    level: Level
    kind: Danger | None = None


def _calls_for_help(text: str, found: Mapping[str, int], margin: float) -> bool:
    """Whether a short text has a clue of danger and asks whom to call: "heart attack in Rimouski, which number?".

    Words of illness, fire or an accident are enough. The others are also those of everyday trouble (a job or a passport
    that was lost, no place in day care), so the margin has to leave it possible.
    """
    if len(text.split()) > _CALLING or not cues.asks_whom_to_call(text):
        return False
    plainly = any(found[kind] for kind in _NEVER_EVERYDAY)
    perhaps = cues.alarming(found) and not found[cues.HARMLESS] and margin >= _POSSIBLE
    return plainly or perhaps


def clues(text: str) -> Numbers:
    """For each kind 1 if a pattern matches and 0 if not; then the same for danger as a whole.

    `text`: words separated by single blanks.
    """
    found = cues.hits(text)
    each = [float(found[name] > 0) for name in cues.NAMES]
    return np.array([*each, float(cues.alarming(found))], dtype=np.float32)


def directions(meanings: Numbers, centre: Numbers) -> Numbers:
    """Meanings (rows) with the centre of all subtracted, normalized to length 1."""
    rest = meanings - centre
    seen: Numbers = rest / np.maximum(np.linalg.norm(rest, axis=-1, keepdims=True), 1e-6)
    return seen


def likeness(one: Numbers, other: Numbers) -> Numbers:
    """The similarity of each direction of `one` to each of `other`: a radial basis function of their distance."""
    alike: Numbers = _MEANING * np.exp(-(2 - 2 * one @ other.T))
    return alike


def kept(seen: Numbers) -> NDArray[np.int8]:
    """Directions as stored: one byte for each dimension."""
    return np.round(seen * 127).astype(np.int8)


def stored(seen: NDArray[np.int8]) -> Numbers:
    """Directions, from their stored form."""
    found: Numbers = seen.astype(np.float32) / np.float32(127)
    return found


def _is_clued(part: Sequence[str]) -> bool:
    return cues.alarming(cues.hits(" ".join(part)))


@dataclass(frozen=True)
class Nearness:
    """Scores a meaning by its similarity to representative sentences, with the weights that were learnt for these."""

    centre: Numbers  # the centre of all meanings
    seen: Numbers  # directions of the representative sentences, one row each
    weights: Numbers  # weights of the likeness to each

    def margin(self, meaning: Numbers) -> float:
        """The part of the margin that the meaning of a text contributes."""
        return float(likeness(self.seen, directions(meaning, self.centre)) @ self.weights)


class Lookout:
    """Checks every message for danger before anything else reads it. Takes 1 ms, or 12 if the words leave a doubt.

    Danger that it misses may still be recognized by Rasa's intent `emergency` (`Reader.read`).
    """

    def __init__(self, encoders: Encoders | None = None, weights: Path = WEIGHTS) -> None:
        """Load the weights. Without `encoders`, the words alone decide, which is much less accurate."""
        self._encoders = encoders
        with np.load(weights) as saved:
            self._words, self._plain = saved["words"].astype(np.float32), saved["plain"].astype(np.float32)
            self._clues = saved["clues"]
            self._near = Nearness(saved["centre"], stored(saved["seen"]), saved["weights"])
            self._bias, self._plain_bias = (float(value) for value in saved["bias"])

    def look(self, text: str) -> Sighting | None:
        """The danger that a text tells of; None if it tells of none."""
        if _WHO_COMES.issuperset(words(text)):
            return None
        margin, plain = self.margin(text), " ".join(words(text))
        found = cues.hits(plain)
        if cues.said_plainly(plain):
            margin = max(margin, MARGINS[Level.BEYOND_DOUBT])
        if _calls_for_help(plain, found, margin):
            margin = max(margin, MARGINS[Level.SURE])
        reached = [level for level, least in MARGINS.items() if margin >= least]
        if not reached:
            return None
        kind = max(Danger, key=lambda name: found[name])
        return Sighting(max(reached), kind if found[kind] else None)

    def rules_danger_out(self, text: str) -> bool:
        """Whether a text is so far from danger that a hint of danger from another model is not followed."""
        return self.margin(text) < _RULED_OUT

    def margin(self, text: str) -> float:
        """The margin of a text: positive on the side of danger, negative if it is more likely harmless."""
        found = words(text)
        if not found:
            return -np.inf
        whole, *parts = windows(found)
        parts += sentences(text)
        likely = self._likeliest(parts, _MOST_PARTS)
        weighed = [self._weigh(part, " ".join(part)) - _PART for part in likely]
        said = [part for part in self._likeliest(clauses(text), _MOST_CLAUSES) if part not in likely]
        weighed += [self._weigh(part, " ".join(part)) - _CLAUSE for part in said]
        return max(self._weigh(whole, text), *weighed, -np.inf)

    def _likeliest(self, parts: Iterable[Sequence[str]], most: int) -> list[Sequence[str]]:
        """At most `most` of the parts that match a pattern of danger: those most likely by their words alone."""
        return sorted(filter(_is_clued, parts), key=self._plainly)[-most:]

    def _plainly(self, found: Sequence[str]) -> float:
        """The margin by the words alone."""
        features = row(found)
        return float(features.values @ self._plain[features.columns]) + self._plain_bias

    def _weigh(self, found: Sequence[str], text: str) -> float:
        plain = self._plainly(found)
        if self._encoders is None or plain < _BLANK:
            return plain if self._encoders is None else -np.inf
        features = row(found)
        margin = features.values @ self._words[features.columns] + clues(" ".join(found)) @ self._clues
        is_cry = len(found) <= _SHORT and cues.hits(" ".join(found))[cues.CRY] > 0
        odds = max(self._encoders.danger(text), 0.0 if is_cry else _LEAST_ODDS)
        meant = self._near.margin(self._encoders.meaning(text)) + _TUNED * odds
        return float(margin) + meant + self._bias
