"""What a message tells: each value with whom it is about, and whether it is said, denied, added."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.base.terms import ANYWHERE, Education, Field, Household, Permit, Wish
from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import kin, words
from bot.reading.acts import TELLING, is_told
from bot.reading.context import Context, Fact, Unclear
from bot.reading.household import moves_along, stays_behind
from bot.reading.parse import Entity, Parse
from bot.reading.people import Person
from bot.reading.plain import is_framed
from bot.reading.resolving import ENTITIES, resolve, towns
from bot.reading.saying import MANNERS, SO, WISHED, Manner, Stretch, at, said, stretches
from bot.reading.schooling import is_unfinished
from bot.reading.text import either, even, without_quotes
from bot.reading.values import counts_something_else, denial
from bot.reading.whether import PIECE, SENTENCE, Whether, asks, corrects, is_bare, piece, piece_span, sentence, whether

# What a sentence has to speak of before a number or a name in it is an answer to a question that is not open.
_WORK, _FRENCH, _TONGUES, _SPEAKS = (
    words.pattern(words.WORK),
    words.pattern(words.FRENCH),
    words.pattern(words.TONGUES),
    words.pattern(words.SPEAKS),
)
_COMES_WITH = {
    Permit.GRADUATE_WORK_PERMIT: frozenset({Permit.OPEN_WORK_PERMIT, Permit.STUDY_PERMIT}),
    Permit.ASYLUM_SEEKER: frozenset({Permit.OPEN_WORK_PERMIT}),
    Permit.PERMANENT_RESIDENT: frozenset({Permit.REFUGEE}),
}
_OF_MONTHS = re.compile(r"\d ?(?:mois|months?|semaines?|weeks?)(?!\w)")
_STUDENT = re.compile(r"\W*(?:etudiante?|student)\W*")  # whoever studies has some status, and perhaps no study permit
_OF_NO_WORK = frozenset({"spoken_language", "permit", "french_level"})
_HERE = re.compile(r"(?<!\w)(?:ici|icitte|here|quebec|canada|montreal)(?!\w)")  # where somebody has been so long
_LASTS = re.compile(r"\d ?(?:ans?|annees?|years?|yrs?|mois|months?)(?!\w)")
_LEVEL = re.compile(r"(?<!\w)(?:[abc][12]|(?:niveau|level) ?\d{1,2})(?!\w)")
_NAMES_FRENCH = re.compile(r"(?<!\w)(?:fran[cs](?:ais|e|ai|es|ay)\w*|french|tef|tcf|delf|dalf)(?!\w)")
_WRITER = words.pattern(words.WRITER, r"mon|ma|mes|my|me")
_WORKPLACE = either(
    r"entrepots?|usines?|fermes?|restos?|hopital|chantiers?|magasins?|compagnies?|epiceries?|boulangeries?|depanneurs?"
    r"|chsld|cliniques?|abattoirs?|serres?|employeur|patron|agence|scieries?|garderie",
    r"warehouses?|plants?|factory|factories|shops?|farms?|restaurants?|hotels?|hospitals?|garages?|stores?|office"
    r"|company|bakery|nursing home|mill|greenhouses?|employer|boss|agency|daycare|slaughterhouse",
)
_AT_A_WORKPLACE = re.compile(
    rf"(?<!\w)(?:{_WORKPLACE}) (?:[\w'-]+ ){{0,2}}(?:a|au|aux|en|dans|pres de|in|at|near) (?:la |le |les |the )?$"
)
_LOOKED_FOR = words.pattern(
    either(
        r"cherch\w+|ve?u[xt]|voudrai[st]|aimerai[st]|souhait\w*|prefer\w*|ideal\w*|si possible|trouv\w+|pourrai\w*",
        r"look\w*|want\w*|would|like|prefer\w*|ideal\w*|if possible|find\w*|wish\w*|hop\w+|could",
    )
)
_WISHES = words.pattern(
    either(
        r"cherch\w+|j?ve?u[xt]|voul\w+|voudr\w+|aim\w+|souhait\w*|prefer\w*|pref|ideal\w*|possible|pourr\w+"
        r"|demenag\w*|partir\w*|aller|vais|va|irai\w*|ira|viv\w+|install\w*|rapproch\w*|vis(?:e|er|ons)|met[sz]?|mettez"
        r"|ajout\w*|oui|correct|choisi\w*|choix|tranch\w+|decid\w+|reve\w*|regions?|n'importe|ouvert|interes\w*|plutot"
        r"|surtout|bouger\w*|quitt\w+|loin|proche|pres|dirai\w*|gard\w+|d'abord|sinon|mieux|vers",
        r"look\w*|want\w*|wanna|would|like|love|prefer\w*|ideal\w*|if possible|find|wish\w*|hop\w+|mov\w+|going|go|live"
        r"|settle|relocat\w*|choos\w*|chose|decid\w+|dream|regions?|anywhere|open to|interest\w*|rather|instead|both"
        r"|fine|yes|ok|put|add|first|near|close|towards?|leave|there|transfer|target\w*|plan\w*|could|can",
    )
)
_SCHOOL, _NO_GOAL = words.pattern(words.SCHOOL), words.pattern(words.NO_GOAL)
OTHER_TIMES = words.pattern(words.OTHER_TIMES)
_BARE_WORDS = 3
_FEW_WORDS = 6  # a sentence that is about nothing beside what it names
_LENGTH = re.compile(
    r"(?:depuis|ca fait|pendant|since|for|during) (?:\w+ )?\d{1,2} ?(?:ans?|annees?|years?|yrs?|mois|months?)\b"
    r"|\b\d{1,2} ?(?:ans?|annees?|years?|yrs?) (?:d'|of |de |in )?(?:exp\w*|metier|work)"
)
_OF_CHILDREN = re.compile(  # that there are some, or none: "we do have children", « finalement pas d'enfants »
    rf"(?<!\w)(?:ai|a|as|avons|have|got|are|sont|pas|no|sans|without|non|not"
    rf"|plus)(?!\w)[^.!?]{{0,20}}(?<!\w)(?:{kin.CHILD})(?!\w)"
    rf"|(?<!\w)(?:{kin.CHILD})(?!\w)[^.!?]{{0,20}}\d"
)
_STARTS = re.compile(
    r"(?<!\w)(?:commenc\w+|debut(?:er|e)|start(?:ing|s)?|begin|disponib\w+|dispo|available|availability|libre|free|pret"
    r"|ready|tout de suite|right away|immediate\w*|asap)(?!\w)"
)
_NOW = re.compile(r"(?<!\w)(?:tout de suite|right away|immediate\w*|maintenant|now|asap)(?!\w)")
_ALONE = re.compile(r"(?<!\w)(?:seule?|tout seul|alone|by myself|just me|only me|moi seul\w*|juste moi)(?!\w)")
_PUTS = words.pattern(r"mets|mettez|mettons|note[rz]?", r"put|set it|make it|write")
_COMES_ALONG, _CONCLUDES = words.pattern(words.COMES_ALONG), words.pattern(words.CONCLUDES)
_SPOKEN = frozenset({Manner.SAID, Manner.HOME})
_COUNTED_IN = SO | _SPOKEN
_COMMAND = words.pattern(
    words.REMOVED,
    words.ADDED,
    words.INSTEAD_OF,
    r"plus besoin|a (?:la |sa )?place|(?:take|cross) [\w' -]{2,30} (?:off|out|away)",
)


def facts(
    resolver: Resolver, parse: Parse, context: Context, entities: Iterable[Entity]
) -> tuple[list[Fact], list[Unclear]]:
    """What these entities tell, and what the text tells without one: a household, a start."""
    plain = even(without_quotes(parse.text))
    told: list[Fact] = []
    unclear: list[Unclear] = []
    seen: dict[Field, list[tuple[int, int, Whether]]] = {}
    for entity in sorted(entities, key=lambda each: each.start):
        field = ENTITIES.get(entity.kind)
        if field is None or not plain[entity.start : entity.end].strip():
            continue
        how = whether(plain, entity.start, entity.end, seen.get(field, ()))
        seen.setdefault(field, []).append((entity.start, entity.end, how))
        around = sentence(plain, entity.start)
        heads = field is Field.LANGUAGES and len(piece(plain, entity.start).split()) <= _BARE_WORDS  # an item of a list
        if field is Field.EXPERIENCE and counts_something_else(piece(plain, entity.start)):
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
        if field is Field.REGIONS and how is Whether.YES and not _is_wished(parse, plain, entity, context):
            continue  # the second look weighs it
        named = even(parse.text[entity.start : entity.end])
        doubtful = (
            field is Field.PERMIT
            and field is not context.asked
            and (bool(_STUDENT.fullmatch(named)) or not _is_the_writers(parse, stretch, entity))
        )
        for found in _resolved(resolver, field, entity, how, parse.text, context.today):
            if isinstance(found, Fact) and doubtful:
                unclear.append(Unclear(field, (found.value,)))
            elif isinstance(found, Fact):
                person = Person.SELF if _is_itself_named(field, stretch, entity) else stretch.person
                told.append(_of_towns(resolver, replace(found, person=person), context))
            elif stretch.person is Person.SELF and how is not Whether.NO:
                unclear.append(found)
    told = _all_but(resolver, parse, told, context)
    told += _without_entity(resolver, parse, context)
    if not any(fact.field is Field.HOUSEHOLD for fact in told):
        unclear += _family_elsewhere(resolver, parse, context)
    told += _length_of_work(resolver, parse, context)
    told, unclear = _one_status(_one_length(resolver, parse, told, context), unclear)
    told = _highest(_all_languages(resolver, parse, told), digits(plain))
    told, several = _several_trades(told)
    return told, unclear + several


def _is_itself_named(field: Field, stretch: Stretch, entity: Entity) -> bool:
    """Whether what looks like somebody's name is the trade itself: "sales clerk is fine, I know it well"."""
    return field is Field.OCCUPATION and stretch.person is Person.STRANGER and entity.start <= stretch.start + 1


