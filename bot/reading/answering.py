"""The open question reads a message first: with its own reader, on what the message says of the writer."""

import re
from datetime import date
from typing import Any

from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import words
from bot.reading.context import Context, Fact, Unclear
from bot.reading.parse import Parse
from bot.reading.people import own
from bot.reading.resolving import ENTITIES, resolve, tidy, towns
from bot.reading.text import even, without_quotes
from bot.reading.whether import asks, asserted, held
from bot.terms import Field

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
_SURE = 0.8
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
    """What a text says as the answer to this question; other people's part of it is left out."""
    if field is Field.EXPERIENCE and _COUNTS_OTHERS.search(digits(even(tidy(text)))):
        return Unknown()
    said = tidy(without_quotes(text) if field is Field.HOUSEHOLD else own(text))
    if field not in {Field.HOUSEHOLD, Field.LANGUAGES, Field.FRENCH}:
        kept = asserted(even(said), past=field is Field.REGIONS)
        kept = held(kept) if field is Field.PERMIT else kept
        said = "".join(c if k != " " else " " for c, k in zip(said, kept, strict=True))
    if field is Field.LANGUAGES:  # "neither Wolof nor Peul, Arabic"; where nothing is left, "no other" is an answer
        spoken = resolve(resolver, field, asserted(even(said)), today)
        if isinstance(spoken, Found) and spoken.value:
            return spoken
    outcome = resolve(resolver, field, said, today) if said.strip() else Unknown()
    return _now_or_before(resolver, said, outcome) if field is Field.OCCUPATION else outcome


def _now_or_before(resolver: Resolver, said: str, outcome: Resolution[Any]) -> Resolution[Any]:
    """ "I was a teacher, now I drive a bus": which of the two is asked."""
    kept = asserted(even(said), past=True)
    today = "".join(c if k != " " else " " for c, k in zip(said, kept, strict=True))
    if isinstance(outcome, Unknown) or not today.strip() or today.split() == said.split():
        return outcome
    now, ever = _options(resolver.occupation(today)), _options(outcome)
    return Ambiguous(tuple(dict.fromkeys((*now, *ever)))) if now and set(now) != set(ever) else outcome


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
    if field is Field.LANGUAGES and parse.intent in _NONE:
        return Found(())
    plain = even(parse.text)
    if asks(plain):
        return Unknown()
    names, short = _names(resolver, parse, context), len(plain.split()) <= SHORT
    if parse.intent in _DIRECTS and parse.confidence >= _SURE and not (names and not _BY_NAME.search(plain)):
        return Unknown()
    family = field is Field.HOUSEHOLD and len(plain.split()) <= _FAMILY_WORDS and bool(_FAMILY.search(plain))
    lasts = field is Field.EXPERIENCE and _LASTS.search(plain) and not _OTHER_TIMES.search(plain)
    if not (short or names or lasts or family or parse.intent in _TELLING or is_sure(field, parse.text)):
        return Unknown()
    outcome = answer(resolver, field, parse.text, context.today)
    return _named(resolver, parse, context, outcome) if isinstance(outcome, Ambiguous) else outcome


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


def _names(resolver: Resolver, parse: Parse, context: Context) -> bool:
    """Whether the words name an answer to the open question, whatever else they were taken for."""
    if any(ENTITIES.get(entity.kind) is context.asked for entity in parse.entities):
        return True
    few = 1 < len(parse.text.split()) <= _FEW_WORDS
    return context.asked is Field.OCCUPATION and few and isinstance(resolver.occupation(parse.text), Found)
