"""The open question reads a message first, where the message is an answer: what it says, of the writer alone."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from bot.base.terms import Education, Field
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.knowledge.start_dates import MONTHS
from bot.reading import kin, words
from bot.reading.acts import asks_for_something, is_told
from bot.reading.context import Context, Fact, Unclear
from bot.reading.counting import COUNTED, is_sure
from bot.reading.gist import gist
from bot.reading.head import at_its_head
from bot.reading.parse import Clause, Entity, Parse
from bot.reading.plain import Places, is_plain, plainest, words_at
from bot.reading.resolving import ENTITIES, resolve, stated, towns
from bot.reading.saying import WISHED, said
from bot.reading.schooling import degree
from bot.reading.text import even
from bot.reading.travel import TRIPS
from bot.reading.values import answer
from bot.reading.whether import PIECE, SENTENCE, asks, is_bare

_FEW_WORDS = 6  # such as "je conduis un camion de pompiers"
SHORT = 4  # words: an answer rather than anything else, unless it asks
_TELLING = frozenset({"inform", "start_profile", "correct_profile", "nlu_fallback", "affirm", "deny"})
_DIRECTS = frozenset(
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
_STEERS = frozenset({"skip", "go_back", "cancel"})
_OF_SEATS = frozenset({"change_seats", "cancel_trip", "my_trips"})  # what nobody asks for who holds none
_WHEN = re.compile(r"\W*(?:quand|lorsque|when|once|as soon as)(?!\w)")
_SHORT_OF_A_CASE = 6  # words that name a paper where the status is asked: "my permit expired" asks for nothing
_NO_PIECES = (Field.REGIONS, Field.EXPERIENCE)  # of a trade, a diploma…: no name holds a place or a length of time
_OF_FRENCH = words.pattern(words.FRENCH, words.SPEAKS)
_OF_COMPANY = frozenset({"register_trip", "change_seats"})  # where people are named who may move along
_DOES = re.compile(  # what somebody does all day, which no model has to have seen: "i mend bicycles"
    r"\W*(?:je|i|on|we|nous) (?!(?:ai|as|a|suis|est|sommes|am|are|was|have|had|veu\w+|aime\w*|voudr\w+|peu\w+|sais"
    r"|pense|cherche|want|like|love|need|can|could|would|will|feel|think|know|hate|do|did|don't|live)(?!\w))[a-z]+"
)
_FAMILY, _FAMILY_WORDS = words.pattern(kin.PARTNER, kin.CHILD), 10
_LASTS, _OTHER_TIMES = re.compile(r"\b(?:ans|annees?|years?|yrs)\b"), words.pattern(words.OTHER_TIMES)
_NOTHING = (Found(Education.NONE), Found(0))
_SURE, _LIKELY = 0.8, 0.5  # of a request; beside a service that it names
_CERTAIN = 0.95  # of an order to the dialogue: "IT" is taken for one at 0.8, "exit" at 1.0
_COMPARES = re.compile(  # which of them is better, and not that one or the other is wanted
    r"(?<!\w)(?:mieux|meilleure?s?|moins|plus|pires?|compar\w+|difference\w*|better|best|worse|cheaper|than|versus|vs"
    r"|contre|entre|between|about|sur|savoir|infos?|parl\w+|tell|vie|life|comment|how)(?!\w)"
)
_OF_REGIONS = frozenset({"ask_region", "compare_regions"})
_WISHES = re.compile(
    r"(?<!\w)(?:j'|je |on |nous |j(?=v))(?:prefere|aimerai[st]|ve?u[xt]?|voudrai[st]|choisi\w*|irai[st]?|vais|va)(?!\w)"
    r"|(?<!\w)(?:i |we |i'd |we'd )(?:\w+ )?(?:prefer|want|choose|like|love|go|move)(?!\w)"
)
Told = tuple[list[Fact], list[Unclear]]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?\d?")
_ONLY = words.pattern(words.ONLY, r"c'est tout(?:e)?|that's (?:all|it)|thats (?:all|it)")
_NONE_OTHER = re.compile(r"^\W*(?:rien|pas|no|none|nothing|nobody|non) ?(?:d'autres?|else|other|another)\W*$")
_TO_US = re.compile(  # the language of this conversation
    r"(?<!\w)(?:in|en|to|chang\w*|switch\w*|continu\w*|pass\w*|please|svp|stp|parle[rz]?-?|speak to|talk to)(?!\w)"
)
_TRIP = re.compile(r"(?<!\w)(?:places?|seats?|sieges?|voyages?|trips?|inscri\w*|register\w*)(?!\w)")
_COURTESIES = frozenset(
    {"greet", "goodbye", "thank", "report_hired", "bot_challenge", "view_profile", "give_feedback", "help"}
)
_NO_TRADES = frozenset({"french_level", "permit", "spoken_language", "region"})
_LITTLE = 2  # words beside a diploma
_WORKS = words.pattern(
    words.WORK, r"fai[st]|faire|faisons|enseign\w*|appris\w*", r"do|does|doing|did|taught|teach\w*|learn\w*"
)
_LENGTH = re.compile(r"\d ?(?:ans?|annees?|years?|yrs?|mois|months?)(?!\w)")
_SCHOOLING = words.pattern(words.SCHOOL, r"dep|dec|lycee|high school|secondary")
_OF_ELSE = frozenset({"permit", "french_level", "spoken_language"})
_NUMBERED = frozenset({"education", "french_level", "permit", "trip_date"})
_OF_FRENCH = words.pattern(words.FRENCH)
_DAY = re.compile(  # of a month, which counts nothing
    rf"(?<!\w)(?:\d{{1,2}}(?:er|st|nd|rd|th)? (?:of |de |d')?(?:{MONTHS})|(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?)(?!\w)"
    r"(?: \d{4})?"
)
_FEWEST_AFTER = 2  # words or numbers after a question that may be an answer
_NONE = frozenset({"deny"})  # "no" to "which other languages?" is an answer


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
    plain = even(resolver.usual(parse.text))
    if field is Field.LANGUAGES and (own := _languages(resolver, parse, plain)) is not None:
        return own
    if (head := at_its_head(resolver, field, resolver.usual(parse.text), context.today)) is not None:
        return head
    whens = field is Field.START and "?" not in plain and bool(_WHEN.match(plain))  # "when school is over"
    requests = (asks(plain) and not whens) or is_a_request(resolver, parse, field)
    by_parts = requests or field is not Field.REGIONS  # "Amos or Gaspé, but not Laval" is one answer
    if parse.clauses and by_parts and (told := _told_in_a_part(resolver, parse, context)):
        return told
    if requests:
        return Unknown() if field is Field.REGIONS else _offered(resolver, parse, plain, context)
    unsure = parse.confidence < _SURE and field is not Field.OCCUPATION  # for a trade, any words resemble one
    short = len(plain.split()) <= (_FEW_WORDS if unsure else SHORT)
    names = _names(resolver, parse, field)
    lasts = field is Field.EXPERIENCE and _LASTS.search(plain) and not _OTHER_TIMES.search(plain)
    does = field is Field.OCCUPATION and is_deed(parse)
    guesses = parse.intent not in _TELLING and _may_answer(parse, field)
    sure = is_sure(field, parse.text) or _is_read_plainly(resolver, parse, field)
    plainly = short or names or lasts or does or guesses or sure or _is_family(field, plain)
    taken_for_else = not plainly and parse.intent not in _TELLING
    if taken_for_else:
        return _offered(resolver, parse, plain, context)
    if field is Field.OCCUPATION:
        return _trade(resolver, parse, context)
    if field is Field.FRENCH and _is_of_places(parse):
        return Unknown()  # "Estrie is ok too" is no level
    text = _of_no_other(parse) if field is Field.EXPERIENCE else parse.text
    text = degree(resolver, text) if field is Field.EDUCATION else text
    read = partial(answer, resolver, field, today=context.today)
    outcome = read(text)
    if outcome in _NOTHING and _speaks_of_another(resolver, parse, field):
        return Unknown()
    if isinstance(outcome, Found):
        marked = [(each.start, each.end) for each in parse.entities if ENTITIES.get(each.kind) is field]
        said = gist(field, resolver.usual(text), read)
        return plainest(field, said, outcome, read, marked if said == text else ())
    return outcome


def is_plain_answer(resolver: Resolver, parse: Parse, context: Context) -> bool:
    """Whether a message that asks nothing plainly answers the open question: "five years, mostly nights"."""
    field, plain = context.asked, even(parse.text)
    if field is None or asks(plain):
        return False
    return _is_marked(parse, field) or is_sure(field, parse.text) or _is_read_plainly(resolver, parse, field)


def after_a_why(text: str) -> bool:
    """Whether more is said after the question why something is asked: "why do you need that? five years"."""
    _, sign, rest = text.partition("?")
    return bool(sign) and len(re.findall(r"\w{2,}|\d", rest)) >= _FEWEST_AFTER


def _offered(resolver: Resolver, parse: Parse, plain: str, context: Context) -> Resolution[Any]:
    """What a message that was taken for something else, and asks nothing, would answer: only offered."""
    field = context.asked
    steers = parse.intent in _DIRECTS | _STEERS and parse.confidence >= _SURE
    if field in {None, Field.OCCUPATION} or asks(plain) or steers or (parse.intent in TRIPS and _TRIP.search(plain)):
        return Unknown()
    assert field is not None
    outcome = answer(resolver, field, parse.text, context.today)
    if isinstance(outcome, Found):
        return Ambiguous((outcome.value,)) if outcome.value else Unknown()
    return outcome


def _is_of_places(parse: Parse) -> bool:
    """Whether a message names places and nothing of a language."""
    kinds = {entity.kind for entity in parse.entities}
    return bool(kinds & {"region", "city"}) and not (kinds & {"french_level"} or _OF_FRENCH.search(even(parse.text)))


def _trade(resolver: Resolver, parse: Parse, context: Context) -> Resolution[Any]:
    """The trade that a message names, or that its words resemble where they are about nothing else."""
    named = _trades_named(resolver, parse)
    names_one = any(each.kind == "occupation" for each in parse.entities)
    if not (named or names_one) and _tells_another(resolver, parse, context):
        return Unknown()  # any words resemble some title
    text = _of_no_place(parse)
    outcome = answer(resolver, Field.OCCUPATION, text, context.today)
    sure = tuple(dict.fromkeys(each.value for each in named if isinstance(each, Found)))
    if isinstance(outcome, Found):
        marked = [(each.start, each.end) for each in parse.entities if each.kind == "occupation"]
        return plainest(
            Field.OCCUPATION,
            text,
            outcome,
            lambda said: answer(resolver, Field.OCCUPATION, said, context.today),
            marked,
        )
    fits = isinstance(outcome, Ambiguous) and sure[:1] and sure[0] in outcome.options
    if len(named) == len(sure) == 1 and (fits or isinstance(outcome, Unknown) or len(text.split()) > _FEW_WORDS):
        if _ends_a_list_of_tasks(parse):
            return outcome if isinstance(outcome, Ambiguous) else Ambiguous(sure)
        return Found(sure[0])  # beside all the other words of a sentence, those of its trade say it by themselves
    return _spelt_by_ear(resolver, parse, context) if isinstance(outcome, Unknown) else outcome


def _spelt_by_ear(resolver: Resolver, parse: Parse, context: Context) -> Resolution[Any]:
    """The trades that a message may name once its spelling is mended: only offered, since mending guesses."""
    if parse.mended in {"", parse.text}:
        return Unknown()
    outcome = answer(resolver, Field.OCCUPATION, parse.mended, context.today)
    return Ambiguous((outcome.value,)) if isinstance(outcome, Found) else outcome


def _ends_a_list_of_tasks(parse: Parse) -> bool:
    """Whether a trade's word is one of several things that somebody does: "I wash the floors, cook, iron"."""
    before = (parse.text[: each.start] for each in parse.entities if each.kind == "occupation")
    return bool(_DOES.match(even(parse.text))) and all("," in part for part in before)


