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
    re.compile(
        rf"{_IT_IS}(?:open|ouvert)(?: one)?(?:\W*|[,;.(].*|\W+(?:mais|but|until|jusqu\w*) .*)"
    ): Permit.OPEN_WORK_PERMIT,
    re.compile(
        rf"{_IT_IS}(?:closed|ferme)(?: one)?(?:\W*|[,;.(].*|\W+(?:mais|but|until|jusqu\w*) .*)"
    ): Permit.CLOSED_WORK_PERMIT,
    re.compile(r"\W*(?:i have )?no (?:papers?|status|permit)\W*"): Permit.NONE,
}  # where the status is asked, and nothing else is said
_SAID_OF_IT = {  # of the permit, in a sentence
    re.compile(
        r"(?<!\w)(?:permit|permis)(?: de travail)? (?:is|est|c'est|cest)"
        rf"(?: (?!(?:not|pas|pa|plus|no|never|jamais)(?!\w))\w+)? {said}(?!\w)"
    ): permit
    for said, permit in {
        "(?:open|ouvert)": Permit.OPEN_WORK_PERMIT, "(?:closed|ferme)": Permit.CLOSED_WORK_PERMIT
    }.items()
}  # fmt: skip
_OF_ONE_EMPLOYER = re.compile(
    r"(?<!\w)(?:(?:for|pour|with|avec|by|par|lie a|attache a|tied to) (?:only )?(?:one|1|a single|un|un seul|mon)"
    r" (?:\w+ )?(?:employe(?:r|ur)|patron|boss|company|compagnie)|(?:one|single|un seul) employe(?:r|ur))(?!\w)"
)
_ASYLUM_GIVEN = re.compile(
    r"(?<!\w)(?:asile|asylum|refugie\w*|refugee)(?: \w+){0,4} (?:accept\w+|approuv\w+|approved|granted)(?!\w)"
    r"|(?<!\w)(?:accept\w+|granted|got) (?:\w+ )?(?:asile|asylum)(?!\w)"
)
_CLAIMS = re.compile(
    r"(?<!\w)(?:refugees?|refugie\w*) (?:claim\w*|demande)|(?:claim|demande) (?:of |de |d'|for )?refuge\w*"
)
# How people tell of a status that they do not name.
_TOLD_OF: Mapping[Permit, re.Pattern[str]] = {
    Permit.CITIZEN: re.compile(
        r"(?<!\w)(?:jur\w+|pret\w+|fait|took|taken|swore|sworn|gave)(?: \w+){0,3}?"
        r" (?:serment|drapeau|oath|allegiance)(?!\w)"
        r"|(?<!\w)(?:passeport|passport)(?: \w+){0,2} (?:bleu|blue|canad\w+)(?!\w)"
    ),
    Permit.REFUGEE: re.compile(
        r"(?<!\w)(?:juge|judge|commissaire|commissioner|member|tribunal|board|audience|hearing|cisr|irb)(?!\w).{0,20}"
        r"(?<!\w)(?:oui|yes|accept\w*|gagn\w+|won|positi\w+|approuv\w+|approved)(?!\w)"
        r"|(?<!\w)(?:gagn\w+|won)(?: \w+){0,2} (?:audience|hearing|cause|case)(?!\w)"
    ),
    Permit.ASYLUM_SEEKER: re.compile(
        r"(?<!\w)(?:attend\w*|wait\w*|no|not|pas encore|next|prochaine|date)(?!\w).{0,25}"
        r"(?<!\w)(?:audience|hearing|cisr|irb)(?!\w)"
        r"|(?<!\w)(?:audience|hearing)(?: \w+)?"
        r" (?:\d|in|en|le|repouss\w*|postponed|not yet|pas encore|prevue)(?!\w)"
    ),
    Permit.OPEN_WORK_PERMIT: re.compile(
        r"(?<!\w)(?:no|without|aucun|sans|pas de) (?:name|nom)(?!\w)"
        r"|(?<!\w)(?:any|every|all|n'importe quel|tous les) (?:boss|employe(?:r|ur)s?|patrons?|company|job)(?!\w)"
    ),
    Permit.CLOSED_WORK_PERMIT: re.compile(
        r"(?<!\w)(?:name|nom)(?:'s)?(?: \w+){0,3}"
        r" (?:company|compagnie|boss|employe(?:r|ur)|patron|madam|family|famille)(?!\w)"
        r"|(?<!\w)(?:tied?|lie|attache|stuck)(?: \w+)? (?:to|a|au|with|avec) (?!my (?:wife|husband|spouse))(?:\w+)"
        r"|(?<!\w)(?:ecrit|written|marque)(?: \w+)? (?:dessus|on it|there)(?!\w)"
    ),
}
_ME = re.compile(r"(?i)^\W*(?:me|moi|i|je)\W+(?=\d+\W*$)")  # "me 2"
_GREW_UP = re.compile(  # with French, which has no level then
    r"(?<!\w)(?:depuis (?:ma naissance|toujours|(?:tout )?petite?|l'enfance|que (?:je|j'|chu)\W*(?:suis )?ne\w*)"
    r"|de naissance|since (?:birth|i was born|always|childhood)"
    r"|ma langue (?:d'ecole|d'enfance)|langue (?:d'|de l')ecole"
    r"|(?:je |j')?(?:suis|chui|chu|jsuis) (?:un |une )?(?:francaise?|belge|suisse|quebecoise?)|i(?:'m| am) french"
    r"|(?:born|grew up) in france"
    r"|(?:toute? )?(?:l'|mon |ma )?(?:ecole|scolarite|etudes?) (?:\w+ ){0,4}(?:en francais|dedans)"
    r"|(?:grandi|enseigne|etudie) (?:\w+ )?(?:avec |en |dans )?(?:le |du )?(?:francais|dedans)"
    r"|(?:grew up|raised|studied|school(?:ed|ing)?|taught|teach) (?:\w+ ){0,3}(?:with|in) french|taught french"
    r"|(?:reve|dream|pense|think) (?:en|in) (?:francais|french)|ne(?:e)? dedans|mieux que mon \w+)(?!\w)"
)
_FEW_WORDS_OF_IT = re.compile(  # all that somebody can say
    r"\W*(?:(?:i can say|je (?:peux )?di[st]|je sais dire|only|just|juste|que|seulement) )?"
    r"(?:(?:bonjour|bonsoir|salut|merci|oui|non|au ?revoir|ca va|s'il vous plait|tabarnak|poutine|comment|et|and|pis"
    r"|n)\W+){2,}(?:only|that'?s (?:it|all)|thats (?:it|all)|c'est (?:tout|ca)|seulement|juste)\W*"
    r"|.*(?:all my french|tout mon francais)\W*(?:lol|haha)?\W*"
)
_SAYS_A_FEW = re.compile(r"(?<!\w)(?:i can (?:only )?say|je (?:peux|sais) (?:juste )?dire|moi je dis)(?!\w)")
_NOT_ON_THE_PHONE = re.compile(  # gets by, and is lost where people speak fast
    r"(?:ca va|bien|ben|ok|good|jase|parl\w+|talk\w*|speak\w*|understand|compren\w*|so so|correct).{0,90}"
    r"(?<!\w)(?:telephone|phone|vite|fast|quick)(?!\w)"
)
_BETTER_HEARD = re.compile(  # understands more than what comes out
    r"(?:compren\w*|entend\w*|understand)(?: \w+)? (?:tout|bien|presque|everything|all|almost|most).{0,60}"
    r"(?:parl\w*|speak\w*|talk\w*|bouche|mouth|ecri\w*|writ\w*|langue)"
)
_AS_ON_THE_BUTTON = re.compile(  # which calls C2 so
    r"\W*(?:(?:(?:mon |my |le )?(?:francais|french)|niveau|level|est|is|c'est|it'?s|i'?m|i am|je (?:le )?parle"
    r"|i speak(?: it)?|tres|very|bien)\W+)*(?:courant|couramment|fluent|fluently)"
    r"(?:\W+(?:en |in )?(?:francais|french))?\W*"
)
_HIGHEST = 12
_GREETS, _HOW_ARE_YOU = (  # words that somebody can say, of which the second looks like a level
    re.compile(r"(?<!\w)(?:bonjour|bonsoir|salut|merci|au revoir)(?!\w)"), re.compile(r"(?<!\w)ca va(?!\w)")
)  # fmt: skip
_IN_OTHER_WORDS = {  # of languages that are near: Spanish, Portuguese, Italian
    re.compile(rf"(?<!\w)(?:{said})(?!\w)"): ours
    for said, ours in {
        r"intermedi[oa]|intermediari[oa]": "intermediaire", r"basic[oa]": "base",
        r"avanzad[oa]|avancad[oa]|avanzat[oa]": "avance", r"principiante|iniciante": "debutant",
        r"fluido|fluente": "courant", r"(?:muy |un )?(?:poco|poquit[oa]|pouco)": "un peu",
    }.items()
}  # fmt: skip
_BY, _A_FEW = (6, 5, 4), (1, 2)
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
_THE_PROVINCE = re.compile(r"\W*(?:(?:au|le|la|in|province|de|du) )*quebec(?: (?:pues|po|svp|please|stp))?\W*")
_CAPITAL = "03"
_AND_QUEBEC = re.compile(
    r"(?<!\w)(?:ou|or|et|and|pis|also|aussi) (?:(?:a|au|in|to|vers|la ville de) )?quebec(?: city)?"
    r"(?= *(?:$|[,.;!?]|with|avec))"
    r"|(?<!\w)quebec(?: city)?,? (?:ou|or|et|and|pis)(?! (?:le|la|the|in|au|a) (?:canada|ontario))(?!\w)"
)
_OF_MONTREAL = re.compile(  # its boroughs, whose names resemble those of other places
    r"(?<!\w)(?:(?:cote[- ](?:des[- ]neiges|vertu|(?:st|saint)[- ]luc)|notre[- ]dame[- ]de[- ]grace)"
    r"|(?:parc|park)[- ]ex\w*|(?:montreal|mtl)[- ]nord|riviere[- ]des[- ]prairies|pointe[- ]aux[- ]trembles)(?!\w)"
    r"|trouv\w+ (?:ca )?partout|(?:it is|found|are) everywhere"  # what is found everywhere is no wish to live there
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
    said = _OF_MONTREAL.sub(" ", _BY_ANOTHER_NAME.sub("Nord-du-Quebec", even(said)))
    plain = said
    if _THE_PROVINCE.fullmatch(plain):  # or its capital
        return Ambiguous((("03",), (ANYWHERE,)))
    if _AROUND_IT.search(plain):
        return Ambiguous(_AROUND_MONTREAL)
    if _FAR_FROM.search(plain) and isinstance(resolver.places(_FAR_FROM.sub(" ", plain)), Unknown):
        return Ambiguous(((ANYWHERE,),))
    match resolver.places(_ALL_BUT.sub("anywhere except", _WHY_NOT.sub(" ", said))):
        case Found(value):
            kept = tuple(code for code in value if code != MONTREAL)
            if kept and ANYWHERE not in kept and _AND_QUEBEC.search(plain):  # beside a place it is the city
                kept = (*kept, *(() if _CAPITAL in kept else (_CAPITAL,)))
            if len(kept) == _ALL_OTHERS:  # everywhere but in Montréal
                return Found((ANYWHERE,))
            return Found(kept) if kept else Unknown()
        case Ambiguous(options):
            return Ambiguous(tuple((code,) for code in options if code != ANYWHERE))
    return Found((ANYWHERE,)) if _NO_MATTER.search(even(said)) else Unknown()


def _french(resolver: Resolver, said: str) -> Resolution[int]:
    """A level; who grew up in French says none, nor who tells how far it carries."""
    plain = even(said)
    if _FEW_WORDS_OF_IT.fullmatch(plain):
        return Found(1)
    if _GREETS.search(plain) and _HOW_ARE_YOU.search(plain):  # which says nothing of a level, if little without one
        said = _HOW_ARE_YOU.sub(" ", plain)
        outcome = _french(resolver, said) if any(map(str.isalnum, said)) else Unknown()
        return Ambiguous(_A_FEW) if isinstance(outcome, Unknown) else outcome
    if _AS_ON_THE_BUTTON.fullmatch(plain):
        return Found(_HIGHEST)
    for theirs, ours in _IN_OTHER_WORDS.items():
        said = theirs.sub(ours, even(said)) if theirs.search(plain) else said
    outcome = resolver.french_level(_ME.sub("", said))
    if _GREW_UP.search(plain) and outcome in {Found(level) for level in _OF_NATIVES}:
        return Ambiguous(_OF_NATIVES)
    none = isinstance(outcome, Unknown) or outcome == Found(0)  # « depuis que chu né » holds what sounds like a "not"
    if none and _GREW_UP.search(plain):
        return Ambiguous(_OF_NATIVES)
    if none and (_NOT_ON_THE_PHONE.search(plain) or _BETTER_HEARD.search(plain)):
        return Ambiguous(_BY)
    return Ambiguous(_A_FEW) if none and _SAYS_A_FEW.search(plain) else outcome


def _permit(resolver: Resolver, said: str) -> Resolution[Permit]:
    alone = (permit for pattern, permit in _OPEN_OR_CLOSED.items() if pattern.fullmatch(even(said)))
    said_of_it = (permit for pattern, permit in _SAID_OF_IT.items() if pattern.search(even(said)))
    named = (
        next(alone, None)
        or next(said_of_it, None)
        or (Permit.CLOSED_WORK_PERMIT if _OF_ONE_EMPLOYER.search(even(said)) else None)
    )
    if named is None and _ASYLUM_GIVEN.search(even(said)):
        named = Permit.REFUGEE
    if named is None and _CLAIMS.search(even(said)):
        named = Permit.ASYLUM_SEEKER
    if named is not None:
        return Found(named)
    outcome = resolver.permit(said)
    told = next((permit for permit, pattern in _TOLD_OF.items() if pattern.search(even(said))), None)
    if told is None or outcome == Found(told):
        return outcome
    return Found(told) if isinstance(outcome, Unknown) else outcome


def _household(resolver: Resolver, said: str) -> Resolution[Household]:
    """A mere number of people may be a couple with children, or one adult with more of them."""
    outcome = resolver.household(said)
    count = resolver.count(said)
    bare = isinstance(count, Found) and _NUMBER_ALONE.fullmatch(digits(said))
    if isinstance(outcome, Found) and bare and isinstance(count, Found) and count.value > 1:
        return Ambiguous((Household(True, count.value - 2), Household(False, count.value - 1)))
    return outcome
