"""The open question reads a message first, where the message is an answer: what it says, of the writer alone."""

import re
from datetime import date
from functools import partial
from typing import Any

from bot.base.terms import ANYWHERE, Education, Field, Household, Permit
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import words
from bot.reading.context import Context, Fact, Unclear
from bot.reading.parse import Entity, Parse
from bot.reading.people import Person
from bot.reading.plain import Places, is_plain, plainest, words_at
from bot.reading.resolving import ENTITIES, is_unfinished, resolve, tidy, towns
from bot.reading.saying import MANNERS, SO, WISHED, Manner, said, stretches, without_denials
from bot.reading.text import even, without_quotes
from bot.reading.whether import asks, is_bare

_FEW_WORDS = 6  # such as "je conduis un camion de pompiers"
SHORT = 4  # words: an answer rather than anything else, unless it asks
_TELLING = frozenset({"inform", "start_profile", "correct_profile", "nlu_fallback", "affirm", "deny"})
_DIRECTS = frozenset(
    {"skip", "go_back", "cancel", "talk_to_human", "change_language", "delete_my_data", "export_my_data", "help"}
)  # of the dialogue itself
# What directs the dialogue by its own name; other words that look like it may be a trade ("je sais souder").
_BY_NAME = re.compile(
    r"\b(?:skip|pass(?:e|er|ez|ons)?|question|cancel|annule[rz]?|back|retour|next|suivante?|previous)\b"
)
_NO_PIECES = (Field.REGIONS, Field.EXPERIENCE)  # of a trade, a diploma…: no name holds a place or a length of time
_OF_COMPANY = frozenset({"register_trip", "change_seats"})  # where people are named who may move along
_DOES = re.compile(  # what somebody does all day, which no model has to have seen: "i mend bicycles"
    r"\W*(?:je|i|on|we|nous) (?!(?:ai|as|a|suis|est|sommes|am|are|was|have|had|veu\w+|aime\w*|voudr\w+|peu\w+|sais"
    r"|pense|cherche|want|like|love|need|can|could|would|will|feel|think|know|hate|do|did|don't|live)(?!\w))[a-z]+"
)
_MOST_OF_EACH = 3  # meanings of a trade that was, and of one that is
_FAMILY, _FAMILY_WORDS = words.pattern(words.PARTNER, words.CHILD), 10
_LASTS, _OTHER_TIMES = re.compile(r"\b(?:ans|annees?|years?|yrs)\b"), words.pattern(words.OTHER_TIMES)
# Numbers in front of it are no years of work: "2 kids", "I have waited for 3 years", "the lease ends in 2 years".
_COUNTS_OTHERS = re.compile(
    r"\b\d+ (?:petits? |little |small |young )?(?:enfants?|kids?|child(?:ren)?|bebes?|babies|fils|filles?|garcons?"
    r"|sons?|daughters?|chats?|chiens?|cats?|dogs?|personnes?|people|french|francais|places?|seats?)\b"
    r"|\b\d+ (?:ans|years) (?:de|of) (?:mon|ma|mes|son|sa|my|his|her)\b|\b(?:anniversaire|birthday)\b"
    r"|\b(?:bail|lease|landlord|proprietaire|proprio|j'?attend\w*|attend(?:re|ons|u)|waiting|waited|1 day|1 jour)\b"
)
_MAY_BE_AN_AGE = re.compile(r"\W*(?:moi )?(?:j'?ai|g) \d{1,2} ?ans\W*|\W*(?:i'?m|i am) \d{1,2}\W*")
# Family that does not move along.
STAYS_BEHIND = re.compile(
    r"(?<!\w)(?:rest(?:e|ent|era|eront)|habit(?:e|ent)|viv?(?:t|ent)|sont|est|stay(?:s|ed|ing)?|remain\w*|lives?"
    r"|living|are|is)"
    r"(?: \w+)? (?:en|au|aux|a|dans|in|at|back|behind|la-bas|there|overseas|abroad|home)(?!\w)"
)
_HELD_OR_AWAITED = tuple(Found(each) for each in (Permit.OPEN_WORK_PERMIT, Permit.CLOSED_WORK_PERMIT))
_NOTHING = (Found(Education.NONE), Found(0))
_SURE, _LIKELY = 0.8, 0.5  # of a request; beside a service that it names
_OF_REGIONS = frozenset({"ask_region", "compare_regions"})
_WISHES = re.compile(
    r"(?<!\w)(?:j'|je |on |nous |i |we )(?:prefere|aimerais|veux|voudrais|choisi\w*|prefer|want|choose)"
)
# What may stand around the answer to a question of numbers, dates and people, so that nothing else is said.
_AROUND = frozenset(
    """
    a à about ai an and ans around as annee années année annees approximativement au aux avec ca d dans de depuis des du
    the us toute tous toutes both leur notre nos mes mon nous deux en environ et euh experience expérience exp
    for from have he i in is it j j'ai je juste just l la le les ma me mes
    moi mon months month mois my of oh on our over pendant peu plus plus que près presque s since some sur the un une
    year years yrs yr y demi demie half almost or ou to with nous we are est sera suis am only seulement
    personnes personne people person adultes adults adulte adult enfant enfants kid kids child children bébé baby fils
    fille filles garçon garçons son sons daughter daughters boy boys girl girls mari femme conjoint conjointe husband
    wife partner copine copain chum blonde seul seule alone myself single célibataire
    jour jours day days semaine semaines week weeks prochain prochaine next mi début fin mid early late end
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre january february march april
    may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    tout suite now right away asap dès possible soon immédiatement immediately maintenant aujourd'hui today
    niveau level français french b1 b2 a1 a2 c1 c2 place places seat seats total
    """.split()
)
_COUNTS = frozenset({Field.EXPERIENCE, Field.HOUSEHOLD, Field.START, Field.FRENCH})
Told = tuple[list[Fact], list[Unclear]]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?\d?")
_NONE = frozenset({"deny"})  # "no" to "which other languages?" is an answer


