"""Who would move along: whoever is named, unless they do not come."""

import re
from datetime import date
from typing import Any

from babel import Locale

from bot.base.terms import Field, Household, Language
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.reading import words
from bot.reading.party import COMES_NOT
from bot.reading.people import Person, names_another
from bot.reading.resolving import resolve
from bot.reading.saying import Manner, Stretch, stretches
from bot.reading.text import even, without_quotes

_FEWEST_LETTERS = 4  # of a country's name: shorter ones are words
# Family that does not move along.
_STAYS_BEHIND = re.compile(
    r"(?<!\w)(?:rest(?:e|ent|era|eront) (?:avec|chez)|stay(?:s|ing)? with"
    r"|(?:rest(?:e|ent|era|eront)|habit(?:e|ent)|viv?(?:t|ent)|sont|est|stay(?:s|ed|ing)?|remain\w*|lives?|living"
    r"|are|is)(?: \w+)? (?:en|au|aux|a|dans|in|at|back|behind|la-bas|there|overseas|abroad|home))(?!\w)"
)
_COUNTRIES = sorted(
    even(name)
    for language in Language
    for code, name in Locale(language.value).territories.items()
    if code.isalpha() and code != "CA" and len(name) >= _FEWEST_LETTERS
)
_ABROAD = re.compile(
    rf"(?<!\w)(?:en|au|aux|a|in) (?:la |le |les |the )?(?:{'|'.join(map(re.escape, _COUNTRIES))})(?!\w)"
)
_AWAY = words.pattern(words.AWAY)
_VERB, _COMES = words.pattern(words.VERB), words.pattern(words.COMES)


def moves_along(resolver: Resolver, text: str, today: date) -> Resolution[Any]:
    """Who moves along: whoever is named, unless they do not come; whether those who stay behind come later is asked."""
    kept = without_quotes(text)
    absent, denials = False, [match.start() for match in COMES_NOT.finditer(even(kept))]
    for each in stretches(text):
        left_out = each.person is not Person.SELF and any(each.start <= at < each.end for at in denials)
        absent = absent or left_out
        if left_out or each.manner is Manner.SUPPOSED or _is_about_others(each, even(kept)):
            kept = kept[: each.start] + " " * (each.end - each.start) + kept[each.end :]
    outcome = resolve(resolver, Field.HOUSEHOLD, kept, today)
    alone, away = Household(), stays_behind(kept)
    if (absent or away) and isinstance(outcome, Unknown):
        return Ambiguous((alone,)) if absent or names_another(text) else outcome
    if isinstance(outcome, Found) and outcome.value != alone and away:
        return Ambiguous((alone, outcome.value))
    return outcome


def stays_behind(text: str) -> bool:
    """Whether a text says that some of those whom it names stay where they are, or live abroad."""
    plain = even(text)
    return any(pattern.search(plain) for pattern in (_STAYS_BEHIND, _AWAY, _ABROAD))


def _is_about_others(stretch: Stretch, plain: str) -> bool:
    """Whether a stretch tells of a friend or relative rather than counting them: "my sister has two children"."""
    return stretch.person is Person.OTHER and bool(_VERB.search(_COMES.sub(" ", plain[stretch.start : stretch.end])))