def is_no_goal(plain: str, stretch: Stretch, start: int) -> bool:
    """Whether the place at `start` is where somebody is, came through or leaves: "we want to leave Montréal".

    Nor is that of a workplace that nothing says is looked for: "nights in a warehouse in Lachute".
    """
    cue = next(iter(_NO_GOAL.finditer(plain, stretch.start, stretch.end)), None)
    works_there = _AT_A_WORKPLACE.search(plain[stretch.start : start]) and not _LOOKED_FOR.search(piece(plain, start))
    return (cue is not None and cue.start() < start) or bool(works_there)


def _is_wished(parse: Parse, plain: str, entity: Entity, context: Context) -> bool:
    """Whether a place is wished for, where none was asked for: people name many others, where they are or have been."""
    if context.asked is Field.REGIONS or parse.intent == "correct_profile":
        return True
    start, around = entity.start, sentence(plain, entity.start)
    begin = plain.find(around, max(0, start - len(around)))
    spans = [(e.start - begin, e.end - begin) for e in parse.inside(begin, begin + len(around)) if e.kind in ENTITIES]
    return bool(_WISHES.search(around)) or is_bare(around, spans)


def _is_the_writers(parse: Parse, stretch: Stretch, entity: Entity) -> bool:
    """Whether a permit is said to be the writer's own: "r open permits hard 2 get" is about permits in general.

    What begins with it and asks nothing tells of whoever writes: "citizen since last May".
    """
    said = parse.text[stretch.start : stretch.end]
    start, end = (max(0, at - stretch.start) for at in (entity.start, entity.end))
    if _WRITER.search(even(said)) or is_framed(Field.PERMIT, said, start, end):
        return True
    clause = next((each for each in parse.clauses if each.start <= entity.start < each.end), None)
    telling = is_told(clause) if clause else parse.intent in TELLING and not asks(even(parse.text))
    return telling and is_framed(Field.PERMIT, said[:end], start, end)


