"""Finds the parts of a message that ask for something. Rasa's rules decide on these, in the order of the text."""

import re
from collections.abc import Sequence

from bot.reading import little_words as words
from bot.reading.context import Act, Context
from bot.reading.intents import ALWAYS, TALK, TELLING, is_for_a_fact
from bot.reading.normalized_in_place import either, even
from bot.reading.parse import EMERGENCY, FALLBACK, Clause, Parse
from bot.reading.resolving import ENTITIES
from bot.reading.whether import PIECE, asks, is_question

_MOST_ACTS = 3
_CHOICES = 3
_UNLIKELY = 0.1
_NODS = frozenset({"affirm", "deny", "greet", "thank", "goodbye"})  # courtesies beside what a message is about
BESIDE = TELLING | _NODS | {FALLBACK}  # intents of clauses that ask for nothing, beside facts
_STEERS = frozenset({"cancel", "skip", "go_back", "help", "bot_challenge"})  # obeyed only as a whole message
_OF_SEATS = frozenset({"change_seats", "cancel_trip"})
OF_THEIR_LEVEL = frozenset({"francisation_level", "assess_my_french"})
_OF_LIFE = frozenset(
    {"ask_housing", "ask_climate", "ask_schools_childcare", "ask_health_care", "ask_community", "ask_getting_there",
     "ask_region", "ask_jobs_in_region", "list_trips", "ask_exploratory_trip", "ask_trip_program", "ask_francisation",
     "francisation_formats", "ask_credential_recognition", "report_hired", "out_of_scope", "change_language"}
)  # fmt: skip
_LEADS_TO_IT = frozenset({"give_feedback", "assess_my_french", "explain_match", "ask_why_none"})
_A_LEVEL = re.compile(
    r"(?<!\w)(?:[abc][12]|(?:niveau|level) ?\d{1,2}|interm\w+|debutant\w*|beginner|avance\w*|advanced)(?!\w)"
)
_LED = (
    r"^\W*(?:(?:et|and|pis|puis|mais|but|parce qu[e']|because|since|car|quand|when|bonjour|hello|hi|salut|ici|here"
    r"|la)\W+)*"
)
_STATES = re.compile(  # begins with a subject and a verb, as a statement does: "my mother is …"
    _LED
    + either(
        r"(?:je |j'|j(?=[b-df-hj-np-tv-z])|chui? |moi |on |nous |ils? |elles? |y "
        r"|(?:mon|ma|mes|notre|nos|son|sa|ses) [\w'-]+ )",
        r"(?:i |i'm |i've |im |we |we're |he |she |they |(?:my|our|his|her) [\w'-]+ )",
    )
    + r"\w"
)
_TO_US = words.pattern(
    r"vous|tu|t'\w*|toi|app\w*|bot|robot|assistant|programme|site|service|questions?", r"you\w*|ur|u|program"
)
_PRESSES = words.pattern(  # a permit that expires or is refused is urgent, and no mere remark
    either(
        r"expir\w+|refus\w+|expuls\w+|urgen\w+|prob\w+|peur|aide\w*|perd\w*|illega\w+|bloque\w*|inquiet\w*|renouvel\w+",
        r"deport\w*|denied|reject\w*|help|lose|lost|illegal\w*|afraid|worr\w+|renew\w*|overstay\w*|stuck",
    )
)
_ENDS = words.pattern(r"expir\w+")
_WANTS = words.pattern(
    either(
        r"(?<!dieu )ve?u[xt]|voudrai[st]|aimerai[st]|cherch\w+|besoin|faut|faudrait|(?<!la )(?<!ma )(?<!une )demand\w+"
        r"|savoir|peu[xt]|pourrai[st]|aide\w*"
        r"|sais pas|comprends pas|reve\w*|pense\w*|inquiet\w*|peur|interess\w+|souhait\w+|hesit\w+|espere\w*",
        r"want\w*|need\w*|would|like|look\w*|wonder\w*|ask\w*|know|can|could|help|wish|hope|worr\w+|afraid|interested"
        r"|think\w*|don'?t understand|should|must",
    )
)
_WISHES_A_LANGUAGE = words.pattern(
    either(
        r"chang\w+|continu\w+|pass(?:e[rz]?|ons)|parl\w+|[ée]cri\w+|r[ée]pon\w+|svp|s'?il|plait|pr[ée]f[eè]r\w+|aime\w*"
        r"|ve?u[xt]|voudrai[st]|peu[xt]|pouvez|possible|plut[oô]t|mets|mettez"
        r"|compren\w+|d[ée]sormais|dor[ée]navant|maintenant|^en",
        r"switch\w*|speak\w*|talk\w*|writ\w+|answer\w*|repl\w+|please|pl[sz]|prefer\w*|want\w*|can|could|would|let'?s"
        r"|instead|use|go|underst\w+|now|rather|^in",
    )
)
_NAME_OF_A_LANGUAGE = 3  # words: "english please", "en français"
_HANGS = re.compile(  # ends in a word after which something must follow
    r"(?<!\w)(?:a|au|aux|de|du|des|d'|pour|par|sur|avec|que|qu'|to|of|for|with|about|at|from|the|le|la|les|un|une|an)"
    r" *$"
)
_CERTAIN = 0.9
LIKELY, SURE = 0.5, 0.75  # confidence that a clause needs if it has the shape of a question, and if it has not


