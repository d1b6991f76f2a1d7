"""Each field of the profile with its own reader: from what somebody typed to a value."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.base.terms import ANYWHERE, Field, Household, Permit
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading.schooling import schooling
from bot.reading.text import even

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
_ALL_OTHERS = 16  # regions beside Montréal
_IT_IS = r"\W*(?:un |an? |the |le |my |mon |mine is |(?:le )?mien est )?"
_OPEN_OR_CLOSED = {
    re.compile(rf"{_IT_IS}(?:open|ouvert)(?: one)?\W*"): Permit.OPEN_WORK_PERMIT,
    re.compile(rf"{_IT_IS}(?:closed|ferme)(?: one)?\W*"): Permit.CLOSED_WORK_PERMIT,
    re.compile(r"\W*(?:i have )?no (?:papers?|status|permit)\W*"): Permit.NONE,
}  # where the status is asked, and nothing else is said
_OF_ONE_EMPLOYER = re.compile(
    r"(?<!\w)(?:(?:for|pour|with|avec|by|par|lie a|attache a|tied to) (?:only )?(?:one|1|a single|un|un seul|mon)"
    r" (?:\w+ )?(?:employe(?:r|ur)|patron|boss|company|compagnie)|(?:one|single|un seul) employe(?:r|ur))(?!\w)"
)
_ASYLUM_GIVEN = re.compile(
    r"(?<!\w)(?:asile|asylum|refugie\w*|refugee)(?: \w+){0,4} (?:accept\w+|approuv\w+|approved|granted)(?!\w)"
    r"|(?<!\w)(?:accept\w+|granted|got) (?:\w+ )?(?:asile|asylum)(?!\w)"
)
_ME = re.compile(r"(?i)^\W*(?:me|moi|i|je)\W+(?=\d+\W*$)")  # "me 2"
_GREW_UP = re.compile(  # with French, which has no level then
    r"(?<!\w)(?:depuis (?:ma naissance|toujours|(?:tout )?petite?|l'enfance|que (?:je|j'|chu)\W*(?:suis )?ne\w*)"
    r"|de naissance|since (?:birth|i was born|always|childhood)"
    r"|ma langue (?:d'ecole|d'enfance)|langue (?:d'|de l')ecole"
    r"|(?:je |j')?(?:suis|chui|chu|jsuis) (?:un |une )?(?:francaise?|belge|suisse|quebecoise?)|i(?:'m| am) french"
    r"|(?:born|grew up) in france)(?!\w)"
)
_OF_NATIVES = (12, 10, 8)
MONTREAL = "06"  # the programme leads out of it: living there is no wish to work there
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
_WHY_NOT = re.compile(r"(?i)(?<!\w)(?:pourquoi pas|why not)(?!\w)")  # leaves nothing out
_NO_MATTER = re.compile(
    r"(?:don'?t|do not) (?:really )?(?:mind|care)|(?:no|any|pas de|aucune) preference|peu importe|m'est egal|whatever"
    r"|(?:doesn'?t|does not) matter|up to you|comme vous voulez|n'importe ou"
)
_ALL_BUT = re.compile(
    r"(?i)\b(anywhere|everywhere|any (?:place|region|town|city)|n['’]?importe o[uù]|partout)"
    r",? (?:but|(?:that|which)(?:['’]s| is|) ?(?:not|isn['’]?t)(?: in)?|not|qui (?:n['’])?est pas(?: [àa])?"
    r"|pas(?: [àa])?)\b"
)
_MARKS = re.compile("[\ufe0f\u20e3]")  # what makes a keycap of a digit
_NO_ANSWER = re.compile(  # "no" of these is no "none", "one" of these no number
    r"(?i)(?<!\w)(?:(?:aucune|pas (?:d['’]|de |la )|sans|no|not an?|haven't an?|don't have an?|without an?) ?"
    r"(?:(?:id[ée]e|r[ée]ponse|idea|clue|answer)s?)|(?:next|this|that|another|last|previous) one)(?!\w)"
)


def tidy(text: str) -> str:
    """A text with keycap emoji replaced by digits."""
    return _MARKS.sub("", text)


def stated(text: str) -> str:
    """A text without the words that say that there is no answer, or point at a question."""
    return _NO_ANSWER.sub(" ", tidy(text))


def resolve(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    """What a text says as the answer to one question."""
    readers: Mapping[Field, Callable[[str], Resolution[Any]]] = {
        Field.OCCUPATION: lambda said: _trade(resolver, said),
        Field.EXPERIENCE: lambda said: resolver.duration_years(said, today),
        Field.EDUCATION: lambda said: schooling(resolver, said),
        Field.FRENCH: lambda said: _french(resolver, said),
        Field.LANGUAGES: lambda said: _listed(resolver.spoken_languages(said), "fr"),
        Field.REGIONS: lambda said: _regions(resolver, said),
        Field.HOUSEHOLD: lambda said: _household(resolver, said),
        Field.PERMIT: lambda said: _permit(resolver, said),
        Field.START: lambda said: resolver.start_date(said, today),
    }
    return readers[field](stated(text))


def towns(resolver: Resolver, names: list[str], regions: tuple[str, ...]) -> tuple[str, ...]:
    """The towns among these place names; a name that is also a region's counts as the region."""
    found = ((resolver.town(name), resolver.place(name)) for name in names)
    return tuple(
        str(town.value)
        for town, place in found
        if isinstance(town, Found) and isinstance(place, Found) and place.value in regions
    )


