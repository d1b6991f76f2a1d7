"""Tells a place or a language that somebody only tells of from one that they wish for or speak: "Amos is very cold"."""

import re

from bot.base.terms import Field
from bot.knowledge import Found, Resolver
from bot.reading.answered_plainly import AROUND
from bot.reading.parse import Parse
from bot.reading.resolving import ENTITIES
from bot.reading.whether import sentence_span

_LEADS = re.compile(
    r"\W*(?:(?:ok|oui|yes|well|ben|bon|mais|but|et|and|oh|ah|hm+|so|donc|because|car|que|that|in fact|en fait"
    r"|the|la|le|l'|les|they say|on dit que|i think|i heard|je pense que|il parait que)\W*)*"
)
_VERB = re.compile(
    r" (?:(?:\w+ ){0,1}(?:is|are|isn'?t|was|has|hasn'?t|had|costs?|looks?|seems?|gets?|feels|est|n'est|etait|ont|semble"
    r"|parait|coute\w*|fait|manque)|a|c'est|cest|ca (?:a l'air|semble|coute))(?!\w)"
)
_NOT_DONE = re.compile(  # « Laval j'aime pas le trafic »
    r",? (?:(?:moi )?(?:je |j'|on )(?:ne |n')?\w+ (?:pas|plus|jamais)|i (?:don'?t|do not|can'?t|never) \w+) (?=\w)"
)
_ACCEPTS = frozenset(
    """
    fine ok okay good great perfect nice ideal first second choice choix premier premiere deuxieme correct parfait
    parfaite super bien bon bonne tente interesse interessante interessant want veux prefer prefere favorite favourite
    best better mieux option possible cool yes oui preference dream reve excellent alright idea idee goal where ou home
    plan
    """.split()
)
_WISHED_OR_SPOKEN = {  # words of an answer, which praise the place or say whose the language is
    Field.REGIONS: frozenset(
        """
        seul seule only sole envie wish beau belle tranquille calme paisible beautiful quiet peaceful lovely proche
        pres near close magnifique gorgeous
        """.split()
    ),
    Field.LANGUAGES: frozenset("langue language tongue maternelle native mother seule only one".split()),
}
_HELD_AGAINST = frozenset(  # takes the praise back: "beautiful but too far"
    """
    trop too mais but pas not no jamais never loin far cher chere expensive froid cold sans without nothing nowhere rien
    """.split()
)
_WORD = re.compile(r"[a-z]+")
_OF_OTHERS = re.compile(r"(?<!\w)(?:his|her|their|son|sa|leur|your|votre|ta|ton)(?!\w)")
_OF_PLACES_OR_TONGUES = frozenset({Field.REGIONS, Field.LANGUAGES})


def is_told_of(field: Field, plain: str, start: int, end: int) -> bool:
    """Whether the value at this span is what a sentence, normalized by `even`, tells something of, and no answer."""
    if field not in _OF_PLACES_OR_TONGUES:
        return False
    begins, ends = sentence_span(plain, start)
    if not _LEADS.fullmatch(plain, begins, start):
        return False
    verb = _VERB.match(plain, end, ends)
    if verb is None:
        return bool(_NOT_DONE.match(plain, end, ends))
    said = set(_WORD.findall(plain[verb.end() : ends]))
    praised = said & _WISHED_OR_SPOKEN[field] and not said & _HELD_AGAINST
    if praised and not _OF_OTHERS.search(plain, verb.end(), ends):
        return False
    return bool(said) and not said & _ACCEPTS and not said <= AROUND[field]


def all_are_told_of(resolver: Resolver, parse: Parse, field: Field, plain: str) -> bool:
    """Whether each place or language that a message names is only told of."""
    if field not in _OF_PLACES_OR_TONGUES:
        return False
    named = [(each.start, each.end) for each in parse.entities if ENTITIES.get(each.kind) is field]
    if not named and field is Field.LANGUAGES:
        words = _WORD.finditer(plain)
        named = [each.span() for each in words if isinstance(resolver.spoken_languages(each[0]), Found)]
    return bool(named) and all(is_told_of(field, plain, *span) for span in named)
