"""What is counted at the end, and what must hold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FEW = 0.01  # of the messages


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is compared: what was sent by whom, what was kept, and what came back."""

    texts: Mapping[int, Sequence[str]]  # by chat, as sent
    kept: Mapping[int, Sequence[str]]  # by chat, as the bot kept them
    thanks: Mapping[int, int]  # how often each chat was thanked for one
    apologies: Mapping[int, int]  # how often each chat was told that a text could not be worked on
    registering: frozenset[int]  # chats that asked for a seat
    registrations: Sequence[int]  # chats of confirmed registrations
    taken: int  # seats, as the trip counts them
    unhandled: int  # updates left in the inbox
    unsent: int  # messages left in the outbox
    kills: int = 0
    troubles: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts of what must not be; all zero but `twice`, which may be a share of the messages."""

    lost: int  # texts that were neither kept nor apologised for
    repeated: int  # texts that were kept more than once
    unanswered: int  # texts without thanks or apology
    given_up: int  # texts that were apologised for, after many tries
    twice: int  # thanks too many
    messages: int
    seats_wrong: int
    left: int

    @property
    def holds(self) -> bool:
        """Whether nothing was lost or done twice, and little was given up or said twice."""
        broken = self.lost or self.repeated or self.unanswered or self.seats_wrong or self.left
        return not broken and max(self.twice, self.given_up) <= FEW * self.messages


def judge(found: Evidence) -> Verdict:
    """Compare what was sent with what came of it."""
    lost = repeated = unanswered = given_up = twice = 0
    for chat, texts in found.texts.items():
        kept = Counter(found.kept.get(chat, ()))
        apologies = found.apologies.get(chat, 0)
        given_up += apologies
        lost += max(0, sum(not kept[text] for text in texts) - apologies)
        repeated += sum(max(0, number - 1) for number in kept.values())
        missing = len(texts) - found.thanks.get(chat, 0) - apologies
        unanswered += max(0, missing)
        twice += max(0, -missing)
    seats = Counter(found.registrations)
    wrong = sum(seats[chat] != 1 for chat in found.registering) + len(set(seats) - found.registering)
    wrong += found.taken != len(found.registrations)
    messages = sum(len(texts) for texts in found.texts.values())
    return Verdict(lost, repeated, unanswered, given_up, twice, messages, wrong, found.unhandled + found.unsent)
