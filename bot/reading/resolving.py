"""Resolves what somebody typed to a value of one field of the profile; each field has its own resolver."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.base.terms import ANYWHERE, MONTREAL_REGION, Field, Household
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import little_words as words
from bot.reading.french_told import french_level
from bot.reading.normalized_in_place import blanked, either, even
from bot.reading.permits_told import permit
from bot.reading.schooling import schooling

ENTITIES: Mapping[str, Field] = {
    "occupation": Field.OCCUPATION,
    "experience_years": Field.EXPERIENCE,
    "education": Field.EDUCATION,
    "french_level": Field.FRENCH,
    "spoken_language": Field.LANGUAGES,
    "region": Field.REGIONS,
    "city": Field.REGIONS,
    "permit": Field.PERMIT,
}
_ALL_OTHERS = 16  # number of regions without Montréal
_NUMBER_ALONE = re.compile(
    r"\W*(?:(?:on|nous|we|we'll) (?:est|sera|sommes|serons|are|be) )?(\d{1,2})\W*(?:personnes?|people|of us)?\W*"
)
_ANYTHING = re.compile(
    r"n'?importe (?:quoi|quel)|\b(?:anything|any (?:job|work)|whatever)\b|(?:tout|toute) (?:job|emploi)"
    r"|\bdo (?:all|everything)\b|(?:sais|peux) tout faire"
)
_BENEFITS = re.compile(
    r"(?:je suis |j'?suis |chui? |i am |i'm |im |we are |on est )?(?:sur |au |aux |a |on |en )?"
    r"(?:l'|le |la |les |the )?"
    r"(?<!\w)(?:aide (?:sociale|de dernier recours)|bien[- ]etre social|bs|chomage|assurance[- ]?(?:emploi|chomage)"
    r"|welfare|social (?:assistance|aid)|unemploy\w+|sans emploi|ei benefits)(?!\w)"
)
# What has a "not" that excludes nothing: "why not Amos", "not only Amos", "not sure, Amos".
_EXCLUDES_NOTHING = words.pattern(words.NOT_DENIED, r"pas (?:certaine?|sure?|rien que|uniquement)|not (?:too|so) sure")
_NO_MATTER = re.compile(
    r"(?:don'?t|do not) (?:really )?(?:mind|care)|(?:no|any|pas de|aucune) preference|peu importe|m'est egal|whatever"
    r"|(?:doesn'?t|does not) matter|up to you|comme vous voulez|n'importe ou"
)
_THE_PROVINCE = re.compile(r"\W*(?:(?:au|le|la|in|province|de|du) )*quebec(?: (?:pues|po|svp|please|stp))?\W*")
_CAPITAL = "03"
_AND_QUEBEC = re.compile(
    r"(?<!\w)(?:ou|or|et|and|pis|also|aussi) (?:(?:a|au|in|to|vers|la ville de) )?quebec(?: city)?"
    r"(?= *(?:$|[,.;!?]|with|avec))"
    r"|(?<!\w)quebec(?: city)?,? (?:ou|or|et|and|pis)(?! (?:le|la|the|in|au|a) (?:canada|ontario))(?!\w)"
)
_OF_MONTREAL = re.compile(  # boroughs of Montréal, whose names resemble those of other places
    r"(?<!\w)(?:(?:cote[- ](?:des[- ]neiges|vertu|(?:st|saint)[- ]luc)|notre[- ]dame[- ]de[- ]grace)"
    r"|(?:parc|park)[- ]ex\w*|(?:montreal|mtl)[- ]nord|riviere[- ]des[- ]prairies|pointe[- ]aux[- ]trembles)(?!\w)"
    r"|trouv\w+ (?:ca )?partout|(?:it is|found|are) everywhere"  # here "everywhere" is no wish to live anywhere
)
_ANY = either(
    r"partou[tx]?|n'?importe ou|n'?importe (?:quelle?s?|kel) (?:regions?|villes?|endroits?|places?)"
    r"|t(?:ou)?te?s?(?: les?)? (?:regions?|villes?|endroits?|places?)",
    r"(?:any|eve?ry) ?wh?ere?|all over(?! again)|any (?:regions?|places?|cit(?:y|ies)|towns?|villages?)"
    r"|(?:every|whatever|whichever) (?:region|place|city|town)",
)
_WORK = r"(?:jobs?|work|travail|ouvrage|emplois?|boulot)"
_ANY_PLACE = re.compile(
    rf"(?<!\w)(?:{_ANY})(?!\w)(?! (?:is|are|has|have|est|sont|ont|but|that|which|sauf|except|not|pas|qui)(?!\w))"
)
_WHERE_WORK_IS = re.compile(  # not "Alma, where there is work"
    r"(^\W*|(?<!\w)(?:go|move|live|come|settle|vais|aller|irai|va|partir|vivre|demenager|bouger|moi|oui|yes) )"
    r"(?:la )?(?:ou|where|wherever|anywhere)"
    r"(?: (?:(?:il |u )?(?:y'?en |y |ya )a?|ya)| there(?:'?s| is)?| (?:i )?(?:have|got?|get|find))"
    rf" ?(?:de la |du |de l'|des |some |the |a )?{_WORK}(?! (?:in|at|near|around|a|au|aux|en|dans|pres)(?!\w))"
    r"(?: (?:i|je|j') ?(?:go|vais|come))?(?!\w)"
    r"(?! (?:is|are|has|have|est|sont|ont|but|that|which|sauf|except|not|pas|qui)(?!\w))"
)
_BY_ANOTHER_NAME = re.compile(r"(?<!\w)(?:la )?(?:baie[- ]james|james bay)(?!\w)")
_FAR_FROM = re.compile(
    r"(?<!\w)(?:loin|far|hors|away|sortir|dehors|outside) (?:de |of |from |d')*(?:montreal|mtl)(?!\w)"
)
_AROUND_IT = re.compile(
    r"(?<!\w)(?:(?:pas|not)(?: (?:trop|too|tres|very|so|si|2))? (?:loin|far)|proche|pres|near|close|autour|around)"
    r" (?:de |of |from |to |d')*(?:montreal|mtl)(?!\w)"
)
_AROUND_MONTREAL = (("16",), ("15",), ("14",), ("13",))
_ALL_BUT = re.compile(
    r"(?i)^\W*(?:all|tout|toutes?|tous)\b (?:less|minus|moins|sauf|except|but)(?!\w)"
    r"|\b(anywhere|everywhere|any (?:place|region|town|city)|n['’]?importe o[uù]|partout)"
    r",? (?:but(?! (?:i|we|i'd|we'd|i'm|prefer\w*|ideal\w*|maybe|most\w*|rather|first|if|near|close)(?!\w))"
    r"|(?:that|which)(?:['’]s| is|) ?(?:not|isn['’]?t)(?: in)?|not|qui (?:n['’])?est pas(?: [àa])?"
    r"|pas(?: [àa])?)\b"
)
# "anywhere quiet in", and the place that follows: that place alone is meant, unless it is the whole province.
_ANYWHERE_IN = re.compile(
    r"(?:anywhere|everywhere|any (?:place|town|city|village)|n'importe ou|partout|n'importe quelle? (?:ville|village))"
    r"(?: [\w-]+){0,2}? (?:in|within|around|near|en|dans|au|aux|pres de|autour de)"
    r" (?!(?:le |la |the |in )*(?:province|quebec|canada|pays|country|world|monde)(?!\w))"
    r"(?=(?P<place>[\w' -]+?)(?=[^\w' -]|$| (?:but|mais|except|sauf|not|pas|or|ou|and|et|pis)(?!\w)))"
)
_MARKS = re.compile("[\ufe0f\u20e3]")  # the characters that turn a digit into a keycap emoji
_NO_ANSWER = re.compile(  # "no idea" does not mean "none", and "next one" is no number
    r"(?i)(?<!\w)(?:(?:aucune|pas (?:d['’]|de |la )|sans|no|not an?|haven't an?|don't have an?|without an?) ?"
    r"(?:(?:id[ée]e|r[ée]ponse|idea|clue|answer)s?)|(?:next|this|that|another|last|previous) one)(?!\w)"
)


def tidy(text: str) -> str:
    """A text with keycap emoji replaced by digits."""
    return _MARKS.sub("", text)


def stated(text: str) -> str:
    """A text without phrases that look like a value and are none: "no idea", "the next one"."""
    return _NO_ANSWER.sub(" ", tidy(text))


def resolve(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    """The value of a field that a text gives: Found, Ambiguous with the options to ask about, or Unknown."""
    readers: Mapping[Field, Callable[[str], Resolution[Any]]] = {
        Field.OCCUPATION: lambda said: _trade(resolver, said),
        Field.EXPERIENCE: lambda said: resolver.duration_years(said, today),
        Field.EDUCATION: lambda said: schooling(resolver, said),
        Field.FRENCH: lambda said: french_level(resolver, said),
        Field.LANGUAGES: lambda said: _listed(resolver.spoken_languages(resolver.without_unspoken(said)), "fr"),
        Field.REGIONS: lambda said: _regions(resolver, said),
        Field.HOUSEHOLD: lambda said: _household(resolver, said),
        Field.PERMIT: lambda said: permit(resolver, said),
        Field.START: lambda said: resolver.start_date(said, today),
    }
    return readers[field](stated(text))


def towns(resolver: Resolver, names: list[str], regions: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the towns in these regions that the names name; a name that is also a region's counts as no town."""
    found = ((resolver.town(name), resolver.place(name)) for name in names)
    return tuple(
        str(town.value)
        for town, place in found
        if isinstance(town, Found) and isinstance(place, Found) and place.value in regions
    )