def is_deed(parse: Parse) -> bool:
    """Whether somebody says what they do all day, where their trade is asked: what is done is nothing they ask for."""
    plain = even(parse.text)
    return bool(_DOES.match(plain)) and not asks(plain) and parse.intent not in _DIRECTS | _STEERS


def _trades_named(resolver: Resolver, parse: Parse) -> list[Resolution[Any]]:
    """What each trade that the model marks as the writer's may be."""
    own = said(parse.text)
    marked = [each for each in parse.entities if each.kind == "occupation" and own[each.start : each.end].strip()]
    typed = ((resolver.occupation(own[each.start : each.end]), each.value) for each in marked)
    found = [resolver.occupation(value) if isinstance(outcome, Unknown) else outcome for outcome, value in typed]
    return [each for each in found if not isinstance(each, Unknown)]


def _tells_another(resolver: Resolver, parse: Parse, context: Context) -> bool:
    """Whether a message tells something that is no trade, and does not say what its writer does."""
    plain = even(parse.text)
    lasts = any(entity.kind == "experience_years" for entity in parse.entities)
    if lasts and len(plain.split()) > _FEW_WORDS and not _DOES.match(plain):
        return True
    if _DOES.match(plain) or _WORKS.search(plain):
        return False
    schooling = sum(len(entity.value.split()) for entity in parse.entities if entity.kind == "education")
    if schooling and len(plain.split()) <= schooling + _LITTLE:
        return True
    if any(entity.kind in _NO_TRADES for entity in parse.entities):
        return True
    household, start = resolver.household(parse.text), resolver.start_date(parse.text, context.today)
    family = isinstance(household, Found) and (household.value.partner or household.value.children)
    return bool(family) or isinstance(start, Found)


