"""Turns the entities of a message into facts: each value, whom it is about, and whether it is affirmed or denied."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.base.terms import Field
from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.about_whom import Person
from bot.reading.answered_plainly import is_framed
from bot.reading.context import Context, Fact, Unclear
from bot.reading.how_meant import MANNERS, Manner, Stretch, at
from bot.reading.intents import TELLING
from bot.reading.lengths_of_time import whole_length
from bot.reading.made_of_several import all_languages, highest, one_length, one_status, several_trades
from bot.reading.normalized_in_place import even, without_quotes
from bot.reading.numbers_alone import LENGTH
from bot.reading.only_told_of import is_told_of
from bot.reading.parse import Entity, Parse
from bot.reading.parts_that_ask import is_told
from bot.reading.permits_told import OF_SOMETHING_ELSE
from bot.reading.resolving import ENTITIES, resolve, towns
from bot.reading.schooling import counts_a_grade, is_unfinished
from bot.reading.unmarked import NAMES_FRENCH, OTHER_TIMES, family_elsewhere, length_of_work, without_entity
from bot.reading.values import counts_something_else, denial, of_another_language
from bot.reading.whether import Whether, asks, piece, piece_span, sentence, whether
from bot.reading.whose_number import is_of_the_unit_before
from bot.reading.wished_places import SCHOOL, all_but, is_no_goal, is_refused, is_wished, of_towns

# Words that a sentence needs before a number or a name in it counts as an answer to a question that is not open.
_WORK, _FRENCH, _TONGUES, _SPEAKS = (
    words.pattern(subject_words.WORK),
    words.pattern(subject_words.FRENCH),
    words.pattern(subject_words.TONGUES),
    words.pattern(subject_words.SPEAKS),
)
_STUDENT = re.compile(r"\W*(?:etudiante?|student)\W*")  # a student may have another status than a study permit
_OF_NO_WORK = frozenset({"spoken_language", "permit", "french_level"})
# Beside a length of time: how long somebody has been here, rather than worked.
_HERE = re.compile(r"(?<!\w)(?:ici|icitte|here|quebec|canada|montreal)(?!\w)")
_WHO_ONE_IS = re.compile(
    r"(?<!\w)(?:celibataire|single|marie[e]?|married|divorcee?|divorced|separee?|separated|veuf|veuve|widow\w*|seule?|alone"
    r"|male|female|m|f|homme|femme|man|woman|guy|gars|girl|boy|fille|garcon|mere|pere|mother|father|mom|dad"
    r"|enfants?|kids?|child(?:ren)?)(?!\w)"
)
_WRITER = words.pattern(words.WRITER, r"mon|ma|mes|my|me")
_WITH_WHOM = re.compile(  # where, or with whom, only one language is spoken: others are spoken elsewhere
    r"(?<!\w)(?:(?:with|to|avec|chez) (?!you|vous|toi|me(?!\w)|moi)|at (?:home|work|school)|au (?:travail|boulot)"
    r"|a (?:la maison|l'ecole|l'eglise)|en famille|in (?:the|my) family)"
)
_BARE_WORDS = 3
_FEW_WORDS = 6  # a sentence of at most so many words is about nothing but the value in it
# Between a trade and the years of it: "welder, 6 years", « boucher depuis 10 ans », "six years as a cook".
_OF_THE_TRADE = re.compile(r"\W*(?:(?:depuis|since|for|avec|with|pendant|de|d'|of|as|comme)\W+)?(?:(?:an?|une?)\W+)?")
_COMMAND = words.pattern(
    words.REMOVED,
    words.ADDED,
    words.INSTEAD_OF,
    r"plus besoin|a (?:la |sa )?place|(?:take|tak|tek|cross) [\w' -]{2,30} (?:off|out|away)",
    r"(?:keep|leave|gard\w+|laiss\w+) (?:moi )?(?:only|just|juste|seulement|uniquement|que)",
)


def facts(
    resolver: Resolver, parse: Parse, context: Context, entities: Iterable[Entity]
) -> tuple[list[Fact], list[Unclear]]:
    """The facts in these entities and those told without an entity, such as a household; and what has to be asked."""
    plain, spoken = even(without_quotes(parse.text)), resolver.without_unspoken(parse.text)
    told: list[Fact] = []
    unclear: list[Unclear] = []
    seen: dict[Field, list[tuple[int, int, Whether]]] = {}
    for entity in sorted(entities, key=lambda each: each.start):
        field = ENTITIES.get(entity.kind)
        if field is None or not plain[entity.start : entity.end].strip():
            continue
        how = whether(plain, entity.start, entity.end, seen.get(field, ()))
        if field is Field.LANGUAGES and how is Whether.ONLY and _WITH_WHOM.search(piece(plain, entity.start)):
            how = Whether.ALSO
        if field is Field.LANGUAGES and not spoken[entity.start : entity.end].strip():
            how = Whether.NO
        seen.setdefault(field, []).append((entity.start, entity.end, how))
        around = sentence(plain, entity.start)
        heads = field is Field.LANGUAGES and len(piece(plain, entity.start).split()) <= _BARE_WORDS  # a list item
        if field is Field.EXPERIENCE and (
            counts_something_else(piece(plain, entity.start)) or is_of_the_unit_before(plain, entity.start)
        ):
            continue
        if field is context.asked and how is Whether.YES and is_told_of(field, plain, entity.start, entity.end):
            continue
        if not (heads or _speaks_of(field, around, _beside(plain, entity, parse), context)):
            continue
        if _is_of_another(resolver, field, plain, entity, parse):
            continue
        stretch = at(parse.text, entity.start)
        if not _is_meant(field, stretch.manner, how):
            continue
        if field is Field.REGIONS and how is not Whether.NO and is_no_goal(plain, stretch, entity.start):
            continue
        if field is Field.REGIONS and how is Whether.NO and not is_refused(parse, plain, entity.start, entity.end):
            continue
        if field is Field.REGIONS and how is Whether.YES and not is_wished(parse, plain, entity, context):
            continue  # left to the second look, which weighs whether it is a wish
        named = even(parse.text[entity.start : entity.end])
        doubtful = (
            field is Field.PERMIT
            and field is not context.asked
            and (bool(_STUDENT.fullmatch(named)) or not _is_the_writers_permit(parse, stretch, entity))
        )
        for found in _resolved(resolver, field, entity, how, parse.text, context.today):
            if isinstance(found, Fact) and doubtful and _only_asks(plain, entity, around):
                continue  # "is an open permit enough?" tells nothing of the writer's
            if isinstance(found, Fact) and doubtful:
                unclear.append(Unclear(field, (found.value,)))
            elif isinstance(found, Fact):
                mine = _is_itself_named(field, stretch, entity) or _begins_with_its_trade(plain, stretch, entity, parse)
                person = Person.SELF if mine else stretch.person
                told.append(of_towns(resolver, replace(found, person=person), context))
            elif stretch.person is Person.SELF and how is not Whether.NO:
                unclear.append(found)
    told = all_but(resolver, parse, told, context)
    told += without_entity(resolver, parse, context)
    if not any(fact.field is Field.HOUSEHOLD for fact in told):
        unclear += family_elsewhere(resolver, parse, context)
    told += length_of_work(resolver, parse, context)
    told, unclear = one_status(one_length(resolver, parse, told, context), unclear)
    told = highest(all_languages(resolver, parse, told), digits(plain))
    told, several = several_trades(told)
    return told, unclear + several


def _only_asks(plain: str, entity: Entity, around: str) -> bool:
    """Whether the sentence of a permit asks, and does not speak of the writer."""
    return asks(plain[slice(*piece_span(plain, entity.start))]) and not _WRITER.search(around)


def _is_itself_named(field: Field, stretch: Stretch, entity: Entity) -> bool:
    """Whether the "stranger" of a stretch is only the trade or the place: "sales clerk is fine, I know it well"."""
    named = field in {Field.OCCUPATION, Field.REGIONS, Field.LANGUAGES}
    return named and stretch.person is Person.STRANGER and entity.start <= stretch.start + 1


def _begins_with_its_trade(plain: str, stretch: Stretch, entity: Entity, parse: Parse) -> bool:
    """Whether the "stranger" of a stretch is only a trade with years beside it, and nobody before them."""
    trade = _trade_beside(plain, entity, parse)
    begins = trade is not None and min(entity.start, trade.start) <= stretch.start + 1
    return begins and stretch.person is Person.STRANGER


def _trade_beside(plain: str, entity: Entity, parse: Parse) -> Entity | None:
    """The trade right beside a length of time, which is of this work then: "welder 6 years"."""
    trades = (each for each in parse.entities if each.kind == "occupation" and entity.kind == "experience_years")
    return next(
        (
            each
            for each in trades
            if _OF_THE_TRADE.fullmatch(plain, min(entity.end, each.end), max(entity.start, each.start))
        ),
        None,
    )


def _is_the_writers_permit(parse: Parse, stretch: Stretch, entity: Entity) -> bool:
    """Whether a permit is the writer's own; "r open permits hard 2 get" is about permits in general.

    A statement that begins with the status is about the writer: "citizen since last May".
    """
    said = parse.text[stretch.start : stretch.end]
    start, end = (max(0, at - stretch.start) for at in (entity.start, entity.end))
    if _WRITER.search(even(said)) or is_framed(Field.PERMIT, said, start, end):
        return True
    clause = next((each for each in parse.clauses if each.start <= entity.start < each.end), None)
    telling = is_told(clause) if clause else parse.intent in TELLING and not asks(even(parse.text))
    return telling and is_framed(Field.PERMIT, said[:end], start, end)


def _is_meant(field: Field, manner: Manner, how: Whether) -> bool:
    """Whether a value in a stretch of this manner counts for the field; in a denial, if the value itself is denied."""
    if manner is Manner.DENIED:
        return how is Whether.NO
    return any(manner in manners for manners in MANNERS[field])


def commands(plain: str) -> bool:
    """Whether a text, normalized by `even`, orders to remove, add or replace something."""
    return bool(_COMMAND.search(plain))


def _beside(plain: str, entity: Entity, parse: Parse) -> frozenset[str]:
    """The kinds of the other entities in an entity's sentence."""
    return frozenset(
        other.kind
        for other in parse.entities
        if other is not entity and sentence(plain, other.start) == sentence(plain, entity.start)
    )