def _trade(resolver: Resolver, said: str) -> Resolution[str]:
    """The trade; "on social assistance" and "I can do anything" name none."""
    plain = even(said)
    for benefit in _BENEFITS.finditer(plain):
        said = blanked(said, *benefit.span())
    if _ANYTHING.search(plain) or not any(c.isalnum() for c in said):
        return Unknown()
    return resolver.occupation(said)


def _listed(outcome: Resolution[tuple[str, ...]], *out: str) -> Resolution[tuple[str, ...]]:
    """The outcome without the codes in `out`, which the question does not ask for."""
    return Found(tuple(code for code in outcome.value if code not in out)) if isinstance(outcome, Found) else outcome


def _regions(resolver: Resolver, said: str) -> Resolution[Any]:
    said = _OF_MONTREAL.sub(" ", _BY_ANOTHER_NAME.sub("Nord-du-Quebec", even(said)))
    said = _ANY_PLACE.sub("anywhere", said)
    said = _WHERE_WORK_IS.sub(r"\1anywhere", said)
    plain = said = _ANYWHERE_IN.sub(lambda found: " " if _is_a_place(resolver, found["place"]) else found[0], said)
    if _THE_PROVINCE.fullmatch(plain):  # "Québec" alone may mean the city or the province
        return Ambiguous((("03",), (ANYWHERE,)))
    if _AROUND_IT.search(plain):
        return Ambiguous(_AROUND_MONTREAL)
    if _FAR_FROM.search(plain) and isinstance(resolver.places(_FAR_FROM.sub(" ", plain)), Unknown):
        return Ambiguous(((ANYWHERE,),))
    match resolver.places(_ALL_BUT.sub("anywhere except", _EXCLUDES_NOTHING.sub(" ", said))):
        case Found(value):
            kept = tuple(code for code in value if code != MONTREAL_REGION)  # they leave it: no wish to work there
            if kept and ANYWHERE not in kept and _AND_QUEBEC.search(plain):  # "Amos or Québec" means the city
                kept = (*kept, *(() if _CAPITAL in kept else (_CAPITAL,)))
            if len(kept) == _ALL_OTHERS:  # everywhere except Montréal
                return Found((ANYWHERE,))
            return Found(kept) if kept else Unknown()
        case Ambiguous(options):
            return Ambiguous(tuple((code,) for code in options if code != ANYWHERE))
    return Found((ANYWHERE,)) if _NO_MATTER.search(even(said)) else Unknown()


def _is_a_place(resolver: Resolver, name: str) -> bool:
    """Whether a text names places, in which alone "anywhere" is meant: "anywhere in Estrie"."""
    return (
        any(map(str.isalnum, name))
        and isinstance(named := resolver.places(name), Found)
        and ANYWHERE not in named.value
    )


def _household(resolver: Resolver, said: str) -> Resolution[Household]:
    """The household; a mere number of people is ambiguous: "4" may be a couple with two children, or one with three."""
    outcome = resolver.household(said)
    count = resolver.count(said)
    if not (isinstance(outcome, Found) and isinstance(count, Found) and _NUMBER_ALONE.fullmatch(digits(said))):
        return outcome
    if count.value < 2:
        return outcome
    counted = (Household.possible(True, count.value - 2), Household.possible(False, count.value - 1))
    return Ambiguous(tuple(each for each in counted if each)) if any(counted) else outcome
