"""What is counted at the end, and what must hold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FEW = 0.01  # of the messages


@dataclass(frozen=True, slots=True)
class Household:
    """One registration, as the database has it at the end: in the order of arrival, who, in which state."""

    chat: int
    state: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is compared: what was sent by whom, what was kept, and what came back."""

    texts: Mapping[int, Sequence[str]]  # by chat, as sent
    kept: Mapping[int, Sequence[str]]  # by chat, as the bot kept them
    expected: Mapping[int, Sequence[str]]  # by chat, the answer of each thing that it sent; each text has its own
    answers: Mapping[int, Sequence[str]]  # by chat, those that came
    apologies: int  # texts of which somebody was told that they could not be worked on
    joining: frozenset[int]  # chats that asked for a seat, or for a place in the line
    leaving: frozenset[int]  # those that gave their seat back
    households: Sequence[Household]
    seats: int
    taken: int  # as the trip counts them
    unhandled: int  # updates left in the inbox
    unsent: int  # messages left in the outbox
    kills: int = 0
    troubles: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts of what must not be; all zero but `twice` and `given_up`, which may be a share of the messages."""

    lost: int  # texts that were neither kept nor apologised for
    repeated: int  # texts that were kept more than once
    unanswered: int  # things sent of which no answer came
    given_up: int  # texts that were apologised for, after many tries
    twice: int  # answers too many
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
    lost = repeated = unanswered = twice = 0
    for chat, texts in found.texts.items():
        kept = Counter(found.kept.get(chat, ()))
        lost += sum(not kept[text] for text in texts)
        repeated += sum(max(0, number - 1) for number in kept.values())
        expected, answers = Counter(found.expected.get(chat, ())), Counter(found.answers.get(chat, ()))
        unanswered += (expected - answers).total()
        twice += (answers - expected).total()
    return Verdict(
        lost=max(0, lost - found.apologies),
        repeated=repeated,
        unanswered=max(0, unanswered - found.apologies),
        given_up=found.apologies,
        twice=twice,
        messages=sum(map(len, found.expected.values())),
        seats_wrong=_seats_wrong(found),
        left=found.unhandled + found.unsent,
    )


def _seats_wrong(found: Evidence) -> int:
    """Households without their one registration, seats that do not add up, a line out of order or beside a seat."""
    active = Counter(each.chat for each in found.households if each.state in {"confirmed", "waiting"})
    wrong = sum(active[chat] != (chat not in found.leaving) for chat in found.joining)
    wrong += len(set(active) - found.joining)
    wrong += sum(each.state not in {"confirmed", "waiting", "cancelled"} for each in found.households)
    in_order = [each.state for each in found.households if each.state in {"confirmed", "waiting"}]
    confirmed = in_order.count("confirmed")
    wrong += found.taken != confirmed or confirmed > found.seats
    wrong += in_order != ["confirmed"] * confirmed + ["waiting"] * (len(in_order) - confirmed)
    wrong += confirmed < min(found.seats, len(in_order))
    return wrong