def asked_for(parse: Parse, context: Context, *, beside: bool, commands: bool = False) -> tuple[Act, ...]:
    """The parts that ask for something, in the order of the text; the whole message if it asks for one thing only.

    `beside`: facts were found too, so that only parts which surely ask for something else count, perhaps none.
    `commands`: the message removes, adds or replaces values, so that a part has to look like a question.
    """
    whole = (Act(0, len(parse.text), parse.intent),)
    if parse.intent == EMERGENCY and parse.confidence >= LIKELY:
        return whole
    if not parse.clauses:
        if not beside or (parse.intent in ALWAYS and parse.confidence >= SURE):
            return whole
        telling = parse.intent in BESIDE or context.asked or commands
        return whole if not telling or _asks_at_its_end(parse) else ()
    sure = {clause.intent for clause in parse.clauses if clause.confidence >= SURE}
    asking = [clause for clause in parse.clauses if asks_for_something(clause, clause.intent in sure)]
    asking = [clause for clause in asking if not _is_of_a_question(parse, clause)]
    if not beside and (alone := _alone_in_chat(parse, asking)):
        return (Act(alone.start, alone.end, alone.intent),)
    asking = [clause for clause in asking if not _ends_another(parse, clause)]
    if commands:
        asking = [clause for clause in asking if clause.intent in ALWAYS or asks(even(clause.text))]
    if not any(asks(even(clause.text)) for clause in parse.clauses):  # beside a question, a statement may explain it
        asking = [clause for clause in asking if not states(clause)]
    if beside:
        asking = [each for each in asking if context.held or each.intent not in _OF_SEATS]  # the household is meant
        asking = [
            clause
            for clause in asking
            if clause.intent in ALWAYS or not (tells_only(parse, clause) or _is_a_remark(parse, clause, context))
        ]
    elif len({clause.intent for clause in asking}) < 2:
        return whole
    found: dict[str, Act] = {}
    if {"delete_my_data", "ask_privacy"} <= {clause.intent for clause in asking}:  # why all must go is no question
        asking = [clause for clause in asking if clause.intent != "ask_privacy" or asks(even(clause.text))]
    for clause in asking:
        found.setdefault(clause.intent, Act(clause.start, clause.end, clause.intent))
    return tuple(found.values())[:_MOST_ACTS]


def _alone_in_chat(parse: Parse, asking: Sequence[Clause]) -> Clause | None:
    """The one part that surely asks, where the whole is taken for mere chat that none of its parts is."""
    chat = parse.intent in TALK | {"give_feedback"} and all(clause.intent != parse.intent for clause in parse.clauses)
    return asking[0] if chat and len(asking) == 1 and asking[0].confidence >= _CERTAIN else None


def _is_of_a_question(parse: Parse, clause: Clause) -> bool:
    """Whether a part, by itself taken for an opinion or the like, only tells what leads to the one question asked.

    "When I ask, he laughs" is no opinion on our service where the whole is surely about rights at work. What is to be
    done is never taken for such a part.
    """
    if parse.confidence < _CERTAIN or not is_for_a_fact(parse.intent) or clause.intent not in _LEADS_TO_IT:
        return False
    plain = even(clause.text)
    return not _TO_US.search(plain) if clause.intent == "give_feedback" else says_so(plain)


def _ends_another(parse: Parse, clause: Clause) -> bool:
    """Whether a part only completes the one before it, and the whole is surely of another intent.

    "Have I a right to | how long": the second part was cut off a question on rights, and asks for no length of time.
    """
    before = _HANGS.search(even(parse.text[: clause.start]))
    return bool(before) and clause.intent != parse.intent and parse.confidence >= _CERTAIN


def asks_for_a_language(text: str) -> bool:
    """Whether a message that names a language may ask us to use it: it is short, a question, or has a word of wishing.

    "English is what I lack" and "I studied in French" are not: they answer questions of the profile.
    """
    plain = even(text)
    return len(plain.split()) <= _NAME_OF_A_LANGUAGE or asks(plain) or bool(_WISHES_A_LANGUAGE.search(plain))


