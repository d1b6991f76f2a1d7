"""The names of all countries in both languages, which are never mended into towns: Colombia is not Colombier."""

import re
from collections.abc import Iterator

from babel import Locale

from bot.base.terms import Language

_CODE = re.compile(r"[A-Z]{2}")  # of a country; continents have numbers
_OTHERWISE = re.compile(r" \(.*")


def country_names() -> Iterator[str]:
    """Each name, and each without what stands in brackets behind it: "Myanmar (Burma)"."""
    for language in Language:
        for code, name in Locale(language).territories.items():
            if _CODE.fullmatch(code):
                yield from dict.fromkeys((name, _OTHERWISE.sub("", name)))
