"""Whether a message asks for something else than the open question, or only looks as if it did."""

import re
from datetime import date
from functools import partial

from bot.base.terms import Field
from bot.knowledge import Found, Resolver
from bot.knowledge.numbers import digits
from bot.reading import kin
from bot.reading import little_words as words
from bot.reading.answered_plainly import Places, is_plain, words_at
from bot.reading.how_meant import WISHED, said
from bot.reading.intents import NAMES_REGIONS, OF_HELD_SEATS, STEERS, TAKES_SEATS, TELLING_OR_NODS
from bot.reading.normalized_in_place import blanked, even
from bot.reading.numbers_alone import COUNTED, is_sure
from bot.reading.parse import Parse
from bot.reading.resolving import ENTITIES, resolve
from bot.reading.values import answer
from bot.reading.whether import asks, is_bare

FEW_WORDS = 6  # such as "je conduis un camion de pompiers"
SHORT = 4  # words: an answer rather than anything else, unless it asks
DIRECTS = frozenset(
    {"skip", "go_back", "cancel", "talk_to_human", "change_language", "delete_my_data", "export_my_data", "help"}
)  # of the dialogue itself
# What directs the dialogue by its own name; other words that look like it may be a trade ("je sais souder").
_BY_NAME = re.compile(
    r"\b(?:skip|(?<!\d )(?<!th )(?<!class )pass(?:e|er|ez|ons)?|question|cancel|annule[rz]?"
    r"|back|retour|next|suivante?|previous)\b"
)
_ENDS = re.compile(  # … or by what people say to end it
    r"(?<!\w)(?:stop|arret\w*|laiss\w+|assez|tanne\w*|plus tard|later|enough|quit|leave|forget it|saut\w*|oublie\w*"
    r"|sai[st] (?:pas|plus)|know|dunno|pref\w+ pas|rather not|rien|ne pas|precedent\w*|avant|before|go back|last)(?!\w)"
)
_SHORT_OF_A_CASE = 6  # words that name a paper where the status is asked: "my permit expired" asks for nothing
DOES = re.compile(  # what somebody does all day, which no model has to have seen: "i mend bicycles"
    r"\W*(?:je|i|on|we|nous) (?!(?:ai|as|a|suis|est|sommes|am|are|was|have|had|veu\w+|aime\w*|voudr\w+|peu\w+|sais"
    r"|pense|cherche|want|like|love|need|can|could|would|will|feel|think|know|hate|do|did|don't|live)(?!\w))[a-z]+"
)
_FAMILY, _FAMILY_WORDS = words.pattern(kin.PARTNER, kin.CHILD), 10
SURE, LIKELY = 0.8, 0.5  # of a request; beside a service that it names
_CERTAIN = 0.95  # of an order to the dialogue: "IT" is taken for one at 0.8, "exit" at 1.0
_COMPARES = re.compile(  # which of them is better, and not that one or the other is wanted
    r"(?<!\w)(?:mieux|meilleure?s?|moins|(?<!non )plus|pires?|compar\w+|difference\w*|better|best|worse|cheaper|than"
    r"|versus|vs|contre|entre|between|about|sur|savoir|infos?|parl\w+|tell|vie|life|comment|how)(?!\w)"
)
_WISHES = re.compile(
    r"(?<!\w)(?:j'|je |on |nous |j(?=v))(?:prefere|vis(?:e|ons)|aimerai[st]|ve?u[xt]?|voudrai[st]|choisi\w*|irai[st]?"
    r"|vais|va)(?!\w)"
    r"|(?<!\w)(?:i |we |i'd |we'd )(?:\w+ )?(?:prefer|want|choose|like|love|go|move)(?!\w)"
)
TO_US = re.compile(  # the language of this conversation
    r"(?<!\w)(?:in|en|to|chang\w*|switch\w*|continu\w*|pass\w*|please|svp|stp|parle[rz]?-?|speak to|talk to)(?!\w)"
)
TRIP = re.compile(r"(?<!\w)(?:places?|seats?|sieges?|voyages?|trips?|inscri\w*|register\w*)(?!\w)")
_COURTESIES = frozenset(
    {"greet", "goodbye", "thank", "report_hired", "bot_challenge", "view_profile", "give_feedback", "help"}
)
COMMUTES = re.compile(  # goes to work, which is no trade
    r"(?<!\w)(?:pren\w+|attrap\w+|manqu\w+|attend\w*|tak(?:e|es|ing)|took|catch|miss\w*|wait\w*|rid(?:e|ing))"
    r" (?:\w+ ){0,3}"
    r"(?:l'|le |la |the |a )?(?:auto)?(?:bus|metro|subway|train|tram)(?!\w)"
)


def is_deed(parse: Parse) -> bool:
    """Whether somebody whose trade is asked for describes what they do all day, rather than asking for something."""
    plain = even(parse.text)
    return (
        bool(DOES.match(plain)) and not (asks(plain) or COMMUTES.search(plain)) and parse.intent not in DIRECTS | STEERS
    )