def _parts(ends: re.Pattern[str], plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*(match.end() for match in ends.finditer(plain)), len(plain)]:
        yield start, end
        start = end


def _of_no_other(parse: Parse) -> str:
    """A text without what is about something else, in place: the number of a level or of a day is no year."""
    text, plain = parse.text, even(parse.text)
    if not _OF_FRENCH.search(plain):  # a number that the model takes for a level of French
        others = tuple(e for e in parse.entities if e.kind != "french_level" or not e.value.strip().isdigit())
        parse = replace(parse, entities=others)
    for entity in parse.entities:
        if entity.kind in _NUMBERED and not _LASTS.search(plain, entity.start, entity.end):
            text = text[: entity.start] + " " * (entity.end - entity.start) + text[entity.end :]
    whole = [(*span, False) for span in _parts(SENTENCE, plain)]
    for start, end, is_piece in (*whole, *((*span, True) for span in _parts(PIECE, plain))):
        said = plain[start:end]
        studied = _SCHOOLING.search(said) and len(_LENGTH.findall(digits(said))) == 1  # "a course of three months"
        elsewhere = studied or (is_piece and any(each.kind in _OF_ELSE for each in parse.inside(start, end)))
        if elsewhere and not _WORKS.search(said):
            text = text[:start] + " " * (end - start) + text[end:]
    for day in _DAY.finditer(plain):
        text = text[: day.start()] + " " * len(day[0]) + text[day.end() :]
    return text