def _all_but(resolver: Resolver, parse: Parse, told: list[Fact], context: Context) -> list[Fact]:
    """ "Anywhere except Laval": all the other regions, in the place of what was named one by one."""
    if not any(fact.field is Field.REGIONS and fact.whether is Whether.NO for fact in told):
        return told
    so, whole = (
        resolve(resolver, Field.REGIONS, said(parse.text, manners), context.today)
        for manners in (WISHED, WISHED | {Manner.DENIED})
    )
    if so != Found((ANYWHERE,)) or not isinstance(whole, Found):
        return told
    others = [fact for fact in told if fact.field is not Field.REGIONS or fact.person is not Person.SELF]
    return [*others, Fact(Field.REGIONS, whole.value, whether=Whether.ONLY)]


def _of_towns(resolver: Resolver, fact: Fact, context: Context) -> Fact:
    """A town that is refused takes its region along, unless another town of that region was named before."""
    if fact.whether is not Whether.NO or not fact.towns:
        return fact
    others = [town for town in context.told.get(Wish.TOWNS) or () if town not in fact.towns]
    stay = {resolver.region_of(town) for town in others}
    return replace(fact, value=tuple(code for code in fact.value if code not in stay))


def _is_meant(field: Field, manner: Manner, how: Whether) -> bool:
    """Whether what is said in this manner tells something for this field; of what is denied, the value has to be."""
    if manner is Manner.DENIED:
        return how is Whether.NO
    return any(manner in manners for manners in MANNERS[field])


