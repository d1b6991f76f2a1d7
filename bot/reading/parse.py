"""The output of Rasa's pipeline for a text, typed: intents by confidence, entities by position, clauses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.knowledge.acronyms import as_typed
from bot.knowledge.question_reading import Asked

FALLBACK = "nlu_fallback"
EMERGENCY = "emergency"
_SURELY = 0.5  # confidence from which an intent of a clause counts; a clause has little context


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent and how likely it is, 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A span of the text that the model marked; `start` and `end` count characters of the raw text."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the text that says one thing, with the intent that the model sees in it."""

    start: int
    end: int
    text: str
    intent: str
    ranking: tuple[Guess, ...] = ()
    advice: float = 0.0  # confidence that it asks for advice on an immigration case
    mended: str = ""  # its text with the spelling corrected

    @property
    def confidence(self) -> float:
        """The confidence of its intent, 0 to 1."""
        return next((guess.confidence for guess in self.ranking if guess.intent == self.intent), 0.0)


@dataclass(frozen=True, slots=True)
class Parse:
    """A text as the pipeline sees it: as a whole, and clause by clause."""

    text: str
    intent: str
    ranking: tuple[Guess, ...] = ()
    entities: tuple[Entity, ...] = ()
    mended: str = ""  # the text with its spelling corrected; the same as `text` if nothing had to be
    clauses: tuple[Clause, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    advice: float = 0.0  # the highest confidence of a clause that it asks for advice on an immigration case

    @property
    def confidence(self) -> float:
        """The confidence of the intent, 0 to 1."""
        return next((guess.confidence for guess in self.ranking if guess.intent == self.intent), 0.0)

    def inside(self, start: int, end: int) -> tuple[Entity, ...]:
        """The entities that begin in this part of the text."""
        return tuple(entity for entity in self.entities if start <= entity.start < end)

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> "Parse":
        """The parse in a response of Rasa's `/model/parse`.

        Raises:
            ValueError: the response has not the form of a parse.
        """
        try:
            text = str(answer["text"])
            clauses = tuple(_clause(each) for each in answer.get("clauses") or ())
            return cls(
                text,
                str(answer["intent"]["name"] or FALLBACK),
                tuple(_guesses(answer.get("intent_ranking"))),
                tuple(
                    Entity(str(each["entity"]), str(each["value"]), int(each["start"]), int(each["end"]))
                    for each in answer.get("entities") or ()
                ),
                as_typed(text, str(answer.get("mended") or text)),
                clauses if len(clauses) > 1 else (),  # a single clause would only repeat the text
                answer,
                max((clause.advice for clause in clauses), default=0.0),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not a parse") from error

    def takes_for(self, intent: str) -> bool:
        """Whether this is the intent of the whole message, or the sure intent of one of its clauses."""
        surely = (each.intent for each in self.clauses if each.confidence >= _SURELY)
        return intent in {self.intent, *surely}

    def without(self, intent: str) -> "Parse":
        """The same parse without this intent, which the next likeliest one replaces."""
        clauses = tuple(replace(each, **_next(each.intent, each.ranking, intent)) for each in self.clauses)
        return replace(self, clauses=clauses, **_next(self.intent, self.ranking, intent))

    def stating(self) -> "Parse":
        """The same parse of the text as a statement, without its question marks; positions stay."""
        clauses = tuple(replace(each, text=each.text.replace("?", ".")) for each in self.clauses)
        return replace(self, text=self.text.replace("?", "."), mended=self.mended.replace("?", "."), clauses=clauses)

    def asked(self, start: int, end: int) -> Asked:
        """A part of the text as a question to the knowledge base, with the intents of its clause or of the whole."""
        clause = next((each for each in self.clauses if (each.start, each.end) == (start, end)), None)
        ranking, mended = (clause.ranking, clause.mended) if clause else (self.ranking, self.mended)
        took = tuple((guess.intent, guess.confidence) for guess in ranking)
        return Asked(self.text[start:end], mended, took, clause.advice if clause else self.advice)

    def whole(self) -> Clause:
        """The text as one clause."""
        return Clause(0, len(self.text), self.text, self.intent, self.ranking, self.advice, self.mended)

    def clause(self, of: Clause) -> "Parse":
        """A clause as the parse of a text of its own; positions then count from the start of the clause."""
        entities = (replace(e, start=e.start - of.start, end=e.end - of.start) for e in self.inside(of.start, of.end))
        return Parse(self.text[of.start : of.end], of.intent, of.ranking, tuple(entities), of.mended)

    def part(self, start: int, end: int, intent: str) -> dict[str, Any]:
        """A part of the text as a parse in Rasa's format with this intent, for Rasa's rules."""
        return {
            "text": self.text[start:end],
            "intent": {"name": intent, "confidence": 1.0},
            "intent_ranking": [{"name": guess.intent, "confidence": guess.confidence} for guess in self.ranking],
            "entities": [
                {"entity": e.kind, "value": e.value, "start": e.start - start, "end": e.end - start}
                for e in self.inside(start, end)
            ],
        }


def _guesses(ranking: Sequence[Mapping[str, Any]] | None) -> Iterator[Guess]:
    for each in ranking or ():
        yield Guess(str(each["name"]), float(each["confidence"]))


def _next(taken: str, ranking: tuple[Guess, ...], without: str) -> dict[str, Any]:
    """The fields `intent` and `ranking` without the intent `without`; the fallback if no other intent is left."""
    left = tuple(guess for guess in ranking if guess.intent != without)
    if taken != without:
        return {"intent": taken, "ranking": left}
    return {"intent": left[0].intent if left else FALLBACK, "ranking": left}


def _clause(each: Mapping[str, Any]) -> Clause:
    text, mended = str(each["text"]), str(each.get("mended") or "")
    return Clause(
        int(each["start"]), int(each["end"]), text, _intent(each["intent"]),
        tuple(_guesses(each.get("ranking"))), float(each.get("advice") or 0.0), as_typed(text, mended),
    )  # fmt: skip


def _intent(named: Any) -> str:
    """The name of a clause's intent, which is given as a string or in Rasa's form, {"name": …}."""
    return str(named["name"]) if isinstance(named, Mapping) else str(named)
