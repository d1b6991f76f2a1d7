"""Words in a list of languages that are no known language: the reply says that they could not be noted."""

import re

from bot.base.terms import Field
from bot.knowledge import Found, Resolver
from bot.reading.about_whom import Person
from bot.reading.answered_plainly import is_framed
from bot.reading.context import Reading
from bot.reading.how_meant import said
from bot.reading.normalized_in_place import even, parts

_BETWEEN = re.compile(r"[,;/&+\n]|(?<!\w)(?:et|and|pis|puis|plus|ou|or)(?!\w)")
_NAME = re.compile(r"[^\W\d_]{4,}(?: [^\W\d_]{3,})?")
_MOST_NAMED = 3


def unread_languages(resolver: Resolver, text: str, reading: Reading) -> tuple[str, ...]:
    """At most three unknown names, as they were typed, in a message that also told known languages."""
    told = any(fact.field is Field.LANGUAGES and fact.person is Person.SELF and fact.value for fact in reading.facts)
    return tuple(_unknown(resolver, said(text)))[:_MOST_NAMED] if told else ()


def _unknown(resolver: Resolver, text: str) -> list[str]:
    names = []
    for start, end in parts(_BETWEEN, even(text)):
        name = _BETWEEN.sub(" ", text[start:end]).strip(" .!-")
        known = isinstance(resolver.spoken_languages(name), Found)
        if _NAME.fullmatch(name) and not known and not is_framed(Field.LANGUAGES, name, 0, 0):
            names.append(name)
    return names