def likely(parse: Parse) -> list[str]:
    """At most three intents that a message which was not understood may have, the likeliest first."""
    known = [guess for guess in parse.ranking if guess.intent not in {FALLBACK, "out_of_scope"}]
    return [guess.intent for guess in known if guess.confidence > _UNLIKELY][:_CHOICES]


def states(clause: Clause) -> bool:
    """Whether a clause only describes the writer's situation, although its subject is one that others ask about.

    "My mother is in a home", "I pay 1,900 a month", "level 6 at the test": no wish, no order and no question.
    """
    plain = even(clause.text)
    if asks(plain) or _WANTS.search(plain):
        return False
    if clause.intent in OF_THEIR_LEVEL:
        return bool(_A_LEVEL.search(plain))
    return clause.intent in _OF_LIFE and bool(_STATES.match(plain))


def wishes(plain: str) -> bool:
    """Whether a text, normalized by `even`, has a word of wishing, asking or wondering."""
    return bool(_WANTS.search(plain))


def says_so(plain: str) -> bool:
    """Whether a text, normalized by `even`, states what somebody does, has or is, without a wish or a question."""
    return bool(_STATES.match(plain)) and not asks(plain) and not _WANTS.search(plain)


def is_told(clause: Clause) -> bool:
    """Whether a clause tells something: its intent says so, and it does not have the shape of a question."""
    return clause.intent in TELLING and clause.confidence >= LIKELY and not asks(even(clause.text))


def asks_for_something(clause: Clause, elsewhere: bool = False) -> bool:
    """Whether a clause surely asks for something; if that is only likely, the intent of the whole text decides.

    `elsewhere`: another clause surely asks for the same, so that the shape of a question is enough for this one.
    """
    if clause.intent == "ask_immigration_procedure" and clause.advice < LIKELY:
        return False
    asking = asks(even(clause.text))
    sure = clause.confidence >= (LIKELY if asking else SURE) or (asking and elsewhere)
    return sure and clause.intent not in BESIDE | _STEERS | {"out_of_scope"}


def _asks_at_its_end(parse: Parse) -> bool:
    """Whether a message of one clause surely asks for something in its last part: "level 4, how do I register"."""
    surely = parse.confidence >= SURE and parse.intent not in BESIDE | _STEERS | {"out_of_scope"}
    parts = [part for part in PIECE.split(even(parse.text)) if any(c.isalnum() for c in part)]
    return surely and len(parts) > 1 and is_question(parts[-1])


def mostly_tells(parse: Parse) -> bool:
    """Whether the writer introduces themselves: most of the text tells something, and no part surely asks."""
    if parse.intent in TELLING and parse.confidence >= LIKELY:
        return not asks(even(parse.text))
    told = sum(len(clause.text) for clause in parse.clauses if is_told(clause))
    doubted = parse.intent in {FALLBACK, "out_of_scope", "greet", "help"} or parse.confidence < LIKELY
    return doubted and 2 * told >= len(parse.text) and not any(map(asks_for_something, parse.clauses))


def _is_a_remark(parse: Parse, clause: Clause, context: Context) -> bool:
    """Whether a clause is a mere remark about the writer, as opposed to a question or an opinion on our service."""
    if any(asks(even(each.text)) for each in parse.clauses):
        return False
    if clause.intent == "give_feedback":
        return not _TO_US.search(even(clause.text))
    if clause.intent == "ask_immigration_advisor":
        return says_so(even(clause.text))
    return clause.intent == "ask_immigration_procedure" and not presses(even(parse.text), context)


def presses(plain: str, context: Context) -> bool:
    """Whether a text, normalized by `even`, says that something is urgent or went wrong: "my claim was refused".

    While the profile is being built, the day on which a permit expires is part of an answer.
    """
    return bool(_PRESSES.search(_ENDS.sub(" ", plain) if context.asked else plain))


def introduces(parse: Parse) -> bool:
    """Whether, beside a request, the message says who the writer is or that they look for work."""
    told = [clause for clause in parse.clauses if is_told(clause)]
    surely = [clause for clause in told if clause.confidence >= SURE]
    names = any(e.kind in ENTITIES for clause in told for e in parse.inside(clause.start, clause.end))
    return names or len(surely) > 1 or any(clause.intent == "start_profile" for clause in surely)


def tells_only(parse: Parse, clause: Clause) -> bool:
    """Whether a clause holds a value of the profile and does not have the shape of a question: "C1 at the TCF"."""
    return not asks(even(clause.text)) and any(e.kind in ENTITIES for e in parse.inside(clause.start, clause.end))