def speaks_of_starting(plain: str) -> bool:
    """Whether a text speaks of a first day of work, so that a day in it may be one."""
    return bool(_STARTS.search(plain))


def commands(plain: str) -> bool:
    """Whether a text takes out, adds or replaces something."""
    return bool(_COMMAND.search(plain))


def _beside(plain: str, entity: Entity, parse: Parse) -> frozenset[str]:
    """The kinds of the other entities in an entity's sentence."""
    return frozenset(
        other.kind
        for other in parse.entities
        if other is not entity and sentence(plain, other.start) == sentence(plain, entity.start)
    )


def _is_of_school(around: str) -> bool:
    """Whether a length of time is one of studies, where nothing is said of work: "sewing school, three years"."""
    return bool(_SCHOOL.search(around)) and not _WORK.search(around)


def _is_of_another(resolver: Resolver, field: Field, plain: str, entity: Entity, parse: Parse) -> bool:
    """Whether its part of a sentence makes a value one of something else: "English B2", "Turkish, 3 years there"."""
    start, end = piece_span(plain, entity.start)
    part, kinds = plain[start:end], {each.kind for each in parse.inside(start, end) if each is not entity}
    match field:
        case Field.FRENCH:
            named = resolver.spoken_languages(part)
            return isinstance(named, Found) and bool(named.value) and "fr" not in named.value
        case Field.EXPERIENCE:
            return counts_something_else(part) or (bool(kinds & _OF_NO_WORK) and not _WORK.search(part))
    return False


