"""What somebody told and asked for before they agreed that it is kept: only in memory, for an hour at most."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.answers.performing import needs_consent
from bot.answers.turn import Held, Turn
from bot.base import retention_periods
from bot.channel.understanding import Memory, Understood
from bot.reading import Reading
from bot.replies.message import Ref

_DECIDING = frozenset({"consent", "delete_confirm"})  # answers that end the wait
_ENDS = {"job_alerts_off": "job_alerts"}  # what each takes back
_ENDS_ALL = frozenset({"cancel", "cancel_trip"})
_NEED_A_PROFILE = frozenset({"start_profile", "profile", "matches"})  # goes on by itself after consent


def agrees(ref: Ref) -> bool:
    """Whether this reference is the yes to the question on personal data, in any version of its words."""
    return ref.name == "consent" and ref.args[:1] == ("given",)


class BeforeConsent:
    """What waits for consent, by chat."""

    def __init__(self) -> None:
        self._held: Memory[tuple[datetime, Held]] = Memory()

    def of(self, chat_id: int, now: datetime) -> Held | None:
        """What waits in a chat, if anything."""
        since, held = self._held.of(chat_id) or (now, None)
        return held if now - since < retention_periods.TOLD_BEFORE_CONSENT else None

    def after(self, chat_id: int, turn: Turn, told: Reading, refs: Sequence[Ref]) -> None:
        """Note what waits after a turn in which `told` was told and `refs` were performed; a decision ends it."""
        if any(ref.name in _DECIDING for ref in refs):
            self._held.forget(chat_id)
            return
        since, held = self._held.of(chat_id) or (turn.now, Held())
        if turn.now - since >= retention_periods.TOLD_BEFORE_CONSENT:
            since, held = turn.now, Held()
        left = _left(held, refs)
        if turn.waiting:
            told = Reading() if turn.candidate.consent else told  # they said no: it is not kept, not even here
            told = Reading(
                (*left.told.facts, *told.facts),
                (*left.told.unclear, *told.unclear),
                (*left.told.conditions, *told.conditions),
                acts=told.acts,
            )
            asked = [ref for ref in turn.waiting if ref.name not in _ENDS_ALL]
            words = {ref: turn.parts[ref].text if ref in turn.parts else turn.written for ref in asked}
            left = Held(told, _newest(left.refs, _going_on(words)), turn.written)
        if left != held:
            self._held.keep(chat_id, (since, left))

    def read_again(self, chat_id: int, understood: Understood, written: str, now: datetime) -> None:
        """What a text tells and asks, read again because it is no longer remembered, as after a restart."""
        words = {ref: said.text for ref, said in understood.asked.items() if needs_consent(ref)}
        self._held.keep(chat_id, (now, Held(understood.reading, _going_on(words), written)))


def _going_on(words: Mapping[Ref, str]) -> dict[Ref, str]:
    """What is asked for once the consent is given, with the words that ask; the profile goes on by itself."""
    return {ref: said for ref, said in words.items() if ref.name not in _NEED_A_PROFILE}


def _left(held: Held, refs: Sequence[Ref]) -> Held:
    """What still waits after these answers, some of which take it back."""
    names = {ref.name for ref in refs}
    ended = {_ENDS.get(name) for name in names}
    kept = {ref: said for ref, said in held.refs.items() if ref.name not in ended and not names & _ENDS_ALL}
    return replace(held, refs=kept)


def _newest(before: Mapping[Ref, str], new: Mapping[Ref, str]) -> dict[Ref, str]:
    """What waits, at most once for the same thing: "two seats", "sorry, three seats"."""
    again = {(ref.name, ref.args[:1]) for ref in new}
    return {**{ref: said for ref, said in before.items() if (ref.name, ref.args[:1]) not in again}, **new}