def is_a_request(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether a message surely asks for something, and its words are no plain answer to the open question."""
    plain = even(parse.text)
    if parse.intent in TELLING_OR_NODS or is_sure(field, parse.text) or may_answer(parse, field):
        return False
    if field is Field.OCCUPATION and is_deed(parse):
        return False
    serves = any(entity.kind == "service_type" for entity in parse.entities)
    if parse.confidence < (LIKELY if serves else SURE):
        return False
    if parse.intent in STEERS and parse.confidence >= _CERTAIN and not is_marked(parse, field):
        return True  # the words of "I give up" resemble a trade, those of "no, next" a denial
    if parse.intent == "out_of_scope":  # "the weather in Amos" is no trade, "I mend bicycles" may be one
        return (
            field is Field.OCCUPATION
            and of_no_place(parse) != parse.text
            and not names_an_answer(resolver, parse, field)
        )
    match field:
        case Field.REGIONS:  # "rents in Amos" names a place, and asks for something else
            spans = [(entity.start, entity.end) for entity in parse.entities if ENTITIES.get(entity.kind) is field]
            own = even(said(parse.text, WISHED))
            puts = parse.intent in NAMES_REGIONS and (
                _WISHES.search(own) or not (asks(plain) or _COMPARES.search(plain))
            )
            wished = puts or _wishes_for(resolver, parse, spans)
            return not is_bare(plain, spans) and not wished
        case Field.HOUSEHOLD if is_family(field, plain) and parse.intent in TAKES_SEATS:
            return False
    directs = parse.intent in DIRECTS
    named = names_an_answer(resolver, parse, field) or (not directs and is_read_plainly(resolver, parse, field))
    return not named or (directs and bool(_BY_NAME.search(plain)))


def is_read_plainly(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether the open question's reader finds a value, with nothing but the words of an answer around it."""
    if field is Field.OCCUPATION or len(parse.text.split()) > _FAMILY_WORDS:
        return False
    read = partial(answer, resolver, field, today=date.min)
    outcome = answer(resolver, field, parse.text, date.min)
    return isinstance(outcome, Found) and is_plain(field, parse.text, outcome, read)


def may_answer(parse: Parse, field: Field) -> bool:
    """Whether the open question's reader looks first, however sure the model is: "tomorrow" is no goodbye."""
    plain = even(parse.text)
    counted = plain if parse.confidence >= _CERTAIN else digits(plain)  # "go back to step one" counts nothing
    guesses = field in COUNTED and parse.intent in STEERS and any(c.isdigit() for c in counted)
    return not asks(plain) and (guesses or parse.intent in _COURTESIES or is_misplaced(parse, field))


def is_misplaced(parse: Parse, field: Field) -> bool:
    """Whether an intent makes no sense at an open question: "IT" stops nothing, years of work are no seats."""
    plain = even(parse.text)
    if asks(plain):
        return False
    if parse.intent in STEERS:
        if _BY_NAME.search(plain) or _ENDS.search(plain):
            return False
        return parse.confidence < (_CERTAIN if len(plain.split()) <= SHORT else LIKELY)
    if parse.intent in OF_HELD_SEATS:
        return not TRIP.search(plain)
    if parse.intent == "change_language":
        return field is Field.LANGUAGES and not TO_US.search(plain)
    if parse.intent == "ask_immigration_procedure":
        return field is Field.PERMIT and len(plain.split()) <= _SHORT_OF_A_CASE
    return parse.confidence < LIKELY


def _wishes_for(resolver: Resolver, parse: Parse, spans: Places) -> bool:
    """Whether a text names places, and says around them only that its writer would go there."""
    own = said(parse.text, WISHED)
    named = resolve(resolver, Field.REGIONS, own, date.min)
    if not isinstance(named, Found):
        return False
    read = partial(resolve, resolver, Field.REGIONS, today=date.min)
    return is_plain(Field.REGIONS, own, named, read, words_at(parse.text, spans))


def is_family(field: Field, plain: str) -> bool:
    return field is Field.HOUSEHOLD and len(plain.split()) <= _FAMILY_WORDS and bool(_FAMILY.search(plain))


def of_no_place(parse: Parse) -> str:
    """The text with its places blanked, so that positions stay: no trade is named by a place."""
    text = parse.text
    for entity in parse.entities:
        if entity.kind in {"city", "region"}:
            text = blanked(text, entity.start, entity.end)
    return text if any(c.isalnum() for c in text) else parse.text


def names_an_answer(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether the words name an answer to the open question, whatever else they were taken for."""
    if is_marked(parse, field):
        return True
    few = len(parse.text.split()) <= FEW_WORDS and of_no_place(parse) == parse.text
    return field is Field.OCCUPATION and few and isinstance(resolver.occupation(parse.text), Found)


def is_marked(parse: Parse, field: Field) -> bool:
    """Whether the model sees a value of this field."""
    return any(ENTITIES.get(entity.kind) is field for entity in parse.entities)