def _speaks_of(field: Field, around: str, beside: frozenset[str], context: Context) -> bool:
    """Whether a sentence is about this field, so that what looks like a value of it is one."""
    if field is Field.EXPERIENCE and "education" in beside and not _WORK.search(around):
        return False  # "technical school, four years, diploma of a mechanic"
    if field is context.asked:
        return True
    short = field in context.told and len(around.split()) <= _FEW_WORDS
    match field:
        case Field.OCCUPATION if "education" in beside and context.asked is Field.EDUCATION:
            return bool(_WORK.search(around))  # "diploma of a mechanic": what was studied
        case Field.OCCUPATION if context.asked is Field.EDUCATION:  # "pharmacy" is what was studied
            return len(around.split()) > _BARE_WORDS
        case Field.EXPERIENCE if context.asked is Field.EDUCATION:
            return bool(_WORK.search(around)) and not OTHER_TIMES.search(around)
        case Field.EXPERIENCE if context.asked is Field.OCCUPATION and beside <= {"experience_years", "city"}:
            here = _HERE.search(around) and len(_LASTS.findall(digits(around))) < 2
            work = bool(_WORK.search(around)) or field not in context.told  # the next question, answered already
            return work and not (here or OTHER_TIMES.search(around) or _is_of_school(around))
        case Field.EXPERIENCE:
            bare = len(around.split()) <= _BARE_WORDS  # "7 years": nothing but a length of time
            spoken_of = (bare and context.asked is not Field.EDUCATION) or short or "occupation" in beside
            spoken_of = spoken_of or bool(_WORK.search(around))
            return spoken_of and not (OTHER_TIMES.search(around) or _is_of_school(around))
        case Field.FRENCH:
            if context.asked is Field.LANGUAGES or "spoken_language" in beside:  # "English C1" is no level of French
                return bool(_NAMES_FRENCH.search(around))
            return bool(_FRENCH.search(around) or _SPEAKS.search(around))
        case Field.LANGUAGES:
            bare = len(around.split()) <= _BARE_WORDS  # "Wolof": nothing but a language
            several = "spoken_language" in beside  # a list of them says what its writer speaks
            return bare or short or several or bool(_TONGUES.search(around) or _SPEAKS.search(around))
    return True


def _resolved(
    resolver: Resolver, field: Field, entity: Entity, how: Whether, text: str, today: date
) -> Iterator[Fact | Unclear]:
    typed, stretch = text[entity.start : entity.end], at(text, entity.start)
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
        if outcome.value != () or field is Field.LANGUAGES:
            named = [typed] if entity.kind == "city" else []
            codes = towns(resolver, named, outcome.value) if field is Field.REGIONS else ()
            if outcome.value != ():
                yield Fact(field, outcome.value, whether=how, towns=codes)
    elif isinstance(outcome, Ambiguous):
        yield Unclear(field, outcome.options)


def _without_entity(resolver: Resolver, parse: Parse, context: Context) -> Iterator[Fact]:
    """A household and a first day of work; they are no entities."""
    text = without_quotes(parse.text)
    for each in stretches(parse.text):  # what is told of others, or imagined, counts nobody who moves along
        if each.person is Person.OTHER or each.manner is Manner.SUPPOSED:
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    household = resolver.find_household(text) if any(c.isalnum() for c in text) else Unknown()
    beside = context.asked not in {None, Field.HOUSEHOLD} and not _COMES_ALONG.search(even(text))
    if beside and isinstance(household, Found) and not household.value.children:
        household = Unknown()  # whoever is spoken of beside another question is not said to move
    if isinstance(household, Found) and not stays_behind(parse.text):
        # people who come along on a trip are counted in the same words as those who would move
        plainly = parse.intent == "correct_profile" or context.asked is Field.HOUSEHOLD
        yield Fact(Field.HOUSEHOLD, household.value, whether=Whether.YES if plainly else Whether.PERHAPS)
    elif changed := _children(resolver, text, context):
        plainly = parse.intent == "correct_profile" or corrects(even(text))
        yield Fact(Field.HOUSEHOLD, changed, whether=Whether.YES if plainly else Whether.PERHAPS)
    if not any(entity.kind == "french_level" for entity in parse.entities):
        yield from _level_at_a_test(resolver, parse)
    starts = (resolver.find_start_date(each, context.today) for each in _sentences(said(parse.text)))
    if moved := _another_start(resolver, parse, context):
        yield Fact(Field.START, moved)
    elif start := next((each for each in starts if isinstance(each, Found)), None):
        yield Fact(Field.START, start.value)


def _another_start(resolver: Resolver, parse: Parse, context: Context) -> date | None:
    """The later day that somebody names who cannot start when they said: "not right away, put the 8th of May"."""
    plain = even(without_quotes(parse.text))
    denies = said(parse.text, {Manner.DENIED}).strip()
    corrected = corrects(plain) or _PUTS.search(plain)
    if Field.START not in context.told or not (denies and speaks_of_starting(plain) and corrected):
        return None
    own = said(parse.text)
    for now in _NOW.finditer(even(own)):
        own = own[: now.start()] + " " * len(now[0]) + own[now.end() :]
    ends = (each.end() for pattern in (_CONCLUDES, _PUTS) for each in pattern.finditer(even(own)))
    concluded = max(ends, default=0)
    for part in (own[concluded:], own):  # "the lease ends in June, so July"
        found = resolver.start_date(part, context.today)
        if isinstance(found, Found) and found.value > context.today:
            return found.value
    return None


