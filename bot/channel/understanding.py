"""From what somebody wrote to what is done: read in its context, and where it asks, decided by Rasa's rules."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from bot.answers.doors import question_of
from bot.base.terms import Field, Wish
from bot.dialogue.client import RasaClient, RasaUnavailable
from bot.knowledge.outcome import LastAnswer
from bot.knowledge.question_reading import Asked
from bot.reading import (
    EMERGENCY,
    Absent,
    Context,
    Parse,
    Person,
    Reader,
    Reading,
    Seats,
    Shown,
    Sight,
    glossed,
    on_behalf,
    own_words,
)
from bot.replies.message import Message, Ref

_MOST_CHATS = 10_000  # chats that are remembered at once
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Heard:
    """A text, and what Telegram tells about it."""

    text: str
    forwarded: bool = False
    replied: tuple[Shown, ...] = ()  # the buttons of the bubble that it replies to
    sent_at: datetime | None = None  # when it was written, if that is earlier than its update


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message says, the answers that it asks for, and the words that each of them answers."""

    reading: Reading
    refs: tuple[Ref, ...]
    whole: Asked
    decided: frozenset[Ref] = frozenset()  # decided here, without Rasa's rules
    parts: Mapping[Ref, Asked] = field(default_factory=dict)  # by answer, the part of the message that asks for it
    hinted: bool = False  # hints at danger that the lookout did not see
    clauses: tuple[Asked, ...] = ()  # the parts of the message, where it has several

    @property
    def asked(self) -> Mapping[Ref, Asked]:
        """Every answer that it asks for, with the words that ask."""
        return {ref: self.parts.get(ref, self.whole) for ref in self.refs}


class Memory(Generic[V]):
    """A value for each chat that wrote lately, only in memory: before consent nothing else may hold it."""

    def __init__(self, most: int = _MOST_CHATS) -> None:
        self._most = most
        self._kept: OrderedDict[int, V] = OrderedDict()

    def keep(self, chat_id: int, value: V) -> None:
        """Set the value of a chat."""
        self._kept[chat_id] = value
        self._kept.move_to_end(chat_id)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def of(self, chat_id: int) -> V | None:
        """The value of a chat, if any."""
        return self._kept.get(chat_id)

    def all(self) -> Mapping[int, V]:
        """The values of all chats."""
        return self._kept

    def forget(self, chat_id: int) -> None:
        """Forget a chat."""
        self._kept.pop(chat_id, None)


class Understanding:
    """Reads a message, and lets Rasa's rules decide on each part of it that asks for something."""

    def __init__(self, rasa: RasaClient, reader: Reader) -> None:
        self._rasa = rasa
        self._reader = reader
        self._sight: Memory[Sight] = Memory()
        self._written_for: Memory[Absent] = Memory()  # on whose behalf a chat is written, once that was said

    def shown(
        self, chat_id: int, refs: Sequence[Ref], messages: Sequence[Message], told: Reading, place: str | None = None,
        last: LastAnswer | None = None,
    ) -> None:  # fmt: skip
        """Remember what is in sight from now on, and what somebody has just told.

        `place`: the place of the fact that was told; `last`: what was told, if anything.
        """
        buttons = [button.ref for message in messages for row in message.rows for button in row if button.ref]
        done, offered = (tuple((ref.name, *ref.args) for ref in each) for each in (refs, buttons))
        fields = tuple(fact.field for fact in told.facts if fact.person is Person.SELF)
        sight = self.sight(chat_id).after(done, offered, fields, last)
        before = None if told.facts else self.sight(chat_id).unanswered
        sight = replace(sight, place=place or sight.place, unanswered=told.unanswered or before)
        self._sight.keep(chat_id, sight)

    def sight(self, chat_id: int) -> Sight:
        """What is in sight."""
        return self._sight.of(chat_id) or Sight()

    def forget(self, chat_id: int) -> None:
        """Forget what is in sight: the person was erased."""
        self._sight.forget(chat_id)
        self._written_for.forget(chat_id)

    async def read(
        self, chat_id: int, conversation: str, heard: Heard, asked: Field | None,
        told: Mapping[Field | Wish, Any], held: tuple[Seats, ...], today: date, further: str | None = None,
        *, alarmed: bool = False,
    ) -> Understood:  # fmt: skip
        """What a message says, and the answers that it asks for.

        `further`: a further language that its writer chose; `alarmed`: the lookout sees danger in it, or a hint of it.

        Raises:
            RasaUnavailable: it could not be asked; nothing was changed anywhere.
        """
        sight = self.sight(chat_id)
        if heard.replied:
            sight = sight.replied(heard.replied)
            asked = sight.question or asked  # the message answers that question, whichever is open by now
        text = glossed(own_words(heard.text), further)
        forwarded = heard.forwarded or bool(heard.text and not text)
        if not forwarded and (absent := on_behalf(text)):
            self._written_for.keep(chat_id, absent)
        written_for = self._written_for.of(chat_id)
        questions = {shown: question for shown in sight.buttons if (question := question_of(shown))}
        context = Context(
            today, asked, told, forwarded, sight, held, alarmed, further is not None, written_for, questions
        )
        reading = self._reader.at_once(text, context)
        if reading is not None:
            return Understood(reading, tuple(_refs(reading)), Asked(heard.text))
        parse = await self._rasa.parse(text)
        reading = self._reader.read(parse, context)
        refs = _refs(reading)
        decided = frozenset(refs)
        parts: dict[Ref, Asked] = {}
        for act in reading.acts:
            named = await self._decide(conversation, parse, act.start, act.end, act.intent)
            if len(reading.acts) > 1:  # one part asks, the rest explains
                parts |= {ref: parse.asked(act.start, act.end) for ref in named if ref not in parts}
            refs += named
        whole = parse.asked(0, len(parse.text))
        if further:  # what was written is kept as it was written
            whole = replace(whole, text=heard.text, mended=whole.meant)
        hinted = not alarmed and parse.takes_for(EMERGENCY)
        clauses = tuple(parse.asked(each.start, each.end) for each in parse.clauses)
        return Understood(reading, tuple(dict.fromkeys(refs)), whole, decided, parts, hinted, clauses)

    async def _decide(self, conversation: str, parse: Parse, start: int, end: int, intent: str) -> list[Ref]:
        payloads = await self._rasa.decide(conversation, parse.part(start, end, intent))
        refs = [
            Ref(str(payload["answer"]), tuple(str(arg) for arg in _list(payload.get("args"))))
            for payload in payloads
            if "answer" in payload
        ]
        if not refs:
            raise RasaUnavailable("Rasa named no answer")
        return refs


def _refs(reading: Reading) -> list[Ref]:
    missed = [Ref("not_understood", (reading.missed,))] if reading.missed else []
    return [*(Ref(name, tuple(args)) for name, *args in reading.does), *missed]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
