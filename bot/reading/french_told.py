"""Reads a level of French as people describe it: "fluent", "I can only say bonjour", "I went to school in French"."""

import re

from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.reading.normalized_in_place import even, whole

_ME = re.compile(r"(?i)^\W*(?:me|moi|i|je)\W+(?=\d+\W*$)")  # the "me" in "me 2"
_GREW_UP = re.compile(  # grew up with French, and so cannot say a level
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
_FEW_WORDS_OF_IT = re.compile(  # lists the few words that the writer can say
    r"\W*(?:(?:i can say|je (?:peux )?di[st]|je sais dire|only|just|juste|que|seulement) )?"
    r"(?:(?:bonjour|bonsoir|salut|merci|oui|non|au ?revoir|ca va|s'il vous plait|tabarnak|poutine|comment|et|and|pis"
    r"|n)\W+){2,}(?:only|that'?s (?:it|all)|thats (?:it|all)|c'est (?:tout|ca)|seulement|juste)\W*"
    r"|.*(?:all my french|tout mon francais)\W*(?:lol|haha)?\W*"
)
_SAYS_A_FEW = re.compile(r"(?<!\w)(?:i can (?:only )?say|je (?:peux|sais) (?:juste )?dire|moi je dis)(?!\w)")
_NOT_ON_THE_PHONE = re.compile(  # gets by, but not on the telephone or where people speak fast
    r"(?:ca va|bien|ben|ok|good|jase|parl\w+|talk\w*|speak\w*|understand|compren\w*|so so|correct).{0,90}"
    r"(?<!\w)(?:telephone|phone|vite|fast|quick)(?!\w)"
)
_BETTER_HEARD = re.compile(  # understands better than they speak or write
    r"(?:compren\w*|entend\w*|understand)(?: \w+)? (?:tout|bien|presque|everything|all|almost|most).{0,60}"
    r"(?:parl\w*|speak\w*|talk\w*|bouche|mouth|ecri\w*|writ\w*|langue)"
)
_AS_ON_THE_BUTTON = re.compile(  # "fluent", the word on the button of the highest level
    r"\W*(?:(?:(?:mon |my |le )?(?:francais|french)|niveau|level|est|is|c'est|it'?s|i'?m|i am|je (?:le )?parle"
    r"|i speak(?: it)?|tres|very|bien)\W+)*(?:courant|couramment|fluent|fluently)"
    r"(?:\W+(?:en |in )?(?:francais|french))?\W*"
)
_NUMBERED = re.compile(  # « le français, 8 au test », "french like 7 or 8"; "French 2 times a week" names no level
    r"(?<!\w)(?:francais|french)(?:\W+(?:c'est|c|est|is|it'?s|like|about|around|environ|j'ai|eu|i|got|niveau|level)){0,3}"
    r"\W+(?P<first>1[0-2]|\d)(?: (?:ou|or|a|to) (?P<last>1[0-2]|\d))?"
    r"(?=\W*$| ?[.,;!?)](?!\d)| (?:et|and|pis|mais|but|au|at|(?:sur|out of) 12)(?!\w))"
    r"|(?<!\w)(?P<tested>1[0-2]|\d) (?:au|at the|in the|on the) (?:test|exam\w*|evaluation)"
    r"(?! de (?:conduite|maths?))(?!\w)"
)
_NOT_A_WORD = re.compile(
    r"(?<!\w)(?:not|pas|without|sans) (?:even )?(?:meme )?(?:an?|one|un) (?:single |seul )?(?:word|mot)(?!\w)"
    r"(?! (?:more|de plus|plus)| (?:of|in|de|en) (?!french|francais|it(?!\w))| d')"
)
_AS_A_NATIVE = re.compile(  # as their own language, or that of their school
    r"(?<!\w)(?:comme ma (?:propre )?langue|like my own language|langue de (?:l')?(?:ecole|lekol)"
    r"|(?:school|ecole|classes?) (?:\w+ )?(?:was|is|etait|est) (?:all )?(?:in |en )(?:french|francais))(?!\w)"
)
_SO_SO = re.compile(r"\W*(?:(?:bof|ca depanne|small small)\W*)+")
_HIGHEST = 12
_GREETS, _HOW_ARE_YOU = (  # words that beginners can say; "ca va" alone would look like a middling level
    re.compile(r"(?<!\w)(?:bonjour|bonsoir|salut|merci|au revoir)(?!\w)"), re.compile(r"(?<!\w)ca va(?!\w)")
)  # fmt: skip
_IN_OTHER_WORDS = {  # names of levels in Spanish, Portuguese and Italian, with the French ones
    whole(said): ours
    for said, ours in {
        r"intermedi[oa]|intermediari[oa]": "intermediaire", r"basic[oa]": "base",
        r"avanzad[oa]|avancad[oa]|avanzat[oa]": "avance", r"principiante|iniciante": "debutant",
        r"fluido|fluente": "courant", r"(?:muy |un )?(?:poco|poquit[oa]|pouco)": "un peu",
    }.items()
}  # fmt: skip
# Levels to choose from: of somebody who gets by, who knows a few words, who grew up with French.
_BY, _A_FEW = (6, 5, 4), (1, 2)
_OF_NATIVES = (12, 10, 8)


def french_level(resolver: Resolver, said: str) -> Resolution[int]:
    """The level (0 to 12) that a text names; several to choose from if it only describes it; Unknown if neither."""
    plain = even(said)
    if _FEW_WORDS_OF_IT.fullmatch(plain):
        return Found(1)
    if _GREETS.search(plain) and _HOW_ARE_YOU.search(plain):  # "bonjour, ca va": these words are all that they can say
        said = _HOW_ARE_YOU.sub(" ", plain)
        outcome = french_level(resolver, said) if any(map(str.isalnum, said)) else Unknown()
        return Ambiguous(_A_FEW) if isinstance(outcome, Unknown) else outcome
    if _AS_ON_THE_BUTTON.fullmatch(plain):
        return Found(_HIGHEST)
    if _NOT_A_WORD.search(plain):
        return Found(0)
    for theirs, ours in _IN_OTHER_WORDS.items():
        said = theirs.sub(ours, even(said)) if theirs.search(plain) else said
    outcome = resolver.french_level(_ME.sub("", said))
    if _GREW_UP.search(plain) and outcome in {Found(level) for level in _OF_NATIVES}:
        return Ambiguous(_OF_NATIVES)
    none = isinstance(outcome, Unknown) or outcome == Found(0)  # « depuis que chu né »: "ne" may be read as "not"
    if none and _GREW_UP.search(plain):
        return Ambiguous(_OF_NATIVES)
    if none and (_NOT_ON_THE_PHONE.search(plain) or _BETTER_HEARD.search(plain)):
        return Ambiguous(_BY)
    if none and (_SAYS_A_FEW.search(plain) or _SO_SO.fullmatch(plain)):
        return Ambiguous(_A_FEW)
    return _by_number(plain) or outcome if isinstance(outcome, Unknown) else outcome


def _by_number(plain: str) -> Resolution[int] | None:
    """A level by its number beside the word French or a test, or of somebody for whom it is as their own language."""
    if found := _NUMBERED.search(plain):
        levels = [int(each) for each in found.groups() if each]
        return Found(levels[0]) if len(set(levels)) == 1 else Ambiguous(tuple(levels))
    return Ambiguous(_OF_NATIVES) if _AS_A_NATIVE.search(plain) else None
