"""Finds words that may name a trade in a longer sentence: behind "I look for", "as a", « je fais », « moi c'est »."""

import re
from collections.abc import Iterator
from datetime import date

from bot.base.terms import Field
from bot.knowledge import Found, Resolution, Resolver
from bot.reading.normalized_in_place import either, even
from bot.reading.resolving import resolve

Span = tuple[int, int]
_WISHES = either(
    r"j?cherch\w+|(?:ve?u[xt]|voudrais|aimerais|prendrais|prends)(?: faire)?",
    r"look\w* (?:for|work)|(?:want|need)(?: to)?",
)
_LEADS = either(  # words behind which a trade stands
    r"comme|(?:je|j'|on) ?(?:fais|faisais)|j'?(?:ai )?fai[st]?|(?:mon |le )?(?:metier|domaine|travail)"
    r"(?: (?:c'est|c|est|etait))?|(?:moi|mwen),? (?:c'est|c|cest|c')|travail\w* (?:comme|en|dans|de)"
    r"|(?:emploi|poste|job|boulot) (?:de|d'|en|comme|dans)",
    r"as an?|(?:i|we)(?:'m| am)?(?: been)? (?:do|doing|did|done|be|into|am)|im|i'?m|been|work\w* (?:as|in|at|for|on)"
    r"|(?:job|work|experience) (?:in|as|at)|(?:my )?(?:trade|field)(?: is)?"
    rf"|(?:{_WISHES})(?!\s+(?:une?|an?) (?!emploi|poste|job|travail))",  # who looks for a plumber may be none
)
_BETWEEN = (
    r"(?:(?:comme|en|dans|de|d'|du|des|la|le|les|l'|une?|juste|plutot|surtout|tout ce qui est|faire|le metier de"
    r"|as|in|a|an|the|some|any|just|only|mostly|again|work|do|job)(?:(?<=')|\s+))*"
)
_ENDS = (  # words that end the name of a trade
    r"(?:depuis|pendant|avec|sans|chez|a|au|aux|dans|en|pour|par|mais|et|ou|qui|que|parce|car|c'est|je|j'|on|nous|il|la"
    r"|ici|maintenant|pas|svp|mon|ma|mes|est|si|quand|for|since|with|without|at|in|on|to|from|near|but|and|or|who|that"
    r"|because|i|i'm|we|my|is|was|here|now|not|please|if|when|so|there|about|since|\d+)(?![\w'])"
)
_PHRASE = re.compile(
    rf"(?<![\w'])(?:{_LEADS})\s+{_BETWEEN}(?P<trade>(?!{_ENDS})[^\W\d_][\w'-]*"
    rf"(?:\s+(?:(?:de|du|des|d'|of)\s+(?:la\s+|l')?)?(?!{_ENDS})[^\W\d_][\w'-]*){{0,2}})"
)


def trades_in_phrases(resolver: Resolver, text: str, today: date) -> Iterator[tuple[Span, Resolution[str]]]:
    """Spans of words that name a trade, where the words before them lead to one, with what they name."""
    for phrase in _PHRASE.finditer(even(text)):
        start, end = phrase.span("trade")
        while end > start:
            found = resolve(resolver, Field.OCCUPATION, text[start:end], today)
            if isinstance(found, Found):
                yield (start, end), found
                break
            end = start + max(text[start:end].rstrip().rfind(" "), 0)