def _trade(resolver: Resolver, said: str) -> Resolution[str]:
    """A trade; who lives on a benefit names none by it."""
    plain = even(said)
    for benefit in _BENEFITS.finditer(plain):
        said = said[: benefit.start()] + " " * len(benefit[0]) + said[benefit.end() :]
    if _ANYTHING.search(plain) or not any(c.isalnum() for c in said):
        return Unknown()
    return resolver.occupation(said)


def _listed(outcome: Resolution[tuple[str, ...]], *out: str) -> Resolution[tuple[str, ...]]:
    """Without the codes that this question does not ask for."""
    return Found(tuple(code for code in outcome.value if code not in out)) if isinstance(outcome, Found) else outcome


def _regions(resolver: Resolver, said: str) -> Resolution[Any]:
    match resolver.places(_ALL_BUT.sub(r"\1 except", _WHY_NOT.sub(" ", said))):
        case Found(value):
            kept = tuple(code for code in value if code != MONTREAL)
            if len(kept) == _ALL_OTHERS:  # everywhere but in Montréal
                return Found((ANYWHERE,))
            return Found(kept) if kept else Unknown()
        case Ambiguous(options):
            return Ambiguous(tuple((code,) for code in options if code != ANYWHERE))
    return Found((ANYWHERE,)) if _NO_MATTER.search(even(said)) else Unknown()


def _french(resolver: Resolver, said: str) -> Resolution[int]:
    """A level; who grew up in French says none."""
    outcome = resolver.french_level(_ME.sub("", said))
    none = isinstance(outcome, Unknown) or outcome == Found(0)  # « depuis que chu né » holds what sounds like a "not"
    return Ambiguous(_OF_NATIVES) if none and _GREW_UP.search(even(said)) else outcome


def _permit(resolver: Resolver, said: str) -> Resolution[Permit]:
    alone = (permit for pattern, permit in _OPEN_OR_CLOSED.items() if pattern.fullmatch(even(said)))
    named = next(alone, None) or (Permit.CLOSED_WORK_PERMIT if _OF_ONE_EMPLOYER.search(even(said)) else None)
    if named is None and _ASYLUM_GIVEN.search(even(said)):
        named = Permit.REFUGEE
    return resolver.permit(said) if named is None else Found(named)


def _household(resolver: Resolver, said: str) -> Resolution[Household]:
    """A mere number of people may be a couple with children, or one adult with more of them."""
    outcome = resolver.household(said)
    count = resolver.count(said)
    bare = isinstance(count, Found) and _NUMBER_ALONE.fullmatch(digits(said))
    if isinstance(outcome, Found) and bare and isinstance(count, Found) and count.value > 1:
        return Ambiguous((Household(True, count.value - 2), Household(False, count.value - 1)))
    return outcome
