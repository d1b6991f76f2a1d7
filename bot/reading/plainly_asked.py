"""Recognizes parts that ask one plain thing, for the writer or anybody: when a trip is, how somebody else signs up.

Such a part is answered by itself, and what stands around it is read without it. Where that tells only of somebody else
and the question is theirs, nothing of it is the writer's.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge import Resolver
from bot.reading import kin
from bot.reading import little_words as words
from bot.reading.about_whom import names_another
from bot.reading.context import Context, Reading
from bot.reading.intents import NOT_UNDERSTOOD, OF_HELD_SEATS, TALK, TELLING, is_for_a_fact
from bot.reading.jobs_asked_for import without_part
from bot.reading.normalized_in_place import either, even, whole, without_quotes
from bot.reading.parse import Parse
from bot.reading.sight import Shown
from bot.reading.trips_asked_for import A_TRIP, destination, subjects_of
from bot.reading.whether import asks, asks_anywhere, sentence

_SENTENCE = re.compile(r"[^.;!?\n]+[.;!?\n]*")
_JOINT = re.compile(r",|(?<!\w)(?:et|pis|and|but|mais|so)(?!\w)")

_ADULT = f"{kin.PARTNER}|{kin.ANOTHER}"
_THEY = either(
    r"(?<!faut-)(?<!a-t-)ils?(?! (?:y|fau[tdx]|fo|est possible))|elles?|els?|lui|eux|i(?=l? fai)",
    r"he|she|they|him|her|them",
)
_SOMEBODY = rf"(?:{_THEY}|{kin.POSSESSIVE}(?:\w+ )?(?:{_ADULT}))"
_OURS = either(
    r"(?:dans|ds|a|au|avec|chez|pour) (?:le |la |l'|votre |vot' ?|vos |ce |cet |cette )?(?:programme|app\w*|assistant"
    r"|service|site|bot|vous|toi)",
    r"(?:(?:to|in|for|with|on|into|of) )?(?:the |your |this |ur |d )?(?:program(?:me)?|app|assistant|service|bot)"
    r"|(?:with|for) (?:you|u)",
)
_JOINS_US = either(
    r"(?:s'? ?|se )?inscri(?:re|t|ve|s|ption)|s[' ]?enregistrer?|(?:son|leur|un|une) (?:propre )?"
    r"(?:profil|compte|inscription)",
    r"registers?|signs?[ -]?up|enrol(?:l|ls|s)?"
    r"|(?:his|her|their|an?|own) (?:profile|account)",
)
_TAKES_PART = either(
    r"(?:r?entre[rz]?|embarque[rz]?|particip\w+|faire partie|etre)", r"(?:join|get|be|take part|participate|come)"
)
_END = (
    r"(?: (?:ici|aussi|ossi|donc|svp|stp|lui[- ]meme|elle[- ]meme|lui aussi|elle aussi|here|too|also|as well|please"
    rf"|then|{_OURS}))*\W*$"
)
_HOW = whole(
    either(
        r"com+ent?|kom+an|kom+en|kouman|cmt|kmt|quoi faire|koi faire|ou(?= (?:il|elle|doit|peut|est-ce))",
        r"how|where|what (?:must|should|does|do|has)",
    )
)
_BETWEEN = (  # nobody else's doing, and nothing that is done already
    r"(?: (?!(?:(?:me|us|i|je|moi|nous|on|we|you|vous|tu|te|(?:[sl]')?(?:est|sont|etait)|a|ont|has|have|is|was)(?!\w)"
    r"|[mjt]'))[\w'-]+){0,5}?"
)
_SIGNS_UP = re.compile(
    rf"(?<![\w'])(?<!did )(?P<who>{_SOMEBODY}){_BETWEEN}(?:,? |-)(?:d'|l'|pour )?"
    rf"(?:(?:{_JOINS_US})|(?:{_TAKES_PART})(?= (?:{_OURS}))){_END}"
    rf"|(?<!\w)(?:(?:inscri(?:re|ption)|enregistrer|register|sign[ -]?up)"
    rf" (?:de |d'|pour |for |of )?|sign )(?P<whom>{_SOMEBODY})(?: up)?{_END}"
)
_AND_ME = re.compile(r"(?<!\w)(?:et|pis|and|n|avec|with) (?:moi|me|nous|us)(?!\w)")

_WHEN = r"(?:quand|kan[dt]?|qd|when|wh?en)"
_DAY = r"(?:quel(?:le)?|kel|qu'elle|what|which) (?:jour(?:nee)?|date|day)"
_ASKS_DAY = re.compile(
    rf"(?<!\w)(?:{_WHEN}(?:'?s| is| it is| it'?s| are| does| do| will| est| c'est| cest| c| sera| part| aura| a lieu"
    r"| se)(?!\w)"
    rf"|(?:c'est|cest|c|est|sera|part|a lieu|aura lieu|se fait) {_WHEN}(?!\w)|{_DAY}(?!\w)"
    rf"|{_WHEN} [^.;!?\n]{{3,40}} (?:is|est|be|happens?|leaves?|a lieu)\W*$)"
)
_OF_A_TRIP = NOT_UNDERSTOOD | TALK | TELLING | frozenset(
    {"list_trips", "my_trips", "ask_trip_program", "ask_exploratory_trip", "ask_getting_there", "ask_region", "help",
     "ask_programme", "start_profile", "affirm"}
)  # fmt: skip

_MAY = whole(
    either(
        r"peu[tx]?|pe|pourrai\w+|puis|possible|correct|permis|droit|ok|va",
        r"can|could|may|might|ok|okay|possible|allowed|fine|alright",
    )
)
_ANYBODY = (
    rf"(?:{_THEY}|{kin.POSSESSIVE}(?:\w+ )?(?:{kin.KIN})(?:'s \w+)?"
    r"|someone|somebody|anyone|anybody|quelqu'un|une? autre(?: personne)?|another person)"
)
_MY_SEAT = r"(?:my|our|ma|mes|notre|nos|une de mes|one of my) (?:places?|seats?|spots?|tickets?|billets?|sieges?)"
_HANDS_ON = re.compile(
    rf"(?<![\w'])(?:{_ANYBODY}{_BETWEEN} (?:(?:a|in) (?:ma|notre|my|our) (?:place|stead)|instead of me|me remplac\w+"
    rf"|replac\w+ me|(?:takes?|has|have|gets?|uses?|pren\w+|avoir|utilis\w+)(?: over)? {_MY_SEAT})"
    rf"|(?:donn|laiss|ced|pass|transf|give|hand|sell|vend)\w*(?: over)? {_MY_SEAT} (?:to|a) {_ANYBODY}"
    rf"|(?:give|pass|hand) {_ANYBODY} {_MY_SEAT})(?!\w)"
)
_BY_US = re.compile(r"(?<!\w)(?:you|u|vous|tu)(?!\w)|-(?:vous|tu)(?!\w)")
_ELSEWHERE = re.compile(  # another place than one on the trip
    r" (?:at|in|to|au|a l'|dans la) ?(?:(?:my|the) )?(?:travail|ecole|job|bureau|work|school|office|shift|line|file)"
)
_GIVES_BACK = whole(either(r"annul\w*|desinscri\w*|peux (?:pas|plus)", r"cancel\w*|can'?t|cannot"))


def plainly_asked(resolver: Resolver, parse: Parse, context: Context) -> tuple[int, int, Shown] | None:
    """Start and end of the part that asks such a thing, with its answer; None if no part does."""
    plain = even(without_quotes(parse.text))
    for start, end in _clauses(plain):
        said = plain[start:end]
        if context.held and _is_of_a_seat_for_another(said):
            return start, end, ("seat_for_another",)
        below_a_trip = context.held or context.sight.shows_trips  # who signs up there wants a seat
        if _another_signs_up(said) and not below_a_trip and not _AND_ME.search(sentence(plain, start)):
            return start, end, ("another_signs_up",)
        if place := _whose_day(resolver, parse, plain, (start, end), context):
            return start, end, ("trip_asked", place, "")
    return None


def left_over(parse: Parse, start: int, end: int) -> Parse | None:
    """The rest of the message, without what tells of the other one alone; None where nothing is left of it."""
    rest = without_part(parse, start, end)
    plain, question = even(without_quotes(rest.text)), even(parse.text)[start:end]
    if not words.NAMES_WRITER.search(plain):
        of_others = (
            each.start()
            for each in _SENTENCE.finditer(plain)
            if names_another(rest.text[slice(*each.span())]) or _speaks_of(question, each[0])
        )
        if (theirs := next(of_others, None)) is not None:
            rest = without_part(rest, theirs, len(plain))
    return rest if any(map(str.isalnum, rest.text)) else None


def answered(reading: Reading, shown: Shown, rest: str) -> Reading:
    """The reading of the rest of the message, with this answer behind what it asks for."""
    told_enough = _OF_A_TRIP | OF_HELD_SEATS
    asking = asks_anywhere(rest)
    acts = tuple(
        act for act in reading.acts if act.intent not in told_enough and (asking or not is_for_a_fact(act.intent))
    )
    does = tuple(
        each for each in reading.does if each[0] not in {"unsure", "not_understood", "start_profile", "correct"}
    )
    why = (*reading.why, f"asks one plain thing: {shown[0]}")
    return replace(reading, acts=acts, does=(*does, shown), missed=None, why=why)


def _another_signs_up(said: str) -> bool:
    """Whether it is asked how somebody else signs up with us; a trip, a school or a course is named behind it."""
    return not A_TRIP.search(said) and bool(_HOW.search(said) or asks(said)) and bool(_SIGNS_UP.search(said))


def _speaks_of(question: str, rest: str) -> bool:
    """Whether the rest of a message speaks of the one who asks to sign up in its question, by the same word."""
    signs = _SIGNS_UP.search(question)
    who = (signs["who"] or signs["whom"]) if signs else None
    return bool(who and re.search(rf"(?<![\w']){re.escape(who)}(?!\w)", rest))


def _is_of_a_seat_for_another(said: str) -> bool:
    """Whether it is asked if somebody may come on a seat that is held; who wants it given back orders that."""
    handed = _HANDS_ON.search(said)
    if handed is None or not asks(said) or not _MAY.search(said):
        return False
    return not (_BY_US.search(said) or _ELSEWHERE.match(said, handed.end()))


def _whose_day(resolver: Resolver, parse: Parse, plain: str, span: tuple[int, int], context: Context) -> str | None:
    """The place of a trip whose day is asked; None if more is asked of it, for which the whole message is read."""
    said = plain[slice(*span)]
    if not (A_TRIP.search(said) and _ASKS_DAY.search(said)) or set(subjects_of(plain)) - {"departure"}:
        return None
    if parse.intent not in _OF_A_TRIP and (context.held or parse.intent != "cancel_trip" or _GIVES_BACK.search(plain)):
        return None  # whatever else is wanted in the same breath comes first
    places = {destination(resolver, parse, each) for each in parse.inside(*span)} - {""}
    return places.pop() if len(places) == 1 else None


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    """The parts of each sentence from the shortest: every clause, then two neighbours, for what was named before."""
    for each_sentence in _SENTENCE.finditer(plain):
        first, last = each_sentence.span()
        joints = [(each.start() + first, each.end() + first) for each in _JOINT.finditer(each_sentence[0])]
        starts, ends = [first, *(end for _, end in joints)], [*(start for start, _ in joints), last]
        yield from zip(starts, ends, strict=True)
        yield from zip(starts, ends[1:], strict=False)