def _level_at_a_test(resolver: Resolver, parse: Parse) -> Iterator[Fact]:
    """ "B2 at the TCF": a level beside the name of French or of a test of it, where the model marked none."""
    for each in PIECE.split(said(parse.text, frozenset({Manner.SAID, Manner.HOME, Manner.PAST}))):
        plain = even(each or "")
        if _NAMES_FRENCH.search(plain) and _LEVEL.search(plain) and not asks(plain):
            found = resolver.french_level(each)
            if isinstance(found, Found):
                yield Fact(Field.FRENCH, found.value)
                return


def _sentences(text: str) -> list[str]:
    """What a text says one by one, so that a day is that of its own sentence: "ten years now. I can start in May"."""
    return [each for each in SENTENCE.split(text) if any(c.isalnum() for c in each)]


def _family_elsewhere(resolver: Resolver, parse: Parse, context: Context) -> Iterator[Unclear]:
    """ "I am alone here, my wife and two girls are in Labé": whether they move along is asked."""
    if context.asked not in {None, Field.HOUSEHOLD} and not _ALONE.search(even(parse.text)):
        return
    outcome = moves_along(resolver, parse.text, context.today)
    family = isinstance(outcome, Ambiguous) and any(each.partner or each.children for each in outcome.options)
    if isinstance(outcome, Ambiguous) and family and len(outcome.options) > 1:
        yield Unclear(Field.HOUSEHOLD, outcome.options)


def _length_of_work(resolver: Resolver, parse: Parse, context: Context) -> Iterator[Fact]:
    """ "A baker since 6 year": years in the sentence of a trade are of that trade, where the model marked none."""
    if any(entity.kind == "experience_years" for entity in parse.entities):
        return
    plain = even(without_quotes(parse.text))
    for entity in parse.entities:
        around, stretch = sentence(plain, entity.start), at(parse.text, entity.start)
        length = _LENGTH.search(digits(around))
        mine = stretch.person is Person.SELF and stretch.manner in SO
        if entity.kind == "occupation" and length and mine:
            years = resolver.duration_years(length[0], context.today)
            if isinstance(years, Found) and not OTHER_TIMES.search(around):
                yield Fact(Field.EXPERIENCE, years.value)
                return


def _children(resolver: Resolver, text: str, context: Context) -> Household | None:
    """The household that was told, with the number of children that is told now."""
    before = context.told.get(Field.HOUSEHOLD)
    number = resolver.children(text)
    if not isinstance(before, Household) or number is None or not (_OF_CHILDREN.search(even(text))):
        return None
    return Household(before.partner, number)


def _one_length(resolver: Resolver, parse: Parse, told: list[Fact], context: Context) -> list[Fact]:
    """Of several lengths of work what they make together: "two years in Oran, three here".

    Of several trades, each with its own, that of the trade that is told first counts: "6 years a baker, 2 a cook".
    """
    if (of_trade := _length_of_the_trade(resolver, parse, context)) is not None:
        return [
            replace(fact, value=of_trade) if fact.field is Field.EXPERIENCE and fact.person is Person.SELF else fact
            for fact in told
        ]
    own = [fact for fact in told if fact.field is Field.EXPERIENCE and fact.person is Person.SELF]
    found = resolver.duration_years(said(parse.text), context.today) if len({fact.value for fact in own}) > 1 else None
    if not isinstance(found, Found):
        return told
    return [*(fact for fact in told if fact not in own), replace(own[0], value=found.value)]


