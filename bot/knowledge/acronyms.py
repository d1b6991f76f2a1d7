"""Acronyms as they are typed, in capitals: kept as they are, and looked for among the names of organisations."""

import re
from collections.abc import Sequence

from bot.knowledge.base import Knowledge
from bot.knowledge.normalized_text import spaced
from bot.knowledge.schema import Service

_ACRONYM = re.compile(r"(?<![\w'’-])[A-Z]{3,8}(?![\w'’-])")
_SMALL = re.compile(r"[a-zà-ÿ]{2}")
_MOST_WORDS = 14
_ASKS_WHAT = (
    r"\b(?:(?:c est|cest|c|s|se) (?:quoi|koi|kwa|qui)|kesako|qu est ce que?|qui est|what(?: s| is| are| the)?|whats|who"
    r"(?: s| is| are)|(?:veut|veu) dire|signifie|stands? for|means?|meaning)\b"
)


def acronyms(text: str) -> list[str]:
    """The words in capitals of a text that is not written in capitals as a whole; one that is alone counts."""
    found = _ACRONYM.findall(text)
    alone = len(found) == 1 and not any(map(str.isalnum, text.replace(found[0], "")))
    return found if alone or _SMALL.search(text) else []


def as_typed(text: str, mended: str) -> str:
    """The mended text with the acronyms that were typed: the spelling made common words of them."""
    typed, words = text.split(" "), mended.split(" ")
    if len(typed) != len(words) or not acronyms(text):
        return mended
    kept = (
        one if _ACRONYM.search(one) and one.lower() != word.lower() else word
        for one, word in zip(typed, words, strict=True)
    )
    return " ".join(kept)


def asked_what_it_is(text: str) -> str:
    """The only acronym of a short text that asks what it is, or says nothing else; "" for any other text."""
    found = set(acronyms(text))
    if len(found) != 1 or len(text.split()) > _MOST_WORDS:
        return ""
    [acronym] = found
    alone = "?" in text and not any(map(str.isalnum, text.replace(acronym, "")))
    name = rf"\b{acronym.lower()}\b"
    near = rf"(?:{_ASKS_WHAT})\W+(?:\w+\W+){{0,2}}{name}|{name}\W+(?:\w+\W+){{0,2}}(?:{_ASKS_WHAT})"
    return acronym if alone or re.search(near, spaced(text)) else ""


def organisations_called(knowledge: Knowledge, acronym: str) -> Sequence[Service]:
    """The organisations with this acronym in their name, or as the first part of their id (sana-shawi)."""
    return [
        each
        for each in knowledge.all_services
        if acronym in _ACRONYM.findall(each.name) or each.id.split("-")[0] == acronym.lower()
    ]


def names_a_trade(knowledge: Knowledge, acronym: str) -> bool:
    """Whether a trade is called by this acronym."""
    called = re.compile(rf"(?<!\w){acronym.lower()}(?!\w)")
    return any(called.search(name.lower()) for each in knowledge.occupations.values() for name in each.trades)