def _told_in_a_part(resolver: Resolver, parse: Parse, context: Context) -> Resolution[Any] | None:
    """The answer in the part of a message that tells something, beside another part that asks for something."""
    named = {e.start for e in parse.entities if ENTITIES.get(e.kind) is context.asked is not Field.OCCUPATION}
    telling = [clause for clause in parse.clauses if is_told(clause) and _says_enough(clause, named)]
    if context.asked is Field.OCCUPATION:  # any words resemble some title
        telling = [each for each in telling if _says_a_trade(parse, each)]
    if not any(map(asks_for_something, parse.clauses)):
        return None
    if context.asked is Field.EXPERIENCE and len(telling) > 1:  # lengths of time that make one: "4 years, then 3"
        first, last = telling[0], telling[-1]
        between = [each for each in parse.clauses if first.start <= each.start <= last.start]
        if between == telling:
            whole = replace(first, end=last.end, text=parse.text[first.start : last.end], mended="")
            telling = [whole, *telling]
    found = (answered(resolver, parse.clause(clause), context) for clause in telling)
    return next((each for each in found if not isinstance(each, Unknown)), None)


def _says_a_trade(parse: Parse, clause: Clause) -> bool:
    kinds = {entity.kind for entity in parse.inside(clause.start, clause.end)}
    plain = even(clause.text)
    return "occupation" in kinds or bool(_DOES.match(plain)) or (not parse.entities and bool(_WORKS.search(plain)))


