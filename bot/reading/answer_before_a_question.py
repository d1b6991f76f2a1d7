"""Splits an answer from the question after it: "Amos or Val-d'Or, how are rents there?". Each is then read apart."""

import re
from dataclasses import replace

from bot.reading.context import Act, Context
from bot.reading.intents import ALWAYS
from bot.reading.normalized_in_place import even
from bot.reading.parse import FALLBACK, Clause, Guess, Parse
from bot.reading.parts_that_ask import SURE, asks_for_something
from bot.reading.whether import PIECE, asks, is_question

_JOINS = re.compile(r"(?<!\w)(?:et|and|pis|puis|also|aussi)(?!\w)")
_THERE = re.compile(r"(?<!\w)(?:la[- ]?bas|there|y(?! ?a(?:-t)?(?!\w))|dans (?:ce|le) coin|sur place)(?!\w)")
_NOTHING_ASKED = frozenset({FALLBACK, "inform", "start_profile", "correct_profile", "out_of_scope", "affirm", "deny"})


def before_the_question(parse: Parse, context: Context) -> tuple[Parse, Act] | None:
    """The answer part of a text, as a parse of its own, and the question after it; None if no question follows."""
    plain = even(parse.text)
    if context.asked is None:
        return None
    for cut in sorted({match.end() for match in PIECE.finditer(plain)} | {m.start() for m in _JOINS.finditer(plain)}):
        if not any(c.isalnum() for c in plain[:cut]) or not any(c.isalnum() for c in plain[cut:]):
            continue
        intent = _asked_after(parse, plain, cut)
        if intent is None:
            continue
        if asks(plain[:cut]):
            return None
        head = Clause(0, cut, parse.text[:cut], "inform", (Guess("inform", 1.0),))
        return replace(parse.clause(head), clauses=()), Act(_begins(parse, plain, cut), len(parse.text), intent)
    return None


def _begins(parse: Parse, plain: str, cut: int) -> int:
    """Where the question begins: after what is heard by itself ("a welder; erase it all. How far …"), else at the cut.

    "There" in it is the place in the answer, so that it then begins with that.
    """
    heard = [each.end for each in parse.clauses if each.intent in ALWAYS and each.confidence >= SURE]
    after = [each.start for each in parse.clauses if heard and each.start >= max(cut, *heard)]
    return after[0] if after else 0 if _THERE.search(plain[cut:]) else cut


def _asked_after(parse: Parse, plain: str, cut: int) -> str | None:
    """The intent of the question that begins at position `cut`; None if none begins there."""
    asking = [each for each in parse.clauses if each.end > cut + 1 and asks_for_something(each, elsewhere=True)]
    begins = [each for each in asking if abs(each.start - cut) <= 1 and "?" in each.text]
    if not begins and not is_question(plain[cut:].replace("?", "")):
        return None
    likeliest = max(asking, key=lambda each: each.confidence).intent if asking else parse.intent
    return None if likeliest in _NOTHING_ASKED else likeliest