def answer(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    """What a text says as the answer to this question: of the writer, in a manner that answers it."""
    text = tidy(text)
    if field is Field.EXPERIENCE and _COUNTS_OTHERS.search(digits(even(text))):
        return Unknown()
    if field is Field.HOUSEHOLD:
        return _household(resolver, text, today)
    for manners in MANNERS[field]:
        outcome = _resolved(resolver, field, said(text, manners), today)
        if not isinstance(outcome, Unknown) and outcome != Found(()):
            return _completed(resolver, field, text, outcome, today)
    return _otherwise(resolver, field, text, today)


def _completed(resolver: Resolver, field: Field, text: str, outcome: Resolution[Any], today: date) -> Resolution[Any]:
    """With what the rest of the text does to an answer: "anywhere but Laval", "I was a teacher, now I drive a bus"."""
    if field is Field.REGIONS and outcome == Found((ANYWHERE,)):
        return _resolved(resolver, field, said(text, WISHED | {Manner.DENIED}), today)
    if field is Field.EDUCATION:  # "secondary 4, not finished"
        left = said(text, {Manner.DENIED})
        if is_unfinished(left) and isinstance(_resolved(resolver, field, left, today), Unknown):
            return _resolved(resolver, field, said(text, SO | {Manner.DENIED}), today)
    if field is Field.EXPERIENCE and isinstance(outcome, Found) and _MAY_BE_AN_AGE.fullmatch(even(text)):
        return Ambiguous((outcome.value,))
    now = said(text, WISHED)
    if field is not Field.OCCUPATION or now == said(text, SO):
        return outcome
    today_s, ever = _options(_resolved(resolver, field, now, today)), _options(outcome)
    which = tuple(dict.fromkeys((*today_s, *ever)))
    return Ambiguous(which) if today_s and set(today_s) != set(ever) else outcome


def _otherwise(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    """Where nothing is plainly said: the value that a denial is, or what has to be asked."""
    if field is Field.PERMIT:  # somebody who waits for an answer to a claim has a status already
        awaited = _resolved(resolver, field, said(text, {Manner.PLANNED}), today)
        if awaited in _HELD_OR_AWAITED:
            return Ambiguous((awaited.value,))  # a permit that ends soon is held, one that was applied for is not
        return awaited if awaited == Found(Permit.ASYLUM_SEEKER) else Unknown()
    if field is Field.REGIONS:  # where somebody lives may be where they want to work: to be asked, not taken
        home = _resolved(resolver, field, said(text, {Manner.HOME}), today)
        if isinstance(home, Found):
            return Ambiguous((home.value,))
    denied = said(text, {Manner.DENIED})
    if field is Field.LANGUAGES and _resolved(resolver, field, denied, today) == Found(()):
        return Found(())
    return denial(resolver, field, denied, today)


def denial(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    """The value that a denial is ("no diploma", "not good"); one that means the same without its "not" is none."""
    outcome = _resolved(resolver, field, text, today)
    plainly = _resolved(resolver, field, without_denials(text), today)
    return outcome if isinstance(outcome, Found) and outcome != plainly else Unknown()


def _household(resolver: Resolver, text: str, today: date) -> Resolution[Any]:
    """Who moves along is told of others; whether those who stay behind come later is asked."""
    kept = without_quotes(text)
    for each in stretches(text):
        if each.manner is Manner.SUPPOSED or each.person is Person.OTHER:
            kept = kept[: each.start] + " " * (each.end - each.start) + kept[each.end :]
    outcome = _resolved(resolver, Field.HOUSEHOLD, kept, today)
    alone = Household()
    if isinstance(outcome, Found) and outcome.value != alone and STAYS_BEHIND.search(even(kept)):
        return Ambiguous((alone, outcome.value))
    return outcome


def _resolved(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    return resolve(resolver, field, text, today) if any(c.isalnum() for c in text) else Unknown()


def _options(outcome: Resolution[Any]) -> tuple[Any, ...]:
    match outcome:
        case Found(value):
            return (value,)
        case Ambiguous(options):
            return options[:_MOST_OF_EACH]
    return ()


def is_sure(field: Field, text: str) -> bool:
    """Whether a text holds nothing beside numbers, dates and people, where one of these was asked for."""
    if field not in _COUNTS or "?" in text or len(text) > 60:
        return False
    left = [word for word in _WORD.findall(digits(tidy(text))) if word not in _PLAIN_AROUND]
    return not left


_PLAIN_AROUND = frozenset(even(word) for word in _AROUND) | frozenset(
    part for word in _AROUND for part in even(word).split("'")
)


def alone(resolver: Resolver, text: str, context: Context) -> Resolution[Any]:
    """The answer of a text that can be nothing else; no model has to be asked."""
    if context.asked is None or not is_sure(context.asked, text):
        return Unknown()
    return answer(resolver, context.asked, text, context.today)


def answered(resolver: Resolver, parse: Parse, context: Context) -> Resolution[Any]:
    """The answer to the open question in a message, where the message is one."""
    field = context.asked
    if field is None:
        return Unknown()
    plain = even(parse.text)
    if field is Field.LANGUAGES and parse.intent in _NONE and len(plain.split()) <= SHORT:
        return Found(())
    if asks(plain) or is_a_request(resolver, parse, field):
        return Unknown()
    unsure = parse.confidence < _SURE and field is not Field.OCCUPATION  # for a trade, any words resemble one
    short = len(plain.split()) <= (_FEW_WORDS if unsure else SHORT)
    names = _names(resolver, parse, field)
    lasts = field is Field.EXPERIENCE and _LASTS.search(plain) and not _OTHER_TIMES.search(plain)
    does = field is Field.OCCUPATION and parse.intent == "out_of_scope" and _DOES.match(plain)
    plainly = short or names or lasts or does or _is_family(field, plain) or is_sure(field, parse.text)
    if not plainly and parse.intent not in _TELLING:
        return Unknown()
    text = _of_no_place(parse) if field is Field.OCCUPATION else parse.text
    outcome = answer(resolver, field, text, context.today)
    if outcome in _NOTHING and _speaks_of_another(resolver, parse, field):
        return Unknown()
    if isinstance(outcome, Found):
        marked = [(each.start, each.end) for each in parse.entities if ENTITIES.get(each.kind) is field]
        return plainest(field, text, outcome, lambda said: answer(resolver, field, said, context.today), marked)
    return _named(resolver, parse, context, outcome) if isinstance(outcome, Ambiguous) else outcome


def _speaks_of_another(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether a "none" is about what the message names and the question does not: "he has 10 years, me none"."""
    named = {ENTITIES[entity.kind] for entity in parse.entities if entity.kind in ENTITIES}
    return bool(named) and field not in named and resolver.profile_field(parse.text) != Found(field)


def is_a_request(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether a message surely asks for something, and its words are no plain answer to the open question."""
    plain = even(parse.text)
    if parse.intent in _TELLING or is_sure(field, parse.text):
        return False
    serves = any(entity.kind == "service_type" for entity in parse.entities)
    if parse.confidence < (_LIKELY if serves else _SURE):
        return False
    if parse.intent == "out_of_scope":  # "the weather in Amos" is no trade, "I mend bicycles" may be one
        return field is Field.OCCUPATION and _of_no_place(parse) != parse.text and not _names(resolver, parse, field)
    match field:
        case Field.REGIONS:  # "rents in Amos" names a place, and asks for something else
            spans = [(entity.start, entity.end) for entity in parse.entities if ENTITIES.get(entity.kind) is field]
            wished = (parse.intent in _OF_REGIONS and _WISHES.search(plain)) or _wishes_for(resolver, parse, spans)
            return not is_bare(plain, spans) and not wished
        case Field.HOUSEHOLD:
            return not (_is_family(field, plain) and parse.intent in _OF_COMPANY)
    named = _names(resolver, parse, field)
    return not named or (parse.intent in _DIRECTS and bool(_BY_NAME.search(plain)))


def _wishes_for(resolver: Resolver, parse: Parse, spans: Places) -> bool:
    """Whether a text names places, and says around them only that its writer would go there."""
    named = resolve(resolver, Field.REGIONS, parse.text, date.min)
    if not isinstance(named, Found):
        return False
    read = partial(resolve, resolver, Field.REGIONS, today=date.min)
    return is_plain(Field.REGIONS, parse.text, named, read, words_at(parse.text, spans))


def _is_family(field: Field, plain: str) -> bool:
    return field is Field.HOUSEHOLD and len(plain.split()) <= _FAMILY_WORDS and bool(_FAMILY.search(plain))


def belongs(resolver: Resolver, parse: Parse, context: Context, entity: Entity, outcome: Resolution[Any]) -> bool:
    """Whether an entity of another kind is a piece of the answer: of "secondary 5" and "primary school teacher"."""
    field = context.asked
    if field is None or isinstance(outcome, Unknown) or ENTITIES.get(entity.kind, field) in {field, *_NO_PIECES}:
        return False
    if re.fullmatch(r"\W*\d+\W*", entity.value):
        return len(parse.text.split()) <= SHORT
    without = parse.text[: entity.start] + " " * (entity.end - entity.start) + parse.text[entity.end :]
    return answer(resolver, field, without, context.today) != outcome


def _of_no_place(parse: Parse) -> str:
    """A text without the places in it, in place: no trade is named by one."""
    text = parse.text
    for entity in parse.entities:
        if entity.kind in {"city", "region"}:
            text = text[: entity.start] + " " * (entity.end - entity.start) + text[entity.end :]
    return text if any(c.isalnum() for c in text) else parse.text


def _named(resolver: Resolver, parse: Parse, context: Context, outcome: Ambiguous[Any]) -> Resolution[Any]:
    """The one of several meanings that the words of a trade say by themselves: beside "5 years" they say the same."""
    if context.asked is not Field.OCCUPATION:
        return outcome
    trades = [resolver.occupation(entity.value) for entity in parse.entities if entity.kind == "occupation"]
    said = [trade for trade in trades if isinstance(trade, Found) and trade.value in outcome.options]
    return said[0] if len(trades) == 1 and said else outcome


def as_facts(resolver: Resolver, parse: Parse, field: Field, outcome: Resolution[Any]) -> Told:
    """An answer as what is told."""
    match outcome:
        case Found(value):
            cities = [entity.value for entity in parse.entities if entity.kind == "city"]
            named = cities if parse.entities else [parse.text]
            return [Fact(field, value, towns=towns(resolver, named, value) if field is Field.REGIONS else ())], []
        case Ambiguous(options):
            return [], [Unclear(field, tuple(options[:6]))]
    return [], []


def _names(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether the words name an answer to the open question, whatever else they were taken for."""
    if any(ENTITIES.get(entity.kind) is field for entity in parse.entities):
        return True
    few = len(parse.text.split()) <= _FEW_WORDS and _of_no_place(parse) == parse.text
    return field is Field.OCCUPATION and few and isinstance(resolver.occupation(parse.text), Found)