def _says_enough(clause: Clause, named: Collection[int]) -> bool:
    """Whether a part can be an answer: of few words only where it names one ("j'irais en Mauricie, c'est loin?")."""
    length = len(clause.text.split())
    few = clause.start == 0 or length >= SHORT - 1  # "… et l'Outaouais" ends what another part began
    return length >= SHORT or (few and any(clause.start <= start < clause.end for start in named))


def _speaks_of_another(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether a "none" is about what the message names and the question does not: "he has 10 years, me none"."""
    named = {ENTITIES[entity.kind] for entity in parse.entities if entity.kind in ENTITIES}
    return bool(named) and field not in named and resolver.profile_field(parse.text) != Found(field)


def is_a_request(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether a message surely asks for something, and its words are no plain answer to the open question."""
    plain = even(parse.text)
    if parse.intent in _TELLING or is_sure(field, parse.text) or _may_answer(parse, field):
        return False
    if field is Field.OCCUPATION and is_deed(parse):
        return False
    serves = any(entity.kind == "service_type" for entity in parse.entities)
    if parse.confidence < (_LIKELY if serves else _SURE):
        return False
    if parse.intent in _STEERS and parse.confidence >= _CERTAIN and not _is_marked(parse, field):
        return True  # the words of "I give up" resemble a trade, those of "no, next" a denial
    if parse.intent == "out_of_scope":  # "the weather in Amos" is no trade, "I mend bicycles" may be one
        return field is Field.OCCUPATION and _of_no_place(parse) != parse.text and not _names(resolver, parse, field)
    match field:
        case Field.REGIONS:  # "rents in Amos" names a place, and asks for something else
            spans = [(entity.start, entity.end) for entity in parse.entities if ENTITIES.get(entity.kind) is field]
            own = even(said(parse.text, WISHED))
            puts = parse.intent in _OF_REGIONS and (_WISHES.search(own) or not (asks(plain) or _COMPARES.search(plain)))
            wished = puts or _wishes_for(resolver, parse, spans)
            return not is_bare(plain, spans) and not wished
        case Field.HOUSEHOLD if _is_family(field, plain) and parse.intent in _OF_COMPANY:
            return False
    directs = parse.intent in _DIRECTS
    named = _names(resolver, parse, field) or (not directs and _is_read_plainly(resolver, parse, field))
    return not named or (directs and bool(_BY_NAME.search(plain)))


def _is_read_plainly(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether the open question's reader finds a value, with nothing but the words of an answer around it."""
    if field is Field.OCCUPATION or len(parse.text.split()) > _FAMILY_WORDS:
        return False
    read = partial(answer, resolver, field, today=date.min)
    outcome = answer(resolver, field, parse.text, date.min)
    return isinstance(outcome, Found) and is_plain(field, parse.text, outcome, read)


def _may_answer(parse: Parse, field: Field) -> bool:
    """Whether the open question's reader looks first, however sure the model is: "tomorrow" is no goodbye."""
    plain = even(parse.text)
    counted = plain if parse.confidence >= _CERTAIN else digits(plain)  # "go back to step one" counts nothing
    guesses = field in COUNTED and parse.intent in _STEERS and any(c.isdigit() for c in counted)
    return not asks(plain) and (guesses or parse.intent in _COURTESIES or is_misplaced(parse, field))


def is_misplaced(parse: Parse, field: Field) -> bool:
    """Whether an intent makes no sense at an open question: "IT" stops nothing, years of work are no seats."""
    plain = even(parse.text)
    if asks(plain):
        return False
    if parse.intent in _STEERS:
        if _BY_NAME.search(plain) or _ENDS.search(plain):
            return False
        return parse.confidence < (_CERTAIN if len(plain.split()) <= SHORT else _LIKELY)
    if parse.intent in _OF_SEATS:
        return not _TRIP.search(plain)
    if parse.intent == "change_language":
        return field is Field.LANGUAGES and not _TO_US.search(plain)
    if parse.intent == "ask_immigration_procedure":
        return field is Field.PERMIT and len(plain.split()) <= _SHORT_OF_A_CASE
    return parse.confidence < _LIKELY


def _languages(resolver: Resolver, parse: Parse, plain: str) -> Resolution[Any] | None:
    """Where other languages are asked, a bare name of one is no wish to change ours, and "only French" is none."""
    short = len(plain.split()) <= SHORT
    if short and (parse.intent in _NONE or _NONE_OTHER.search(plain)):
        return Found(())
    named = resolver.spoken_languages(stated(parse.text))
    if not short or not isinstance(named, Found) or _TO_US.search(plain):
        return None
    if named.value == ("fr",) and _ONLY.search(plain):
        return Found(())
    bare = is_bare(
        plain, [(word.start(), word.end()) for word in _WORD.finditer(plain) if _names_one(resolver, word[0])]
    )
    return answer(resolver, Field.LANGUAGES, parse.text, date.min) if bare and parse.intent in _DIRECTS else None


def _names_one(resolver: Resolver, word: str) -> bool:
    return isinstance(resolver.spoken_languages(word), Found)


def _wishes_for(resolver: Resolver, parse: Parse, spans: Places) -> bool:
    """Whether a text names places, and says around them only that its writer would go there."""
    own = said(parse.text, WISHED)
    named = resolve(resolver, Field.REGIONS, own, date.min)
    if not isinstance(named, Found):
        return False
    read = partial(resolve, resolver, Field.REGIONS, today=date.min)
    return is_plain(Field.REGIONS, own, named, read, words_at(parse.text, spans))


def deed(resolver: Resolver, parse: Parse, context: Context) -> tuple[Unclear, ...]:
    """The trade of whoever says what they do all day, unasked: "I mend bicycles"."""
    told = context.told.get(Field.OCCUPATION) is not None or context.asked is not None
    if told or parse.confidence >= _LIKELY or asks(even(parse.text)) or not _DOES.match(even(parse.text)):
        return ()
    outcome = answer(resolver, Field.OCCUPATION, parse.text, context.today)
    options = (outcome.value,) if isinstance(outcome, Found) else getattr(outcome, "options", ())
    return (Unclear(Field.OCCUPATION, tuple(options)),) if options else ()


def _is_family(field: Field, plain: str) -> bool:
    return field is Field.HOUSEHOLD and len(plain.split()) <= _FAMILY_WORDS and bool(_FAMILY.search(plain))


def belongs(resolver: Resolver, parse: Parse, context: Context, entity: Entity, outcome: Resolution[Any]) -> bool:
    """Whether an entity of another kind is a piece of the answer: of "secondary 5" and "primary school teacher"."""
    field = context.asked
    other = ENTITIES.get(entity.kind, field)
    whole = other in _NO_PIECES and not (field is Field.LANGUAGES and other is Field.REGIONS)  # "Guadeloupe Creole"
    if field is None or isinstance(outcome, Unknown) or other is field or whole:
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
    if _is_marked(parse, field):
        return True
    few = len(parse.text.split()) <= _FEW_WORDS and _of_no_place(parse) == parse.text
    return field is Field.OCCUPATION and few and isinstance(resolver.occupation(parse.text), Found)


def _is_marked(parse: Parse, field: Field) -> bool:
    """Whether the model sees a value of this field."""
    return any(ENTITIES.get(entity.kind) is field for entity in parse.entities)