def _is_of_school(around: str) -> bool:
    """Whether a sentence speaks of studies and not of work, so that its length of time is of studies."""
    return bool(SCHOOL.search(around)) and not _WORK.search(around)


def _is_of_another(resolver: Resolver, field: Field, plain: str, entity: Entity, parse: Parse) -> bool:
    """Whether the words around a value show that it is of something else: "English B2" is no level of French."""
    start, end = piece_span(plain, entity.start)
    part, kinds = plain[start:end], {each.kind for each in parse.inside(start, end) if each is not entity}
    match field:
        case Field.FRENCH:
            others = of_another_language(resolver, part)
            return others or counts_a_grade(plain, entity.end)
        case Field.EXPERIENCE:
            of_no_work = bool(kinds & _OF_NO_WORK) and not _WORK.search(part)
            return counts_something_else(part) or (of_no_work and _trade_beside(plain, entity, parse) is None)
        case Field.PERMIT:
            permits = [each.span() for each in OF_SOMETHING_ELSE.finditer(plain)]
            return any(begins < entity.end and entity.start < ends for begins, ends in permits)
    return False


def _speaks_of(field: Field, around: str, beside: frozenset[str], context: Context) -> bool:
    """Whether a sentence is about this field, so that what looks like a value of the field is one.

    `around` is the sentence, `beside` the kinds of the other entities in it.
    """
    if field is Field.EXPERIENCE and "education" in beside and not _WORK.search(around):
        return False  # "technical school, four years, diploma of a mechanic": the years are of studies
    if field is context.asked:
        return True
    short = field in context.told and len(around.split()) <= _FEW_WORDS
    match field:
        case Field.OCCUPATION if "education" in beside and context.asked is Field.EDUCATION:
            return bool(_WORK.search(around))  # "diploma of a mechanic" names the subject of studies
        case Field.OCCUPATION if context.asked is Field.EDUCATION:  # so does "pharmacy"
            return len(around.split()) > _BARE_WORDS
        case Field.EXPERIENCE if context.asked is Field.EDUCATION:
            return bool(_WORK.search(around)) and not OTHER_TIMES.search(around)
        case Field.EXPERIENCE if _WHO_ONE_IS.search(around) and not (
            LENGTH.search(digits(around)) or _WORK.search(around)
        ):
            return False  # "guy, single, 30": an age
        case Field.EXPERIENCE if context.asked is Field.OCCUPATION and beside <= {"experience_years", "city"}:
            here = _HERE.search(around) and len(LENGTH.findall(digits(around))) < 2
            work = bool(_WORK.search(around)) or field not in context.told  # it answers the next question in advance
            return work and not (here or OTHER_TIMES.search(around) or _is_of_school(around))
        case Field.EXPERIENCE:
            bare = len(around.split()) <= _BARE_WORDS  # nothing but a length of time: "7 years"
            spoken_of = (bare and context.asked is not Field.EDUCATION) or short or "occupation" in beside
            spoken_of = spoken_of or bool(_WORK.search(around))
            return spoken_of and not (OTHER_TIMES.search(around) or _is_of_school(around))
        case Field.FRENCH:
            if context.asked is Field.LANGUAGES or "spoken_language" in beside:  # "English C1" is no level of French
                return bool(NAMES_FRENCH.search(around))
            return bool(_FRENCH.search(around) or _SPEAKS.search(around))
        case Field.LANGUAGES:
            bare = len(around.split()) <= _BARE_WORDS  # nothing but a language: "Wolof"
            several = "spoken_language" in beside  # a list of languages tells what the writer speaks
            return bare or short or several or bool(_TONGUES.search(around) or _SPEAKS.search(around))
    return True


def _resolved(
    resolver: Resolver, field: Field, entity: Entity, how: Whether, text: str, today: date
) -> Iterator[Fact | Unclear]:
    span = (entity.start, entity.end)
    if field is Field.EXPERIENCE:  # the model may mark only "four years" in "twenty-four years", or "a year" of more
        span = whole_length(text, *span)
    typed, stretch = text[slice(*span)], at(text, entity.start)
    around = text[stretch.start : stretch.end]
    if field is Field.EDUCATION and is_unfinished(piece(even(text), entity.start)):
        return
    if how is Whether.NO and field in {Field.FRENCH, Field.EDUCATION}:
        match denial(resolver, field, around, today):
            case Found(value):
                yield Fact(field, value)
                return
    outcome = resolve(resolver, field, typed, today)
    if isinstance(outcome, Unknown) and entity.value != typed:
        outcome = resolve(resolver, field, entity.value, today)
    if isinstance(outcome, Found):
        if outcome.value != ():
            named = [typed] if entity.kind == "city" else []
            codes = towns(resolver, named, outcome.value) if field is Field.REGIONS else ()
            yield Fact(field, outcome.value, whether=how, towns=codes)
    elif isinstance(outcome, Ambiguous):
        yield Unclear(field, outcome.options)
