"""Decides which of the places that a text names the writer wishes for, and which they exclude."""

import re
from dataclasses import replace

from bot.base.terms import ANYWHERE, Field, Wish
from bot.knowledge import Found, Resolver
from bot.knowledge.numbers import digits
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.about_whom import Person
from bot.reading.context import Context, Fact
from bot.reading.how_meant import WISHED, Manner, Stretch, said
from bot.reading.normalized_in_place import either, even
from bot.reading.numbers_alone import LENGTH
from bot.reading.parse import Entity, Parse
from bot.reading.resolving import ENTITIES, resolve, towns
from bot.reading.whether import NO_AFTER, Whether, asks_anywhere, is_bare, piece, piece_span, sentence, whether

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
_GOES = words.pattern(
    either(
        r"cherch\w+|ve?u[xt]|voudrai[st]|aimerai[st]|souhait\w*|prefer\w*|pourrai\w*|demenag\w*|irai[st]?|install\w*",
        r"looking|want\w*|wanna|would|prefer\w*|wish\w*|move|moving|settle|relocat\w*|rather",
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
_UNWANTED = re.compile(
    r"(?<!\w)(?:"
    + either(
        r"ve?u[xt]|voul\w+|voudr\w+|aim\w+|prefer\w*|aller|irai\w*|vais|va|ira|vivre|vivrai\w*|habiter\w*|demenag\w*"
        r"|install\w*|choisi\w*|tente\w*|interess\w*|cherch\w+|vise\w*|question|envie|dis|dit|refuse\w*|deteste\w*"
        r"|attir\w+|plai\w*|convien\w*|demand\w*|envo\w+|support\w*|endur\w*",
        r"want\w*|wanna|likes?|love|prefer\w*|go|going|(?<!don't )(?<!do not )live|mov(?:e|ing)|settle|relocate|choose"
        r"|chose|interest\w*|look\w*|consider\w*|way|said|say|mean\w*|refuse\w*|hate\w*|appeal\w*|suits?|send\w*|ask\w*|afford|stand",
    )
    + r")(?!\w)"
)
_ORDERED_OUT = words.pattern(words.REMOVED, words.EXCEPTED, words.INSTEAD_OF, r"ajout\w+|mets|mettez|add|put")
_DENIED_ITSELF = re.compile(
    r"(?<!i am )(?<!i'm )(?<!im )(?<!are )(?<!was )(?<!were )(?<!suis )(?<!chui )(?<!on est )(?<!sommes )(?<!etais )"
    r"(?<!\w)(?:pas|not|no|non|ni|nor|never|jamais|neither|plus)"
    r" (?:(?:a|au|aux|en|la|le|les|l'|in|to|the|de|for|pour|dans|vers|near) ?)*$"
)
# Somebody else lives there: "they all live in Laval now", « ils habitent Laval »; nobody says so of themselves.
_OTHERS_LIVE = re.compile(
    r"(?<![\w'])(?:(?:vivent|habitent|demeurent|restent)(?! (?:a faire|seul\w*)(?!\w))"
    r"|(?<!i )(?<!we )(?<!you )(?:is|are|was|were|does?|does be) (?:(?:all|both|now|still|mostly) )*"
    r"(?:live|living|stay|staying|settled)"
    r"|(?:who|they|all|now|with|me|here|(?!(?:lets|always|this|us|yes)(?!\w))[a-z]{2,}s) (?:live|stay)s?)(?!\w)"
)
_OF_THE_WRITER = words.pattern(words.CONCLUDES, words.WRITER, words.TOPIC_WRITER, r"mets|mettez|put|add|ajout\w+")
_LEAVES_FOR = re.compile(  # what is left for another place is no wish, but that place is: "leave Laval for Amos"
    r"(?<!\w)(?:quitt\w+|leav\w+|(?:sortir|partir) d\w*|(?:move|moving|get|getting) (?:out of|away from|from))"
    r"(?!\w)[^.;!?]{2,30}?(?<!\w)(?:pour|for|to|vers)(?!\w)"
    r"(?! (?:work|an? |my|our|mon|ma|mes|notre|un|une|le travail))[^.;!?]{0,40}$"
)
SCHOOL, _NO_GOAL = words.pattern(subject_words.SCHOOL), words.pattern(words.NO_GOAL)


def is_no_goal(plain: str, stretch: Stretch, start: int) -> bool:
    """Whether the place at `start` is where somebody is, came through or leaves: "we want to leave Montréal".

    So is where others live, and the place of a workplace, unless the text says that it is looked for: "nights in a
    warehouse in Lachute".
    """
    before = plain[stretch.start : start]
    cue = next(iter(_NO_GOAL.finditer(plain, stretch.start, stretch.end)), None)
    works_there = _AT_A_WORKPLACE.search(before) and not _LOOKED_FOR.search(piece(plain, start))
    leaves_it = cue is not None and cue.start() < start and not _LEAVES_FOR.search(before)
    return leaves_it or bool(works_there) or _others_live_there(plain, start)


def _others_live_there(plain: str, start: int) -> bool:
    """Whether somebody else is said to live in the place at `start`, and no word of the writer stands in between."""
    begins, _ = piece_span(plain, start)
    cues = list(_OTHERS_LIVE.finditer(plain, begins, start))
    return bool(cues) and not _OF_THE_WRITER.search(plain, cues[-1].end(), start)


def speaks_of_wishing(plain: str) -> bool:
    """Whether a text, normalized by `even`, has a word of wishing or choosing."""
    return bool(_WISHES.search(plain))


def is_refused(parse: Parse, plain: str, start: int, end: int) -> bool:
    """Whether a denied place is refused: not wanted, ordered out, or denied with nothing between: "not Laval".

    "I don't know anybody in Gaspé" and "I've never been to Gaspé" refuse nothing.
    """
    begins, ends = piece_span(plain, start)
    within, after = plain[begins:ends], NO_AFTER.match(plain, end)
    bare = is_bare(within, [(start - begins, end - begins)])
    said = parse.intent == "correct_profile" or _UNWANTED.search(within) or _ORDERED_OUT.search(within)
    return bool(said or after or bare or _DENIED_ITSELF.search(plain[begins:start]))


def is_plainly_denied(text: str, name: str) -> bool:
    """Whether a text that asks nothing denies this name with nothing in between: "not Laval", « ni Laval ni Amos »."""
    plain, named = even(text), even(name)
    start = plain.find(named) if named else -1
    begins, _ = piece_span(plain, max(start, 0))
    return start >= 0 and not asks_anywhere(plain) and bool(_DENIED_ITSELF.search(plain[begins:start]))


def is_wished(parse: Parse, plain: str, entity: Entity, context: Context) -> bool:
    """Whether a place is wished for: a word of wishing is in its sentence, or its sentence or clause has nothing else.

    While regions are asked for, or corrected, any place is. Otherwise people also name where they are or have been.
    """
    if context.asked is Field.REGIONS or parse.intent == "correct_profile":
        return True
    if context.asked is Field.EXPERIENCE and LENGTH.search(digits(plain)):  # "5 years in Sherbrooke": worked there
        return bool(_GOES.search(piece(plain, entity.start)))
    around = sentence(plain, entity.start)
    begin = plain.find(around, max(0, entity.start - len(around)))
    alone = (piece_span(plain, entity.start), (begin, begin + len(around)))  # "caregiver, Joliette"
    return speaks_of_wishing(around) or any(_lists(parse, plain, *span) for span in alone)


def _lists(parse: Parse, plain: str, start: int, end: int) -> bool:
    """Whether this part of the text has nothing but entities and little words."""
    named = [(e.start - start, e.end - start) for e in parse.inside(start, end) if e.kind in ENTITIES]
    return is_bare(plain[start:end], named)


def all_but(resolver: Resolver, parse: Parse, told: list[Fact], context: Context) -> list[Fact]:
    """The facts, where "anywhere except Laval" becomes the list of all other regions."""
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


def of_towns(resolver: Resolver, fact: Fact, context: Context) -> Fact:
    """The fact; if it refuses a town, without those regions in which another town was wished for before."""
    if fact.whether is not Whether.NO or not fact.towns:
        return fact
    others = [town for town in context.told.get(Wish.TOWNS) or () if town not in fact.towns]
    stay = {resolver.region_of(town) for town in others}
    return replace(fact, value=tuple(code for code in fact.value if code not in stay))


def merely_refused(resolver: Resolver, told: list[Fact], context: Context) -> list[Fact]:
    """The facts of a text that orders nothing, where towns that are only refused leave their regions wished for.

    « pas Sherbrooke », with no other place beside it, leaves an Estrie that was told as Estrie. One that was told as
    Sherbrooke goes, and so does Laval, whose region has its name.
    """
    places = [fact for fact in told if fact.field is Field.REGIONS and fact.person is Person.SELF]
    if any(fact.whether is not Whether.NO or not fact.towns for fact in places):
        return told
    by_a_town = {resolver.region_of(town) for town in context.told.get(Wish.TOWNS) or ()}
    whole = set(context.told.get(Field.REGIONS) or ()) - by_a_town
    return [
        replace(fact, value=tuple(code for code in fact.value if code not in whole))
        if fact in places and not any(map(resolver.is_its_region, fact.towns))
        else fact
        for fact in told
    ]


def wished_towns(resolver: Resolver, parse: Parse, regions: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the towns in these regions that a text names and does not refuse: none in "Estrie, not Magog"."""
    plain, seen = even(parse.text), list[tuple[int, int, Whether]]()
    wished: list[str] = []
    for place in (each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS):
        how = whether(plain, place.start, place.end, seen)
        seen.append((place.start, place.end, how))
        if place.kind == "city" and how is not Whether.NO:
            wished.append(place.value)
    return towns(resolver, wished, regions)