def _length_of_the_trade(resolver: Resolver, parse: Parse, context: Context) -> float | None:
    """The years in the trade that is told, or was before, where a text counts those of several trades one by one."""
    plain, lengths = even(parse.text), dict[str, float]()
    for entity in parse.entities:
        stretch = at(parse.text, entity.start)
        if entity.kind != "experience_years" or stretch.person is not Person.SELF or stretch.manner not in _COUNTED_IN:
            continue
        trades = [each for each in parse.inside(*piece_span(plain, entity.start)) if each.kind == "occupation"]
        years = resolver.duration_years(parse.text[entity.start : entity.end], context.today)
        trade = resolver.occupation(trades[0].value) if len(trades) == 1 else Unknown()
        if not isinstance(years, Found) or isinstance(trade, Unknown):
            return None
        code = str(trade.value if isinstance(trade, Found) else trade.options[0])
        lengths.setdefault(code, years.value)
    if len(lengths) < 2:
        return None
    return lengths.get(str(context.told.get(Field.OCCUPATION)), next(iter(lengths.values())))


def _one_status(told: list[Fact], unclear: list[Unclear]) -> tuple[list[Fact], list[Unclear]]:
    """Of a status and the paper that comes with it the status: "asylum seeker, with an open permit"."""
    own = [fact for fact in told if fact.field is Field.PERMIT and fact.person is Person.SELF]
    others = {option for each in unclear if each.field is Field.PERMIT for option in each.options}
    values = {fact.value for fact in own if fact.whether is not Whether.NO}
    if len(values) == 1 and values <= others:  # a word of it has several meanings, the sentence one
        return told, [each for each in unclear if each.field is not Field.PERMIT]
    for status, papers in _COMES_WITH.items():
        if status in values and (values | others) - {status} <= papers:
            told = [fact for fact in told if fact not in own or fact.value is status]
            return told, [each for each in unclear if each.field is not Field.PERMIT]
    return told, unclear


def _all_languages(resolver: Resolver, parse: Parse, told: list[Fact]) -> list[Fact]:
    """With the languages that the sentence of one names just so, and no model marked: "Nahuatl, Spanish and Mixtec"."""
    text, plain, whole = said(parse.text, _SPOKEN), even(parse.text), list(told)
    for entity in (each for each in parse.entities if each.kind == "spoken_language"):
        own = [fact for fact in told if fact.field is Field.LANGUAGES and fact.person is Person.SELF]
        if any(fact.whether is not Whether.YES for fact in own) or not own:
            return told
        start = plain.find(around := sentence(plain, entity.start), 0)
        named = resolver.spoken_languages(text[start : start + len(around)])
        codes = tuple(code for code in (named.value if isinstance(named, Found) else ()) if code != "fr")
        if set(codes) - {code for fact in own for code in fact.value}:
            whole.append(Fact(Field.LANGUAGES, codes))
    return whole


def _highest(told: list[Fact], plain: str) -> list[Fact]:
    """Of several levels of schooling the highest is what is asked: "a master's, at the university of Oran"."""
    own = [fact for fact in told if fact.field is Field.EDUCATION and fact.person is Person.SELF]
    held = [fact for fact in own if fact.whether is not Whether.NO]
    if len(held) < 2:
        return told
    longer = [fact for fact in held if not (fact.value is Education.VOCATIONAL and _OF_MONTHS.search(plain))]
    best = max(longer or held, key=lambda fact: int(fact.value))  # a course of some months is no vocational diploma
    return [fact for fact in told if fact not in held or fact is best]


def _several_trades(told: list[Fact]) -> tuple[list[Fact], list[Unclear]]:
    """Two trades of one person: which one is looked for is asked."""
    own_trades = [
        fact for fact in told
        if fact.field is Field.OCCUPATION and fact.person is Person.SELF and fact.whether is not Whether.NO
    ]  # fmt: skip
    values: tuple[Any, ...] = tuple(dict.fromkeys(fact.value for fact in own_trades))
    if len(values) < 2:
        return told, []
    return [fact for fact in told if fact not in own_trades], [Unclear(Field.OCCUPATION, values)]
