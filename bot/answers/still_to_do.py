"""What a message orders beside what it is answered with: told a fact, or refused one thing, nobody loses an order."""

import re
from collections.abc import Collection, Sequence

from bot.answers import facts, immigration_guard, message_signs
from bot.answers.doors import ANSWERS
from bot.answers.turn import Turn
from bot.knowledge.normalized_text import spaced
from bot.knowledge.question_reading import Asked
from bot.replies.message import Ref

_TELLS = re.compile(  # begins as a statement or a mere name does, and as no order: "my aunt …", "the trip to …"
    r"(?:(?:et|and|pis|puis|mais|but|so|donc|bonjour|hello|hi|salut|allo) )*"
    r"(?:je|j|jai|chu|moi|on|nous|vous|tu|ils?|elles?|c|ca|cela|ce|cette|ces|il|y|mon|ma|mes|notre|nos|son|sa|ses|votre"
    r"|vos|le|la|les|l|un|une|des|du|de|d|a|au|aux|en|dans|pour|avec|chez|sur|depuis|pendant|apres|avant|comme|si"
    r"|quand|ici|i|im|ive|we|you|your|he|she|they|it|its|that|this|these|those|my|our|his|her|their|the|an|in|at|to|for|with|from"
    r"|on|of|since|during|after|before|as|if|when|there|here)\b"
)
_TRUTH = "bot_challenge"
_SEATS = "register"  # named by chance where somebody only tells who comes
_CALLED_FOR = {
    "human": re.compile(r"\b(?:parl(?:er|ez)|talk|speak|call me|rappel\w*)\b"),
    "delete": re.compile(r"\b(?:erase|delete|wipe|remove|efface[rz]?|supprime[rz]?)\b"),
    "export": re.compile(r"\b(?:copy|copie|export\w*)\b"),
}
_GOES_ON = re.compile(r"(?:et|and|pis|puis|but|mais)\b")
_ASKED_KINDLY = re.compile(r"\b(?:(?:can|could|would|will) you|pou(?:vez|rriez) vous|peux tu|tu peux|vous pouvez)\b")


def still_to_do(turn: Turn, refs: Sequence[Ref], answered: Collection[Asked]) -> list[Ref]:
    """The references to perform beside an answer to `answered`, which are the parts of the message that it is to.

    What does something rather than tell something is done, whatever part names it. What only tells something is told
    where a part of its own orders it, or where the words themselves do: what leads to a question orders nothing.
    """
    decides = any(orders(turn, clause) for clause in _clauses(turn) if not _is_among(clause, answered))

    def is_ordered(ref: Ref) -> bool:
        part = turn.parts.get(ref)
        if part is None or part == turn.said:
            return ref in turn.decided and decides and not ANSWERS[ref.name].searches
        return not _is_among(part, answered) and (message_signs.wishes(part.meant) or orders(turn, part))

    return [ref for ref in refs if _does_something(ref) or _is_the_truth(turn, ref) or is_ordered(ref)]


def beside_who_is_registered(turn: Turn, refs: Sequence[Ref]) -> list[Ref]:
    """The references left to perform where a message asks who is registered: what other parts of it ask or order."""
    clauses = _clauses(turn)
    asking = [each for each in clauses if message_signs.asks_who_is_registered(each.meant)]
    asking = asking or [each for each in clauses if message_signs.asks(each.meant)]
    decides = any(orders(turn, each) for each in clauses if not _is_among(each, asking))

    def is_left(ref: Ref) -> bool:
        part = turn.parts.get(ref)
        among = part is None or _is_among(part, asking)
        if _does_something(ref) and (ref in turn.decided or not among or _is_called_for(ref, part or turn.said)):
            return ref in turn.decided or ref.name != _SEATS or part is None or not _only_tells(turn, part)
        return decides if part is None else not among and not _only_tells(turn, part)

    return [ref for ref in refs if _is_the_truth(turn, ref) or is_left(ref)]


def _is_called_for(ref: Ref, said: Asked) -> bool:
    """Whether the clause that asks who is registered calls for this as well: "…, and let me talk to somebody"."""
    called = _CALLED_FOR.get(ref.name)
    return called is not None and bool(called.search(spaced(said.meant)))


def of_a_case(turn: Turn) -> list[Asked]:
    """The parts of a message that wish for advice on an immigration case."""
    whole, found = turn.said, []
    for part in turn.parts.values():
        turn.said = part
        if immigration_guard.wants_advice(turn):
            found.append(part)
    turn.said = whole
    return found


def orders(turn: Turn, part: Asked) -> bool:
    """Whether a part surely wants something done or shown: "find me employers", "can you show me my seats?".

    What goes on about a statement is told as well: "my aunt lives here, and speaks English only".
    """
    if not facts.surely_wants_no_fact(part):
        return False
    if message_signs.wishes(part.meant) or message_signs.asks(part.meant):
        return True
    clauses = _clauses(turn)
    before = clauses[clauses.index(part) - 1] if part in clauses[1:] else part
    return not _tells(part) and not (_GOES_ON.match(spaced(part.meant)) and _tells(before))


def _only_tells(turn: Turn, part: Asked) -> bool:
    """Whether a part neither asks nor orders anything."""
    return not (message_signs.asks(part.meant) or message_signs.wishes(part.meant) or orders(turn, part))


def is_asked_kindly(said: Asked) -> bool:
    """Whether an order has the shape of a question: "could you stop the alerts?"."""
    return facts.surely_wants_no_fact(said) and bool(_ASKED_KINDLY.search(spaced(said.meant)))


def _tells(said: Asked) -> bool:
    return bool(_TELLS.match(spaced(said.meant))) and not message_signs.wishes(said.meant)


def _clauses(turn: Turn) -> tuple[Asked, ...]:
    return turn.clauses or tuple(turn.parts.values())


def _is_the_truth(turn: Turn, ref: Ref) -> bool:
    """Whether it says that a program answers, to whoever asked: nobody is left to believe that a person does."""
    return ref.name == _TRUTH and ref in turn.decided


def _does_something(ref: Ref) -> bool:
    """Whether an answer does more than tell something, so that no fact is told in its place."""
    known = ANSWERS.get(ref.name)
    return known is not None and not (known.searches or known.gives_way)


def _is_among(said: Asked, parts: Collection[Asked]) -> bool:
    """Whether a part is one of these, or stands in one of them."""
    return any(said.text.strip() in part.text for part in parts)
